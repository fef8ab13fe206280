"""From bytes to text: byte order marks, UTF-8, and what else people still save their files in."""

from __future__ import annotations

import codecs
import re

from index.reading.alphabets import alphabet_encoding
from index.reading.report import Unusable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_WESTERN_SHARE = 0.15
"""Western text has few letters beyond ASCII; Greek or Cyrillic has mostly those."""
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254",
}  # fmt: skip
"""What browsers read where a page states the narrower one (the Encoding Standard of WHATWG)."""
_OF_MAC = re.compile(
    rb"(?<=[a-z])\xd5(?=[a-z])|(?<![A-Za-z\x80-\xff])\xd2(?=[A-Za-z])|(?<=[a-z.,!?])\xd3(?![A-Za-z\x80-\xff])"
)
"""Apostrophes and quotes of old Macintoshes, which are capital letters elsewhere: "isnÕt"."""
_OF_WINDOWS = re.compile(rb"[\x91-\x94]|(?<=[a-z])[\xe0-\xff]")
_SAVE = "save it again as UTF-8"
_BINARY = Unusable("is no text", "give text, Markdown, JSON, HTML or a feed")


def decode(data: bytes) -> str:
    """Return the text of a file; line ends stay as they are, a byte order mark goes.

    Raises ``Unusable`` for what is no text.
    """
    encoding = marked_encoding(data) or _wide_without_mark(data)
    if not encoding and b"\0\0" in data[:_SAMPLE]:
        raise _BINARY
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding:
            raise Unusable(f"is not the {encoding} that it begins as", _SAVE) from None
    return _decode_single_bytes(data)


def marked_encoding(data: bytes) -> str | None:
    """Name the encoding that a byte order mark states, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode_as(data: bytes, name: str) -> str | None:
    """Return the text in the encoding that somebody states, as browsers do; None where it is not."""
    try:
        known = codecs.lookup(name).name
        return data.decode(_WIDER.get(known, known))
    except (LookupError, UnicodeDecodeError):
        return None


def _wide_without_mark(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zeros of its ASCII half."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _decode_single_bytes(data: bytes) -> str:
    sample = data[:_SAMPLE]
    controls = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\f\r\x1b")
    if controls > max(2, len(sample) // 100):
        raise _BINARY
    high = sum(byte > 127 for byte in sample)
    letters = sum(65 <= byte <= 122 or byte > 127 for byte in sample)
    # Even in a short text with many accents and curly quotes each stands among letters of ASCII.
    beside = sum(len(run) for run in _RUN.findall(sample))
    if high <= _WESTERN_SHARE * letters or beside <= high / 3:
        return _western(data)
    found = alphabet_encoding(sample) or _guessed(sample)
    try:
        return data.decode(found) if found else _western(data)
    except (UnicodeDecodeError, LookupError):
        return _western(data)


def _guessed(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # only odd files pay for the import

    best = from_bytes(sample).best()
    return best.encoding if best else None


def _western(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(_OF_MAC.findall(sample)) > len(_OF_WINDOWS.findall(sample)):
        return data.decode("mac_roman")
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
