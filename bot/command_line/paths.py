"""Paths on the command line."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path


def path_named(text: str) -> Path:
    """Return the path that somebody names; raise ``ArgumentTypeError`` where that is nothing.

    An empty text, as a variable gives that is not set, would else stand for the current folder.
    """
    if not text.strip():
        raise ArgumentTypeError("the path is empty; name a file or a folder")
    return Path(text)
