"""Find the attributions of a body."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from ..values import Attribution, Relay, Sentence, Span, Stance
from . import tags as T
from .contents import Scene, content_of
from .cues import accepted
from .quotations import find_quotations
from .signs import signed
from .sources import Range, source_of
from .tokens import Tokens


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


def extract(
    body: str, sentences: Sequence[Sentence], registry: OutletFinder, publisher: str | None = None
) -> list[Attribution]:
    """Return the attributions of a body, in order of their cues.

    ``sentences`` are those of the body, ``publisher`` the canonical name of the article's own outlet, which is
    never a relay. Offsets count characters of the body.
    """
    scene = _scene(body, sentences)
    cues = accepted(scene)
    scene.taken = {sentence for at, sentence in cues if not scene.quoted[at]}
    sources = [source_of(scene.tokens, at, *scene.bounds[sentence]) for at, sentence in cues]
    found = []
    for number, (at, sentence) in enumerate(cues):
        content = content_of(scene, at, sources[number], sentence, _cut(scene, cues, sources, number))
        if content is not None:
            found.append(_attribution(scene, at, sources[number], content))
    found.extend(_attribution(scene, one.cue, one.source, one.content) for one in signed(scene))
    return found


def _scene(body: str, sentences: Sequence[Sentence]) -> Scene:
    tokens = Tokens(body)
    quotations = find_quotations(body, tokens)
    quoted = bytearray(len(tokens.pieces))
    for one in quotations:
        if not one.single:
            quoted[one.start : one.end] = b"\1" * (one.end - one.start)
    bounds = []
    place = 0
    for sentence in sentences:
        place = bisect_left(tokens.starts, sentence.start, place)
        end = bisect_left(tokens.starts, sentence.end, place)
        bounds.append((place, min(end, len(tokens.pieces))))
    return Scene(
        tokens=tokens,
        quotations=quotations,
        quoted=quoted,
        bounds=bounds,
        paragraphs=[sentence.paragraph for sentence in sentences],
    )


def _cut(
    scene: Scene, cues: Sequence[tuple[int, int]], sources: Sequence[Range | None], number: int
) -> int | None:
    """Return where the next attribution of the same sentence begins, if it is not nested in this one.

    That is so for a participle behind a comma (", adding …") and for a verb whose subject stands before this cue:
    this one then lies in a clause between subject and verb ("Smith, who runs …, said").
    """
    at, sentence = cues[number]
    tags = scene.tokens.tags
    for later in range(number + 1, len(cues)):
        place = cues[later][0]
        if cues[later][1] != sentence:
            return None
        if tags[place] == T.CUE_ING and tags[place - 1] == T.COMMA:
            return place - 1
        source = sources[later]
        if source is not None and source[0] < at and tags[place] in (T.CUE_PAST, T.CUE_PRESENT):
            for comma in range(place - 1, at, -1):
                if tags[comma] in (T.COMMA, T.AND):
                    return comma
    return None


def _attribution(scene: Scene, at: int, source: Range | None, content: Range) -> Attribution:
    tokens = scene.tokens
    return Attribution(
        content=_span(tokens, content),
        cue=Span(tokens.starts[at], tokens.end(at + 1 if tokens.tags[at] == T.ACCORDING else at)),
        source=_span(tokens, source) if source else None,
        quoted=1 in scene.quoted[content[0] : content[1]],
    )


def _span(tokens: Tokens, pieces: Range) -> Span:
    return Span(tokens.starts[pieces[0]], tokens.end(pieces[1] - 1))
