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

TWO_ARTICLES = [
    {
        "id": "bridge",
        "title": "Bridge closed",
        "outlet": "The Lantern",
        "date": "2024-03-04",
        "body": "The Hallow Bridge was closed on Monday after inspectors found cracks in two hangers. "
        "Marrowby Council asked drivers to use the ford road at Upper Tarn.",
    },
    {
        "id": "ferry",
        "title": "Ferry fares rise",
        "outlet": "The Gull",
        "date": "2024-03-05",
        "body": "Kestrel Ferries will raise its fares by six per cent from June. "
        "The company carried 90,000 people last year.",
    },
]
"""Two outlets, each on a matter of its own."""


Row = tuple[str, str, str, str, str]
"""Id, outlet, day, title and body of an article."""


def records(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return articles that are written as rows as records."""
    return [dict(zip(("id", "outlet", "date", "title", "body"), row, strict=True)) for row in rows]


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
