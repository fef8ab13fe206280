"""Find whom a pasted text credits with a quote ("The Times wrote: “…”"), and judge the credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.outlets import OutletRegistry
from index.attribution import tags as part
from index.attribution.lexicon import CUES
from index.printings.marks import quoted_lines
from index.printings.pasted import Pasted
from index.printings.values import Note, NoteKind, Printing
from index.values import Role, Span

_OPENS = re.compile(r"(?:^|(?<=[\s:,(\[-]))'(?=[\w…\[(])")
_CLOSES = re.compile(r"(?<=[\w.,!?…)\]])'(?=$|[\s.,;:!?)\]-])")
_COLON = re.compile(r": ?(?=\S)")
_VERBS = """wrote writes said says reported reports claimed claims published printed quoted revealed
told stated understands according"""
CREDITING = frozenset(_VERBS.split())
_SAYS = re.compile(rf"\b(?:{'|'.join(sorted(CREDITING))})\b[^'.:]{{0,60}}?(?: that\b|,)? ")
_ACCORDING = re.compile(r"\b(?:according to|per|via) [^,:']{3,50}, ")
_READ = re.compile(r"\b(?:read|saw|seen|heard) (?:in|on|at|from) [^,.:']{3,50} that ")
_ASKS = re.compile(r"(?:and |so )?(?:is|was|did|does|has|have) ")
"""What opens a question about a quote: its mark is none of the quote's."""
_SIGNED = re.compile(r"[-(\[] ?(?=[^-(\[]{3,60}$)")
_CREDITED_AFTER = re.compile(
    rf", ?(?=[^',:]{{0,50}}\b(?:{'|'.join(sorted(CREDITING))})\b[^':]{{0,50}}$)"
)
_VERB_AFTER = re.compile(
    rf"(?:\W+(?:just|also|once|first|recently|has|had|{'|'.join(sorted(CREDITING))}))+\W*$"
)
"""What may stand between a name and the quotation that it is credited with."""
_DATED = re.compile(r"\W+(?:\d{1,2} [A-Za-z]+|[A-Za-z]+ \d{1,2},?|\d{4}-\d\d-)\W?\d{2,4}\W*$")
"""A day behind a name: "| 4 March 2024"."""
_BARE = re.compile(r"^(?:as|by|from|via|per|source|credit)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"[\s\"'”’»]*[-–—]+\s*(?:[A-Z][\w.’'&-]*\s?){1,5}\W*")
"""What signs a quotation: a dash and a name ("— The Onion")."""
_MARKS = " \t\r\n\"'“”‘’«»>:,"
_SHOWN = 60
_LONGEST_FRAME = 14
_LONGEST_LEAD = 8
"""Words that may stand around a quotation which they credit to nobody."""
_LEAST_WORDS = 4
_SPEECH, _FINITE = 2, (part.CUE_PAST, part.CUE_PRESENT)
_OWN = frozenset(("i", "my", "we", "this", "these", "following"))
"""Words of somebody who leads to a quotation ("just saw this:")."""


@dataclass(frozen=True, slots=True)
class Credited:
    """The quote inside a pasted text, and the outlets that the words around it credit."""

    quote: Pasted
    outlets: tuple[str, ...]
    frame: tuple[Span, ...]
    """The ranges of those words, in folded characters of the whole pasted text."""
    bare: bool = False
    """Whether no verb of saying stands in them: they lead to the quotation or sign it ("Look at this:", "— Roe")."""


def credited(text: str, pasted: Pasted, registry: OutletRegistry) -> Iterator[Credited]:
    """Yield the ways to read a text as a credited quote, the most explicit first, then as a mere quotation among
    other words, which credits nobody."""
    uncredited: list[Credited] = []
    lines = quoted_lines(text)
    for start, end, explicit in _cores(text, pasted, lines):
        quote = Pasted(pasted.whole, start, end).trimmed().without_stop()
        frames = (Span(0, start), Span(end, len(pasted.whole.text)))
        around = [_original(text, pasted, frame) for frame in frames]
        outlets = _outlets(around, registry)
        length = sum(any(map(str.isalnum, word)) for words in around for word in words.split())
        if len(quote.words) < _LEAST_WORDS:
            continue
        if length <= _LONGEST_FRAME and outlets:
            yield Credited(quote, outlets, frames)
        elif (explicit or _SIGNATURE.fullmatch(around[1])) and (
            lines or length <= min(_LONGEST_LEAD, len(quote.words))
        ):
            uncredited.append(Credited(quote, (), frames, not _names_speaker(around)))
    yield from uncredited


def _cores(
    text: str, pasted: Pasted, lines: tuple[int, int] | None
) -> Iterator[tuple[int, int, bool]]:
    """Yield the ranges that may be the quote, and whether they are marked as one: lines behind a quote sign, between
    quote marks, after a colon, a verb or a line of its own, before a name."""
    whole = pasted.whole.text
    if lines:
        block = pasted.between(*lines)
        yield block.start, block.end, True
        if named := _COLON.search(whole, block.start, block.end):  # "> The Sun: We will pay"
            yield named.end(), block.end, True
    opens, closes = _OPENS.search(whole), list(_CLOSES.finditer(whole))
    if opens and closes and closes[-1].start() > opens.end():
        yield opens.end(), closes[-1].start(), True
    if opens and opens.start() > 0:
        yield opens.end(), len(whole), False
    if colon := _COLON.search(whole):
        yield colon.end(), len(whole), True
    if named := _ACCORDING.match(whole):
        yield named.end(), len(whole), False
    end = len(whole.rstrip("? ")) if _ASKS.match(whole) else len(whole)
    for verb in [*list(_SAYS.finditer(whole))[:2], *_READ.finditer(whole)]:
        yield verb.end(), end, False
    for place in _line_breaks(text):
        core = (
            pasted.between(place, len(text)) if place < len(text) / 2 else pasted.between(0, place)
        )
        yield core.start, core.end, False
    if signed := _SIGNED.search(whole):
        yield 0, signed.start(), False
    for after in list(_CREDITED_AFTER.finditer(whole))[-2:]:
        yield 0, after.start(), False


def _names_speaker(around: Sequence[str]) -> bool:
    """Say whether the words around a quotation tell who said it ("Roe spoke of “…”"), and do not only lead to it."""
    words = re.findall(r"\w+", " ".join(around).lower())
    if CREDITING.intersection(words):
        return True
    found = (CUES.get(word) for word in words)
    return not _OWN.intersection(words) and any(
        cue.tier <= _SPEECH and not cue.noun_too and cue.form in _FINITE for cue in found if cue
    )


def _line_breaks(text: str) -> Iterator[int]:
    """Yield the end of the first line and that of the last but one: a line by itself may name who printed the rest."""
    inner = text.strip()
    start = text.find(inner)
    first, last = inner.find("\n"), inner.rfind("\n")
    yield from (start + place for place in dict.fromkeys((first, last)) if place > 0)


def uncredited_note(text: str, pasted: Pasted, reading: Credited) -> Note:
    """Say which words around a quotation were not looked for."""
    around = [_original(text, pasted, frame).strip(_MARKS) for frame in reading.frame]
    left_out = " and ".join(f"“{_cut(words)}”" for words in around if any(map(str.isalnum, words)))
    return Note(
        kind=NoteKind.QUOTATION,
        text=f"Only the quotation was looked for, without {left_out}.",
    )


def _cut(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} […]"


def _original(text: str, pasted: Pasted, frame: Span) -> str:
    return pasted.whole.original(frame.start, frame.end).of(text) if len(frame) else ""


def _outlets(around: Sequence[str], registry: OutletRegistry) -> tuple[str, ...]:
    found = [mention.outlet.name for words in around for mention in registry.find(words)]
    if not found:
        # Nothing but a name, such as "The Sun: …": running text would have to say more.
        named = [registry.by_name(_bare(words)) for words in around if words.strip()]
        found = [outlet.name for outlet in named if outlet]
    return tuple(dict.fromkeys(found))


def _bare(words: str) -> str:
    """Return words without the signs around them, "by" or "via" before them, and a day or "just said" behind them."""
    inner = re.sub(r"^[^\w]+|[^\w]+$", "", _DATED.sub("", words))
    return re.sub(r"^[^\w]+", "", _VERB_AFTER.sub("", _BARE.sub("", inner)))


def judged(outlets: Sequence[str], printings: Sequence[Printing]) -> Note:
    """Say whether the credited outlets are those that printed the quote."""
    named = _listed(outlets)
    publishers = [printing.article.outlet for printing in printings]
    if right := [name for name in outlets if name in publishers]:
        return Note(
            kind=NoteKind.CREDITED_RIGHTLY, text=f"{_listed(right)} printed it, as credited."
        )
    stated = _listed(list(dict.fromkeys(name for name in publishers if name)))
    if relayed := [name for name in outlets if name in _relayed(printings)]:
        text = (
            f"Credited to {named}: printed here by {stated or 'a publisher not stated'}, relaying"
            f" {_listed(relayed)}, whose own article with these words is not in this archive."
        )
        return Note(kind=NoteKind.CREDIT_RELAYED, text=text)
    if not stated:
        text = f"Credited to {named}, but found only where the publisher is not stated."
        return Note(kind=NoteKind.CREDIT_UNPROVEN, text=text)
    text = f"Credited to {named}, but printed in this archive only by {stated}."
    return Note(kind=NoteKind.CREDITED_WRONGLY, text=text)


def _relayed(printings: Sequence[Printing]) -> set[str | None]:
    return {
        link.name for printing in printings for link in printing.chain if link.role == Role.OUTLET
    }


def _listed(names: Sequence[str]) -> str:
    """Join names the way a sentence does; more than three are counted."""
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
