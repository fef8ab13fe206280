"""Who, by an article's own words, stands behind each of its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .chains import chain_for

if TYPE_CHECKING:
    from .extraction import attribution_rows, extract
    from .relays import OutletFinder

__all__ = ["OutletFinder", "attribution_rows", "chain_for", "extract"]


def __getattr__(name: str) -> Any:
    """Import on demand what only a build needs: an answer shows chains and finds none."""
    if name in ("attribution_rows", "extract"):
        from . import extraction

        return getattr(extraction, name)
    if name == "OutletFinder":
        from .relays import OutletFinder

        return OutletFinder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
