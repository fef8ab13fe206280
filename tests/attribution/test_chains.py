"""Chains: publisher, relayed outlets, speaker; and silence where the text does not say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.attribution import chain_for
from index.reading import ReadingReport, read_articles
from index.sentences.splitting import split_sentences
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


@pytest.mark.parametrize(
    "body",
    [
        "We found that the winter timetable is poorer than the last.",
        "Do you think that the bridge is safe?",
        "The poll did not ask why they answered as they did.",
        "He should have called Ann Roe more often.",
        "Ann Roe put the onus on the council to explain why it was late.",
        "Roe showed a keen sense of the mood in the harbour.",
        "The ferry does what it says and leaves at noon, and he does what he says.",
        "Roe spoke at a lunch called “Northmere at Sea”.",
        "The council's decision threatens a growth of small offices.",
        "The flood differs from, say, the fire because it reached the whole town.",
        "The alleged leaks are not secrets of the harbour.",
        "The council went to court, denying him a second term as mayor.",
        "Kestrel Ferries just added a second deck to its largest ship in the harbour.",
        "Kestrel Ferries is recalling more than 1,400 life jackets because of a loose strap.",
        "In fact, he has written books on the harbours of the north coast.",
        "The Rovers won again, claiming victories over Port Ister and Marrowby.",
        "The skipper found himself alone on the deck of the ferry.",
        "No one expected the regatta to begin in such a storm.",
        "The silence in the hall says everything about the state of the council.",
        "The lull shows that people here care about the ferries.",
        "The dispute threatened to halt the regatta for another year.",
        "He calls out councils that do not mend their bridges.",
        "The owner and his brother were arrested on Monday and accused of sinking the boat.",
        "Regatta Insight: The boats have beaten the record in three of the past eight years.",
        "The town offers concerts, shows, and walks along the harbour in June.",
        "The ferry will announce its winter timetable on Monday evening.",
        "To lift the wreck, the yard used a method called slow winching that it had tried in spring.",
        "The bill for the bridge is expected to be signed by Mayor Ann Roe on Monday.",
        "First, let me say that my heart goes out to the crew of the ferry.",
        "Kestrel Ferries has not yet announced when the winter timetable will begin.",
        "The index has been used to predict how badly a storm will hit the harbour.",
        "The board added the old ferry for the first time to its “red list” of wrecks and sold it.",
        "All told, 340 jobs will go at the yard and at the harbour office by the spring.",
        "After Ann Roe denied the charge, the council sued her, first for the boat and then for the bridge.",
        "From Sunday, Dec. 3, to Wednesday, Dec. 6, expect the ferries to be full.",
        "The questions asked of Roe were read out in the hall of the harbour on Monday.",
        "The harbour police are investigating allegations that a boat was sunk for the insurance.",
        "The yard has, thanks to the council's loan, maintained strong output for a year.",
        "A separate petition at a website called Harbourwatch.com makes a like appeal to the board.",
        "All this considered, the ferry represents a landmark in the yard's long story.",
        "Neil Roe, a 46-year-old skipper, called his insurance company, which sent a cheque.",
        "Mr. Roe should not fool himself into believing he has a mandate for a new bridge.",
        "The leaders of the town ought to be telling the board that the ferries are too old for it.",
        "Fox News: Starts at 5 a.m. on Monday with four guests in the studio by the harbour.",
        "Neil Roe practises for weeks and then, when the day has come, executes according to plan.",
        "Neil Roe has been telling stories about the harbour for sixteen years on the local radio.",
        "The board would not speak of the new figures for the harbour, boosting previous estimates.",
        "The harbour master heard Roe’s alleged debts read out in the hall and left the room.",
        "Roe showed she’s an unstoppable force in the harbour on the night of the regatta.",
        "Just remember the old saying, “If it looks too good to be true it is.”",
        "The volume of confirmed cases is the greatest in the long story of the harbour.",
        "In a way, these differences help refute the idea that all harbours are alike in spring.",
        "His first book on the harbour was rejected by publishers 27 times before it went to press.",
        "The ferries: Council confirms Roe as master | Bill for the bridge advances | Storm over pier",
    ],
)
def test_what_nobody_said_has_the_publisher_alone(body: str) -> None:
    assert chain_of(body, body) == (UNSTATED,)


def test_he_is_no_woman_who_spoke_before() -> None:
    body = (
        "“It leaks,” a young woman said.\n\nHe said that the bridge had been mended in the spring."
    )
    last = "He said that the bridge had been mended in the spring."
    assert "a young woman" not in [link.name for link in chain_of(body, last)]


def test_he_is_not_who_spoke_before_where_another_comes_in_between() -> None:
    body = (
        "“It leaks,” Mayor Neil Roe said.\n\nTrader Tom’s employee Zach Reed was among those who left."
        "\n\n“I was in the back room,” he said."
    )
    assert chain_of(body, "“I was in the back room,” he said.")[-1].name == "he"


def test_he_is_whom_somebody_talked_to_not_who_spoke_before() -> None:
    body = "“It leaks,” Neil Roe said.\n\nI spoke to Reed on Monday. “It is no surprise,” he said."
    assert chain_of(body, "“It is no surprise,” he said.")[-1].name == "he"
    body = "“It leaks,” Ann Roe said.\n\nZoe Mary Reed came from work. “I had to leave,” she said."
    assert chain_of(body, "“I had to leave,” she said.")[-1].name == "she"


def test_a_pronoun_is_not_who_is_named_beside_it_nor_of_whom_it_tells() -> None:
    body = "“It leaks,” Neil Reed said. She replied to Reed, saying that it had been mended in the spring."
    assert chain_of(body, "it had been mended")[-1].name != "Neil Reed"
    body = "Neil Reed was talking about the bridge that night when the storm began, he said."
    assert chain_of(body, body)[-1].name == "he"


def test_a_report_is_relayed_by_what_it_tells_not_by_what_it_does() -> None:
    for body in (
        "Roe has gone silent, but CNN’s report could renew the mayor’s interest in the harbour.",
        "Roe claimed that she had not said so, despite others corroborating the Post’s reporting.",
    ):
        assert Role.OUTLET not in [link.role for link in chain_of(body, body)]


@pytest.mark.parametrize(
    "body",
    [
        "The ferries will sail again by the first week of May, the mayor said in a statement on Monday.",
        "The ferries stopped in March because of the storm, the mayor told a meeting of the council.",
        "The crews remain in the harbour until the storm has passed, said Ann Roe, once a captain herself.",
        "Asked on Monday whether the ferries would sail again in May, the mayor told reporters, “They will.”",
        "In a letter to the owners of every ferry on the north coast, the mayor wrote that they would sail again.",
    ],
)
def test_who_spoke_is_named_whatever_stands_around_what_was_said(body: str) -> None:
    assert chain_of(body, body)[-1].name in ("the mayor", "Ann Roe")


@pytest.mark.parametrize(
    "body",
    [
        "After the storm on the north coast, the mayor went to the harbour and blasted away at the rats there.",
        "In the second week of the storm on the north coast, the ferries stopped and the mayor left the town.",
    ],
)
def test_an_opening_gives_no_words_to_who_did_not_speak(body: str) -> None:
    assert chain_of(body, body) == (UNSTATED,)


def test_words_within_anothers_report_have_that_report_behind_them() -> None:
    body = "Captain Roe told Ann Reed that the bridge was safe, according to the court papers."
    assert chain_of(body, body)[-1].name == "the court papers"


def test_the_second_sentence_of_a_quotation_is_not_the_next_sentences_speakers() -> None:
    body = (
        'Ann Reed said the council "is hiding the truth. It is shameful." Some members also'
        " criticised the plan for the bridge."
    )
    assert chain_of(body, "It is shameful")[-1].name == "Ann Reed"


def test_she_is_no_newspaper() -> None:
    body = "The same blog said Ann Roe had left. She said on Monday that the bridge was safe."
    assert chain_of(body, "the bridge was safe")[-1].name != "The same blog"


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
