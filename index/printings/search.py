"""Answer "who said it": the whole way from a pasted text to its printings."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from config.outlets import OutletRegistry
from index.attribution import chain_for
from index.origins.relayed import with_own_articles
from index.printings.changes import changes
from index.printings.credit import (
    CREDITING,
    Credited,
    credited,
    judged,
    uncredited_note,
)
from index.printings.grams import FOLDER, GramIndex
from index.printings.headlines import headline_note
from index.printings.matching import MOST_PRINTINGS, Finder, Match
from index.printings.order import first_printed, in_order
from index.printings.pasted import Pasted
from index.printings.stitching import Stitched, shortened, stitched
from index.printings.values import Note, NoteKind, Printing, Status, WhoSaid
from index.values import Span

if TYPE_CHECKING:
    from index.snapshot.archive import Archive

LEAST_SIMILAR = ((25, 0.89), (20, 0.85), (0, 0.75))
"""From this share of words on, a text of so many words counts as an altered printing of another; a
long one must agree in more, since a shared quotation or a newsletter box makes up much of many."""
_CLOSE = 0.9
"""Below this share of words, a text is tried as a joining of pieces."""
_LOOKED_UP = 5
"""Printings of which the relayed outlet's own article is looked for."""
_RANK = {Status.VERBATIM: 2, Status.ALTERED: 1, Status.ABSENT: 0}


@dataclass(frozen=True, slots=True)
class _Finding:
    """Where a text, or the quote within it, was found."""

    status: Status
    matches: tuple[tuple[Pasted, Match], ...] = ()
    notes: tuple[Note, ...] = ()
    outlets: tuple[str, ...] = field(default=())


def who_said(archive: Archive, text: str, *, registry: OutletRegistry | None = None) -> WhoSaid:
    """Find where a text was printed: every place that holds it, or the closest ones.

    Raises ``SnapshotDamaged`` where the snapshot has no usable word-pair index.
    """
    began = time.perf_counter()
    finder = Finder(archive, _index(archive.folder / FOLDER))
    finding = _find_credited(finder, text, registry or _registry())
    if finding.status is Status.ABSENT:
        finding = replace(finding, notes=headline_note(archive, Pasted.plain(text)))
    printings = _printings(archive, text, finding)
    first, notes = first_printed(printings)
    if finding.outlets and printings:
        notes = (judged(finding.outlets, printings), *notes)
    return WhoSaid(
        text=text,
        status=finding.status,
        printings=printings,
        first_printed=first,
        notes=(*finding.notes, *notes),
        snapshot=archive.id,
        elapsed_ms=(time.perf_counter() - began) * 1000,
    )


@lru_cache(2)
def _index(folder: Path) -> GramIndex:
    return GramIndex(folder)


@lru_cache(1)
def _registry() -> OutletRegistry:
    return OutletRegistry.load()


def _find_credited(finder: Finder, text: str, registry: OutletRegistry) -> _Finding:
    """Look up the text as it is, and without its formatting; where words around a quote credit an outlet, the quote.

    A quotation among words that credit nobody is looked up where the whole is nowhere, or where only words that tell
    nothing of who said it keep the whole from being verbatim.
    """
    pasted, plain = Pasted.of(text), Pasted.plain(text)
    whole = _find(finder, pasted)
    if whole.status is not Status.VERBATIM and plain.needle != pasted.needle:
        pasted, whole = plain, _find(finder, plain)
    if whole.status is Status.VERBATIM:
        return whole
    best = whole
    for reading in credited(text, pasted, registry):
        if not reading.outlets and best.status is not Status.ABSENT and not reading.bare:
            continue
        if whole.matches and reading.outlets and _prints_frame(whole, reading):
            continue
        finding = _find(finder, reading.quote)
        better = _RANK[finding.status] > _RANK[best.status]
        if not reading.outlets:
            if better:
                note = uncredited_note(text, pasted, reading)
                best = replace(finding, notes=(*finding.notes, note))
        elif better or (finding.status is Status.ALTERED and best is whole):
            best = replace(finding, outlets=reading.outlets)
    return best


def _prints_frame(whole: _Finding, reading: Credited) -> bool:
    """Say whether the words around the quote are printed too, so that they are no credit added to
    it."""
    pasted, match = whole.matches[0]
    if match.alignment is None:
        return False
    edited = {n for edit in match.alignment.edits for n in range(*edit.pasted)}
    inside = [
        n
        for n, token in enumerate(pasted.tokens)
        if token.is_word
        and any(span.start <= pasted.start + token.start < span.end for span in reading.frame)
    ]
    # A verb of saying that is not printed there is what makes a credit.
    said = any(pasted.tokens[n].text in CREDITING for n in edited.intersection(inside))
    return not said and len(edited.intersection(inside)) * 2 < len(inside)


def _find(finder: Finder, pasted: Pasted) -> _Finding:
    if not pasted.words:
        return _Finding(Status.ABSENT)
    verbatim, more = finder.verbatim(pasted)
    if verbatim:
        return _Finding(
            Status.VERBATIM, tuple((pasted, match) for match in verbatim), _too_many(more)
        )
    joined = shortened(finder, pasted)
    if joined is not None:
        return _of_pieces(joined)
    least = next(share for length, share in LEAST_SIMILAR if len(pasted.words) >= length)
    altered = finder.altered(pasted, finder.candidates(pasted), least)
    if not altered or altered[0].similarity < _CLOSE:
        joined = stitched(finder, pasted)
        if joined is not None:
            return _of_pieces(joined)
    if altered:
        return _Finding(Status.ALTERED, tuple((pasted, match) for match in altered))
    return _Finding(Status.ABSENT)


def _too_many(more: bool) -> tuple[Note, ...]:
    text = f"More places print these words; the first {MOST_PRINTINGS} by date are shown."
    return (Note(kind=NoteKind.MORE, text=text),) if more else ()


def _of_pieces(joined: Stitched) -> _Finding:
    matches = tuple((piece.pasted, match) for piece in joined.pieces for match in piece.matches)
    count = len(joined.pieces)
    if joined.shortened:
        text = f"Shortened: {count} parts of one article, with words left out where dots stand."
        note = Note(kind=NoteKind.SHORTENED, text=text)
    else:
        text = f"Stitched: {count} parts that were printed, but not together, are joined into one."
        note = Note(kind=NoteKind.STITCHED, text=text)
    return _Finding(Status.ALTERED, matches, (note,))


def _printings(archive: Archive, text: str, finding: _Finding) -> tuple[Printing, ...]:
    wholes = (Pasted.of(text).span, Pasted.plain(text).span) if finding.matches else ()
    current = {match.article.id for _, match in finding.matches if match.current}
    found = [
        _printing(archive, text, pasted, match, partial=pasted.span not in wholes)
        for pasted, match in finding.matches
        if match.current or match.article.id not in current
    ]
    printings = in_order(found)
    return (*(_with_own(archive, one) for one in printings[:_LOOKED_UP]), *printings[_LOOKED_UP:])


def _with_own(archive: Archive, one: Printing) -> Printing:
    span = Span(one.start, one.end)
    return replace(one, chain=with_own_articles(archive, one.article, span, one.chain))


def _printing(
    archive: Archive, text: str, pasted: Pasted, match: Match, *, partial: bool
) -> Printing:
    article, span = match.article, match.span
    attributions = archive.attributions(article.id) if match.current else []
    return Printing(
        article=article,
        text=span.of(article.body),
        start=span.start,
        end=span.end,
        similarity=match.similarity,
        chain=chain_for(article, attributions, span),
        changes=changes(text, pasted, match),
        pasted_span=pasted.span if partial else None,
        withdrawn=not match.current,
    )
