"""Files that go with a message."""

from __future__ import annotations

import io
from typing import Any

import discord


class Attached(discord.File):
    """A file whose number is sent as text: so Discord's description has it."""

    def to_dict(self, index: int) -> Any:
        """Return what is said of the file in the message that it goes with."""
        return {**super().to_dict(index), "id": str(index)}


def text_file(name: str, text: str) -> Attached:
    """Return a text as a file."""
    return Attached(io.BytesIO(text.encode("utf-8", "replace")), filename=name)


def picture(name: str, data: bytes, words: str) -> Attached:
    """Return a picture as a file, with words for those who do not see it."""
    return Attached(io.BytesIO(data), filename=name, description=words)
