"""Score attributions against the articles of PolNeAR that people marked.

A predicted attribution matches a marked one when their cues overlap (one to one, longest overlap
first). Cue F1 counts the matches; source F1 counts the matches whose sources overlap too, out of
all sources given. Content F1 likewise. Word F1 is the stricter figure: words shared by the
sources, or the contents, of a match. PolNeAR: Newell et al., LREC 2018.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("evaluate_attributions.py")

import argparse
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.command_line.ending import run_script
from config.outlets import OutletRegistry
from index.attribution import extract
from index.sentences.splitting import split_sentences
from scripts.evaluation.data import data_place

Ranges = tuple[tuple[int, int], ...]
_PRINTER = Path(__file__).resolve().parent / "attributions.py"
_MARK = re.compile('["“”]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An attribution as ranges of characters, by people or by the program; empty where there is
    none."""

    content: Ranges
    cue: Ranges
    source: Ranges
    quoted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedFile:
    """A text with the marks of one annotator."""

    stem: str
    text: str
    marks: list[Marked]


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
    contents: int = 0
    contents_of_given: int = 0
    content_words: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 of cues and sources, in 0 to 1."""
        cue = _f1(self.cues_given, self.given, self.cues, self.marked)
        source = _f1(self.sources_of_given, self.sources_given, self.sources, self.sources_marked)
        content = _f1(self.contents_of_given, self.given, self.contents, self.marked)
        names = ("precision", "recall", "f1")
        return {
            **{f"cue_{name}": value for name, value in zip(names, cue, strict=True)},
            **{f"source_{name}": value for name, value in zip(names, source, strict=True)},
            **{f"content_{name}": value for name, value in zip(names, content, strict=True)},
            "source_words_when_matched": sum(self.words) / max(1, len(self.words)),
            "content_words_when_matched": sum(self.content_words) / max(1, len(self.content_words)),
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
        content = overlap(marked[i].content, found[j].content) > 0
        if marked[i].quoted or not quoted_only:
            tally.cues += 1
            tally.sources += same
            tally.contents += content
            tally.content_words.append(_shared(marked[i].content, found[j].content))
            if marked[i].source and found[j].source:
                tally.words.append(_shared(marked[i].source, found[j].source))
        if found[j].quoted or not quoted_only:
            tally.cues_given += 1
            tally.sources_of_given += same
            tally.contents_of_given += content


def overlap(one: Ranges, other: Ranges) -> int:
    """Return how many characters two sets of ranges share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def _shared(one: Ranges, other: Ranges) -> float:
    sizes = sum(b - a for a, b in one) + sum(b - a for a, b in other)
    return 2 * overlap(one, other) / max(1, sizes)


def _f1(right_given: int, given: int, right: int, marked: int) -> tuple[float, float, float]:
    precision, recall = right_given / max(1, given), right / max(1, marked)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def files_of(folder: Path, half: int | None) -> Iterator[MarkedFile]:
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
            yield MarkedFile(stem=stem, text=text, marks=read_marked(marks, text))


def printed(folder: Path) -> dict[str, list[Marked]]:
    """Return what ``scripts/attributions.py --json`` prints of the texts, by the files' stems.

    Raises ``ValueError`` where an offset does not lead to the text printed with it.
    """
    texts = sorted((folder / "text").glob("*.txt"))
    command = [sys.executable, str(_PRINTER), "--json", "--articles", *map(str, texts)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    bodies = {file.stem: file.read_bytes().decode("utf-8") for file in texts}
    found: dict[str, list[Marked]] = {stem: [] for stem in bodies}
    for line in lines:
        one = json.loads(line)
        spans: dict[str, Ranges] = {}
        for part in ("content", "cue", "source"):
            span = one[part]
            spans[part] = ((span["start"], span["end"]),) if span else ()
            if span and bodies[one["article_id"]][span["start"] : span["end"]] != span["text"]:
                raise ValueError(f"{one['article_id']}: {span} is not what stands there")
        if spans["cue"]:
            found[one["article_id"]].append(Marked(**spans, quoted=one["quoted"]))
    return found


def evaluate(
    folder: Path, half: int | None = None, *, outside: bool = False
) -> dict[str, dict[str, float]]:
    """Return the figures for attributions with a quotation mark and for all.

    ``outside`` takes what the command line prints instead of calling the program.
    """
    registry = OutletRegistry.load()
    tallies = {"quoted": Tally(), "all": Tally()}
    told = printed(folder) if outside else {}
    for one in files_of(folder, half):
        found = told[one.stem] if outside else given(one.text, registry)
        count(one.marks, found, tallies["quoted"], quoted_only=True)
        count(one.marks, found, tallies["all"], quoted_only=False)
    return {name: tally.figures() for name, tally in tallies.items()}


def default_folder() -> Path:
    """Return where the marked articles lie."""
    return data_place() / "polnear" / "dev"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), help="PolNeAR's marked articles"
    )
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of the articles alone")
    parser.add_argument(
        "--outside", action="store_true", help="score what scripts/attributions.py --json prints"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"no folder {options.folder}: give one with --folder", file=sys.stderr)
        return 2
    figures = evaluate(options.folder, options.half, outside=options.outside)
    if options.json:
        print(json.dumps(figures))
        return 0
    for name, values in figures.items():
        print(f"{name:7}", "  ".join(f"{key} {value:.3f}" for key, value in values.items()))
    return 0


if __name__ == "__main__":
    sys.exit(run_script("evaluate_attributions.py", main))
