"""Say so where a question is not in English: the archive's articles are found by its words, and hardly answer it."""

from __future__ import annotations

import re
import unicodedata

_FOREIGN_WORDS = """
qui que quoi quand comment pourquoi combien est sont était le les un une des du et dans avec pour dit ce cette
wer wie wann warum wo wohin welche welcher welches wieviel ist sind waren haben der das ein eine und im mit von über
nicht gesagt sagte quién qué cuándo cómo dónde por cuál cuánto fue los las con para sobre dijo está
chi che cosa quando perché dove quanto sono il lo gli della di quem onde foi são os uma disse
wat wanneer hoe waarom waar hoeveel het een zijn werd heeft niet zei
""".split()  # noqa: SIM905
_ENGLISH_WORDS = """
who what when where why how which whose is are were does did has have had will would can could should the of and to
for with about at by from it that this said say says not tell
""".split()  # noqa: SIM905
_ASKING_WORDS = """
pourquoi combien warum wieso weshalb welche welcher welches wieviel quién qué cuándo cómo dónde cuál cuánto perché
waarom wanneer hoeveel dlaczego kiedy hvorfor varför miksi
""".split()  # noqa: SIM905
_FOREIGN, _ENGLISH = frozenset(_FOREIGN_WORDS), frozenset(_ENGLISH_WORDS)
"""Words of grammar; those that English shares with another language are in neither."""
_ASKING = frozenset(_ASKING_WORDS)
"""Words that ask and are no names: one is enough where it opens the question."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 2
NOT_ENGLISH = (
    "I read English only, so I could look for single words of this at most. Please ask in English."
)


def language_words(question: str) -> str | None:
    """Say that a question is not in English; None where it is, or may be."""
    words = _WORD.findall(question.casefold())
    if not words:
        return None
    letters = [letter for word in words for letter in word]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if latin < len(letters) / 2:
        return NOT_ENGLISH
    foreign = sum(word in _FOREIGN for word in words)
    english = sum(word in _ENGLISH for word in words)
    opens = words[0] in _ASKING or words[:2] == ["por", "qué"]
    return NOT_ENGLISH if (opens or foreign >= _FEWEST) and not english else None
