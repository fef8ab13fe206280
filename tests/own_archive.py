"""An answering service over articles of a test's own, built by the real builder with the real model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.serving.service import AnsweringService
from config.settings import IndexSettings, load_settings
from index.building.update import update_index


@contextmanager
def serving(
    articles: Sequence[Mapping[str, Any]], folder: Path, **answer: float
) -> Iterator[AnsweringService]:
    """Open a service over the records in an index within ``folder``; ``answer`` are its settings of that name."""
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in articles), "utf-8")
    update_index(IndexSettings(articles=(path,), folder=folder / "index"))
    settings = load_settings(dotenv=None, index={"folder": folder / "index"}, answer=answer)
    with AnsweringService(settings) as opened:
        yield opened
