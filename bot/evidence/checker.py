"""Say whether a sentence answers a question: the trained checker, run without torch.

Similarity finds sentences on the subject of a question; only reading both together tells an answer
from a near miss. ``OnnxChecker`` runs the small cross-encoder shipped in ``config/checker``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.encoders.weights import default_model
from index.errors import UsageError

Scores = NDArray[np.float32]
_Row = tuple[list[int], list[int]]

CLS, SEP, PAD = 101, 102, 0
LONGEST = 1200
"""Characters of a question or a sentence that are read at all."""
TAIL = 200
MOST_TOKENS = 1024
DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "config" / "checker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer, with what stands around it in its article.

    ``before`` is the text just before it (its end is read), or the article's title; it helps little
    on the evaluation sets and costs a third of the time, so give it where a sentence opens with a
    pronoun. ``after`` is the text that follows, for other checkers. Both may be empty.
    """

    sentence: str
    before: str = ""
    after: str = ""


class Checker(Protocol):
    """Judges pairs of a question and a candidate; safe to call from several threads."""

    @property
    def name(self) -> str:
        """What a manifest or a log calls it."""
        ...

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """Return the probability (n,) in [0, 1] that each candidate's sentence answers."""
        ...

    def score_pairs(self, pairs: Sequence[tuple[str, Candidate]]) -> Scores:
        """Return the same (n,) for pairs of several questions, in one go."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How many tokens of each part are read: question, sentence, text before, and all together.

    Question, sentence and three separators have to fit the 128 places of the shipped model.
    """

    question: int = 48
    sentence: int = 76
    before: int = 24
    all: int = 112


def lay_out(
    question: Sequence[int], sentence: Sequence[int], before: Sequence[int], layout: Layout
) -> tuple[list[int], list[int], int]:
    """Join token ids as ``[CLS] question [SEP] sentence [SEP] end-of-before [SEP]``.

    The text before is read only as far as ``layout.all`` leaves room. Returns ids, segments (1 for
    the sentence) and the place of the sentence's first token.
    """
    asked, said = list(question[: layout.question]), list(sentence[: layout.sentence])
    room = min(layout.before, layout.all - len(asked) - len(said) - 4)
    ids = [CLS, *asked, SEP, *said, SEP]
    segments = [0] * (len(asked) + 2) + [1] * (len(said) + 1)
    if room > 0 and before:
        tail = list(before[-room:])
        ids += [*tail, SEP]
        segments += [0] * (len(tail) + 1)
    return ids, segments, len(asked) + 2


def bare(question: str) -> str:
    """Return a question without its mark, which some people leave out, and as far as it is read."""
    return question[:LONGEST].rstrip("?!. ")


class OnnxChecker:
    """The shipped checker: int8 ONNX on the CPU. Needs ``onnxruntime`` and ``tokenizers`` only."""

    def __init__(
        self, folder: Path = DEFAULT_FOLDER, *, threads: int = 0, layout: Layout | None = None
    ) -> None:
        from bot.evidence.running import Runner

        model = folder / "model.onnx"
        if not model.is_file():
            raise UsageError(
                f"no checker in {folder}: model.onnx is missing; restore config/checker"
            )
        self._runner = Runner(model, threads)
        self._tokenizer = load_tokenizer()
        self._layout = layout or Layout()
        self.name = folder.name

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """Return the probability (n,) in [0, 1] that each candidate's sentence answers."""
        out = np.zeros(len(candidates), np.float32)
        rows = self._rows(question, candidates)
        parts = _parts(rows)
        runs = self._runner.logits([_padded([rows[i] for i in part]) for part in parts])
        for part, logits in zip(parts, runs, strict=True):
            out[part] = 1.0 / (1.0 + np.exp(-logits))
        return out

    def score_pairs(self, pairs: Sequence[tuple[str, Candidate]]) -> Scores:
        """Return the same (n,) for pairs of several questions.

        Each question runs by itself, since activations are quantised by the batch: so a question
        scores the same alone and in company.
        """
        out = np.zeros(len(pairs), np.float32)
        places: dict[str, list[int]] = {}
        for place, (question, _) in enumerate(pairs):
            places.setdefault(question, []).append(place)
        for question, mine in places.items():
            out[mine] = self.score(question, [pairs[place][1] for place in mine])
        return out

    def _rows(self, question: str, candidates: Sequence[Candidate]) -> list[_Row]:
        befores = [_tail(c.before) for c in candidates]
        texts = [bare(question), *(c.sentence[:LONGEST] for c in candidates), *befores]
        made = [m.ids for m in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
        count = len(candidates) + 1
        return [
            lay_out(made[0], said, before, self._layout)[:2]
            for said, before in zip(made[1:count], made[count:], strict=True)
        ]


class NamedChecker:
    """A sentence-transformers cross-encoder of the user's choice; slow to load, imports torch."""

    def __init__(self, name: str, *, threads: int = 2) -> None:
        from index.encoders.named import NamedScorer

        self._scorer = NamedScorer(name, threads=threads)
        self.name = name

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """Return the probability (n,) in [0, 1] that each candidate's sentence answers."""
        return self.score_pairs([(question, candidate) for candidate in candidates])

    def score_pairs(self, pairs: Sequence[tuple[str, Candidate]]) -> Scores:
        """Return the same (n,) for pairs of several questions; the sentence alone is read."""
        if not pairs:
            return np.zeros(0, np.float32)
        return self._scorer.score_texts([(q, c.sentence) for q, c in pairs])


def load_checker(name: str = "default", *, threads: int = 0) -> Checker | None:
    """Return the checker of the settings: 'default' (shipped), 'none' (None), or one by its name.

    Raises ``UsageError`` where the shipped model is missing or the named one cannot be loaded.
    """
    if name == "none":
        return None
    if name == "default":
        return OnnxChecker(threads=threads)
    return NamedChecker(name, threads=threads or 2)


def load_tokenizer() -> Tokenizer:
    """Load the default encoder's tokenizer, with neither padding nor truncation."""
    tokenizer = Tokenizer.from_file(str(default_model().tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _tail(text: str) -> str:
    """Return the last words of a text: more than enough of them, whatever its length."""
    return text if len(text) <= TAIL else text[-TAIL:].partition(" ")[2]


def _parts(rows: Sequence[_Row]) -> list[list[int]]:
    """Put rows of like length together: at most ``MOST_TOKENS`` a run, and little of it padding."""
    parts: list[list[int]] = []
    shortest = 0
    for place in sorted(range(len(rows)), key=lambda i: len(rows[i][0])):
        length = len(rows[place][0])
        full = bool(parts) and length * (len(parts[-1]) + 1) > MOST_TOKENS
        if not parts or full or length > 1.6 * shortest + 8:
            parts.append([])
            shortest = length
        parts[-1].append(place)
    return _halved(rows, parts[0]) if len(parts) == 1 and len(rows) > 2 else parts


def _halved(rows: Sequence[_Row], part: Sequence[int]) -> list[list[int]]:
    """Cut a run, sorted by length, in two that take about as long."""
    lengths = [len(rows[place][0]) for place in part]

    def longest(cut: int) -> int:
        return max(cut * lengths[cut - 1], (len(part) - cut) * lengths[-1])

    cut = min(range(1, len(part)), key=longest)
    return [list(part[:cut]), list(part[cut:])]


def _padded(rows: Sequence[_Row]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    width = max(len(ids) for ids, _ in rows)
    table = np.full((2, len(rows), width), PAD, np.int32)
    for place, (ids, segments) in enumerate(rows):
        table[0, place, : len(ids)] = ids
        table[1, place, : len(segments)] = segments
    return table[0], table[1]
