"""Articles on a ferry, and the settings of a bot whose archive is still to be built."""

from __future__ import annotations

from pathlib import Path

from config.settings import Settings, load_settings


def article(number: int) -> bytes:
    """Return the text of one article."""
    text = f"The ferry of Quaymouth sailed {number} times on Saturday. It was a fine day, said its captain, Ada Venn."
    return (
        f"---\ntitle: Ferry {number}\noutlet: The Quay\ndate: 2024-06-01\n---\n\n{text}\n".encode()
    )


def nothing_built(folder: Path) -> Settings:
    """Return settings by which there is a folder of articles, and nothing in it."""
    (folder / "articles").mkdir()
    return load_settings(
        dotenv=None,
        index={"folder": folder / "index", "articles": [folder / "articles"]},
        discord={"database": folder / "bot.sqlite", "cooldown_seconds": 0},
    )
