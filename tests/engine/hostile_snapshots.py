"""Ask snapshots that a stranger has made: harmed anywhere, and signed as if they were whole.

Usage: OMP_NUM_THREADS=1 python hostile_snapshots.py FOLDER COUNT SEED. Each is opened and asked in a
fork with little memory and time. Prints one JSON line each: {"file", "signal", "told"}; ``told`` lists
what the questions led to: "answered", the name of a refusal, or of another fault.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.serving.service import AnsweringService
from bot.values import Question
from config.settings import load_settings
from index.errors import WhosaidError
from index.snapshot.layout import current_id, point_to, snapshot_folder
from index.snapshot.manifest import FILE, read_manifest, record_files
from tests.engine.build_scenarios import older_and_old
from tests.engine.index_seen import look
from tests.engine.kill_points import in_fork

MEMORY, SECONDS = 3 << 30, 60
_ODD = (b"\xff" * 8, b"\xff" * 7 + b"\x7f", bytes(8), (1 << 31).to_bytes(8, "little"))


def harmed(content: bytes, chance: random.Random) -> bytes:
    """Change one to four places of a file, keeping its length."""
    changed = bytearray(content)
    head = chance.random() < 0.3
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(min(256, len(changed)) if head else len(changed))
        if chance.random() < 0.5:
            changed[at] = chance.randrange(256)
        else:
            at -= at % 8
            changed[at : at + 8] = chance.choice(_ODD)[: len(changed) - at]
    return bytes(changed)


def make(prepared: Path, folder: Path, chance: random.Random) -> str:
    """Harm one file of a copy, sign the snapshot anew and put it into service; return the file."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(prepared, folder)
    place = snapshot_folder(folder, current_id(folder) or "")
    manifest = read_manifest(place)
    name = chance.choice([one.path for one in manifest.files])
    (place / name).write_bytes(harmed((place / name).read_bytes(), chance))
    signed = replace(manifest, files=record_files(place)).named()
    (place / FILE).write_text(signed.to_json())
    place.rename(place.with_name(signed.id))
    point_to(folder, signed.id)
    for other in (folder / "snapshots").iterdir():
        if other.name != signed.id:
            shutil.rmtree(other) if other.is_dir() else other.unlink()
    return name


def ask(folder: Path) -> list[str]:
    """Open the archive and ask it everything that it can be asked."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(SECONDS)
    settings = load_settings(
        index={"folder": folder, "encoder": "fake"},
        answer={"checker": "none", "min_confidence": 0.0, "threads": 1},
    )
    opened: list[AnsweringService] = []
    told = {outcome(lambda: opened.append(AnsweringService(settings)))}
    for service in opened:
        told |= {
            outcome(partial(check, service, text))
            for text in ("What did a source tell The Sun about the minister?", "court match goal")
        }
        told.add(outcome(partial(service.who_said, "minister budget river court match goal")))
        told.add(outcome(partial(service.coverage, "minister budget")))
    return sorted(told)


def outcome(work: Callable[[], object]) -> str:
    try:
        work()
    except WhosaidError as refusal:
        return type(refusal).__name__
    except Exception as fault:
        return f"! {type(fault).__name__}: {str(fault)[:80]}"
    return "answered"


def check(service: AnsweringService, text: str) -> None:
    reply = service.answer(Question(text=text))
    for quote in getattr(reply, "quotes", ()):
        stored = service.archive.article(quote.article.id)
        assert stored is not None and stored.body[quote.start : quote.end] == quote.text


def main() -> None:
    base, count, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    older_and_old(base / "prepared")
    look(base / "prepared")
    for _ in range(count):
        name = make(base / "prepared", base / "index", chance)
        status, told = in_fork(lambda: ask(base / "index"))
        ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        print(json.dumps({"file": name, "signal": ended, "told": told}), flush=True)


if __name__ == "__main__":
    main()
