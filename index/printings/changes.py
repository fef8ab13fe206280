"""Turn an alignment into the changes that a reader is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.printings.alignment import Edit, Token
from index.printings.matching import Match
from index.printings.pasted import Pasted
from index.printings.values import Change, ChangeKind
from index.values import Span


def changes(text: str, pasted: Pasted, match: Match) -> tuple[Change, ...]:
    """Return how a pasted text departs from the place it was matched with; none where verbatim."""
    return tuple(_changes(text, pasted, match)) if match.alignment else ()


def _changes(text: str, pasted: Pasted, match: Match) -> Iterator[Change]:
    assert match.alignment is not None
    for edit in match.alignment.edits:
        mine = _pasted_span(pasted, edit)
        theirs = _printed_span(match.printed, edit)
        yield Change(
            kind=_kind(pasted.tokens, match.printed, edit),
            pasted=mine.of(text),
            printed=theirs.of(match.article.body),
            pasted_span=mine,
            printed_span=theirs,
        )


def _kind(pasted: Sequence[Token], printed: Sequence[Token], edit: Edit) -> ChangeKind:
    mine = [one.text for one in pasted[slice(*edit.pasted)]]
    theirs = [one.text for one in printed[slice(*edit.printed)]]
    if not mine:
        return ChangeKind.DROPPED
    if not theirs:
        return ChangeKind.ADDED
    return ChangeKind.SWAPPED if sorted(mine) == sorted(theirs) else ChangeKind.REPLACED


def _pasted_span(pasted: Pasted, edit: Edit) -> Span:
    first, last = edit.pasted
    if first == last:
        place = pasted.tokens[first].start if first < len(pasted.tokens) else len(pasted.needle)
        return pasted.original(place, place)
    return pasted.original(pasted.tokens[first].start, pasted.tokens[last - 1].end)


def _printed_span(printed: Sequence[Token], edit: Edit) -> Span:
    first, last = edit.printed
    if first == last:
        place = printed[first].start if first < len(printed) else printed[-1].end
        return Span(place, place)
    return Span(printed[first].start, printed[last - 1].end)
