"""Find the outlets that a question names, and the part that each plays in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from config.domains import registrable
from config.outlets import Outlet, OutletRegistry


class Part(StrEnum):
    """The part that an outlet plays in a question."""

    PRINTED = "printed"
    """What it printed is asked for."""
    HEARD = "heard"
    """Somebody told it something."""
    SUBJECT = "subject"
    """The question is about it, or does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOutlet:
    """An outlet that the question names at ``start:end``."""

    name: str
    part: Part
    start: int
    end: int


_PRINTED_BEFORE = re.compile(
    r"(?i)(?:according to|(?:reported|published|printed|covered|written|mentioned|quoted|described|noted|discussed"
    r"|stated|claimed|suggested|cited|highlighted|said|alleged|featured|portrayed|depicted) (?:both )?(?:by|in|on)"
    r"|(?:article|articles|report|reports|story|stories|piece|pieces|coverage|analysis|headline|headlines|information"
    r"|reporting|account|review|interview|editorial|column|quotes?) (?:both )?(?:from|in|by|of|on)|per|via|by|from)"
    r"(?: (?:both|the|an?|articles? (?:from|by|in)|outlets like|sources (?:like|including|such as)))*"
    r"[ '\"“‘]+(?:the )?$"
)
_SAYS_AFTER = re.compile(
    r"(?i)^['\"”’]?(?:s|(?: [-|–] |: )[^,.?']{3,60}?)?['\"”’]?(?:s\b)?"
    r"(?: (?:\w+ ){0,3}?| ['\"“‘]?)(?:say|says|said|report\w*|writ\w*|wrote|article\w*|coverage|cover\w*|piece"
    r"|publish\w*|claim\w*|suggest\w*|mention\w*|stor(?:y|ies)|describ\w*|print\w*|print|note[sd]?|state[sd]?|quote[sd]?"
    r"|indicate\w*|account|reveal\w*|tell|discuss\w*|highlight\w*|portray\w*|identif\w*|attribut\w*|interview\w*"
    r"|review\w*|analysis|headline\w*|version|understand\w*|call\w*|think|learn\w*)\b"
)
_HEARD_BEFORE = re.compile(
    r"(?i)\b(?:tell|tells|told|telling|sp(?:eak|oke|eaking|eaks) (?:to|with)"
    r"|said to|say to|statement to|interview (?:with|to)"
    r"|talk(?:s|ed|ing)? to) (?:the )?$"
)
_BEFORE = 100
"""Characters before a name that tell its part at most."""
_JOINING = re.compile(
    r"(?i)^['\"”’]?(?:,| and| or|, and| nor| &)(?: both)?(?: by| in| from)?(?: the)? ?['\"“‘]?(?:the )?$"
)
_QUOTED = re.compile(r"(?<!\w)['\"“‘](?P<name>(?:The )?[A-Z][^'\"“”‘’?]{1,60})['\"”’](?!\w)")
_CAPITALS = re.compile(
    r"(?:[Tt]he )?[A-Z0-9][\w.&+-]*(?:[ ](?:[A-Z0-9][\w.&+-]*|of|for|and|the|[-|&]))*"
)
_LISTED = re.compile(r"(?i)\b(?:both|outlets?|sources?)(?: (?:like|including|such as))? (?:the )?$")
_LISTED_AFTER = re.compile(
    r"^['\"”’]? (?:\S+ ){0,6}(?:guide|article|report|story|piece|review|coverage)\b"
)
_DOMAIN = re.compile(
    r"(?<![\w@./-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}(?![\w@/-]|\.\w)", re.IGNORECASE
)
_LONGEST_NAME = 6
_Found = tuple[Outlet, int, int]


def name_outlets(
    text: str, registry: OutletRegistry, held: frozenset[str]
) -> tuple[NamedOutlet, ...]:
    """Find the outlets named in a question; ``held`` are those that the archive has articles of.

    Looser than the registry's own look at running prose: a name in quote marks counts, and so does an
    ordinary word with a capital ("Fortune", "Polygon") that names an outlet of the archive, where the
    words around speak of print. Of "X and Y" the second plays the part of the first.
    """
    named: list[NamedOutlet] = []
    for outlet, start, end in sorted(_found(text, registry, held), key=lambda found: found[1]):
        part = part_of(text, start, end)
        joined = bool(named) and bool(_JOINING.search(text[named[-1].end : start]))
        if joined and part is Part.SUBJECT:
            part = named[-1].part
        elif joined and named[-1].part is Part.SUBJECT:
            named[-1] = NamedOutlet(
                name=named[-1].name, part=part, start=named[-1].start, end=named[-1].end
            )
        named.append(NamedOutlet(name=outlet.name, part=part, start=start, end=end))
    if any(one.part is Part.PRINTED for one in named):
        return tuple(_printed(one) for one in named)
    return tuple(named)


def _printed(one: NamedOutlet) -> NamedOutlet:
    """Take an outlet that stands beside others whose articles are spoken of as one of them."""
    if one.part is not Part.SUBJECT:
        return one
    return NamedOutlet(name=one.name, part=Part.PRINTED, start=one.start, end=one.end)


def _found(text: str, registry: OutletRegistry, held: frozenset[str]) -> list[_Found]:
    found = list(_as_stored(text, registry, held))
    printed = ((one.outlet, one.start, one.end) for one in registry.find(text))
    for more in (printed, _in_quote_marks(text, registry), _capitalised(text, registry, held)):
        for outlet, start, end in more:
            if not any(start < taken[2] and taken[1] < end for taken in found):
                found.append((outlet, start, end))
    return found


def _as_stored(text: str, registry: OutletRegistry, held: frozenset[str]) -> Iterator[_Found]:
    """Yield held outlets named as no article prints them: by domain, or by title and place, the longest first."""
    for match in _DOMAIN.finditer(text):
        outlet = registry.by_name(registrable(match[0]) or "") or registry.by_domain(match[0])
        if outlet and outlet.name in held:
            yield outlet, match.start(), match.end()
    if "(" not in text:
        return
    for name in sorted((name for name in held if "(" in name), key=len, reverse=True):
        bare = re.escape(name.removeprefix("The "))
        outlet = registry.by_name(name)
        named = re.search(rf"(?<![\w.-])(?:the )?{bare}(?![\w-])", text, re.IGNORECASE)
        if outlet and named:
            yield outlet, named.start(), named.end()


def _in_quote_marks(text: str, registry: OutletRegistry) -> Iterator[_Found]:
    for match in _QUOTED.finditer(text):
        if outlet := registry.by_label(match["name"]):
            yield outlet, match.start("name"), match.end("name")


def _capitalised(text: str, registry: OutletRegistry, held: frozenset[str]) -> Iterator[_Found]:
    """Yield names of held outlets among runs of capitalised words, longest first."""
    for run in _CAPITALS.finditer(text):
        words = [
            (m.start() + run.start(), m.end() + run.start()) for m in re.finditer(r"\S+", run[0])
        ]
        taken = -1
        for first in range(len(words)):
            for last in range(min(len(words), first + _LONGEST_NAME) - 1, first - 1, -1):
                start, end = words[first][0], words[last][1]
                outlet = registry.by_name(text[start:end]) if start >= taken else None
                if outlet and outlet.name in held and _speaks_of_print(text, start, end):
                    yield outlet, start, end
                    taken = end
                    break


def _speaks_of_print(text: str, start: int, end: int) -> bool:
    return (
        " " in text[start:end]
        or part_of(text, start, end) is not Part.SUBJECT
        or bool(_LISTED.search(text[:start]) or _LISTED_AFTER.search(text[end:]))
    )


def part_of(text: str, start: int, end: int) -> Part:
    """Return the part that an outlet named at ``start:end`` plays, by the words around it."""
    before, after = text[max(0, start - _BEFORE) : start], text[end:]
    if _HEARD_BEFORE.search(before):
        return Part.HEARD
    if _PRINTED_BEFORE.search(before) or _SAYS_AFTER.search(after):
        return Part.PRINTED
    return Part.SUBJECT
