"""Who, by an article's own words, stands behind each of its sentences."""

from .chains import chain_for
from .extraction import OutletFinder, extract

__all__ = ["OutletFinder", "chain_for", "extract"]
