"""Find the attributions of a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ..values import Attribution, Relay, Sentence, Span, Stance


class _Outlet(Protocol):
    @property
    def name(self) -> str: ...


class _Mention(Protocol):
    @property
    def outlet(self) -> _Outlet: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class OutletFinder(Protocol):
    """What extraction needs of the outlet registry: the outlets that a running text names."""

    def find(self, text: str) -> Sequence[_Mention]:
        """Return the mentions in order of their places."""
        ...


_QUOTE = re.compile(r'"[^"\n]{1,2000}(?:"|(?=\n))|“[^”\n]{1,2000}(?:”|(?=\n))')
_CUE = re.compile(
    r"\b(?:said|says|told|tells|added|wrote|reported|reports|reporting|claimed|claims|denied|insisted|announced|"
    r"argued|asked|tweeted|noted|explained|understands|according to|declined|confirmed)\b",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w.’'-]*|[Tt]he|[Aa]n?|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|of|for|[a-z]+(?=\s[a-z]+\s*$))"
_BEFORE = re.compile(rf"(?:{_NAME}\s){{0,8}}(?:{_NAME}|[a-z]+)\s*\Z")
_AFTER = re.compile(r"\s*((?:(?:[Tt]he|an?|his|her)\s)?(?:[\w.’'-]+\s?){1,4})")
_STANCES = {
    "told": Stance.TOLD, "tells": Stance.TOLD, "reported": Stance.REPORTED, "reports": Stance.REPORTED,
    "reporting": Stance.REPORTED, "claimed": Stance.CLAIMS, "claims": Stance.CLAIMS, "denied": Stance.DENIED,
    "understands": Stance.UNDERSTANDS, "declined": Stance.DECLINED,
}  # fmt: skip


def extract(
    body: str, sentences: Sequence[Sentence], registry: OutletFinder, publisher: str | None = None
) -> list[Attribution]:
    """Return the attributions of a body, in order of their contents.

    ``sentences`` are those of the body, ``publisher`` the canonical name of the article's own outlet, which is
    never a relay. Offsets count characters of the body.
    """
    found: list[Attribution] = []
    for sentence in sentences:
        text = body[sentence.start : sentence.end]
        cue = _CUE.search(text)
        if cue is None:
            continue
        found.append(_attribution(text, sentence.start, cue, registry, publisher))
    return found


def _attribution(
    text: str, at: int, cue: re.Match[str], registry: OutletFinder, publisher: str | None
) -> Attribution:
    word = cue.group().lower()
    before = None if word == "according to" else _BEFORE.search(text[: cue.start()])
    after = _AFTER.match(text, cue.end())
    source = before.span() if before else after.span(1) if after else None
    quote = _QUOTE.search(text)
    content = quote.span() if quote else (cue.end(), len(text))
    relays = tuple(
        Relay(outlet=one.outlet.name, span=Span(at + one.start, at + one.end), cue=Span(at + cue.start(), at + cue.end()))
        for one in registry.find(text)
        if one.outlet.name != publisher
    )
    return Attribution(
        content=Span(at + content[0], at + content[1]),
        cue=Span(at + cue.start(), at + cue.end()),
        source=Span(at + source[0], at + source[1]) if source else None,
        relays=relays,
        quoted=quote is not None,
        stance=_STANCES.get(word, Stance.SAID),
    )
