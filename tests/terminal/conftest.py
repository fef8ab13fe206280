"""A real archive of invented articles, built once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from config.settings import load_settings
from index.building.update import update_index

ARTICLES = [
    {
        "id": "bridge-shut",
        "source": "The Marlow Courier",
        "title": "Old bridge to stay shut until April",
        "published_at": "2023-11-14",
        "url": "https://courier.example/bridge",
        "body": "The old bridge at Marlow will stay shut until April, the county's chief engineer, "
        "Ann Lee, said on Tuesday.\n\nRepairs to the old bridge will cost £2.4 million, she said. "
        "Lorries damaged two of its iron hangers in August.\n\nA ferry runs for walkers.",
    },
    {
        "id": "bridge-sooner",
        "source": "The Thames Post",
        "title": "Hope for an early opening",
        "published_at": "2023-11-20",
        "body": "The old bridge at Marlow may open as soon as February, a source told The Marlow "
        "Courier.\n\nShopkeepers said that they had lost a third of their trade since the bridge "
        "was shut. “We cannot last until spring,” said Tom Hale, a baker.",
    },
    {
        "id": "choir",
        "source": "The Thames Post",
        "title": "Choir wins prize",
        "published_at": "2023-10-02",
        "body": "The Henley choir won the county prize on Sunday. Its leader, Ruth Odum, said that "
        "the singers had practised every night for a month.",
    },
    {
        "id": "nobody",
        "published_at": "2023-11-21",
        "body": "Council leaders denied that the old bridge at Marlow would open in February. "
        "“There is no new date,” a spokeswoman said.\n\nThe Henley choir denied that its singers had "
        "practised every night for a month.",
    },
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the archive once."""
    place = tmp_path_factory.mktemp("chat")
    file = place / "articles.jsonl"
    file.write_text("\n".join(json.dumps(article) for article in ARTICLES), encoding="utf-8")
    settings = load_settings(
        dotenv=None, index={"articles": [str(file)], "folder": place / "index"}
    )
    update_index(settings.index, threads=1)
    return place / "index"
