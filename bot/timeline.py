"""Draw who covered a topic and when, for Discord's dark theme."""

from __future__ import annotations

from index.coverage import Coverage


def timeline_png(coverage: Coverage, *, dark: bool = True) -> bytes:
    """Return a PNG picture: one row an outlet, one mark an article, origins by colour and shape."""
    raise NotImplementedError
