"""The words that may introduce what somebody says, thinks or wants, and the words around them.

``CUES`` maps every form of a cue to its entry; ``tag_of`` names the part that a word plays. The
lists were written
for news English at large; forms are inflected by rule.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from . import tags

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (Path(__file__).parent / "words.toml").read_text(encoding="utf-8")
)
LISTS = {name: frozenset(words.split()) for name, words in _WORDS["lists"].items()}
"""Small sets of words that single modules ask for by name."""
CLASSES = {word: name for name, words in _WORDS["classes"].items() for word in words.split()}
"""What a noun stands for: person, body, text or talk."""
_PERSONS = {"i": "i", "we": "i", "you": "i", "it": "it", "who": "who"} | dict.fromkeys(
    ("he", "she", "they"), "he"
)
PRONOUNS = {
    word.lower(): _PERSONS.get(word.lower(), "c" + word[-2:].lower())
    for word in _WORDS["parts"]["SUBJECT"].split()
}
"""What a pronoun that is a whole source stands for; a contracted one by its ending."""
STANCES = {word: name for name, words in _WORDS["stances"].items() for word in words.split()}
"""The stance of a cue's lemma where it is not plain saying."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a word that may be a cue; ``tier`` says how surely (1 speech … 4 rarely)."""

    lemma: str
    tier: int
    form: int
    noun_too: bool = False


def _forms(lemma: str) -> list[tuple[str, int]]:
    """Inflect a verb; the later forms win where two are alike ("read")."""
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        present, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        present, past = lemma + "es", lemma + "ed"
    else:
        present, past = lemma + "s", lemma + ("d" if lemma.endswith("e") else "ed")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe")) else lemma
    if lemma in LISTS["doubled"]:
        stem = lemma + lemma[-1]
        past = stem + "ed"
    irregular = _WORDS["irregular"].get(lemma)
    past, participle = irregular.split() if irregular else (past, past)
    return [
        (participle, tags.CUE_PARTICIPLE),
        (lemma, tags.CUE_BASE),
        (stem + "ing", tags.CUE_ING),
        (present, tags.CUE_PRESENT),
        (past, tags.CUE_PAST),
    ]


def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for tier, words in _WORDS["nouns"].items():
        for noun in words.split():
            plural = (
                noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
            )
            for word in (noun, plural):
                found[word] = Cue(noun, int(tier), tags.CUE_NOUN, noun_too=True)
    nouns = frozenset(found)
    for tier, words in _WORDS["adjectives"].items():
        for word in words.split():
            found.setdefault(word, Cue(word, int(tier), tags.CUE_ADJECTIVE))
    verbs: dict[str, Cue] = {}
    for tier, words in _WORDS["verbs"].items():
        for lemma in words.split():
            for word, form in _forms(lemma):
                if word not in verbs or verbs[word].lemma == lemma:
                    verbs[word] = Cue(lemma, int(tier), form, noun_too=word in nouns)
    found.update(verbs)
    found["according"] = Cue("according", 1, tags.ACCORDING)
    for word, cue in list(found.items()):
        found.setdefault(word.capitalize(), cue)
    return found


CUES = _cues()


def _function_words() -> dict[str, int]:
    found: dict[str, int] = {}
    for name, words in _WORDS["parts"].items():
        for word in words.split():
            found.setdefault(word, getattr(tags, name))
    for word, tag in list(found.items()):
        found.setdefault(word.capitalize(), tag)
    return found


_FUNCTION_WORDS = _function_words()


def tag_of(word: str) -> int:
    """Return the tag of a word or sign; an empty one is a break between paragraphs or a blank."""
    known = _FUNCTION_WORDS.get(word)
    if known is not None:
        return known
    cue = CUES.get(word)
    if cue is not None:
        return cue.form
    head = word[:1]
    if head.isupper():
        return tags.CAPITAL
    if head.isdigit():
        return tags.NUMBER
    if not word:
        return tags.PARAGRAPH
    if word.endswith("ly") and len(word) > 4:
        return tags.ADVERB
    return tags.OTHER
