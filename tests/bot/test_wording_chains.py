"""Who stands behind a quote, told in words."""

from __future__ import annotations

import pytest

from bot.wording import (
    attribution_words,
)
from index.values import Article, Chain, Link, Role


def chain(publisher: str | None, *links: tuple[str, str | None, str | None]) -> Chain:
    """Build a chain; roles are given as "outlet" and "speaker"."""
    rest = (Link(role=Role(role), name=name, cue=cue) for role, name, cue in links)
    return (Link(role=Role.PUBLISHER, name=publisher), *rest)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (chain("The Guardian"), "The Guardian"),
        (chain(None), "publisher not stated"),
        (
            chain(None, ("outlet", "The Sun", "told"), ("speaker", "a source", "told")),
            "publisher not stated, relaying The Sun, quoting a source",
        ),
        (
            chain("The Guardian", ("speaker", "Bob Smith", "said")),
            "The Guardian, quoting Bob Smith",
        ),
        (
            chain(None, ("outlet", "The Telegraph", "understands")),
            "publisher not stated, relaying The Telegraph (“understands”)",
        ),
        (
            chain("Metro", ("speaker", "a spokesman", "in a statement")),
            "Metro, quoting a spokesman (“in a statement”)",
        ),
        (
            chain("Metro", ("outlet", "The Messenger", None), ("outlet", "The Times", "reported")),
            "Metro, relaying The Messenger, which relays The Times",
        ),
        (
            chain("Metro", ("speaker", "Ann Lee", "said"), ("speaker", "her lawyer", "told")),
            "Metro, quoting Ann Lee, who quotes her lawyer",
        ),
        (
            chain("Metro", ("speaker", None, None)),
            "Metro, quoting someone not named beside these words",
        ),
    ],
)
def test_a_chain_is_told_from_the_publisher_to_the_source(links: Chain, expected: str) -> None:
    assert attribution_words(links) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A source", "a source"),
        ("The Duke of Sussex", "the Duke of Sussex"),
        ("Sources close to\nthe Duke", "sources close to the Duke"),
        ("Ann Lee", "Ann Lee"),
        ("Friends", "friends"),
        ("He", "“he”"),
        ("I", "“I”"),
        ("A", "A"),
        ("Anderson Cooper", "Anderson Cooper"),
    ],
)
def test_a_source_is_written_as_inside_a_sentence(name: str, expected: str) -> None:
    words = attribution_words(chain("Metro", ("speaker", name, "said")))
    assert words == f"Metro, quoting {expected}"


@pytest.mark.parametrize(
    "cue", ["told", "according to", "has reported", "was told by", "report in", None, ""]
)
def test_a_cue_that_adds_nothing_is_left_out(cue: str | None) -> None:
    words = attribution_words(chain("Metro", ("outlet", "The Sun", cue)))
    assert words == "Metro, relaying The Sun"


@pytest.mark.parametrize("cue", ["denied", "claims", "is understood to", "declined to comment"])
def test_a_cue_that_tells_more_is_shown_as_printed(cue: str) -> None:
    words = attribution_words(chain("Metro", ("speaker", "the office", cue)))
    assert words == f"Metro, quoting the office (“{cue}”)"


def test_a_relayed_outlet_that_the_archive_does_not_hold_is_named_as_such() -> None:
    links = chain("Metro", ("outlet", "The Sun", "told"))
    assert attribution_words(links, archive_outlets={"Metro"}) == (
        "Metro, relaying The Sun; The Sun's own article is not in this archive"
    )
    assert attribution_words(links, archive_outlets={"Metro", "The Sun"}) == (
        "Metro, relaying The Sun; The Sun's own article was not found in this archive"
    )
    assert attribution_words(links) == "Metro, relaying The Sun"


@pytest.mark.parametrize("archive_outlets", [None, {"Metro", "The Sun"}])
def test_a_relayed_outlets_own_article_is_named(archive_outlets: set[str] | None) -> None:
    own = Article(id="s", body="…", title="Harry rang\nthe King", published="2023-11-15")
    links = (
        Link(role=Role.PUBLISHER, name="Metro"),
        Link(role=Role.OUTLET, name="The Sun", cue="told", own=own),
        Link(role=Role.OUTLET, name="The Times"),
    )
    words = attribution_words(links, archive_outlets=archive_outlets)
    assert words.startswith(
        "Metro, relaying The Sun, which relays The Times; The Sun's own article is in this archive:"
        " “Harry rang the King”, 15 November 2023"
    )
    assert words.endswith("The Times' own article is not in this archive") == bool(archive_outlets)


def test_an_own_article_without_a_title_is_known_by_its_first_line() -> None:
    own = Article(id="s", body="Harry rang the King.", published="2023-11-15")
    links = (Link(role=Role.PUBLISHER, name=None), Link(role=Role.OUTLET, name="The Sun", own=own))
    assert attribution_words(links) == (
        "publisher not stated, relaying The Sun; The Sun's own article is in this archive: "
        "no title, begins “Harry rang the King.”, 15 November 2023"
    )


def test_two_relayed_outlets_that_the_archive_does_not_hold_are_named_together() -> None:
    links = chain(None, ("outlet", "The Sun", None), ("outlet", "The Times", None))
    assert attribution_words(links, archive_outlets=()) == (
        "publisher not stated, relaying The Sun, which relays The Times; "
        "The Sun's and The Times' own articles are not in this archive"
    )


def test_the_words_of_a_relay_never_say_that_the_relayed_outlet_said_it() -> None:
    for cue in ("said", "told", "reported", "understands"):
        words = attribution_words(chain("Metro", ("outlet", "The Sun", cue)), archive_outlets=())
        assert words.startswith("Metro, relaying The Sun")
        assert "The Sun said" not in words
