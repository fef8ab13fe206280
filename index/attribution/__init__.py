"""Who, by an article's own words, stands behind each of its sentences."""

from .chains import chain_for
from .extraction import extract
from .relays import OutletFinder

__all__ = ["OutletFinder", "chain_for", "extract"]
