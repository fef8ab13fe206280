"""Which articles of one reading are the same: duplicates go, later versions replace older."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from config.addresses import bare_address
from config.domains import host_of
from config.labels import is_page
from index.reading.drafts import Draft
from index.reading.making import Made
from index.values import Article

Verdict = Literal["new", "duplicate", "replaces"]

_OPENING = 40
"""Characters of a text that a later version seldom changes together with its title."""
_NOTHING = hash(None)
_Stated = tuple[int, int, int]


class Sameness:
    """Gives every article its id and remembers, in some 300 bytes an article, what has been read.

    The same id of the record's own (but not of two outlets that number alike), or the same address where
    one of the two has no id of its own, is the same article: the later one counts. What comes from one file,
    is titled and opens in another way is not: a page that lists them has been taken for the address of each.
    The same title and text (but for blanks and capitals) of the same outlet is a duplicate: the earlier one
    counts. Different outlets with the same text are printings of their own. Texts and addresses are
    remembered by 64-bit hashes.
    """

    def __init__(self) -> None:
        self._by_id: dict[str, int] = {}
        self._by_text: dict[int, int] = {}
        self._by_address: dict[int, int] = {}
        self._facts: list[int] = []
        self._own: set[int] = set()
        self._apart: set[int] = set()
        self._numbered: dict[int, int] = {}
        self._stated: dict[int, _Stated] = {}
        self._opened: dict[int, tuple[int, int, int]] = {}
        self.file = 0
        """A number for the file being read."""
        self.dropped: set[int] = set()
        """Places of articles that a later one replaced."""

    def name(self, draft: Draft, stem: str, folder: Path) -> str:
        """Return the article's id: the record's own, else the file's stem, free of clashes."""
        if draft.id is not None and self._free_for(draft, draft.id):
            return draft.id
        ways = [stem, f"{folder.name}/{stem}"] if draft.id is None else [f"{stem}/{draft.id}"]
        for way in ways:
            if way not in self._by_id:
                return way
        count = 2
        while f"{ways[-1]}~{count}" in self._by_id:
            count += 1
        return f"{ways[-1]}~{count}"

    def _free_for(self, draft: Draft, own: str) -> bool:
        """Say whether a record may have the id it states: two sources may both count from 1."""
        earlier = self._by_id.get(own)
        if earlier is None:
            return True
        if earlier not in self._own:
            return False
        if own.isdecimal():
            return self._numbered.get(earlier) == _about(draft)
        return not _of_another(self._stated.get(earlier), _stated(draft))

    def take(self, made: Made, draft: Draft) -> Verdict:
        """Note an article, in the order of reading, and say what it is to those before.

        Articles that are no duplicates have places, from 0: ``dropped`` names those replaced.
        """
        article, text = made.article, made.text
        bare = bare_address(article.url)
        address = hash(bare) if bare else 0
        facts = hash((text, article.published, article.url, article.authors))
        older = self._older(article, draft, address)
        if older is not None and self._facts[older] == facts:
            return "duplicate"
        twin = self._by_text.get(text)
        if older is None and twin is not None and twin not in self.dropped:
            return "duplicate"
        self._remember(article, draft, text, address, facts)
        if older is None:
            return "new"
        self.dropped.add(older)
        return "replaces"

    def _older(self, article: Article, draft: Draft, address: int) -> int | None:
        older = self._by_id.get(article.id)
        if older is None and address:
            found = self._by_address.get(address)
            if not _keeps_apart(draft) or found not in self._apart:
                older = None if self._listed(address, article) else found
        return None if older in self.dropped else older

    def _listed(self, address: int, article: Article) -> bool:
        """Say whether an article that has the address of another is another one by all other signs."""
        here, earlier = self._signs(article), self._opened.get(address)
        if earlier is None or not article.title or earlier[1] == _NOTHING:
            return False
        return here[0] == earlier[0] and here[1] != earlier[1] and here[2] != earlier[2]

    def _signs(self, article: Article) -> tuple[int, int, int]:
        opening = article.body[:_OPENING].casefold()
        return self.file, hash(article.title), hash(opening)

    def _remember(
        self, article: Article, draft: Draft, text: int, address: int, facts: int
    ) -> None:
        place = len(self._facts)
        self._facts.append(facts)
        self._by_id[article.id] = place
        self._by_text[text] = place
        if address:
            self._by_address[address] = place
            self._opened[address] = self._signs(article)
        if draft.id is not None:
            self._own.add(place)
            if _keeps_apart(draft):
                self._apart.add(place)
            if draft.id.isdecimal():
                self._numbered[place] = _about(draft)
            elif (stated := _stated(draft)) is not None:
                self._stated[place] = stated


def _keeps_apart(draft: Draft) -> bool:
    """Say whether a record has an id that tells more than its address, as those of most feeds do not."""
    return draft.id is not None and not is_page(draft.id)


def _about(draft: Draft) -> int:
    return hash((draft.label or draft.site, bare_address(draft.url) or draft.title))


def _stated(draft: Draft) -> _Stated | None:
    """Return what tells apart the articles of two outlets that number alike; None without an outlet."""
    outlet = draft.label or draft.site or host_of(draft.url or "")
    if not outlet:
        return None
    return hash(outlet), hash(bare_address(draft.url) or None), hash(draft.title)


def _of_another(earlier: _Stated | None, later: _Stated | None) -> bool:
    """Say whether two records of one id are of two outlets, and have neither title nor address in common."""
    if earlier is None or later is None or earlier[0] == later[0]:
        return False
    pairs = zip(earlier[1:], later[1:], strict=True)
    return all(one != other or one == _NOTHING for one, other in pairs)
