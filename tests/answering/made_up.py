"""Random articles and questions that are hard on offsets: other scripts, marks, quotes within quotes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator

from index.values import Article

OUTLETS = ("The Guardian", "BBC News", "Reuters", "The Sun", "The Times", "The Lantern", None)
_NAMES = ("Ann Lee", "Prince Harry", "Zoë Müller", "Dr. Ó Briain", "东京都", "María-José O’Neill")
_TEXT = (
    "minister budget river court match goal storm school hospital strike vote union police bank price train"
    " bridge report letter inquiry museum actor planet signal harvest naïve e\u0301clair 首相 辞任 привет"
    " U.S. No. 10 $4.5m 12% 1,200 İstanbul \ufb01nal \U0001f600 \u200bzero שלום non-stop re\u00adsign"
)
_WORDS = tuple(_TEXT.split())
_CUES = (
    "said",
    "told The Sun",
    "told Reuters",
    "reported",
    "claims",
    "denied",
    "according to The Times",
)
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("", ""))
_ENDS = (".", ".", "!", "?", "…", ".”", "")
_GAPS = (" ", " ", " ", "\n\n", "\n", "\r\n", "\t", "\u00a0", "\u2028")
_HOSTILE = (
    "@everyone", "<@1234>", "```", "\x00", "\x1b[2J", "\u202e", "'; DROP TABLE article;--", "%s%n", "../../etc/passwd",
    "(((((", "a" * 500, "\ud83d", "\u0301" * 60, "{{7*7}}", "\\N{DASH}", "<script>",
    "NEAR(", "9" * 300, "؟", "“”“”", "\n" * 40,
)  # fmt: skip
_OPENINGS = (
    "What did {name} say about the {word}?",
    "Who {cue} that the {word} {word}?",
    "What does {outlet} report on {word} {word}?",
    "When was the {word} {word}?",
    "How many {word}s did {name} see in {year}?",
    "Did {outlet} and {outlet} agree that {word} {word} {word}?",
    "{word} {word} {word}",
    "Why did the {word} deny the {word}, and what did {name} tell {outlet}?",
)


def articles(count: int, seed: int) -> Iterator[Article]:
    """Make up articles; the same seed always gives the same ones."""
    for number in range(count):
        chance = random.Random(f"article/{seed}/{number}")
        body = "".join(
            _sentence(chance) + chance.choice(_GAPS) for _ in range(chance.randint(1, 30))
        ).strip()
        yield Article(
            id=f"made-{seed}-{number}",
            body=body or "Nothing.",
            title=f"{chance.choice(_WORDS)} and {chance.choice(_WORDS)}",
            outlet=chance.choice(OUTLETS),
            published=f"20{chance.randint(16, 25)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
            url=None,
            digest=hashlib.sha256(f"{seed}/{number}/{body}".encode()).hexdigest(),
        )


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS) for _ in range(chance.randint(2, 22))]
    opening, closing = chance.choice(_MARKS)
    said = f"{opening}{' '.join(words)}{closing}"
    return chance.choice(
        (
            f"{said}, {chance.choice(_NAMES)} {chance.choice(_CUES)}",
            f"{chance.choice(_NAMES)} {chance.choice(_CUES)} that {said}",
            f"{chance.choice(OUTLETS[:6])} reported that {said}",
            said.capitalize(),
        )
    ) + chance.choice(_ENDS)


def questions(count: int, seed: int) -> Iterator[str]:
    """Make up questions on such articles; the same seed always gives the same ones."""
    chance = random.Random(f"questions/{seed}")
    for _ in range(count):
        text = chance.choice(_OPENINGS)
        for slot, values in (
            ("{name}", _NAMES),
            ("{word}", _WORDS),
            ("{cue}", _CUES),
            ("{outlet}", OUTLETS[:6]),
            ("{year}", ("2016", "May 2020", "2024-02-30")),
        ):
            while slot in text:
                text = text.replace(slot, str(chance.choice(values)), 1)
        yield text


def hostile_questions(count: int, seed: int) -> Iterator[str]:
    """Make up questions that somebody might ask to do harm."""
    chance = random.Random(f"hostile/{seed}")
    usual = questions(count, seed)
    for text in usual:
        parts = [text, *(chance.choice(_HOSTILE) for _ in range(chance.randint(1, 4)))]
        parts += [chr(chance.randint(1, 0xD7FF)) * chance.randint(1, 9) for _ in range(3)]
        chance.shuffle(parts)
        yield chance.choice((" ", "", ", ", "\n")).join(parts)[: chance.choice((20, 200, 4000))]
