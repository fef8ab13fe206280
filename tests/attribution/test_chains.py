"""Chains: publisher, relayed outlets, speaker; and silence where the text does not say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.attribution import chain_for
from index.reading import ReadingReport, read_articles
from index.sentences import split_sentences
from index.values import Link, Role
from tests.attribution.outlets_for_attribution import chain_of, found_in, registry

DATA = Path(os.environ.get("WHOSAID_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
UNSTATED = Link(role=Role.PUBLISHER, name=None)


def test_a_chain_opens_with_the_publisher_and_names_outlet_and_source() -> None:
    body = "Rain fell.\n\nA source told The Sun: “The duke has called.”"
    assert chain_of(body, "“The duke has called.”", "The Guardian") == (
        Link(role=Role.PUBLISHER, name="The Guardian"),
        Link(role=Role.OUTLET, name="The Sun", cue="told"),
        Link(role=Role.SPEAKER, name="A source", cue="told"),
    )


def test_the_second_paragraph_of_a_quotation_has_the_chain_of_the_first() -> None:
    body = "A source told The Sun: “The duke has called.\n\n“He will call again.”"
    assert chain_of(body, "“He will call again.”") == (
        UNSTATED,
        Link(role=Role.OUTLET, name="The Sun", cue="told"),
        Link(role=Role.SPEAKER, name="A source", cue="told"),
    )


def test_an_outlet_that_reports_is_no_further_speaker() -> None:
    body = "The Times previously reported that the duke had refused."
    assert chain_of(body, body) == (
        UNSTATED,
        Link(role=Role.OUTLET, name="The Times", cue="reported"),
    )


def test_the_publishers_own_report_is_not_relayed() -> None:
    body = "The Sun reported that the duke had refused."
    assert Role.OUTLET not in [link.role for link in chain_of(body, body, "The Sun")]


def test_the_publisher_naming_itself_is_no_speaker() -> None:
    body = "On Monday the Quayside Ledger reported that 340 jobs would go."
    assert chain_of(body, body, "The Quayside Ledger") == (
        Link(role=Role.PUBLISHER, name="The Quayside Ledger"),
    )


def test_plain_narrative_has_the_publisher_alone() -> None:
    body = "Anna Reed said the bridge was safe. Rain fell all night."
    assert chain_of(body, "Rain fell all night.") == (UNSTATED,)


def test_who_refuses_to_act_is_not_thereby_quoted() -> None:
    relayed = "The mayor, Ann Roe, has refused to open the fair, according to a report in The Sun."
    roles = [link.role for link in chain_of(relayed, relayed)]
    assert Role.OUTLET in roles and Role.SPEAKER not in roles
    assert chain_of("Ann Roe refused to open the fair.", "Ann Roe refused to open the fair.") == (
        UNSTATED,
    )


def test_the_end_of_a_longer_subject_is_no_speaker() -> None:
    body = "Villages along the ford road asked for a speed limit on Tuesday."
    assert "the ford road" not in [link.name for link in chain_of(body, body)]
    body = "The union that represents ferry workers has called the plan a betrayal of the winter."
    assert not any((link.name or "").startswith("represents") for link in chain_of(body, body))


def test_a_time_after_by_is_no_speaker() -> None:
    expected = "A decision is expected by noon on Wednesday."
    assert chain_of(expected, expected) == (UNSTATED,)


def test_who_declines_to_comment_is_named() -> None:
    silent = "The mayor declined to comment on the fair."
    assert chain_of(silent, silent)[-1] == Link(role=Role.SPEAKER, name="The mayor", cue="declined")


def test_a_pronoun_without_a_name_is_shown_as_printed_and_it_is_nobody() -> None:
    assert chain_of("He said the bridge was safe.", "the bridge was safe")[-1].name == "He"
    assert chain_of("It is said that the bridge was safe.", "the bridge was safe") == (UNSTATED,)


SEED_OUTLETS = [
    {"The Telegraph", "The Messenger", "The Times", "The Sunday Times", "The Sun"},
    {"The Telegraph"},
]


def test_every_relay_of_the_seeds_is_right_and_none_is_invented() -> None:
    folder = DATA / "seeds"
    if not folder.is_dir():
        pytest.skip(f"no {folder}")
    found = []
    for article in read_articles(sorted(folder.glob("*.txt")), registry(), ReadingReport()):
        assert article.outlet is None
        attributions = found_in(article.body)
        found.append({relay.outlet for one in attributions for relay in one.relays})
        for sentence in split_sentences(article.body):
            chain = chain_for(article, attributions, sentence.span)
            assert chain[0] == UNSTATED
            said_here = [link for link in chain if link.role is Role.OUTLET]
            assert all(link.name in found[-1] for link in said_here)
    assert found == SEED_OUTLETS
