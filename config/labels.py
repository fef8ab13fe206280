"""The names that feeds and records give their outlets: folded to what they have in common."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

_WORDS = (
    "online|web|news|newspaper|opinions?|editorials?|politics|business|sports?|technology|tech",
    "world|uk|us|life ?style|life and style|entertainment(?: & arts)?|health|travel|science",
    "magazine|blogs?|feed|rss|latest|headlines|top stories|home ?page|culture|money",
    "commentary|analysis|breaking",
)
_SECTION = f"(?:{'|'.join(_WORDS)})"
_TAIL = re.compile(rf"\s+{_SECTION}$", re.IGNORECASE)
_SECTION_AFTER = re.compile(
    rf"\s+[-–—|:»]\s*{_SECTION}(?:\s+(?:and\s+)?{_SECTION})*$", re.IGNORECASE
)
_DIVIDER = re.compile(r"\s+[-–—|»:·>]\s*|:\s+|\s*\|\s*")
_BRACKET = re.compile(r"\s*\((?!.*\()(.*)\)$")
_SHARED = re.compile(
    r"(?P<the>the )?(?:(?:daily|sunday|evening|morning|weekly) )?(?P<title>advertiser|argus|bulletin|chronicle"
    r"|citizen|courier|dispatch|echo|examiner|express|gazette|globe|guardian|herald|independent|journal|leader|mail|mercury|messenger"
    r"|metro|mirror|nation|news|observer|people|post|press|record|register|review|sentinel|standard|star|sun"
    r"|telegraph|times|tribune|voice|week|world)",
    re.IGNORECASE,
)
"""Titles that many papers have: "The Telegraph (Calcutta)" is not The Telegraph."""
_HOME = re.compile(
    rf"(?:{_SECTION}|london|england|(?:great )?britain|united kingdom|u\.k\.|usa|u\.s\.a?\.?|united states"
    r"|international|global|print|app|video|edition| )+",
    re.IGNORECASE,
)
"""What stands in brackets behind a title without telling of another paper."""
_PLACEHOLDER = re.compile(
    r"(?:guest (?:writer|author|columnist|contributor)\b.*|unknown|none|null|n/?a|nan|various|admin"
    r"|staff|anonymous|not (?:stated|known|available)|-+|\?+"
    # a section, or how a text was come by, and no outlet
    r"|(?:latest|breaking|top|all) (?:news|stories|headlines|articles|posts|updates)|news|headlines|politics|business"
    r"|opinions?|editorials?|sports?|technology|tech|entertainment|life ?style|culture|blogs?|posts|home(?: ?page)?"
    r"|(?:rss )?feeds?|rss|web(?: ?(?:site|page))?|internet|online|api|source|publisher|articles?|import(?:ed)?"
    r"|upload(?:ed)?|manual|crawl(?:er|ed)?|scrap(?:er|ed|y)|news ?api(?:\.org)?|gdelt|common ?crawl|cc[-_ ]?news"
    r"|lexis ?nexis|nexis(?: uni)?|factiva|proquest|newsbank|press ?reader|media ?cloud|event ?registry|feedly"
    r"|inoreader|pocket|instapaper|wallabag|internet archive|wayback machine|google alerts?(?: [-–—|:] .*)?"
    r"|(?:.* [-–—|] )?google news"
    r"|[^\s/]+\.(?:jsonl?|csv|tsv|xml|rss|txt|html?|parquet|sqlite|db)(?:\.gz)?)",
    re.IGNORECASE,
)
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+")
_ARTICLE_AFTER = re.compile(r"(.+), The", re.IGNORECASE)
_PAGE = re.compile(r"https?://[^\s/?#]+/[^\s]", re.IGNORECASE)
_DOMAIN = re.compile(r"https?://\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/?", re.IGNORECASE)


def key_of(name: str) -> str:
    """Return what two ways of writing a name share: case, blanks, a leading "The" do not count."""
    key = " ".join(name.replace("’", "'").casefold().split())
    return key.removeprefix("the ") or key


def tidy(label: str) -> str:
    """Read the entities of a label and fold its blanks."""
    return " ".join(html.unescape(label).split())


def label_forms(label: str) -> Iterator[str]:
    """Yield ever looser readings of a label, the whole of it first.

    "New York Times - News", "CNN (Web News)", "Cnbc | World Business News Leader" and "World news |
    The Guardian" have the outlet's name before or after a mark; "Fox Online News" words at its end.
    "bbc-news" is a name as programs write it, "Irish Times, The" as catalogues do.
    """
    label = tidy(label)
    yield label
    if _SLUG.fullmatch(label):
        yield label.replace("-", " ").replace("_", " ")
    if turned := _ARTICLE_AFTER.fullmatch(label):
        yield turned[1]
    bare = _BRACKET.sub("", label)
    shared, within = _SHARED.fullmatch(bare), _BRACKET.search(label)
    if shared and within and not _HOME.fullmatch(within[1]):
        return
    yield bare
    parts = _DIVIDER.split(bare)
    for part in dict.fromkeys((parts[0], parts[-1])):
        yield part
        while (shorter := _TAIL.sub("", part)) != part:
            part = shorter
            shared = _SHARED.fullmatch(part)
            if (
                not shared or shared[1]
            ):  # "Sun News" and "Independent Online" are papers of their own
                yield part


def without_section(label: str) -> str:
    """Take a section of the paper off a label that nothing more is known of."""
    return _SECTION_AFTER.sub("", label).split(" | ")[0].strip() or label


@lru_cache(maxsize=4096)
def states_nothing(label: str) -> bool:
    """Say whether a label only holds the place of a name ("Guest Writer - Left", "rss", "dump.csv")."""
    return bool(_PLACEHOLDER.fullmatch(tidy(label)))


def shared_title(name: str) -> str | None:
    """Return the title that an outlet shares with many others ("telegraph"), or None."""
    shared = _SHARED.fullmatch(name)
    return shared["title"].lower() if shared else None


def is_page(label: str) -> bool:
    """Say whether a label is the address of one page of a site."""
    return bool(_PAGE.match(label))


def is_domain(label: str) -> bool:
    """Say whether a label is written as a web address."""
    return bool(_DOMAIN.fullmatch(label.strip()))
