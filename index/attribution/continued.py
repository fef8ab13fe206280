"""Give a quotation that stands as a paragraph of its own to whom the paragraph before it quotes.

"“It leaks,” Ann Roe said." — "“We will mend it.”": reporters name a speaker once. Only where the paragraph
before ends with quoted words or their cue, names nobody else, and asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..packing import AttributionRow
from ..values import Sentence, SentenceKind, Stance
from . import tags as part
from .lexicon import CUES
from .persons import may_be_one
from .phrases import Range
from .scene import Scene

_VERBS = frozenset((part.CUE_PAST, part.CUE_PRESENT))
_SPEECH = 1
"""The tier of cues that are speech and hardly anything else."""
_ASKS = frozenset(("ask", "wonder"))
_QUESTION = re.compile(r"\?[”\"’']*\Z")
_SPOKEN = re.compile(r"[.,?!…—–-](?:[”\"]|''|’’)*\Z")
"""The end of spoken words; a title has none."""
_MANY = re.compile(r"[a-z][a-z -]*s")
"""Sources that are many and no name: the next words are one's."""
_PRONOUNS = frozenset(("he", "she", "they", "it"))


def with_continued(
    scene: Scene, sentences: Sequence[Sentence], rows: Sequence[AttributionRow]
) -> list[AttributionRow]:
    """Return attributions in order of place, with those of such quotations, which have no cue of their own."""
    found = list(rows)
    for number, content in _alone(scene, sentences):
        if sentences[number - 1].kind is not SentenceKind.NEWS or any(
            row[0][0] <= content[0] < row[0][1] for row in found
        ):
            continue
        speaks = _speaker(scene.tokens.body, sentences[number - 1], found)
        if speaks is not None:
            _, _, source, relays, _, _, speaker = speaks
            found.append((content, None, source, relays, 1, Stance.SAID, speaker))
    return found if len(found) == len(rows) else sorted(found, key=_place)


def _place(row: AttributionRow) -> int:
    return (row[1] or row[0])[0]


def _alone(scene: Scene, sentences: Sequence[Sentence]) -> Iterator[tuple[int, Range]]:
    """Yield each quotation that is a whole paragraph without a cue: its first sentence, and its characters."""
    paragraphs, number = scene.paragraphs, 0
    while number < len(paragraphs):
        end = number + 1
        while end < len(paragraphs) and paragraphs[end] == paragraphs[number]:
            end += 1
        quote = scene.opening.get(scene.bounds[number][0]) if number else None
        if (
            quote is not None
            and not quote.single
            and quote.end >= scene.bounds[end - 1][1]
            and sentences[number].kind is SentenceKind.NEWS
            and _SPOKEN.search(scene.tokens.body, *sentences[end - 1][:2])
        ):
            yield number, (sentences[number].start, sentences[end - 1].end)
        number = end


def _speaker(body: str, before: Sentence, rows: Sequence[AttributionRow]) -> AttributionRow | None:
    """Return the attribution of the only one who speaks in the sentence before; None where the words do not tell."""
    here = [row for row in rows if _speaks(body, before, row)]
    names = {row[6] or body[slice(*row[2])] for row in here if row[2] is not None}
    if len({name.lower() for name in names} - _PRONOUNS) > 1:
        return None
    if not here or any(_MANY.fullmatch(name.lower()) and name.lower() in body for name in names):
        return None
    return here[-1]


def _is_person(name: str) -> bool:
    return name.lower() in _PRONOUNS or may_be_one(name)


def _speaks(body: str, before: Sentence, row: AttributionRow) -> bool:
    content, cue, source = row[:3]
    if source is None:
        return False
    reaches = bool(row[4]) and content[0] < before.end <= content[1]
    if not row[4] and not _is_person(row[6] or body[slice(*source)]):
        return False  # what a court found is often explained by others
    if cue is None or not (reaches or before.start <= cue[0] < before.end):
        return reaches
    word = CUES.get(body[slice(*cue)])
    if word is None or word.tier > _SPEECH or word.form not in _VERBS or word.lemma in _ASKS:
        return False
    return not _QUESTION.search(body, content[0], content[1])
