"""Measure speed: embedding, questions, cold start, analysis, updates, choices offered while typing,
and growth to a million passages.

Everything is measured side by side in one run, as medians, so that ratios hold on a busy machine
too.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("benchmark.py")

import argparse
import json
from collections.abc import Sequence
from itertools import islice

from bot.command_line.ending import run_script
from config.outlets import OutletRegistry
from index.values import Article

_OUTLETS, _TITLES = 500, 100_000
"""Outlets and titles among which choices are offered."""
_VARIED = 2000
"""Articles that an archive for scale is made of; more would only be remembered."""
_NEEDED = {
    "embedding": ("articles",),
    "questions": ("index", "questions"),
    "cold": ("index", "questions"),
    "analysis": ("articles",),
    "update": ("index", "articles"),
    "choices": ("articles",),
    "scale": ("work", "articles", "near", "questions"),
    "make": ("index", "articles", "near"),
    "probe": ("index", "questions"),
}
"""What can be measured, and the options that each needs."""


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(prog="benchmark.py", description=__doc__)
    made.add_argument(
        "what",
        choices=tuple(_NEEDED),
        help="what to measure (make and probe are steps of scale)",
    )
    made.add_argument("--index", type=Path, help="an index to ask (questions, cold, update, scale)")
    made.add_argument("--articles", type=Path, help="article files for the text")
    made.add_argument("--questions", type=Path, help="JSONL with a question a line")
    made.add_argument("--count", type=int, default=300, help="passages, questions or articles used")
    made.add_argument("--rounds", type=int, default=5, help="rounds of an alternating measurement")
    made.add_argument("--threads", type=int, default=2, help="threads of a model")
    made.add_argument("--encoder", default="default", help="the encoder of an index to update")
    made.add_argument(
        "--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000],
        help="passages of the archives made for scale",
    )  # fmt: skip
    made.add_argument("--work", type=Path, help="where archives for scale are made")
    made.add_argument("--near", type=Path, help="an index whose vectors are drawn near (scale)")
    made.add_argument("--plot", type=Path, help="where the picture of growth goes (scale)")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one measurement and print it as JSON."""
    known = parser()
    given = known.parse_args(arguments)
    lacking = [f"--{name}" for name in _NEEDED[given.what] if getattr(given, name) is None]
    if lacking:
        known.error(f"{given.what} needs {' and '.join(lacking)}")
    told = globals()[f"_{given.what}"](given)
    print(json.dumps(told, indent=1))
    return 0


def _embedding(given: argparse.Namespace) -> object:
    from index.analysis.analyst import Analyst
    from index.analysis.passages import embedding_text
    from index.encoders.lazy import LazyEncoder
    from scripts.benchmarks import embedding

    analyst = Analyst.of(OutletRegistry.load(), LazyEncoder(), 180)
    articles = _articles(given, given.count)
    texts = [
        embedding_text(entry.article, passage)
        for entry in map(analyst.analyse, articles)
        for passage in entry.passages()
    ][: given.count]
    return embedding.measure(texts, threads=given.threads, rounds=given.rounds)


def _questions(given: argparse.Namespace) -> object:
    from scripts.benchmarks import questions

    return questions.measure(given.index, _texts(given), threads=given.threads)


def _cold(given: argparse.Namespace) -> object:
    from scripts.benchmarks import questions

    return questions.cold_start(given.index, _texts(given)[0], times=given.rounds)


def _analysis(given: argparse.Namespace) -> object:
    from scripts.benchmarks import building

    return building.analysis_rate(_articles(given, given.count), processes=given.threads)


def _update(given: argparse.Namespace) -> object:
    from scripts.benchmarks import building

    return building.update_times(given.index, given.articles, encoder=given.encoder)


def _choices(given: argparse.Namespace) -> object:
    from scripts.benchmarks import choices

    titles = [article.title for article in _articles(given, _VARIED) if article.title]
    outlets = [outlet.name for outlet in OutletRegistry.load().outlets][:_OUTLETS]
    return choices.measure(titles, outlets, count=_TITLES)


def _scale(given: argparse.Namespace) -> object:
    from scripts.benchmarks import scale

    rows = []
    for size in given.sizes:
        folder = given.work / f"scale_{size}"
        step = ["--index", str(folder), "--count", str(size), "--articles", str(given.articles)]
        made = scale.in_process("make", *step, "--near", str(given.near))
        asked = ["--index", str(folder), "--questions", str(given.questions), "--count", "100"]
        rows.append(made | scale.in_process("probe", *asked))
        print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    if given.plot:
        scale.plot(rows, given.plot)
    return rows


def _make(given: argparse.Namespace) -> object:
    from index.snapshot.archive import Archive
    from scripts.benchmarks import scale

    archive = Archive.open(given.near)
    near = archive.passage_vectors(range(min(archive.manifest.rows, 20_000)))
    return scale.make(given.index, _articles(given, _VARIED), near, given.count)


def _probe(given: argparse.Namespace) -> object:
    from scripts.benchmarks import scale

    return scale.probe(given.index, _texts(given))


def _articles(given: argparse.Namespace, count: int) -> list[Article]:
    from index.reading import ReadingReport, read_articles

    registry = OutletRegistry.load()
    return list(islice(read_articles([given.articles], registry, ReadingReport()), count))


def _texts(given: argparse.Namespace) -> list[str]:
    lines = given.questions.read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[: given.count]]


if __name__ == "__main__":
    sys.exit(run_script("benchmark.py", main))
