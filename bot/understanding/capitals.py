"""Names in a question typed without capitals, as the passages found for it print them.

What tells an answer from a near miss looks at a question's names. People who type "why did kevin
mccarthy lose his job" mean the same names as those who write them with capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.understanding.asked import read_demand
from bot.understanding.question import Subject, Understood
from index.words.terms import Term, rarity

_MOST_LETTERS = 2_000
"""Of a question; longer ones are no typing."""
_SHARE = 0.7
"""Of the places in the middle of a sentence where a word is printed, how many a name has a capital in."""
_INSIDE = r"(?<=[a-z0-9,;’'] )"
"""Where a capital is none of a sentence's or a headline's first letter."""


def with_capitals(understood: Understood, texts: Iterable[str]) -> Understood:
    """Return the question with its names written as in ``texts``; as it is where it has capitals."""
    text = understood.question.text
    if understood.capitals or len(text) > _MOST_LETTERS:
        return understood
    cased = text[:1] + text[1:].lower()
    if len(cased) != len(text):
        return understood
    printed = _printed(understood.terms, texts)
    small = [term.word.lower() for term in understood.terms]
    written = _beside_names([printed.get(word, word) for word in small], understood.terms)
    terms = []
    for term, word in zip(understood.terms, written, strict=True):
        cased = cased[: term.start] + word + cased[term.start + len(word) :]
        name = term.start > 0 and word[0].isupper()
        terms.append(term._replace(word=word, name=name))
    demand, again = understood.demand, read_demand(cased)
    if demand.speaker and again.speaker:
        demand = replace(demand, speaker=again.speaker, hearer=again.hearer)
    return replace(
        understood,
        question=replace(understood.question, text=cased),
        terms=tuple(terms),
        subject=Subject.of(cased, terms),
        demand=demand,
    )


def _printed(terms: Sequence[Term], texts: Iterable[str]) -> Mapping[str, str]:
    """Return the form of each word that is printed with a capital inside sentences, by its small form."""
    words = {term.word.lower() for term in terms if term.word[0].isalpha()}
    if not words:
        return {}
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"{_INSIDE}(?i:{either})(?![\w-])")
    forms: dict[str, Counter[str]] = {}
    for text in texts:
        for found in pattern.findall(text):
            forms.setdefault(found.lower(), Counter())[found] += 1
    return {
        word: best
        for word, counted in forms.items()
        if (best := _capitalised(counted)) is not None and len(best) == len(word)
    }


def _capitalised(forms: Counter[str]) -> str | None:
    named = {form: count for form, count in forms.items() if form[0].isupper()}
    if sum(named.values()) < _SHARE * forms.total():
        return None
    return max(named, key=lambda form: named[form])


def _beside_names(words: list[str], terms: Sequence[Term]) -> list[str]:
    """Give a capital to words that no list of English holds where they stand right beside a name."""
    names = [word[0].isupper() for word in words]
    for place, (word, term) in enumerate(zip(words, terms, strict=True)):
        before = place > 0 and names[place - 1] and terms[place - 1].end + 1 == term.start
        after = (
            place + 1 < len(terms) and names[place + 1] and term.end + 1 == terms[place + 1].start
        )
        if word[0].islower() and rarity(word) == 1.0 and (before or after):
            words[place] = word.capitalize()
    return words
