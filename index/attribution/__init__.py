"""Who, by an article's own words, stands behind each of its sentences."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .chains import chain_for

if TYPE_CHECKING:
    from .cues import accepted
    from .extraction import attribution_rows, extract, scene_of
    from .relays import OutletFinder
    from .runs import Runs
    from .scene import Scene
    from .tokens import cut_bodies

__all__ = [
    "OutletFinder",
    "Runs",
    "Scene",
    "accepted",
    "attribution_rows",
    "chain_for",
    "cut_bodies",
    "extract",
    "scene_of",
]
_HOMES = {
    **dict.fromkeys(("attribution_rows", "extract", "scene_of"), "extraction"),
    "OutletFinder": "relays",
    "Runs": "runs",
    "Scene": "contents",
    "accepted": "cues",
    "cut_bodies": "tokens",
}


def __getattr__(name: str) -> Any:
    """Import on demand what only a build needs: an answer shows chains and finds none."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
