"""Find the attributions of a body."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..values import Attribution, Sentence, Span
from . import tags as T
from .contents import Scene, content_of
from .cues import accepted
from .linking import with_relays
from .quotations import find_quotations
from .relays import OutletFinder, find_relays
from .signs import signed
from .sources import Range, source_of
from .speakers import with_speakers
from .stances import stance_of
from .tokens import Tokens


def extract(
    body: str, sentences: Sequence[Sentence], registry: OutletFinder, publisher: str | None = None
) -> list[Attribution]:
    """Return the attributions of a body, in order of their cues.

    ``sentences`` are those of the body, ``publisher`` the canonical name of the article's own outlet, which is
    never a relay. Offsets count characters of the body.
    """
    scene = scene_of(body, sentences)
    cues = accepted(scene)
    scene.taken = {sentence for at, sentence in cues if not scene.quoted[at]}
    sources = _sources(scene, cues)
    found = []
    for number, (at, sentence) in enumerate(cues):
        content = content_of(scene, at, sources[number], sentence, _cut(scene, cues, sources, number))
        if content is not None:
            found.append(_attribution(scene, at, sources[number], content))
    found.extend(_attribution(scene, one.cue, one.source, one.content) for one in signed(scene))
    relays = find_relays(body, sentences, registry, publisher)
    if relays:
        found = with_relays(body, sentences, found, relays)
    return with_speakers(body, sentences, found)


def _sources(scene: Scene, cues: Sequence[tuple[int, int]]) -> list[Range | None]:
    """Return the source of every cue; a participle behind a comma has that of the sentence's first verb of speech."""
    tags = scene.tokens.tags
    found: list[Range | None] = []
    main, sentence_of_main = None, -1
    for at, sentence in cues:
        source = source_of(scene.tokens, at, *scene.bounds[sentence])
        if tags[at] == T.CUE_ING and tags[at - 1] in (T.COMMA, T.ADVERB) and sentence == sentence_of_main:
            source = main or source
        elif tags[at] in (T.CUE_PAST, T.CUE_PRESENT) and sentence != sentence_of_main and source is not None:
            main, sentence_of_main = source, sentence
        found.append(source)
    return found


def scene_of(body: str, sentences: Sequence[Sentence]) -> Scene:
    """Cut a body into words and find its quotations."""
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
        if tags[place] in (T.CUE_PAST, T.CUE_PRESENT) and source is not None and source[0] > at:
            for comma in range(source[0] - 1, at, -1):
                if tags[comma] == T.COMMA and tags[comma + 1] == T.CONJUNCTION:
                    return comma
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
        stance=stance_of(tokens, at),
    )


def _span(tokens: Tokens, pieces: Range) -> Span:
    return Span(tokens.starts[pieces[0]], tokens.end(pieces[1] - 1))
