"""Which of several single-byte encodings a text in Cyrillic, Greek, Hebrew or Arabic letters is in.

Told by how often such letters occur and where capitals stand; a few words are enough.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_ENOUGH = -4.0
"""Mean logarithm of the letters' shares from which on a text is taken for one in an alphabet; real
ones have about -3.1, bytes of other encodings below -4.5."""
_LOOKED_AT = 8192
_STRANGE = math.log(1e-4)
_MARK = math.log(5e-3)
_CAPITAL = math.log(0.3)
_MISPLACED = math.log(1e-3)
_FINAL = frozenset("ςםןףץך")
"""Letters that end a word."""
_MARKS = frozenset("«»„“”‘’—–…№\u00a0")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Alphabet:
    """Letters with how many there are among a thousand, and the encodings that hold them."""

    encodings: tuple[str, ...]
    shares: dict[str, float]


def _shares(told: str) -> dict[str, float]:
    """Read ``"о110 е84"``: letters that are equally frequent stand together."""
    found = re.findall(r"(\D+)(\d+)", told.replace(" ", ""))
    return {letter: math.log(int(count) / 1000) for letters, count in found for letter in letters}


_ALPHABETS = (
    _Alphabet(
        encodings=("cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic"),
        shares=_shares(
            "о105 е84 а82 и73 н66 т60 с53 р46 в44 л42 к35 м31 д30 п28 у26 я19 ь17 г17 з16 ы15 б15"
            " ч14 іј13 й11 х9 ж9 ш7 ю6 цъ5 щ4 э3 фїє3 љњћђ2 ёўґџѓќѕ1"
        ),
    ),
    _Alphabet(
        encodings=("cp1253", "iso8859_7"),
        shares=_shares(
            "α100 ο85 ι75 ε75 τ80 σ45 ς40 ν62 η45 υ38 ρ42 π40 κ40 μ33 λ30 ίό25 άέ20 ω18 γ18 δ17"
            " ήθύ13 χώ9 φβ8 ξ5 ζ4 ψ2 ϊϋΐΰ1"
        ),
    ),
    _Alphabet(
        encodings=("cp1255", "iso8859_8"),
        shares=_shares("י110 ו100 ה90 ל70 אר60 תבשמ50 םנע30 דחכ25 ק22 פ17 ןס15 טצגז12 ך8 ף3 ץ2"),
    ),
    _Alphabet(
        encodings=("cp1256", "iso8859_6"),
        shares=_shares(
            "ا130 ل120 ي70 م60 ون58 رت50 بع40 د35 ةسهف30 ق25 كحأ20 ج15 شص12 إىطخ10 ذضزث8"
            " ءغ6 ئ4 ظ3 ؤآ2"
        ),
    ),
)


def alphabet_encoding(sample: bytes) -> str | None:
    """Name the encoding in which bytes are words of an alphabet, or None where they are in none."""
    sample = sample[:_LOOKED_AT]
    best, found = _ENOUGH, None
    for alphabet in _ALPHABETS:
        for encoding in alphabet.encodings:
            try:
                score = _likeness(sample.decode(encoding), alphabet.shares)
            except UnicodeDecodeError:
                continue
            if score > best:
                best, found = score, encoding
    return found


def _likeness(text: str, shares: dict[str, float]) -> float:
    """Return the mean logarithm of the shares of all that is no ASCII."""
    total, count = 0.0, 0
    before = " "
    for letter in text:
        if not letter.isascii():
            count += 1
            small = letter.lower()
            total += _MARK if letter in _MARKS else shares.get(small, _STRANGE)
            if letter != small:
                total += _MISPLACED if before.islower() else _CAPITAL
            if before in _FINAL and letter.isalpha():
                total += _MISPLACED
        before = letter
    return total / count if count else -math.inf
