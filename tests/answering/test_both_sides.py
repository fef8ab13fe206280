"""A question about what is denied shows both sides: where it is about nothing else, however it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, Question, Reply
from config.settings import load_settings
from index.building.update import update_index

SAMPLE = Path(__file__).resolve().parents[2] / "config" / "articles"
DENIED = "Did the mayor refuse to open the Skerry Regatta?"
AGREED = "Was the Hallow Bridge closed because of rust?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    folder = tmp_path_factory.mktemp("sample")
    settings = load_settings(dotenv=None, index={"folder": folder})
    update_index(settings.index.model_copy(update={"articles": (SAMPLE,)}))
    with AnsweringService(settings) as service:
        yield service


def asked(service: AnsweringService, text: str, short_of: float) -> Reply:
    """Ask with a threshold that the confidence falls short of by so much."""
    held, understood, vectors = service.understand(Question(text=text))
    sure = service.answerer.answer(held, understood, vectors).confidence
    return replace(service.answerer, least=sure + short_of).answer(held, understood, vectors)


def test_both_sides_are_shown_where_the_best_quote_is_denied(service: AnsweringService) -> None:
    reply = asked(service, DENIED, 0.05)
    assert isinstance(reply, Answer)
    assert any(0 in pair for pair in reply.disputed)


def test_an_unsure_answer_that_nobody_denies_is_none(service: AnsweringService) -> None:
    assert not isinstance(asked(service, AGREED, 0.05), Answer)


@pytest.mark.parametrize(
    "text",
    [
        DENIED,
        "the regatta snub",
        "did the mayor turn down the regatta",
        "did the mayer turn down the regata",
        "Why did the mayor say no to the regatta?",
        "What is the row between the mayor and the regatta?",
        "Is the Lantern's story on the mayor true?",
        "Which report on the mayor and the regatta was wrong?",
        "The mayor refused to open the regatta.",
        "Did the mayor boycott the regatta?",
        "Did the mayor skip the regatta?",
        "Mayor hits back over the regatta refusal",
        "did the mayor realy turn down the regatta",
        "Do the reports on the mayor and the regatta differ?",
    ],
)
def test_a_question_about_nothing_but_a_dispute_shows_both_sides_however_it_is_asked(
    service: AnsweringService, text: str
) -> None:
    reply = asked(service, text, 0.5)
    assert isinstance(reply, Answer)
    (pair,) = reply.disputed
    claim, denial = sorted(
        (reply.quotes[place].text for place in pair), key=lambda t: "denied" in t
    )
    assert "has refused to open" in claim
    assert "denied" in denial
    assert "refused to open" in denial


@pytest.mark.parametrize(
    "text",
    [
        "Did the mayor refuse to open the Corn Hall?",
        "Is it true that Tobias Renn refused to open the regatta?",
        "Did the mayor deny that the regatta was cancelled?",
        "Is it true that the regatta takes place in Marrowby?",
        "How many invitations to the regatta did the mayor refuse?",
        "When does the mayor open the regatta?",
    ],
)
def test_a_dispute_answers_no_question_that_names_anything_else_or_asks_for_anything_else(
    service: AnsweringService, text: str
) -> None:
    assert not isinstance(asked(service, text, 0.5), Answer)


def test_where_the_answer_is_nearly_sure_a_word_may_be_missing_from_the_dispute(
    service: AnsweringService,
) -> None:
    rudely = "Did the mayor rudely refuse to open the Skerry Regatta?"
    assert isinstance(asked(service, rudely, 0.05), Answer)
    assert not isinstance(asked(service, rudely, 0.3), Answer)


def test_a_dispute_about_somebody_else_does_not_make_up_for_what_an_answer_is_unsure_of(
    service: AnsweringService,
) -> None:
    assert not isinstance(
        asked(service, "Did Fergus Quill refuse to open the Skerry Regatta?", 0.05), Answer
    )


def test_both_sides_come_first_where_the_quotes_chosen_show_neither(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="What was wrong in the Lantern's report?"))
    assert isinstance(reply, Answer)
    assert reply.disputed == ((0, 1),)
    assert {quote.article.outlet for quote in reply.quotes[:2]} == {
        "The Tarnside Gazette",
        "The Marrowby Courier",
    }


def test_where_something_was_is_not_disputed_for_what_is_denied_of_it(
    service: AnsweringService,
) -> None:
    reply = asked(service, "Where does the Skerry Regatta take place?", -0.05)
    assert isinstance(reply, Answer)
    assert reply.disputed == ()


def test_every_quote_that_is_shown_for_a_dispute_is_in_it_and_none_is_shown_twice(
    service: AnsweringService,
) -> None:
    reply = asked(service, "the regatta snub", 0.5)
    assert isinstance(reply, Answer)
    assert {place for pair in reply.disputed for place in pair} == set(range(len(reply.quotes)))
    spans = [(quote.article.id, quote.start) for quote in reply.quotes]
    assert len(set(spans)) == len(spans) <= 4


def test_quotes_in_dispute_are_cut_down_to_what_answers_and_what_contradicts(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="How many jobs will Kestrel Ferries cut?"))
    assert isinstance(reply, Answer)
    texts = [quote.text for quote in reply.quotes]
    assert texts[0].startswith("Kestrel Ferries plans to cut 340 jobs") and "\n" not in texts[0]
    (corrected,) = (text for text in texts if "This was incorrect." in text)
    assert corrected.startswith("On Monday The Quayside Ledger reported")
    assert corrected.endswith("The number of jobs to be cut is 140.")
    assert {0} < {place for pair in reply.disputed for place in pair}


def test_a_lesser_quote_that_contradicts_beside_what_it_was_chosen_for_is_that_sentence(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="How strong was the tremor on Skerry?"))
    assert isinstance(reply, Answer)
    assert "magnitude at 3.9" in reply.quotes[0].text
    (other,) = (quote for quote in reply.quotes if "4.1" in quote.text)
    assert other.text.startswith("Calder University's observatory now puts")
    assert (0, reply.quotes.index(other)) in reply.disputed
