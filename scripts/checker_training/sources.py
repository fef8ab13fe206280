"""Read the question sets under ``qa_train`` into one form: a question over sentences."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|No|Gen|Col|Sgt|Inc|Ltd|c|ca|[A-Z]))\.$"
)
_WORD = re.compile(r"\w+")
_STOP_WORDS = (
    "a an the of in on at to for by with from and or is are was were be been do does did has have "
    "had what who whom whose which when where why how many much that this these those it its he "
    "she they his her their as after before during than then there not"
)
_STOP = frozenset(_STOP_WORDS.split(" "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question over one run of sentences.

    ``answers`` maps the ordinal of each answering sentence to its answer words ("" where the
    set does not mark them); ``tempting`` are sentences that look like an answer and are not.
    """

    source: str
    question: str
    sentences: tuple[str, ...]
    answers: dict[int, str]
    tempting: frozenset[int] = frozenset()
    title: str = ""
    group: str = ""


def content_words(text: str) -> set[str]:
    """Return the lower-cased words of a text that carry meaning."""
    return {w for w in _WORD.findall(text.lower()) if w not in _STOP}


def split_sentences(paragraph: str) -> list[tuple[int, int]]:
    """Split a clean paragraph at sentence ends; return (start, end) in characters."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _SENTENCE_END.finditer(paragraph):
        if _ABBREVIATION.search(paragraph[start : match.start()]):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(paragraph)))
    return [(a, b) for a, b in spans if paragraph[a:b].strip()]


def untokenise(text: str) -> str:
    """Undo the spaces and brackets of treebank tokens (``-LRB-``, `` `` ``, ``n't``)."""
    for old, new in (
        ("-LRB-", "("),
        ("-RRB-", ")"),
        ("``", '"'),
        ("''", '"'),
        ("-LSB-", "["),
        ("-RSB-", "]"),
    ):
        text = text.replace(old, new)
    text = re.sub(r" ([,.;:?!%)\]]|n't\b|'(?:s|re|ve|d|ll|m)?\b)", r"\1", text)
    text = re.sub(r"([(\[$£€]) ", r"\1", text)
    text = re.sub(r" - ", "-", text) if "- -" not in text else text
    return re.sub(r"\s+", " ", text).strip()


def _located(paragraph: str, start: int, answer: str) -> tuple[tuple[str, ...], dict[int, str]]:
    spans = split_sentences(paragraph)
    hit = next((i for i, (a, b) in enumerate(spans) if a <= start < b), None)
    sentences = tuple(paragraph[a:b] for a, b in spans)
    return sentences, {} if hit is None else {hit: answer}


def squad2(root: Path) -> Iterator[Item]:
    """SQuAD 2.0 without the articles that are kept for evaluation."""
    held = root.parent / "squad2" / "questions.json"
    kept = (
        {a["title"] for a in json.loads(held.read_text("utf-8"))["data"]}
        if held.exists()
        else set()
    )
    for line in (root / "squad2" / "questions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["title"] in kept:
            continue
        sentences, hit = _located(
            row["paragraph"], row.get("answer_start") or 0, row.get("answer") or ""
        )
        wrong = bool(row["is_impossible"])
        yield Item(
            source="squad2",
            question=row["question"].strip(),
            sentences=sentences,
            answers={} if wrong else hit,
            tempting=frozenset(hit) if wrong and row.get("answer") else frozenset(),
            title=row["title"].replace("_", " "),
            group=row["title"],
        )


def squadshifts(root: Path) -> Iterator[Item]:
    """The new-Wikipedia part of SQuADShifts (all questions have answers)."""
    data = json.loads((root / "squadshifts" / "new_wiki_v1.0.json").read_text("utf-8"))["data"]
    for article in data:
        title = article.get("title", "").replace("_", " ")
        for paragraph in article["paragraphs"]:
            for qa in paragraph["qas"]:
                answer = min(qa["answers"], key=lambda a: len(a["text"]))
                sentences, hit = _located(
                    paragraph["context"], answer["answer_start"], answer["text"]
                )
                yield Item(
                    source="squadshifts",
                    question=qa["question"].strip(),
                    sentences=sentences,
                    answers=hit,
                    title=title,
                    group=title,
                )


def qed(root: Path) -> Iterator[Item]:
    """Real Google questions whose one answering sentence people marked."""
    for line in (root / "qed" / "qed-dev.jsonlines").read_text("utf-8").splitlines():
        row = json.loads(line)
        note = row["annotation"]
        if note["explanation_type"] != "single_sentence":
            continue
        text, starts = row["paragraph_text"], row["sentence_starts"]
        sentences = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        chosen = note["selected_sentence"]["start"]
        answer = note["answer"][0]["sentence_reference"]["string"] if note["answer"] else ""
        yield Item(
            source="qed",
            question=row["question_text"],
            sentences=tuple(map(untokenise, sentences)),
            answers={starts.index(max(s for s in starts if s <= chosen)): untokenise(answer)},
            title=row["title_text"],
            group=row["title_text"],
        )


def selqa(root: Path) -> Iterator[Item]:
    """SelQA: each question with all sentences of a Wikipedia section."""
    for part in ("dev", "test"):
        for row in json.loads((root / "selqa" / f"selqa-ass-{part}.json").read_text("utf-8")):
            yield Item(
                source="selqa",
                question=row["question"],
                sentences=tuple(row["candidates"]),
                answers={int(i): "" for i in row["answers"]},
                title=row["article"],
                group=row["article"],
            )


def clapnq(root: Path) -> Iterator[Item]:
    """CLAP NQ: long answers of several sentences, and passages without an answer."""
    for part in ("answerable", "unanswerable"):
        path = root / "clapnq" / f"clapnq_dev_{part}.jsonl"
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            passage = row["passages"][0]
            chosen = {s for o in row["output"] for s in o["selected_sentences"]}
            answers = {i: "" for i, s in enumerate(passage["sentences"]) if s in chosen}
            yield Item(
                source="clapnq",
                question=row["input"],
                sentences=tuple(map(untokenise, passage["sentences"])),
                answers=answers,
                title=passage["title"],
                group=passage["title"],
            )


def wiki_sentences(root: Path) -> dict[str, tuple[str, ...]]:
    """The Wikinews and Wikipedia sentences of QAMR and QADiscourse: id to tokens."""
    lines = (root / "qamr" / "wiki-sentences.tsv").read_text("utf-8").splitlines()
    return {
        key: tuple(text.split(" ")) for key, _, text in (line.partition("\t") for line in lines)
    }


def qamr(root: Path) -> Iterator[Item]:
    """QAMR: questions on one sentence, those of three or more content words."""
    sentences = wiki_sentences(root)
    seen: set[tuple[str, str]] = set()
    for part in ("dev", "test"):
        for line in (root / "qamr" / f"{part}.tsv").read_text("utf-8").splitlines():
            cells = line.split("\t")
            key, question, spots = cells[0], cells[5], cells[6]
            if (key, question) in seen or len(content_words(question)) < 3 or key not in sentences:
                continue
            seen.add((key, question))
            tokens = sentences[key]
            answer = untokenise(
                " ".join(tokens[int(i)] for i in spots.split() if int(i) < len(tokens))
            )
            yield Item(
                source="qamr",
                question=question,
                sentences=(untokenise(" ".join(tokens)),),
                answers={0: answer},
                group=key.rsplit(":", 2)[0],
            )


def qadiscourse(root: Path) -> Iterator[Item]:
    """QADiscourse: why, when, after what, in what case, on Wikinews sentences."""
    for part in ("train", "dev"):
        with (root / "qadiscourse" / f"wikinews_{part}.tsv").open(
            encoding="utf-8", newline=""
        ) as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                question = (row["full_question"] or "").replace("\\'", "'").strip()
                if len(content_words(question)) < 3:
                    continue
                yield Item(
                    source="qadiscourse",
                    question=question.rstrip("?") + "?",
                    sentences=(untokenise(row["sentence"]),),
                    answers={0: (row["answer"] or "").replace("\\'", "'").rstrip(". ")},
                    group=row["qasrl_id"].rsplit(":", 2)[0],
                )


SOURCES = (squad2, squadshifts, qed, selqa, clapnq, qamr, qadiscourse)


def read_all(root: Path) -> list[Item]:
    """Read every source in a fixed order."""
    return [item for source in SOURCES for item in source(root) if item.question and item.sentences]
