"""What was written on a command line or in a file, as text that everything can read."""

from __future__ import annotations


def readable(text: str) -> str:
    """Return a text with � for the halves of characters in it: no encoder takes those.

    They come of bytes that are no UTF-8 (in the arguments of a program) and of escapes in JSON.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
