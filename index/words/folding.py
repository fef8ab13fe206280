"""Fold away what typing and typesetting vary, and nothing else, with the way back to the body.

Folded are: letter case, quote marks, dashes, blanks, ellipses, characters of no width, and the two
ways Unicode writes one accented letter (canonical equivalence). Two texts count as verbatim the
same exactly when their folded forms are equal.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.values import Span

QUOTE_MARKS = "\"'`´ʹʻʼʽˈˊˋ‘’‚‛“”„‟′″‵‶«»‹›〝〞〟＂＇❛❜❝❞"
DASHES = "-‐‑‒–—―−⁃﹘﹣－⸺⸻"
ELLIPSES = "…⋯"

Offsets = npt.NDArray[np.int64]

_MARKS = (
    {ord(mark): "'" for mark in QUOTE_MARKS}
    | {ord(dash): "-" for dash in DASHES}
    | {ord(mark): "…" for mark in ELLIPSES}
    | {
        ord(blank): " "
        for blank in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
    }
    | dict.fromkeys(range(0x2000, 0x200B), " ")
    # Two letters whose lower case depends on their neighbours or is longer than they are.
    | {ord("İ"): "i", ord("ς"): "σ", ord("Σ"): "σ"}
)
_ASCII_MARKS = {code: sign for code, sign in _MARKS.items() if code < 128}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NO_WIDTH = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0001-\U000e01ef]+"
)
# A character with all that Unicode composes with the one before it: marks, and joining letters.
_CLUSTER = re.compile(
    r".[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c"
    r"\u0900-\u0903\u093e-\u094f\u09bc-\u09d7\u0a3c-\u0a4d\u0b3c-\u0b57\u0bbe-\u0bd7\u0c3c-\u0c56"
    r"\u0cbc-\u0cd6\u0d3e-\u0d57\u0dca-\u0ddf\u0e38-\u0e4e\u102b-\u103a\u1160-\u11ff\u1ab0-\u1aff\u1b34-\u1b44"
    r"\u1dc0-\u1dff\u20d0-\u20f0\u302a-\u302f\u3099\u309a\ufe20-\ufe2f\U000110ba\U00011127\U0001133e\U00011357]*",
    re.DOTALL,
)
_SQUEEZED = re.compile(r" *(?:…|\.(?: *\.){2})[ .…]*|''+| *-[- ]*|  +")
# Chinese and Japanese are written without blanks: there each character is a word.
_IDEOGRAMS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD_PATTERN = rf"[{_IDEOGRAMS}]|[^\W{_IDEOGRAMS}]+"
_WORD = re.compile(WORD_PATTERN)
_ASCII_WORD = re.compile(r"\w+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; ``starts[i]`` and ``ends[i]`` bound what character ``i`` stands for."""

    text: str
    starts: Offsets
    ends: Offsets

    def original(self, start: int, end: int) -> Span:
        """Return the original's span behind the folded characters ``start:end``.

        Raises ``ValueError`` where that range is empty or outside of the folded text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(
                f"{start}:{end} is no range of a folded text of {len(self.text)} characters"
            )
        return Span(int(self.starts[start]), int(self.ends[end - 1]))


def fold_text(text: str) -> str:
    """Return the folded form alone: the fast way where no offsets are needed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _NO_WIDTH.sub("", text))
    return _SQUEEZED.sub(_squeezed, _characters(text))


def fold(text: str) -> Folded:
    """Return the folded form with the way back to the original (offsets in characters)."""
    starts = np.arange(len(text), dtype=np.int64)
    ends = starts + 1
    if not text.isascii():
        text, starts, ends = _without_width(text, starts, ends)
        text, starts, ends = _composed(text, starts, ends)
    return _squeeze(_characters(text), starts, ends)


def words(text: str) -> list[str]:
    """Return the words of the folded form, in order: runs of letters, digits and underscores."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    text = unicodedata.normalize("NFC", _NO_WIDTH.sub("", text))
    return _WORD.findall(_BEYOND_ASCII.sub(_folded_mark, text).lower())


def _characters(text: str) -> str:
    """Fold each character by itself; the length stays."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_folded_mark, text)
    return text.translate(_ASCII_MARKS).lower() if text.isascii() else _plain(text).lower()


def _plain(text: str) -> str:
    """Fold the ASCII marks of a text that is not all ASCII, where ``translate`` would be slow."""
    for blank in "\n\t\r\v\f\x1c\x1d\x1e\x1f":
        text = text.replace(blank, " ")
    return text.replace('"', "'").replace("`", "'")


def _folded_mark(found: re.Match[str]) -> str:
    return _MARKS.get(ord(found[0]), found[0])


def _squeezed(found: re.Match[str]) -> str:
    return _sign(found[0])


def _sign(run: str) -> str:
    """Return the one character that a run of blanks, dots, dashes or quote marks folds to."""
    if "…" in run or "." in run:
        return "…"
    return "-" if "-" in run else run[0]


def _without_width(text: str, starts: Offsets, ends: Offsets) -> tuple[str, Offsets, Offsets]:
    """Drop the characters of no width."""
    kept = np.ones(len(text), dtype=bool)
    for found in _NO_WIDTH.finditer(text):
        kept[found.start() : found.end()] = False
    if kept.all():
        return text, starts, ends
    return _NO_WIDTH.sub("", text), starts[kept], ends[kept]


def _composed(text: str, starts: Offsets, ends: Offsets) -> tuple[str, Offsets, Offsets]:
    """Write the text in Unicode's composed form (NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return text, starts, ends
    parts: list[str] = []
    begins: list[int] = []
    closes: list[int] = []
    for found in _CLUSTER.finditer(text):
        part, first, last = unicodedata.normalize("NFC", found[0]), found.start(), found.end()
        parts.append(part)
        if part == found[0]:
            begins.extend(range(first, last))
            closes.extend(range(first, last))
        else:
            begins.extend([first] * len(part))
            closes.extend([last - 1] * len(part))
    return "".join(parts), starts[np.array(begins)], ends[np.array(closes)]


def _squeeze(text: str, starts: Offsets, ends: Offsets) -> Folded:
    """Let each run of blanks, dots, dashes or quote marks be one character."""
    kept = np.ones(len(text), dtype=bool)
    ends = ends.copy()
    for found in _SQUEEZED.finditer(text):
        first, last = found.span()
        if last - first == 1:
            continue
        kept[first + 1 : last] = False
        ends[first] = ends[last - 1]
    squeezed = _SQUEEZED.sub(_squeezed, text)
    return Folded(text=squeezed, starts=starts[kept], ends=ends[kept])
