"""Print every attribution of the given articles."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.outlets import OutletRegistry
from index.attribution import extract
from index.errors import WhosaidError
from index.reading import ReadingReport, read_articles
from index.sentences import split_sentences
from index.values import Article, Attribution, Span


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--articles", nargs="+", required=True, metavar="PATH", help="files, folders or globs"
    )
    parser.add_argument("--json", action="store_true", help="one JSON line for each attribution")
    options = parser.parse_args(arguments)
    try:
        for article, one in _attributions(options.articles):
            print(json.dumps(_as_json(article, one)) if options.json else _as_words(article, one))
    except WhosaidError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


def _attributions(paths: Sequence[str]) -> Iterator[tuple[Article, Attribution]]:
    registry = OutletRegistry.load()
    report = ReadingReport()
    for article in read_articles(paths, registry, report):
        sentences = split_sentences(article.body)
        for one in extract(article.body, sentences, registry, article.outlet):
            yield article, one
    for problem in report.problems:
        print(f"{problem.file}: {problem.reason} {problem.mend}", file=sys.stderr)


def _as_json(article: Article, one: Attribution) -> dict[str, object]:
    return {
        "article_id": article.id,
        "content": _span(article.body, one.content),
        "cue": _span(article.body, one.cue),
        "source": _span(article.body, one.source),
        "relayed_outlet": one.relays[-1].outlet if one.relays else None,
        "relays": [relay.outlet for relay in one.relays],
        "quoted": one.quoted,
    }


def _span(body: str, span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(body)}


def _as_words(article: Article, one: Attribution) -> str:
    source = one.source.of(article.body) if one.source else "source not stated"
    cue = one.cue.of(article.body) if one.cue else "no cue"
    relayed = f", relaying {', '.join(relay.outlet for relay in one.relays)}" if one.relays else ""
    where = f"{article.id} {one.content.start}-{one.content.end}"
    return f"{where}  {source} ({cue}){relayed}: {one.content.of(article.body)}"


if __name__ == "__main__":
    sys.exit(main())
