"""Measure a checker on sets that it never trains on: picking the sentence, and refusing.

Each set is cut in halves by a hash of the question: decide on ``tune``, report on ``report``.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.evidence.checker import Candidate
from bot.evidence.weighing import leans_back
from scripts.checker_training.news import news
from scripts.checker_training.sources import content_words, split_sentences, untokenise

_EACH = 4
Floats = NDArray[np.float32]
Scorer = Callable[[Sequence[tuple[str, Candidate]]], Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question with its candidates; ``right`` marks those that answer."""

    id: str
    question: str
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]
    answerable: bool


def half(key: str) -> str:
    """Return the half, tune or report, that a question belongs to."""
    return "report" if hashlib.sha256(key.encode()).digest()[0] & 1 else "tune"


def wikiqa(data: Path) -> list[Asked]:
    """Questions of WikiQA dev with the sentences of a summary, each with the one before it."""
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (data / "wikiqa" / "WikiQA-dev.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["QuestionID"]].append(row)
    found = []
    for key, part in rows.items():
        texts = [untokenise(r["Sentence"]) for r in part]
        before = [part[0]["DocumentTitle"], *texts[:-1]]
        right = tuple(r["Label"] == "1" for r in part)
        pairs = tuple(Candidate(sentence=s, before=b) for s, b in zip(texts, before, strict=True))
        found.append(
            Asked(
                id=key,
                question=part[0]["Question"],
                candidates=pairs,
                right=right,
                answerable=any(right),
            )
        )
    return found


def squad2(data: Path) -> list[Asked]:
    """SQuAD 2.0: every sentence of a paragraph is a candidate; half are near misses."""
    found = []
    for article in json.loads((data / "squad2" / "questions.json").read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            spans = split_sentences(text)
            texts = [text[a:b] for a, b in spans]
            before = [article["title"].replace("_", " "), *texts[:-1]]
            pairs = tuple(
                Candidate(sentence=s, before=b) for s, b in zip(texts, before, strict=True)
            )
            for qa in paragraph["qas"]:
                starts = (
                    {a["answer_start"] for a in qa["answers"]} if not qa["is_impossible"] else set()
                )
                right = tuple(any(a <= s < b for s in starts) for a, b in spans)
                found.append(
                    Asked(
                        id=qa["id"],
                        question=qa["question"].strip(),
                        candidates=pairs,
                        right=right,
                        answerable=not qa["is_impossible"],
                    )
                )
    return found


def realtimeqa(data: Path, most: int = 16) -> list[Asked]:
    """News quiz questions over the sentences of their own articles that share most of their words.

    A sentence counts as right where it holds the answer's words: a proxy, for news.
    """
    folder = data / "realtimeqa"
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        bodies = {row["id"]: row["body"] for row in map(json.loads, file)}
    found = []
    for row in map(json.loads, (folder / "questions.jsonl").read_text("utf-8").splitlines()):
        if not row["answer_in_articles"]:
            continue
        asked = content_words(row["question"])
        pairs = [c for i in row["article_ids"] for c in _sentences(bodies.get(i, ""))]
        pairs.sort(key=lambda c: -len(asked & content_words(c.sentence)))
        pairs = pairs[:most]
        words = [a.lower() for a in row["answers"]]
        right = tuple(any(w in c.sentence.lower() for w in words) for c in pairs)
        if any(right):
            found.append(
                Asked(
                    id=row["id"],
                    question=row["question"],
                    candidates=tuple(pairs),
                    right=right,
                    answerable=True,
                )
            )
    return found


def _sentences(body: str) -> list[Candidate]:
    texts = [p[a:b] for p in body.split("\n") if p.strip() for a, b in split_sentences(p)]
    return [Candidate(sentence=s, before=b) for s, b in zip(texts, ["", *texts], strict=False)]


def news_questions(data: Path) -> list[Asked]:
    """Return every fourth question on news of those kept apart, over the sentences of its own excerpt."""
    found = []
    for number, item in enumerate(islice(news(data, apart=True), 0, None, _EACH)):
        before = [item.title, *item.sentences]
        pairs = tuple(
            Candidate(sentence=s, before=b if leans_back(s) else "")
            for s, b in zip(item.sentences, before, strict=False)
        )
        found.append(
            Asked(
                id=f"{item.group}:{number}",
                question=item.question,
                candidates=pairs,
                right=tuple(i in item.answers for i in range(len(pairs))),
                answerable=bool(item.answers),
            )
        )
    return found


def scored(score: Scorer, asked: Sequence[Asked]) -> list[Floats]:
    """Return one array of scores a question."""
    flat = score([(a.question, c) for a in asked for c in a.candidates])
    cuts = np.cumsum([len(a.candidates) for a in asked])[:-1]
    return list(np.split(flat, cuts))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive scores above a negative (ties count half)."""
    both = np.concatenate([positive, negative])
    _, place, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    n, m = len(positive), len(negative)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / (n * m))


def mean_precision(scores: Floats, right: Sequence[bool]) -> float:
    """Return the average precision of one ranking."""
    order = np.argsort(-scores, kind="stable")
    hits = np.asarray(right)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def figures(asked: Sequence[Asked], scores: Sequence[Floats]) -> dict[str, float]:
    """Rank and refuse: MAP and first-sentence rate where answerable, AUROC and risk where mixed.

    ``errors_at_half`` is the share of wrong answers among the half answered with most confidence.
    """
    able = [(a, s) for a, s in zip(asked, scores, strict=True) if a.answerable and any(a.right)]
    best = [float(s.max()) for s in scores]
    yes = [b for a, b in zip(asked, best, strict=True) if a.answerable]
    no = [b for a, b in zip(asked, best, strict=True) if not a.answerable]
    good = np.array(
        [a.answerable and a.right[int(s.argmax())] for a, s in zip(asked, scores, strict=True)]
    )
    order = np.argsort(-np.array(best), kind="stable")
    found = {
        "questions": len(asked),
        "map": float(np.mean([mean_precision(s, a.right) for a, s in able])),
        "first": float(np.mean([a.right[int(s.argmax())] for a, s in able])),
        "errors_at_half": float(1 - good[order[: len(order) // 2]].mean()),
        "errors_at_fifth": float(1 - good[order[: len(order) // 5]].mean()),
    }
    return found | {"auroc": auroc(yes, no)} if no else found


def table(score: Scorer, data: Path, limit: int | None = None) -> dict[str, dict[str, float]]:
    """Measure the sets that are there; return figures by set and half."""
    result = {}
    sets = {
        "wikiqa": wikiqa,
        "squad2": squad2,
        "realtimeqa": realtimeqa,
        "allsides": news_questions,
    }
    for name, load in sets.items():
        if not (data / name).is_dir():
            continue
        asked = load(data)
        for part in ("tune", "report"):
            mine = [a for a in asked if half(a.id) == part][:limit]
            result[f"{name}/{part}"] = figures(mine, scored(score, mine))
    return result
