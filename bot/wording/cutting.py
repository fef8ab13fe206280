"""Cut a text short between words, and mark that it was cut."""

from __future__ import annotations

EXCERPT = 160
"""Most characters shown of a passage that is offered as near coverage."""


def shortened(text: str, most: int = EXCERPT) -> str:
    """Return the beginning of a text, cut between words and marked "[…]" where anything is left."""
    if len(text) <= most:
        return text
    cut = text.rfind(" ", most // 2, most)
    return f"{text[: cut if cut > 0 else most]} […]"
