"""Find the attributions of a body."""

from __future__ import annotations

from collections.abc import Sequence

from ..packing import AttributionRow, attribution_of
from ..values import Attribution, Sentence
from . import tags as part
from .acts import MAY_BE_DONE, is_done
from .contents import content_of
from .continued import with_continued
from .cues import Places, accepted
from .linking import with_relays
from .phrases import Range
from .quotations import find_quotations
from .relays import OutletFinder, find_relays
from .scene import Scene
from .signs import signed
from .sources import source_of
from .speakers import speakers_of
from .stances import stance_of
from .tails import whole_subject
from .tokens import Tokens, cut_bodies
from .voices import is_inverted

_NEXT_CUES = 6
"""Cues behind one that may end its content: those of one sentence that people write."""


def extract(
    body: str, sentences: Sequence[Sentence], registry: OutletFinder, publisher: str | None = None
) -> list[Attribution]:
    """Return the attributions of a body, in order of their cues.

    ``sentences`` are those of the body, ``publisher`` the canonical name of the article's own
    outlet, which is
    never a relay. Offsets count characters of the body.
    """
    (tokens,) = cut_bodies([body])
    scene = scene_of(tokens, sentences)
    (cues,) = accepted([scene])
    rows = attribution_rows(scene, cues, sentences, registry, publisher)
    return [attribution_of(row) for row in rows]


def attribution_rows(
    scene: Scene,
    cues: Places,
    sentences: Sequence[Sentence],
    registry: OutletFinder,
    publisher: str | None,
) -> list[AttributionRow]:
    """Return the same as rows that are stored as they are: a build makes millions.

    ``cues`` are those that ``accepted`` has found.
    """
    body = scene.tokens.body
    cues = _with_openings(scene, cues)
    scene.taken = {sentence for at, sentence in cues if not scene.quoted[at]}
    sources = _sources(scene, cues)
    made: list[AttributionRow | None] = []
    for number, (at, sentence) in enumerate(cues):
        content = content_of(
            scene, at, sources[number], sentence, _cut(scene, cues, sources, number)
        )
        if content is not None:
            row = _row(scene, at, sources[number], content)
            acted = row is not None and scene.tokens.cue(at).lemma in MAY_BE_DONE
            made.append(
                None if acted and row and _is_done(scene, at, sources[number], row) else row
            )
    made.extend(_row(scene, one.cue, one.source, one.content) for one in signed(scene))
    found = [one for one in made if one is not None]
    relays = find_relays(body, sentences, registry, publisher)
    if relays:
        found = with_relays(body, sentences, found, relays)
    names = speakers_of(body, sentences, [_own_source(one) for one in found])
    named: list[AttributionRow] = [
        (*one[:6], None if name is None or one[2] is None or name == body[slice(*one[2])] else name)
        for one, name in zip(found, names, strict=True)
    ]
    return with_continued(scene, sentences, named)


def _with_openings(scene: Scene, cues: Places) -> Places:
    """Return cues with the verbs that open a sentence before who speaks and a quotation ("Added Ann Roe: “…”")."""
    tags = scene.tokens.tags
    opened = [
        (first, sentence)
        for sentence, (first, last) in enumerate(scene.bounds)
        if first < last
        and tags[first] in (part.CUE_PAST, part.CUE_PRESENT)
        and is_inverted(scene.tokens, first, first, last)
    ]
    return sorted({*cues, *opened}) if opened else cues


def _is_done(scene: Scene, at: int, source: Range | None, row: AttributionRow) -> bool:
    """Say whether an attribution without quoted words only tells of an act."""
    return source is not None and not row[4] and is_done(scene.tokens, at, source)


def _own_source(row: AttributionRow) -> Range | None:
    """Return a source's characters unless it is an outlet that is relayed."""
    source = row[2]
    if source is None or any(
        source[0] < end and start < source[1] for _, (start, end), _ in row[3]
    ):
        return None
    return source


def _sources(scene: Scene, cues: Places) -> list[Range | None]:
    """Return the source of every cue.

    A participle behind a comma and a further verb of the same tense behind "and" have that of the
    sentence's first verb of speech ("he said the bridge was safe, adding …", "… and warned …").
    """
    tags = scene.tokens.tags
    found: list[Range | None] = []
    main, sentence_of_main, tense = None, -1, -1
    for at, sentence in cues:
        bounds = scene.bounds[sentence]
        source = whole_subject(
            scene.tokens, at, source_of(scene.tokens, at, *bounds), bounds[0], bounds[1]
        )
        follows = sentence == sentence_of_main and (
            (tags[at] == part.CUE_ING and tags[at - 1] in (part.COMMA, part.ADVERB))
            or (tags[at] == tense and _joined(scene.tokens, at))
        )
        if follows:
            source = main or source
        elif (
            tags[at] in (part.CUE_PAST, part.CUE_PRESENT)
            and sentence != sentence_of_main
            and source is not None
        ):
            main, sentence_of_main, tense = source, sentence, tags[at]
        found.append(source)
    return found


def _joined(tokens: Tokens, at: int) -> bool:
    """Say whether a verb stands behind "and" or "but", adverbs apart."""
    left = at - 1
    while left > 0 and tokens.tags[left] in (part.ADVERB, part.NOT):
        left -= 1
    return tokens.tags[left] == part.AND or tokens.word(left) == "but"


def scene_of(tokens: Tokens, sentences: Sequence[Sentence]) -> Scene:
    """Find the quotations of a body that is cut into words."""
    quotations = find_quotations(tokens.body, tokens)
    quoted = bytearray(len(tokens))
    for one in quotations:
        if not one.single:
            quoted[one.start : one.end] = b"\1" * (one.end - one.start)
    return Scene(
        tokens=tokens,
        quotations=quotations,
        quoted=quoted,
        edges=tokens.places([(sentence.start, sentence.end) for sentence in sentences]),
        paragraphs=[sentence.paragraph for sentence in sentences],
    )


def _cut(scene: Scene, cues: Places, sources: Sequence[Range | None], number: int) -> int | None:
    """Return where the next attribution of the same sentence begins, if it is not nested in this
    one.

    That is so for a participle behind a comma (", adding …"), for what somebody says behind a cue
    without a source ("Asked about …, Smith said") and for a verb whose subject stands before this cue:
    this one then lies in a clause between subject and verb ("Smith, who runs …, said").
    """
    at, sentence = cues[number]
    tags = scene.tokens.tags
    for later in range(number + 1, min(len(cues), number + _NEXT_CUES)):
        place = cues[later][0]
        if cues[later][1] != sentence:
            return None
        if tags[place] == part.CUE_ING and tags[place - 1] == part.COMMA:
            return place - 1
        source = sources[later]
        own = sources[number]
        if (
            source is not None
            and (own is None or own[0] > at)
            and _follows(tags, place, at, source)
        ):
            return source[0] - 1
        if tags[place] >= part.CUE_PAST and (source is None or source[0] > at):
            for comma in range((source[0] if source else place) - 1, at, -1):
                if tags[comma] == part.COMMA and tags[comma + 1] == part.CONJUNCTION:
                    return comma
        if (
            source is not None
            and source[0] < at
            and tags[place] in (part.CUE_PAST, part.CUE_PRESENT)
        ):
            for comma in range(place - 1, at, -1):
                if tags[comma] in (part.COMMA, part.AND):
                    return comma
    return None


def _follows(tags: bytes, place: int, at: int, source: Range) -> bool:
    """Say whether somebody's words follow a cue that nobody is named for ("Asked about the wall, Ann Roe said")."""
    main = tags[place] in (part.CUE_PAST, part.CUE_PRESENT) and at < source[0] < place
    return main and tags[source[0] - 1] == part.COMMA


def _row(scene: Scene, at: int, source: Range | None, content: Range) -> AttributionRow | None:
    tokens = scene.tokens
    span = _span(tokens, content)
    if span is None:
        return None
    last = at + 1 if tokens.tags[at] == part.ACCORDING else at
    return (
        span,
        (tokens.starts[at], tokens.end(last)),
        _span(tokens, source) if source else None,
        [],
        int(1 in scene.quoted[content[0] : content[1]]),
        stance_of(tokens, at),
        None,
    )


def _span(tokens: Tokens, pieces: Range) -> Range | None:
    """Return the characters of a range of pieces without blanks at either end; None where nothing
    is left."""
    first, last = pieces[0], min(pieces[1], len(tokens)) - 1
    while first <= last and tokens.tags[first] == part.PARAGRAPH:
        first += 1
    while last >= first and tokens.tags[last] == part.PARAGRAPH:
        last -= 1
    return (tokens.starts[first], tokens.end(last)) if first <= last else None
