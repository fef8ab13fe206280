"""What a reader finds in an index folder: all of it checked and asked, and told in a few digests."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.json_form.answers import reply_dict
from bot.serving.service import AnsweringService
from bot.values import Question
from config.settings import load_settings
from index.errors import IndexMissing
from index.snapshot.archive import Archive
from index.snapshot.layout import snapshot_folder

_QUESTIONS = (
    "What did a source tell The Sun about the minister?",
    "court match goal",
    "Who said that the museum and the planet signal?",
)
_TIMES_ONLY = ("built", "lock")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reader finds: the snapshot, a digest of its answers and of all its files."""

    snapshot: str
    answers: str
    files: str


def look(folder: Path) -> dict[str, str] | None:
    """Open what is in service, as a reader does; check all of it; ask it. None where there is none."""
    try:
        archive = Archive.open(folder)
    except IndexMissing:
        return None
    assert not archive.damage, archive.damage
    assert Archive.open(folder, verify="full").id == archive.id
    for article_id, _ in archive.digests():
        article = archive.article(article_id)
        assert article is not None
        for passage in archive.passages(archive.passage_rows(article_id)):
            assert article.body[passage.start : passage.end] == passage.text
    told = hashlib.sha256()
    settings = load_settings(
        index={"folder": folder, "encoder": "fake"},
        answer={"checker": "none", "min_confidence": 0.0, "threads": 1},
    )
    with AnsweringService(settings) as service:
        for text in _QUESTIONS:
            given = reply_dict(service.answer(Question(text=text)))
            assert given.pop("snapshot") == archive.id
            given.pop("elapsed_ms")
            told.update(json.dumps(_rounded(given), sort_keys=True).encode())
    files = tree_digest(snapshot_folder(folder, archive.id))
    return asdict(Seen(snapshot=archive.id, answers=told.hexdigest(), files=files))


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    return [_rounded(one) for one in value] if isinstance(value, list) else value


def tree_digest(folder: Path) -> str:
    """Digest every name and byte below a folder, but for what only tells the time or a process."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        told.update(f"\n{path.relative_to(folder)}\0".encode())
        timed = path.name.startswith(_TIMES_ONLY) or ".verified" in path.name
        if path.is_file() and not timed:
            told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()
