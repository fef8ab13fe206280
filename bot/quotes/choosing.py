"""Choose what is shown: a few verbatim runs of sentences, the best first, none of them twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.archive.pages import Page
from bot.evidence.weighing import FEW, Evidence
from bot.quotes.runs import Run, grow, keep_correction, keep_promise, showing_whose, surround
from bot.quotes.varying import varied
from bot.values import Quote

_SURE, _SURE_OF_FEW = 0.985, 0.8
"""A sentence that the checker is less sure of is shown with its surroundings, until one that answers is shown.

Of a small archive the second: the best sentence of many is less often an answer than it seems to the checker.
"""
_PROMISING = 60
"""So many of the best sentences may hold what another one lacks."""
_SAME = 0.8
"""Share of words in common from which two quotes are one text, printed twice."""


def choose(
    evidence: Sequence[Evidence], count: int, *, passages: int, known: frozenset[str] = frozenset()
) -> list[Quote]:
    """Return up to ``count`` quotes, best first, from evidence in order of its score.

    ``passages`` is the size of the archive, ``known`` holds the stems of the question's words.
    """
    if not evidence:
        return []
    sure = _SURE if passages > FEW else _SURE_OF_FEW
    if passages > FEW and evidence[0].checked is not None and evidence[0].checked < sure:
        evidence = varied(evidence, known)
    runs, spare, answered = list[Run](), list[Run](), False
    promising = [(one.page, one.place) for one in evidence[:_PROMISING]]
    for one in evidence:
        if len(spare) >= count:
            break
        if _joined(runs, one) or folded([*runs, *spare], one.page, one.place):
            continue
        run = showing_whose(one.page, one.place, one.score)
        if not (answered := answered or (one.checked or 0.0) >= sure):
            surround(run, {place for page, place in promising if page is one.page})
        keep_promise(run)
        keep_correction(run)
        if any(run.meets(other) for other in (*runs, *spare)):
            run.first = run.last = run.core
        (runs if len(runs) < count else spare).append(run)
    return [run.quote() for run in several_outlets(runs, spare)]


def without(quotes: Sequence[Quote], others: Iterable[Quote]) -> list[Quote]:
    """Return the others that none of the quotes already shows, in their order."""
    return [
        other
        for other in others
        if not any(q.article.id == other.article.id and q.span.overlaps(other.span) for q in quotes)
    ]


def _joined(runs: Sequence[Run], one: Evidence) -> bool:
    """Say whether a run holds a sentence, or one that touches it takes it in."""
    near = [run for run in runs if run.page is one.page]
    if any(run.first <= one.place <= run.last for run in near):
        return True
    touched = next((run for run in near if one.place in (run.first - 1, run.last + 1)), None)
    return touched is not None and grow(
        touched, min(touched.first, one.place), max(touched.last, one.place)
    )


def folded(runs: Sequence[Run], page: Page, place: int) -> bool:
    """Note another printing of a text already chosen; say whether the sentence is one."""
    own = page.stems(place)
    for run in runs:
        other = run.page.stems(run.core)
        shared = len(own & other)
        if shared >= _SAME * max(len(own), len(other)) and run.page is not page:
            outlet = page.article.outlet
            if outlet and outlet != run.page.article.outlet:
                run.printed_by.append(outlet)
            return True
        if run.page is page and shared >= _SAME * max(len(own), len(other)):
            return True
    return False


def several_outlets(runs: list[Run], spare: Sequence[Run]) -> list[Run]:
    """Let the last quote be another outlet's where all are of one and another one answers too."""
    outlets = {run.page.article.outlet for run in runs}
    if len(runs) > 1 and len(outlets) == 1:
        other = next((run for run in spare if run.page.article.outlet not in outlets), None)
        if other:
            runs = [*runs[:-1], other]
    return runs
