"""Score attributions against the articles of PolNeAR that people marked.

A predicted attribution matches a marked one when their cues overlap (one to one, longest overlap
first). Cue F1
counts the matches; source F1 counts the matches whose sources overlap too, out of all sources
given. Word F1 is
the stricter figure: words shared by the sources of a match. PolNeAR: Newell et al., LREC 2018.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.outlets import OutletRegistry
from index.attribution import extract
from index.sentences import split_sentences

Ranges = tuple[tuple[int, int], ...]
_MARK = re.compile('["“”]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An attribution as ranges of characters, by people or by the program; empty where there is
    none."""

    content: Ranges
    cue: Ranges
    source: Ranges
    quoted: bool


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts for one kind of attribution."""

    marked: int = 0
    given: int = 0
    cues: int = 0
    cues_given: int = 0
    sources_marked: int = 0
    sources_given: int = 0
    sources: int = 0
    sources_of_given: int = 0
    words: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 of cues and sources, in 0 to 1."""
        cue = _f1(self.cues_given, self.given, self.cues, self.marked)
        source = _f1(self.sources_of_given, self.sources_given, self.sources, self.sources_marked)
        names = ("precision", "recall", "f1")
        return {
            **{f"cue_{name}": value for name, value in zip(names, cue, strict=True)},
            **{f"source_{name}": value for name, value in zip(names, source, strict=True)},
            "source_words_when_matched": sum(self.words) / max(1, len(self.words)),
        }


def read_marked(file: Path, text: str) -> list[Marked]:
    """Read one annotator's file (brat standoff)."""
    spans: dict[str, Ranges] = {}
    events: list[dict[str, str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            where = rest.split("\t")[0].partition(" ")[2]
            spans[name] = tuple(
                (int(a), int(b)) for a, b in (part.split() for part in where.split(";"))
            )
        elif name.startswith("E"):
            pairs = (part.partition(":") for part in rest.split()[1:])
            events.append({re.sub(r"\d+$", "", role): mark for role, _, mark in pairs})
    found = []
    for event in events:
        content = spans.get(event.get("Content", ""), ())
        quoted = any(_MARK.search(text[a:b]) for a, b in content)
        cue, source = spans.get(event.get("Cue", ""), ()), spans.get(event.get("Source", ""), ())
        if cue:
            found.append(Marked(content=content, cue=cue, source=source, quoted=quoted))
    return found


def given(text: str, registry: OutletRegistry) -> list[Marked]:
    """Return what the program finds in a text."""
    found = []
    for one in extract(text, split_sentences(text), registry):
        parts = [
            () if s is None else ((s.start, s.end),) for s in (one.content, one.cue, one.source)
        ]
        if parts[1]:
            found.append(Marked(content=parts[0], cue=parts[1], source=parts[2], quoted=one.quoted))
    return found


def pairs_of(marked: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[int, int]]:
    """Match marked and found attributions one to one by the overlap of their cues, then of their
    contents."""
    scored = []
    for i, one in enumerate(marked):
        for j, other in enumerate(found):
            shared = overlap(one.cue, other.cue)
            if shared:
                scored.append((-shared, -overlap(one.content, other.content), i, j))
    taken_i: set[int] = set()
    taken_j: set[int] = set()
    pairs = []
    for *_, i, j in sorted(scored):
        if i not in taken_i and j not in taken_j:
            taken_i.add(i)
            taken_j.add(j)
            pairs.append((i, j))
    return pairs


def count(
    marked: Sequence[Marked], found: Sequence[Marked], tally: Tally, *, quoted_only: bool
) -> None:
    """Add one article to a tally; a match between a quoted and an unquoted one counts on each
    one's own side."""
    pairs = pairs_of(marked, found)
    tally.marked += sum(one.quoted or not quoted_only for one in marked)
    tally.given += sum(one.quoted or not quoted_only for one in found)
    tally.sources_marked += sum(
        bool(one.source) and (one.quoted or not quoted_only) for one in marked
    )
    tally.sources_given += sum(
        bool(one.source) and (one.quoted or not quoted_only) for one in found
    )
    for i, j in pairs:
        same = overlap(marked[i].source, found[j].source) > 0
        if marked[i].quoted or not quoted_only:
            tally.cues += 1
            tally.sources += same
            if marked[i].source and found[j].source:
                tally.words.append(_shared(marked[i].source, found[j].source))
        if found[j].quoted or not quoted_only:
            tally.cues_given += 1
            tally.sources_of_given += same


def overlap(one: Ranges, other: Ranges) -> int:
    """Return how many characters two sets of ranges share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _shared(one: Ranges, other: Ranges) -> float:
    sizes = sum(b - a for a, b in one) + sum(b - a for a, b in other)
    return 2 * overlap(one, other) / max(1, sizes)


def _f1(right_given: int, given: int, right: int, marked: int) -> tuple[float, float, float]:
    precision, recall = right_given / max(1, given), right / max(1, marked)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def files_of(folder: Path, half: int | None) -> Iterator[tuple[str, list[Marked]]]:
    """Yield each text with one annotator's marks; ``half`` 0 or 1 takes every other article."""
    stems = sorted(
        {file.stem.rpartition("_")[0] for file in (folder / "attributions").glob("*.ann")}
    )
    for number, stem in enumerate(stems):
        if half is not None and number % 2 != half:
            continue
        with (folder / "text" / f"{stem}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        for marks in sorted((folder / "attributions").glob(f"{stem}_*.ann")):
            yield text, read_marked(marks, text)


def evaluate(folder: Path, half: int | None = None) -> dict[str, dict[str, float]]:
    """Return the figures for attributions with a quotation mark and for all."""
    registry = OutletRegistry.load()
    tallies = {"quoted": Tally(), "all": Tally()}
    for text, marked in files_of(folder, half):
        found = given(text, registry)
        count(marked, found, tallies["quoted"], quoted_only=True)
        count(marked, found, tallies["all"], quoted_only=False)
    return {name: tally.figures() for name, tally in tallies.items()}


def default_folder() -> Path:
    """Return where the marked articles lie: beside the checkout, or under WHOSAID_DATA."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("WHOSAID_DATA", beside)) / "polnear" / "dev"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=default_folder())
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no folder {options.folder}: give one with --folder", file=sys.stderr)
        return 2
    figures = evaluate(options.folder, options.half)
    if options.json:
        print(json.dumps(figures))
        return 0
    for name, values in figures.items():
        print(f"{name:7}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
