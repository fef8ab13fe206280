"""What a service answers to doubts, to misspelt outlets and to what no article can tell, over the sample articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.serving.service import AnsweringService
from bot.values import Answer, Meant, NoAnswer, Question, Reason
from bot.wording import doubt_settled_words, refusal
from bot.wording.press import missing_words
from config.settings import ROOT, IndexSettings, load_settings
from index.building.update import update_index


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    """A service over the sample articles."""
    folder: Path = tmp_path_factory.mktemp("asking_back") / "index"
    update_index(IndexSettings(articles=(ROOT / "config" / "articles",), folder=folder))
    with AnsweringService(load_settings(dotenv=None, index={"folder": folder})) as opened:
        yield opened


@pytest.mark.parametrize(
    "asked",
    [
        "What did The Lantern report about the regatta?",
        "Who refused to open the Skerry Regatta?",
        "Was the mayor invited to the regatta?",
        "Why did the mayor refuse to open the regatta?",
    ],
)
def test_a_doubt_shows_both_sides_of_what_was_asked(service: AnsweringService, asked: str) -> None:
    reply = service.doubted(Question(text=asked)).reply
    assert isinstance(reply, Answer) and reply.disputed
    assert reply.question.text == asked
    places = {place for pair in reply.disputed for place in pair}
    assert places == set(range(len(reply.quotes))), "a quote without another side is shown"
    texts = " ".join(quote.text for quote in reply.quotes)
    assert "refus" in texts and ("denied" in texts or "no invitation" in texts)
    assert doubt_settled_words(reply) == (
        "Below is each side as it was printed; I do not judge which is right."
    )


@pytest.mark.parametrize(
    "asked", ["Why was the Hallow Bridge closed?", "Who wrote the 2019 report on the bridge?"]
)
def test_a_doubt_on_what_none_contradicts_says_so(service: AnsweringService, asked: str) -> None:
    question = Question(text=asked, limit=3)
    settled = service.doubted(question)
    reply, answer = settled.reply, service.answer(question)
    assert isinstance(reply, Answer) and isinstance(answer, Answer) and not reply.disputed
    assert settled.denials == 0 and len(reply.quotes) == len(answer.quotes) and len(reply.hits) <= 3
    for bare, shown in zip(reply.quotes, answer.quotes, strict=True):
        assert bare.text in shown.text and len(bare.text) < 400
    assert doubt_settled_words(reply) == (
        "No outlet in this archive contradicts this, as far as I can find."
    )


TOLD = (
    (
        "ledger",
        "Adela Reed misled the council over the garden parties, a report found on Monday. It runs to 90 pages.",
    ),
    (
        "echo",
        "The garden of the town hall is open on Sundays. Adela Reed had denied any knowledge of garden parties.",
    ),
    ("post", "The ferry to Skerry sails twice a day in June. Tickets cost four pounds."),
)


def test_a_denial_near_what_was_asked_stands_behind_the_answer(tmp_path: Path) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(
        "\n".join(
            json.dumps({"id": one, "outlet": f"The {one.title()}", "body": body})
            for one, body in TOLD
        )
    )
    folder = tmp_path / "index"
    update_index(IndexSettings(articles=(file,), folder=folder))
    settings = load_settings(dotenv=None, index={"folder": folder}, answer={"quotes": 1})
    with AnsweringService(settings) as opened:
        settled = opened.doubted(
            Question(text="Did Adela Reed mislead the council over the garden parties?")
        )
    assert isinstance(settled.reply, Answer) and not settled.reply.disputed
    assert settled.denials == 1
    assert settled.reply.quotes[-1].text == "Adela Reed had denied any knowledge of garden parties."
    assert doubt_settled_words(settled.reply, settled.denials) == (
        "No outlet in this archive contradicts this, as far as I can find. "
        "The last quote tells of a denial that may be of this: please judge for yourself."
    )


def test_a_doubt_on_what_is_not_answered_is_not_answered(service: AnsweringService) -> None:
    reply = service.doubted(Question(text="Who is the prime minister of Japan?")).reply
    assert isinstance(reply, NoAnswer)
    assert doubt_settled_words(reply) is None


def test_a_misspelt_outlet_changes_no_answer(service: AnsweringService) -> None:
    asked = Question(text="What did the Lantren say about the refusal?")
    reply = service.answer(asked)
    assert reply.reading.meant is not None
    assert reply.reading.meant.question == "What did The Lantern say about the refusal?"
    assert reply.reading.outlets == ()
    again = service.answer(Question(text=reply.reading.meant.question))
    assert isinstance(again, Answer) and again.reading.outlets == ("The Lantern",)
    assert again.reading.meant is None


def test_a_question_beyond_the_archive_is_refused_with_the_day_of_the_last_article(
    service: AnsweringService,
) -> None:
    reply = service.answer(Question(text="What will the weather be tomorrow?"))
    assert isinstance(reply, NoAnswer) and reply.reason is Reason.NOTHING_IN_PERIOD
    assert refusal(reply) == (
        "I answer from past articles, the latest from 20 May 2024: they cannot tell that. "
        "Ask about something that was in the news by then."
    )


def test_a_comparison_asks_back_which_outlet_was_meant(service: AnsweringService) -> None:
    found = service.compare("the regatta", ("Lantren", "The Marrowby Courier", "CNN"))
    assert [column.outlet for column in found.columns] == ["The Marrowby Courier"]
    assert found.missing == ("Lantren", "CNN")
    assert found.meant == (
        Meant(
            written="Lantren",
            outlet="The Lantern",
            question="Compare The Lantern and The Marrowby Courier and CNN on the regatta",
        ),
    )
    assert missing_words(found, {"The Lantern", "The Marrowby Courier"}) == [
        "I know no outlet called “Lantren”. Did you mean The Lantern?",
        "This archive holds no article from CNN.",
    ]


@pytest.mark.parametrize(
    ("asked", "outlet"),
    [
        ("Did Edda Quillan refuse to open the regatta?", "The Lantern"),
        ("Has Tobias Renn resigned?", "Northmere Sunday Herald"),
    ],
)
def test_a_doubt_about_one_outlets_answer_looks_at_what_the_others_print(
    service: AnsweringService, asked: str, outlet: str
) -> None:
    question = Question(text=asked, outlets=(outlet,), limit=3)
    reply = service.doubted(question).reply
    assert isinstance(reply, Answer) and reply.disputed
    assert reply.question == question and len(reply.hits) <= 3
    agreed = service.doubted(
        Question(text="Why was the Hallow Bridge closed?", outlets=("The Tarnside Gazette",))
    ).reply
    assert isinstance(agreed, Answer) and not agreed.disputed
    assert {quote.article.outlet for quote in agreed.quotes} == {"The Tarnside Gazette"}
