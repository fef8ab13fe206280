"""Archives of ten thousand to a million passages: how build time, memory and latency grow.

Texts and what is known of them are real articles, repeated with other ids, days and numbers; vectors
are drawn near real ones, since embedding a million passages says nothing more than embedding a
thousand.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from config.outlets import OutletRegistry
from index.analysis.analyst import Analyst
from index.analysis.entries import Entry
from index.building import build
from index.building.update import snapshot_parts
from index.encoders.encoder import Encoder, Matrix, PassageInput, PassageVectors, unit_rows
from index.encoders.lazy import LazyEncoder
from index.snapshot.archive import Archive
from index.values import Article, Filter
from scripts.benchmarks.timing import most_resident_mib, percentiles, resident_mib

_SPREAD = 0.6
"""How far a drawn vector lies from its real one: cosines of about 0.86, as of two texts on one
story."""
_PASSAGES_AN_ARTICLE = 8.6


class DrawnEncoder(LazyEncoder):
    """Draws passage vectors near given ones instead of computing them; questions are embedded for
    real."""

    def __init__(self, near: Matrix) -> None:
        super().__init__(threads=2)
        self._near = near
        self._chance = np.random.default_rng(1)

    def encode_passages(self, inputs: Sequence[PassageInput]) -> PassageVectors:
        """Draw unit rows; the sentences of a passage lie near it."""
        passages = self._drawn(self._near[self._chance.integers(0, len(self._near), len(inputs))])
        counts = [len(item.sentences) for item in inputs]
        return PassageVectors(passages=passages, sentences=np.repeat(passages, counts, axis=0))

    def _drawn(self, rows: Matrix) -> Matrix:
        noise = self._chance.standard_normal(rows.shape, np.float32) / np.sqrt(rows.shape[1])
        return unit_rows(rows + _SPREAD * noise)


def varied(articles: Sequence[Article], count: int) -> Iterator[Article]:
    """Repeat articles until there are ``count``, each time with other ids, days and numbers."""
    for number in range(count):
        turn, place = divmod(number, len(articles))
        one = articles[place]
        digits = str.maketrans("0123456789", "".join(str((n + turn) % 10) for n in range(10)))
        day = (one.day or date(2016, 1, 1)) + timedelta(days=turn)
        yield replace(
            one,
            id=f"{turn}-{one.id}",
            published=day.isoformat(),
            body=one.body.translate(digits),
            digest=hashlib.sha256(f"{turn}{one.digest}".encode()).hexdigest(),
        )


@contextmanager
def _remembering(registry: OutletRegistry, encoder: Encoder, tokens: int, **_: int) -> object:
    """Analyse each article in its first turn only: how fast that is, another benchmark measures.

    Digits change from turn to turn, lengths do not, so that every span holds for all of them.
    """
    analyst = Analyst.of(registry, encoder, tokens)
    known: dict[str, Entry] = {}

    def entry(article: Article) -> Entry:
        name = article.id.partition("-")[2]
        found = known.get(name) or known.setdefault(name, analyst.analyse(article))
        return replace(found, article=article)

    yield lambda groups: ([entry(one) for one in group] for group in groups)


def make(
    folder: Path, articles: Sequence[Article], near: Matrix, passages: int
) -> dict[str, object]:
    """Build an archive of about that many passages; report its time, size and most memory."""
    build.analysing = _remembering  # type: ignore[assignment,attr-defined]
    plan = build.BuildPlan(
        folder=folder,
        registry=OutletRegistry.load(),
        encoder=DrawnEncoder(near),
        parts=snapshot_parts(),
    )
    started = time.perf_counter()
    report = build.build(varied(articles, int(passages / _PASSAGES_AN_ARTICLE)), plan)
    archive = Archive.open(folder)
    return {
        "passages": archive.counts.passages,
        "articles": report.read,
        "build_s": round(time.perf_counter() - started, 1),
        "build_most_mib": most_resident_mib(),
        "disk_mib": sum(one.size for one in archive.manifest.files) >> 20,
    }


def probe(folder: Path, questions: Sequence[str]) -> dict[str, object]:
    """Open an archive in this process, answer questions with and without filters, and compare with
    exact."""
    from bot.serving.service import AnsweringService
    from bot.values import Question
    from config.settings import load_settings

    started = time.perf_counter()
    Archive.open(folder)
    told: dict[str, object] = {"open_s": round(time.perf_counter() - started, 3)}
    service = AnsweringService(load_settings(index={"folder": folder}))
    outlet = service.archive.outlets()[1].outlet
    kinds = {
        "all": {},
        "outlet": {"outlets": (outlet,)},
        "dates": {"since": date(2016, 1, 1), "until": date(2017, 6, 30)},
    }
    for name, limits in kinds.items():
        asked = [Question(text=text, **limits) for text in questions]
        for one in asked[:10]:
            service.answer(one)
        taken, worked = [], []
        for one in asked:
            began, busy = time.perf_counter(), time.process_time()
            service.answer(one)
            taken.append(time.perf_counter() - began)
            worked.append(time.process_time() - busy)
        told[name] = percentiles(taken) | {"cpu_p50_ms": percentiles(worked)["p50_ms"]}
    told["resident_mib"] = resident_mib()  # before the exact search below reads every vector
    vectors = service.encoder.encode_question(list(questions[:50]))
    told["recall_at_10"] = _recall(service.archive, vectors, None)
    filtered = service.archive.rows_for(Filter(outlets=(outlet,)))
    told["recall_at_10_outlet"] = _recall(service.archive, vectors, filtered)
    return told


def _recall(archive: Archive, queries: Matrix, allowed: object) -> float:
    rows = np.arange(archive.manifest.rows) if allowed is None else np.asarray(allowed)
    scores = np.concatenate(
        [
            archive.passage_vectors(rows[start : start + 50_000]) @ queries.T
            for start in range(0, len(rows), 50_000)
        ]
    )
    _, found = archive.dense(queries, 10, None if allowed is None else rows)
    best = rows[np.argsort(-scores, axis=0)[:10].T]
    hits = [len(set(a.tolist()) & set(b.tolist())) for a, b in zip(best, found, strict=True)]
    return round(float(np.mean(hits)) / 10, 4)


def in_process(*arguments: str) -> dict[str, object]:
    """Run one step in a process of its own, so that its memory is its own."""
    script = Path(__file__).resolve().parents[1] / "benchmark.py"
    told = subprocess.run(
        [sys.executable, str(script), *arguments], check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(told.stdout)
    return found


def plot(rows: Sequence[dict[str, object]], path: Path) -> None:
    """Draw how build time, memory and latency grow."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    sizes = [row["passages"] for row in rows]
    figure, axes = pyplot.subplots(1, 3, figsize=(11, 3.2), constrained_layout=True)
    axes[0].plot(sizes, [row["build_s"] for row in rows], "o-", color="#1b6ca8")
    axes[0].set_title("build without embedding, s")
    for name, label in (("build_most_mib", "building, most"), ("resident_mib", "answering")):
        axes[1].plot(sizes, [row[name] for row in rows], "o-", label=label)
    axes[1].set_title("memory, MiB")
    for name in ("all", "outlet", "dates"):
        axes[2].plot(sizes, [row[name]["cpu_p50_ms"] for row in rows], "o-", label=name)  # type: ignore[index]
    axes[2].set_title("answer, processor ms (p50)")
    for place in axes:
        place.set_xscale("log")
        place.set_xlabel("passages")
        place.set_ylim(bottom=0)
        place.grid(alpha=0.3)
    axes[1].legend()
    axes[2].legend()
    figure.savefig(path, dpi=130)
