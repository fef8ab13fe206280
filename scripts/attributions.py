"""Print every attribution in the given articles: who said it, by which word, and what."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("attributions.py")

import argparse
from collections.abc import Iterator, Sequence

from bot.command_line.ending import run_script
from bot.command_line.json_lines import print_line
from bot.command_line.paths import path_named
from bot.terminal.safe import one_line
from config.outlets import OutletRegistry
from config.settings import load_settings
from index.attribution import extract
from index.errors import NothingReadable
from index.reading import KINDS_READ, ReadingReport, read_articles
from index.sentences.splitting import split_sentences
from index.values import Article, Attribution, Span

_FIELDS = """\
Each JSON line holds:
  article_id      the record's own id, else the file's name without its ending
  content         what is attributed, {"start", "end", "text"}
  cue             the word that says so ("said", "according to"), or null
  source          who is named for it, or null
  relayed_outlet  the outlet whose reporting is passed on (the innermost of several), or null
  relays          all of them, the outermost first
  quoted          whether words of the content stand in quotation marks

start and end count characters of the article's body: of a plain text file without front matter
or a "date" in front, the whole file. body[start:end] is text.

Example: who is most often quoted?
  python scripts/attributions.py --json --articles news/ | jq -r '.source.text // empty' | sort | uniq -c | sort -rn
Exit codes: 0 done, 2 wrong use or nothing readable, 1 a fault."""


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(
        prog="attributions.py",
        description=__doc__,
        epilog=_FIELDS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "--articles",
        nargs="+",
        type=path_named,
        required=True,
        metavar="PATH",
        help="files, folders or globs",
    )
    made.add_argument("--json", action="store_true", help="one JSON line for each attribution")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    options = parser().parse_args(arguments)
    return run_script("attributions.py", lambda: _print(options))


def _print(options: argparse.Namespace) -> int:
    report = ReadingReport()
    try:
        for article, one in _attributions(options.articles, report):
            if options.json:
                print_line(_as_json(article, one))
            else:
                print(_as_words(article, one))
    finally:
        for problem in report.problems:
            print(f"{'skipped' if problem.skipped else 'note'} {problem}", file=sys.stderr)
    if not report.read:
        given = ", ".join(map(str, options.articles))
        raise NothingReadable(f"no article could be read: {given}; give files of {KINDS_READ}")
    return 0


def _attributions(
    paths: Sequence[Path], report: ReadingReport
) -> Iterator[tuple[Article, Attribution]]:
    further = load_settings().index.outlets
    registry = OutletRegistry.load(*([further] if further else []))
    for article in read_articles(paths, registry, report):
        sentences = split_sentences(article.body)
        for one in extract(article.body, sentences, registry, article.outlet):
            yield article, one


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
    words = f"{where}  {source} ({cue}){relayed}: {one.content.of(article.body)}"
    return one_line(words)


if __name__ == "__main__":
    sys.exit(main())
