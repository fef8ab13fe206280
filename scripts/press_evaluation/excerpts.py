"""Measure "who said it" on random excerpts: as they are, of articles left out, and altered."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index.printings import Status, WhoSaid, who_said
from index.values import Article
from index.words.folding import fold_text
from scripts.press_evaluation.plain import DATA, PlainArchive, allsides

LEFT_OUT = 800


def measure_excerpts(folder: Path, count: int, seed: int = 11) -> dict[str, Any]:
    """Return the shares that came out right, of ``count`` excerpts each, and the times."""
    draw = random.Random(seed)
    articles = list(allsides())
    away = set(draw.sample([one.id for one in articles], LEFT_OUT))
    kept = [one for one in articles if one.id not in away]
    began = time.perf_counter()
    archive = PlainArchive(kept, folder)
    built = time.perf_counter() - began
    times: list[float] = []

    def ask(text: str) -> WhoSaid:
        began = time.process_time()
        found = who_said(archive, text)  # type: ignore[arg-type]
        times.append((time.process_time() - began) * 1000)
        return found

    ask("this is asked once before the clock counts")
    times.clear()
    verbatim = sum(_found(ask, *one) for one in _excerpts(kept, count, draw))
    left = [one for one in articles if one.id in away]
    absent = [ask(" ".join(words)) for _, words in _excerpts(left, count, draw)]
    elsewhere = sum(one.status is Status.VERBATIM for one in absent)
    changed = [_altered(ask, *one, draw) for one in _excerpts(kept, count, draw)]
    times.sort()
    return {
        "excerpts_each": count,
        "build_seconds": round(built, 1),
        "verbatim": verbatim / count,
        "absent": sum(one.status is Status.ABSENT for one in absent) / count,
        "left_out_but_printed_elsewhere": elsewhere,
        "absent_of_those_printed_nowhere": sum(one.status is Status.ABSENT for one in absent)
        / max(1, count - elsewhere),
        "left_out_but_altered": sum(one.status is Status.ALTERED for one in absent),
        "altered_with_right_diff": sum(changed) / count,
        "cpu_ms_p50": round(times[len(times) // 2], 1),
        "cpu_ms_p95": round(times[int(len(times) * 0.95)], 1),
    }


def _excerpts(
    articles: Sequence[Article], count: int, draw: random.Random
) -> list[tuple[Article, list[str]]]:
    """Draw runs of 25 to 60 words."""
    found: list[tuple[Article, list[str]]] = []
    while len(found) < count:
        article = draw.choice(articles)
        words, length = article.body.split(), draw.randint(25, 60)
        if len(words) > length + 5:
            start = draw.randrange(len(words) - length)
            found.append((article, words[start : start + length]))
    return found


def _found(ask: Callable[[str], WhoSaid], article: Article, words: Sequence[str]) -> bool:
    found = ask(" ".join(words))
    right = [one for one in found.printings if one.article.id == article.id]
    return found.status is Status.VERBATIM and any(
        one.article.outlet == article.outlet and one.article.published == article.published
        for one in right
    )


def _altered(
    ask: Callable[[str], WhoSaid], article: Article, words: list[str], draw: random.Random
) -> bool:
    """Change, drop or swap one word, and see whether it is named."""
    place, kind = draw.randrange(1, len(words) - 1), draw.choice(("change", "drop", "swap"))
    altered = list(words)
    if kind == "swap" and _plain(words[place]) != _plain(words[place + 1]):
        altered[place : place + 2] = [words[place + 1], words[place]]
    elif kind == "drop":
        del altered[place]
    else:
        altered[place] = "zebra" if _plain(words[place]) != "zebra" else "giraffe"
    found = ask(" ".join(altered))
    right = [one for one in found.printings if one.article.id == article.id]
    if found.status is not Status.ALTERED or not right:
        return False
    named = " ".join(change.printed for change in right[0].changes)
    # Of two words that changed places either may be named as the one that moved.
    moved = words[place : place + 2] if kind == "swap" else words[place : place + 1]
    return len(right[0].changes) <= 2 and any(_plain(one) in _plain(named) for one in moved)


def _plain(text: str) -> str:
    return fold_text(text).strip(" '-….,;:!?()[]")


def measure_printed_by(folder: Path, most: int | None = None) -> dict[str, Any]:
    """Return how many of the listed printings are found, and how many that lack the text."""
    archive = PlainArchive(allsides(), folder)
    lines = (DATA / "allsides/printed_by.jsonl").read_text("utf-8").splitlines()[:most]
    wanted = held = found = wrong = 0
    for line in lines:
        record = json.loads(line)
        result = who_said(archive, record["quote_normalised"])  # type: ignore[arg-type]
        printings = result.printings if result.status is Status.VERBATIM else ()
        ids = {one.article.id for one in printings}
        listed = {one["ID"] for one in record["occurrences"]}
        needle = fold_text(record["quote_normalised"]).strip(" '-…")
        wanted, held, found = wanted + len(listed), held + len(listed & ids), found + len(ids)
        wrong += sum(needle not in fold_text(one.text) for one in printings)
    return {
        "quotations": len(lines),
        "listed_printings": wanted,
        "recall": held / wanted,
        "articles_found": found,
        "printings_without_the_text": wrong,
    }
