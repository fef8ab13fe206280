"""Questions that ask for news: which they are, and the newest articles that answer them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest

from bot.serving.service import AnsweringService
from bot.understanding.news_asked import asks_of_days, news_asked, outlet_asked, small_outlet_asked
from bot.values import Answer, NoAnswer, Question, Reason
from bot.wording import reading_words
from config.outlets import OutletRegistry
from tests.own_archive import records, serving

_TODAY = date(2026, 3, 4)
_ARTICLES = [
    ("old", "The Lantern", "2019-03-01", "Marlow Bridge to be painted",
     "The council will paint Marlow Bridge green."),
    ("shut", "The Lantern", "2025-05-02", "Marlow Bridge shut",
     "Marlow Bridge was shut on Friday after a crack was found."),
    ("open", "The Lantern", "2025-05-09", "Marlow Bridge open again",
     "Marlow Bridge was opened to cars again, the mayor said."),
    ("copy", "Harbour Post", "2025-05-09", "Bridge open again",
     "Marlow Bridge was opened to cars again, the mayor said."),
    ("row", "The Beacon", "2025-04-20", "Row over Marlow Bridge",
     "Councillors quarrelled over who pays for Marlow Bridge."),
    ("fair", "The Beacon", "2025-05-10", "Spring fair draws crowds",
     "The spring fair drew larger crowds than last year."),
    ("aside", "The Lantern", "2025-05-11", "Ferry sold",
     "The old ferry was sold to a museum in Harwick for one pound. It had lain idle for years, its owner said."
     " Nobody else had wanted it, he said. Until 1931 it crossed the river beside Marlow Bridge."),
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnsweringService]:
    """A service over articles on a bridge, of which one is another's copy and one mentions it in passing."""
    with serving(records(_ARTICLES), tmp_path_factory.mktemp("news")) as opened:
        yield opened


def told(service: AnsweringService, question: str, **limits: object) -> list[str]:
    """Return the articles quoted, in their order."""
    reply = service.answer(Question(text=question, **limits))  # type: ignore[arg-type]
    return [one.article.id for one in reply.quotes] if isinstance(reply, Answer) else []


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is the latest on Marlow Bridge?", "Marlow Bridge"),
        ("whats the latest on marlow bridge", "marlow bridge"),
        ("latest news about the Marlow Bridge", "the Marlow Bridge"),
        ("Any news about Marlow Bridge today?", "Marlow Bridge"),
        ("What's new with the Cleveland Browns?", "the Cleveland Browns"),
        ("what is going on in Gaza right now", "Gaza"),
        ("What happened to FTX recently?", "FTX"),
        ("Can you give me the latest articles about Google please?", "Google"),
        ("show me articles about bird flu", "bird flu"),
        ("Tell me about Taylor Swift", "Taylor Swift"),
        ("OpenAI news", "OpenAI"),
        ("What are the latest developments in the trial this week?", "the trial"),
        ("summarise the FTX trial", "the FTX trial"),
        ("What do you know about the Eras tour?", "the Eras tour"),
        ("what's the story with Binance", "Binance"),
        ("give me a quick summary of the news", ""),
        ("top stories", ""),
        ("any news about Marlow Bridge in April 2025?", "Marlow Bridge"),
        ("whats new", ""),
        ("news from yesterday", ""),
        ("what happened in october 2023?", ""),
        ("Any news?", ""),
        ("show me the latest headlines", ""),
    ],
)
def test_what_asks_for_news_on_a_topic(question: str, topic: str) -> None:
    """In whatever words people ask for it."""
    assert news_asked(question, _TODAY) == topic


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest iPhone?",
        "What updates did Google make to its search engine?",
        "What is happening to the exhibit at the institute?",
        "What happened to FTX?",
        "Which news outlets reported the fire?",
        "Who reported the news about the merger first?",
        "Is the news about the merger true?",
        "Tell me more about it",
        "Tell me how the bridge was shut",
        "Explain why the bridge was shut",
        "summarise this",
        "Why is good news rare?",
        "fake news",
        "What did The Verge report about new updates from Google?",
    ],
)
def test_what_asks_for_an_answer(question: str) -> None:
    """News, updates and what is latest are spoken of in other questions, too."""
    assert news_asked(question, _TODAY) is None


def test_words_repeated_without_end_are_read_at_once() -> None:
    began = time.process_time()
    assert news_asked("have you got " * 70 + "news that nobody else has got?", _TODAY) is None
    assert time.process_time() - began < 1


def test_news_is_told_from_the_newest_article_on(service: AnsweringService) -> None:
    """A copy is folded into what it copies; what mentions the topic in passing is not about it."""
    reply = service.answer(Question(text="What is the latest on Marlow Bridge?"))
    assert isinstance(reply, Answer)
    newest, *others = reply.quotes
    assert {newest.article.outlet, *newest.also_printed_by} == {"The Lantern", "Harbour Post"}
    assert [one.article.id for one in others] == ["shut", "row"]
    assert reading_words(reply.reading) == "The newest articles about “Marlow Bridge”"


def test_news_of_an_outlet_or_a_period_is_confined_to_it(service: AnsweringService) -> None:
    """Whether it is named in the question or beside it."""
    assert told(service, "latest news from The Beacon about Marlow Bridge") == ["row"]
    assert told(service, "any news from harbour post about the bridge") == ["copy"]
    assert told(service, "latest on Marlow Bridge", outlets=("The Beacon",)) == ["row"]
    assert told(service, "latest on Marlow Bridge", until=date(2024, 1, 1)) == ["old"]
    assert told(service, "any news about Marlow Bridge in April 2025?") == ["row"]


def test_news_without_a_topic_is_the_newest_of_all(service: AnsweringService) -> None:
    """The day's news comes from several outlets."""
    assert told(service, "Any news?")[:2] == ["aside", "fair"]
    assert told(service, "what happened in April 2025?") == ["row"]
    reply = service.answer(Question(text="Any news?"))
    assert reading_words(reply.reading) == "The newest articles"


def test_names_are_spelt_as_asked(service: AnsweringService) -> None:
    """The Marlows are no Marlow Bridge."""
    taken = [
        service.answer(Question(text=f"Any news about {name}?")).reading.newest_on
        for name in ("Marlow", "the Marlows")
    ]
    assert taken == ["Marlow", None]


def test_news_on_what_nobody_wrote_about_is_refused(service: AnsweringService) -> None:
    """Nothing near it is passed off as news."""
    reply = service.answer(Question(text="What is the latest on the volcano in Tarvia?"))
    assert isinstance(reply, NoAnswer)
    assert reply.reading.newest_on is None


def test_days_without_news_are_said_to_have_none(service: AnsweringService) -> None:
    """Nothing of other days is shown in their place."""
    reply = service.answer(Question(text="Any news from March 2022?"))
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.NOTHING_IN_PERIOD
    assert reply.reading.since == date(2022, 3, 1)


@pytest.mark.parametrize(
    "question",
    [
        "What was published in May 2025?",
        "what was published in may 2025",
        "anything from May 2025?",
        "What happened in May 2025?",
        "What else was in the papers in May 2025?",
        "What did the papers write in May 2025?",
        "Which articles were published in May 2025?",
        "show me everything from May 2025",
        "What do you have from May 2025?",
        "What was reported between 1 May 2025 and 31 May 2025?",
        "hey, what was in the news in may 2025?",
    ],
)
def test_a_question_of_nothing_but_days_is_one_for_their_news(
    service: AnsweringService, question: str
) -> None:
    """None of other days is shown."""
    reply = service.answer(Question(text=question))
    assert isinstance(reply, Answer)
    assert {one.article.id for one in reply.quotes} <= {"shut", "open", "copy", "fair", "aside"}
    assert (reply.reading.newest_on, reply.reading.since) == ("", date(2025, 5, 1))
    empty = service.answer(Question(text=question.replace("2025", "2022")))
    assert isinstance(empty, NoAnswer)
    assert empty.reason is Reason.NOTHING_IN_PERIOD


def test_a_question_of_an_outlet_and_days_is_one_for_its_news(service: AnsweringService) -> None:
    assert told(service, "What did The Lantern publish in May 2025?") == ["aside", "open", "shut"]
    assert told(service, "What did the Harbour Post report in May 2025?") == ["copy"]
    assert told(service, "What was published in The Beacon in April 2025?") == ["row"]
    assert told(service, "What was in The Beacon in April 2025?") == ["row"]
    assert told(service, "what did they have on Harbour Post in May 2025?") == []


@pytest.mark.parametrize(
    "question",
    [
        "Which report was published in May 2025 by the council?",
        "What happened to Marlow Bridge in May 2025?",
        "What did the mayor say in May 2025?",
        "Who was mayor in May 2025?",
        "What was published?",
        "Is anything from May 2025 true?",
    ],
)
def test_a_question_of_more_than_days_is_none(question: str) -> None:
    assert not asks_of_days(question, _TODAY, ())


REGISTRY = OutletRegistry.load()
EVERY = frozenset(outlet.name for outlet in REGISTRY.outlets)


@pytest.mark.parametrize(
    ("asked", "outlet"),
    [
        ("Sky News", "Sky News"),
        ("the latest from Sky News", "Sky News"),
        ("latest bbc", "BBC News"),
        ("What's the latest from the BBC?", "BBC News"),
        ("BBC News today", "BBC News"),
        ("bbc headlines", "BBC News"),
        ("latest Guardian headlines", "The Guardian"),
        ("The Guardian", "The Guardian"),
        ("Sky News latest", "Sky News"),
        ("show me the newest TechCrunch articles please", "TechCrunch"),
    ],
)
def test_what_asks_for_the_news_of_an_outlet(asked: str, outlet: str) -> None:
    """By its name alone, where that is typed as one, or by a word that asks for news."""
    found = outlet_asked(asked, _TODAY, REGISTRY, EVERY)
    assert found is not None and found.name == outlet
    assert REGISTRY.by_name(asked[found.start : found.end]) == REGISTRY.by_name(outlet)


@pytest.mark.parametrize(
    "asked",
    [
        "Time",
        "time",
        "the sun",
        "Science news",
        "us news",
        "US news",
        "Global news",
        "news in nature",
        "latest people news",
        "What is BBC News?",
        "What is the latest Wired?",
        "Who owns Sky News?",
        "the latest on Sky News",
        "Sky News and the strike",
        "any news?",
        "",
    ],
)
def test_an_outlets_name_in_anything_else_asks_for_no_news_of_it(asked: str) -> None:
    """Ordinary words that are an outlet's name, too, are what they are."""
    assert outlet_asked(asked, _TODAY, REGISTRY, EVERY) is None
    assert outlet_asked("Sky News", _TODAY, REGISTRY, frozenset()) is None


@pytest.mark.parametrize("asked", ["Harbour Post", "latest Harbour Post", "harbour post headlines"])
def test_the_news_of_an_outlet_is_its_newest_articles(
    service: AnsweringService, asked: str
) -> None:
    """None of another outlet's."""
    reply = service.answer(Question(text=asked))
    assert isinstance(reply, Answer)
    assert [one.article.id for one in reply.quotes] == ["copy"]
    assert reading_words(reply.reading) == "Only Harbour Post. The newest articles"
    assert told(service, "The Lantern")[:2] == ["aside", "open"]


def test_an_outlet_typed_without_capitals_is_found_beside_a_topic() -> None:
    for asked in ("any news from bbc about the trial?", "latest from techcrunch on the trial"):
        found = small_outlet_asked(asked, REGISTRY, EVERY)
        assert found is not None and found.name in ("BBC News", "TechCrunch")
    for asked in ("news from harwick about the trial", "any news from time about the trial"):
        assert small_outlet_asked(asked, REGISTRY, EVERY) is None
