"""Names of outlets in running text: which printed words name one, and which only look like it.

One regular expression finds where a name may begin, one dictionary says which names begin with that
word, and only then the words around are looked at. Case counts: "the times" are not The Times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple


class Surface(NamedTuple):
    """One way to print an outlet's name, without its article."""

    text: str
    outlet: str
    article: bool
    """Only with "The" or "the" before it."""
    careful: bool
    """Only where somebody reports."""
    short: bool
    """Only after the full name, or in the outlet's own articles."""
    word: bool
    """An ordinary word: not where a further name follows ("The Sun Valley")."""


Found = tuple[str, int, int]
"""Outlet id, start, end."""

_FIRST_WORD = re.compile(r"[^\W_]+")
_PREFIX = 8
"""Characters of a name that the first pattern looks for: with more it takes longer to make."""
_NOT_PRINTED = re.compile(r"[|(]|: |^[a-z]+\.")
_BEFORE = frozenset(".@#_&")
_WINDOW = 48
"""Characters before a name that are looked at."""


def _any(*words: str) -> str:
    return f"(?:{'|'.join(words)})"


_GENERIC = frozenset(
    ("Daily", "Sunday", "Evening", "Morning", "Press", "Business", "American", "National")
)
"""First words of names that often have a place before them: "Hull Daily Mail" is not Daily Mail."""
_NAMED_BEFORE = re.compile(
    r"\b(?!"
    + _any("The|And|In|By|A|On|As|For|From|But|To|Of|With|London|Former|UK|US|British|American")
    + r"\s)"
    r"[A-Z]\w+ $"
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTHS = r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October"
_TITLES = r"I|Mr|Mrs|Ms|Dr|Prof|Sir|Prince|Princess|King|Queen|Lord|Lady|President"
_SECTIONS = r"Editorial|Magazine|Opinion|Online|US|UK|U\.S"
_OPENERS = r"On|In|At|That|Says|Said|Reports?"
_LONGER = re.compile(r"[ \xa0](?:News|Tribune|Herald|Observer|Chronicle|Gazette)\b")
"""The end of another outlet's longer name: "Morning Star News" is not the Morning Star."""
_NAME_AFTER = re.compile(
    rf"[ \xa0](?!(?:{_DAYS}|{_MONTHS}|{_TITLES}|{_SECTIONS}|{_OPENERS})\b)[A-Z]\w"
)
"""A further name: "The Sun Valley", but not "told The Sun Tuesday" or "told The Sun Mr Smith"."""
_TELLS = re.compile(
    r"\b"
    + _any(
        r"told|tells?|telling|informed|according to|emailed|citing|cited by|per|via|did|does|has",
        r"report(?:ed|s|ing)? (?:by|in|from|to)|published (?:by|in)|quoted (?:in|by)|cover of",
        r"(?:interviews?|conversation) (?:with|in|to|for)|interviewed by|obtained by|seen by",
        r"reviewed by|sp(?:eaking|oke|oken|eaks) (?:to|with)|statements? to|said to",
        r"talk(?:ed|ing) to",
        r"wr(?:ites?|iting|itten|ote) (?:in|for)",
        r"(?:op-ed|article|column|essay|piece|editorial|story|stories|profile|investigation)"
        r" (?:in|for|by|from)",
        r"(?:editor|reporter|correspondent|columnist|journalist)s? (?:of|at|for|with|from)",
    )
    + r"(?:,? as)? (?:[Tt]he )?$"
)
_ADVERBS = (
    r"(?:(?:which|that|also|has|have|had|first|later|then|previously|exclusively|separately"
    r"|earlier) )*"
)
_REPORTS = re.compile(
    r"['’]s? (?:[\w-]+ ){0,3}"
    + _any(
        "report|story|article|interview|editor|coverage|account|claim|newsroom|website|piece",
        "column|analysis|investigation",
    )
    + rf"|,? {_ADVERBS}"
    + _any(
        r"said|says|report(?:s|ed|ing|er|ers)?|underst(?:ands|ood)|told|tells|claim(?:s|ed)",
        r"writes?|wrote|not(?:es|ed)|reveal(?:s|ed)|quot(?:es|ed)|cit(?:es|ed)|publish(?:es|ed)",
        r"learn(?:ed|t|s)|broke|confirm(?:s|ed)|add(?:s|ed)|explain(?:s|ed)|interviewed|obtained",
        r"describ(?:es|ed)|alleg(?:es|ed)|suggest(?:s|ed)|apologised|article|newspaper|magazine",
        r"tabloid|website|journalists?|columnist|editors?|correspondent|editorial|story|op-ed",
        r"interview|column|investigation",
    )
    + r"\b"
)
_OWN_STAFF = re.compile(r"['’]s? [A-Z]")
"""The Verge's Tom Warren; but "People's Republic" and "Time's Up"."""
_NOUNS = frozenset(("People", "Science", "Nature", "Reason"))
"""Words that say and report things themselves: "People said"."""
_SENTENCE_END = frozenset(".!?\n\r\"“”':;•–—)]")


def surfaces(
    outlet: str, names: Iterable[str], careful: Iterable[str], short: Iterable[str], *, word: bool
) -> Iterator[Surface]:
    """Yield the printed forms of an outlet's names; see ``config.outlets.Outlet`` for the lists."""
    printed = [name for name in names if not _NOT_PRINTED.search(name)]
    with_article = {name[4:] for name in printed if name.startswith("The ")}
    for name in printed:
        text = name.removeprefix("The ")
        one_word = " " not in text
        if text is name and one_word and text in with_article:
            if not word:
                yield Surface(text, outlet, False, False, False, False)
        elif text is name:
            yield Surface(text, outlet, False, word and one_word, False, word and one_word)
        elif text not in printed or (word and one_word):
            yield Surface(text, outlet, True, word, False, word or one_word)
    for name in careful:
        yield Surface(name.removeprefix("The "), outlet, name.startswith("The "), True, False, True)
    for name in short:
        yield Surface(name, outlet, True, False, True, True)


def _tree(beginnings: Iterable[str]) -> str:
    """Write texts as one pattern that shares their beginnings, one character a step."""
    tree: dict[str, Any] = {}
    for text in sorted(beginnings, key=len):
        branch = tree
        for character in text:
            if "" in branch:
                break
            branch = branch.setdefault(character, {})
        else:
            branch[""] = True
    return _pattern(tree)


def _pattern(branch: dict[str, Any]) -> str:
    if "" in branch:
        return ""
    ways = [re.escape(character) + _pattern(rest) for character, rest in sorted(branch.items())]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""


class MentionFinder:
    """Finds the given surfaces in texts. Immutable, so several threads may use it at once."""

    def __init__(self, forms: Iterable[Surface]) -> None:
        self._forms: dict[str, list[Surface]] = {}
        self._short: dict[str, set[str]] = {}
        for form in forms:
            first = _FIRST_WORD.match(form.text)
            if first is None:
                continue
            if form.short:
                self._short.setdefault(form.text, set()).add(form.outlet)
            same = self._forms.setdefault(first[0], [])
            if not any(other.text == form.text and other[2:] == form[2:] for other in same):
                same.append(form)
        for same in self._forms.values():
            same.sort(key=lambda form: (-len(form.text), not form.short, form.careful))
        texts = {form.text for same in self._forms.values() for form in same}
        small = {text for text in texts if text[0].islower()}
        self._small = tuple(sorted(small))
        self._capital = re.compile(_tree({text[:_PREFIX] for text in texts - small}) or r"(?!)")
        self._any = re.compile(_tree({text[:_PREFIX] for text in texts}) or r"(?!)")

    def find(self, text: str, publisher: str | None) -> list[Found]:
        """Return the mentions in order of place, none overlapping another."""
        found: list[Found] = []
        end = 0
        begins = self._any if any(name in text for name in self._small) else self._capital
        for match in begins.finditer(text):
            start = match.start()
            if start < end or (start and text[start - 1].isalnum()):
                continue
            word = _FIRST_WORD.match(text, start)
            same = self._forms.get(word[0]) if word else None
            if same and (mention := self._at(text, start, same, found, publisher)):
                found.append(mention)
                end = mention[2]
        return found

    def _at(
        self, text: str, start: int, same: list[Surface], found: list[Found], publisher: str | None
    ) -> Found | None:
        for form in same:
            if text.startswith(form.text, start) and _stands_alone(
                text, start, start + len(form.text)
            ):
                outlet = self._meant(form, found, publisher) if form.short else form.outlet
                if outlet and _names_outlet(text, start, start + len(form.text), form):
                    return outlet, _with_article(text, start), start + len(form.text)
        return None

    def _meant(self, form: Surface, found: list[Found], publisher: str | None) -> str | None:
        """Say whose short name it is: that of the outlet last named in full, else the publisher."""
        candidates = self._short[form.text]
        named = next((outlet for outlet, _, _ in reversed(found) if outlet in candidates), None)
        return named or (publisher if publisher in candidates else None)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1] in _BEFORE:
        return False
    following = text[end : end + 1]
    return not (following.isalnum() or following == "_")


def _with_article(text: str, start: int) -> int:
    return start - 4 if text[max(0, start - 4) : start] in ("The ", "the ") else start


def _names_outlet(text: str, start: int, end: int, form: Surface) -> bool:
    """Look at the words around: do they let this name an outlet?"""
    before = text[max(0, start - _WINDOW) : start]
    first = form.text.split(" ", 1)[0]
    if first in _GENERIC and _NAMED_BEFORE.search(before):
        return False
    if form.article and not before.endswith(("The ", "the ")):
        return False
    if " " in form.text and _LONGER.match(text, end):
        return False
    if not form.word:
        return True
    if _NAME_AFTER.match(text, end) or text.startswith((" of ", "-"), end):
        return False
    if form.short or (form.article and not form.careful):
        return True
    if form.article and before.endswith("The ") and not _opens_sentence(before[:-4]):
        return True
    if _TELLS.search(before) or (form.article and _OWN_STAFF.match(text, end)):
        return True
    return form.text not in _NOUNS and bool(_REPORTS.match(text, end))


def _opens_sentence(before: str) -> bool:
    stripped = before.rstrip(" ")
    return not stripped or stripped[-1] in _SENTENCE_END
