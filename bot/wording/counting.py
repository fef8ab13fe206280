"""Names in a row and numbers of things, with the grammar right for none, one, two and many."""

from __future__ import annotations

from collections.abc import Sequence


def joined(names: Sequence[str], last: str = "and", *, most: int | None = None) -> str:
    """Join names as in a sentence: "A", "A and B", "A, B and C"; past ``most``, "A and 3 others".

    A remainder of one is named rather than counted, so "1 other" never appears.
    """
    shown = list(names)
    if most is not None and len(shown) > most + 1:
        shown = [*shown[:most], f"{len(shown) - most:,} others"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def count_words(number: int, one: str, many: str | None = None) -> str:
    """Say how many there are: "no articles", "1 article", "1,234 articles"."""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {many or one + 's'}" if number else f"no {many or one + 's'}"


def possessive(name: str) -> str:
    """Return the possessive of a name: "The Sun's", "The Times'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"
