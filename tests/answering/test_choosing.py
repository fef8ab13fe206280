"""What stands in a quote beside the sentence that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.archive.pages import Page
from bot.evidence.signs import SIGNS
from bot.evidence.weighing import Evidence
from bot.quotes.choosing import choose
from bot.quotes.runs import cut_down, quote_around, standing_alone
from bot.values import Quote
from config.outlets import OutletRegistry
from index.building.build import build
from index.building.values import BuildPlan
from index.encoders.fake import FakeEncoder
from index.snapshot.archive import Archive
from index.values import Article, Hit, Role, Span

HEADED = (
    "The harbour board met in Marrowby on Monday to talk about the sea wall.\n\nWhat comes next\n\n"
    "Work on the sea wall begins in May and goes on until the autumn.\n\nMore: Other walls\n\n"
    "Shops near the harbour stayed open on Monday, as their owners had hoped."
)
BODY = (
    "The harbour board met in Marrowby on Monday. Ana Ruiz, the engineer, said that the sea wall was safe. "
    "\u201cIt will stand for fifty years,\u201d she said. The meeting ended at noon. "
    "Shops near the harbour stayed open."
)
Quoted = Callable[..., Quote]


@pytest.fixture
def quoted(tmp_path: Path) -> Quoted:
    """Return what is quoted for the sentence that begins with some words, if the checker is that sure.

    It may stand ``behind`` another that the checker is sure of.
    """
    return _quoting(BODY, tmp_path)


def _quoting(body: str, tmp_path: Path) -> Quoted:
    weighed = _weighing(body, tmp_path)

    def found(
        opening: str,
        *,
        checked: float | None = None,
        behind: str | None = None,
        passages: int = 9_999,
    ) -> Quote:
        first = [] if behind is None else [weighed(behind, 0.99)]
        return choose([*first, weighed(opening, checked)], 2, passages=passages)[-1]

    return found


def _weighing(body: str, tmp_path: Path) -> Callable[[str, float | None], Evidence]:
    """Return what makes the sentence that begins with some words evidence."""
    article = Article(id="wall", body=body, title="Sea wall", outlet="Marrowby Echo")
    build(
        [article], BuildPlan(folder=tmp_path, registry=OutletRegistry.load(), encoder=FakeEncoder())
    )
    archive = Archive.open(tmp_path)
    page = Page(archive, article)
    passage = archive.passages([0])[0]
    hit = Hit(row=0, passage=passage, article=article, score=1.0, rank=1)

    def weighed(opening: str, checked: float | None) -> Evidence:
        place = next(n for n in range(len(page.sentences)) if page.text(n).startswith(opening))
        return Evidence(
            page=page,
            place=place,
            hit=hit,
            signs=np.zeros(len(SIGNS), np.float32),
            cheap=1.0,
            checked=checked,
        )

    return weighed


def test_under_a_speakers_name_stand_his_words_alone(quoted: Quoted) -> None:
    quote = quoted("Ana Ruiz")
    assert [link.role for link in quote.chain] == [Role.PUBLISHER, Role.SPEAKER]
    assert quote.text.startswith("Ana Ruiz, the engineer, said")
    assert quote.text.endswith("she said.")


def test_the_publishers_words_are_shown_with_what_tells_itself_whose_it_is(quoted: Quoted) -> None:
    quote = quoted("The meeting ended")
    assert [link.role for link in quote.chain] == [Role.PUBLISHER]
    assert BODY.endswith(quote.text)
    assert quote.text.startswith("Ana Ruiz, the engineer, said")


RELAYED = (
    "The harbour board met in Marrowby on Monday. Ana Ruiz, the engineer, told Reuters that the sea wall was safe. "
    "This was welcome news after a winter of storms. “It will stand,” Ruiz told Reuters. The meeting ended at noon."
)


@pytest.mark.parametrize("opening", ["The harbour board", "Ana Ruiz", "This was", "The meeting"])
def test_a_quote_holds_no_words_of_an_outlet_that_its_attribution_does_not_show(
    tmp_path: Path, opening: str
) -> None:
    quote = _quoting(RELAYED, tmp_path)(opening)
    shown = {link.name for link in quote.chain if link.role is Role.OUTLET}
    assert shown == ({"Reuters"} if "Reuters" in quote.text else set())
    assert quote.text.startswith(opening)


def test_a_sentence_that_leans_on_words_of_another_outlet_is_not_shown_with_them(
    tmp_path: Path,
) -> None:
    article = Article(id="wall", body=RELAYED, title="Sea wall", outlet="Marrowby Echo")
    plan = BuildPlan(folder=tmp_path, registry=OutletRegistry.load(), encoder=FakeEncoder())
    build([article], plan)
    page = Page(Archive.open(tmp_path), article)
    alone = quote_around(page, 2)
    assert alone.text == "This was welcome news after a winter of storms."
    assert standing_alone(page, alone) == alone


LONG = (
    "The harbour board met in Marrowby on Monday. Nobody took minutes. The wall costs £3m, it said.\n\n"
    "“It is dear,” said Ana Ruiz, the engineer. “It will stand for fifty years. The sea will not wait.”\n\n"
    "Shops stayed open. It was a long day."
)
OPENING, RUIZ, _ = LONG.split("\n\n")


@pytest.mark.parametrize(
    ("needed", "best", "text"),
    [
        ("The wall", False, OPENING),
        ("Nobody took", False, "The harbour board met in Marrowby on Monday. Nobody took minutes."),
        ("Shops", False, "Shops stayed open."),
        ("It was", False, "Shops stayed open. It was a long day."),
        ("“It will", False, RUIZ),
        ("Shops", True, LONG.removesuffix(" It was a long day.")),
    ],
)
def test_a_quote_is_cut_down_to_what_is_needed(
    tmp_path: Path, needed: str, best: bool, text: str
) -> None:
    page = _weighing(LONG, tmp_path)("The harbour board", 0.1).page
    core = page.span(0, 0)
    whole = Span(0, len(LONG))
    quote = Quote(
        article=page.article, text=LONG, start=0, end=len(LONG), score=1.0, chain=(), core=core
    )
    start = LONG.index(needed)
    cut = cut_down(page, quote, [Span(start, start + 5)], best=best)
    assert cut.text == text
    assert cut.text == page.article.body[cut.start : cut.end]
    assert whole.covers(cut.span)
    assert cut_down(page, quote, [], best=best) == quote


def test_a_sentence_that_surely_answers_stands_alone(quoted: Quoted) -> None:
    alone = "Shops near the harbour stayed open."
    assert quoted("Shops near", checked=0.999).text == alone
    assert quoted("Shops near", checked=0.9).text != alone
    assert quoted("Shops near", checked=0.9, passages=100).text == alone
    assert quoted("Shops near", checked=0.5, passages=100).text != alone


def test_the_sentence_that_answers_is_known_in_its_quote(quoted: Quoted) -> None:
    quote = quoted("The harbour board")
    assert quote.core is not None
    assert quote.core.of(quote.article.body) == "The harbour board met in Marrowby on Monday."


def test_a_quote_goes_on_past_a_heading_but_not_past_a_line_that_leads_elsewhere(
    tmp_path: Path,
) -> None:
    quote = _quoting(HEADED, tmp_path)("Work on")
    assert quote.text == HEADED[: HEADED.index("\n\nMore:")]


def test_a_quote_does_not_end_with_a_heading(tmp_path: Path) -> None:
    body = HEADED[: HEADED.index("\n\nWork on")]
    assert _quoting(body, tmp_path)("The harbour board").text == body[: body.index("\n\nWhat")]


SPOKEN = (
    "The sea wall at Marrowby was finished on Monday. Ana Ruiz walked along it. “It will stand. Nobody need worry. "
    "Look at it.” Then the shops opened. “We can sell again. At last.” said one of their owners."
)


def test_a_quote_neither_begins_nor_ends_within_somebodys_quotation(tmp_path: Path) -> None:
    quoted = _quoting(SPOKEN, tmp_path)
    for opening in ("The sea wall", "Ana Ruiz walked", "Then the shops"):
        text = quoted(opening, checked=0.1).text
        assert text.count("“") == text.count("”")
    assert quoted("Then the shops", checked=0.1).text.count("“") == 2


def test_a_quote_that_a_colon_closes_holds_what_the_colon_leads_to(tmp_path: Path) -> None:
    opening = "The council named the towns that get a new sea wall on Monday in Marrowby:"
    body = (
        f"{opening}\n\nRenn\n\nPort Ister\n\nThe work begins in May and goes on until the autumn."
    )
    assert (
        _quoting(body, tmp_path)(opening, checked=0.99).text == f"{opening}\n\nRenn\n\nPort Ister"
    )


def test_no_quote_ends_with_a_sentence_that_only_leads_on(tmp_path: Path) -> None:
    body = (
        "The sea wall of Marrowby broke on Monday. The board said why it broke:\n\n"
        "“It was too old and too low.”"
    )
    assert not _quoting(body, tmp_path)("The sea wall").text.endswith(":")


def test_behind_a_sentence_that_answers_others_need_no_surroundings(quoted: Quoted) -> None:
    unsure = quoted("Shops near", checked=0.4)
    assert len(unsure.text) > len("Shops near the harbour stayed open.")
    behind = quoted("Shops near", checked=0.4, behind="The harbour board met")
    assert behind.text == "Shops near the harbour stayed open."


CORRECTED = (
    "The Echo reported on Monday that the sea wall at Marrowby would cost £9m. This was incorrect. "
    "The board has not met since."
)


def test_what_the_next_sentence_calls_incorrect_is_not_shown_without_it(tmp_path: Path) -> None:
    claim = CORRECTED.removesuffix(" The board has not met since.")
    page = _weighing(CORRECTED, tmp_path)("The Echo", 0.999).page
    assert _quoting(CORRECTED, tmp_path)("The Echo", checked=0.999).text == claim
    assert standing_alone(page, quote_around(page, 0)).text == claim
    assert standing_alone(page, quote_around(page, 1)).text == claim
    assert standing_alone(page, quote_around(page, 2)).text == "The board has not met since."


def test_no_sentence_is_quoted_twice(tmp_path: Path) -> None:
    body = (
        "The harbour board met in Marrowby on Monday. The wall was built after the great flood. "
        "The engineers looked at every stone of the pier. It was found to be sound. The shops stayed open all day."
    )
    weighed = _weighing(body, tmp_path)
    found = choose(
        [weighed(opening, 0.99) for opening in ("The wall", "It was", "The engineers")],
        3,
        passages=9_999,
    )
    assert [quote.text for quote in found] == [
        "The wall was built after the great flood.",
        "The engineers looked at every stone of the pier. It was found to be sound.",
    ]


def test_where_none_is_sure_quotes_name_different_things(tmp_path: Path) -> None:
    """The second that names Harwick gives way to one that names another town; where the first is sure, it does not."""
    bodies = (
        ("The storm tore the roof off a school in Harwick.", 2.0),
        ("In the east the storm flooded streets of old Harwick and its pier.", 1.5),
        ("To the south of them the storm sank two boats at Skerry.", 1.2),
    )

    def shown(first: float, passages: int) -> list[str]:
        evidence = []
        for number, (body, score) in enumerate(bodies):
            weighed = _weighing(body, tmp_path / f"{first}-{passages}-{number}")
            view = 0.3 if number else first
            evidence.append(replace(weighed(body[:9], view), score=score))
        quotes = choose(evidence, 2, passages=passages, known=frozenset({"storm"}))
        return ["Skerry" if "Skerry" in quote.text else "Harwick" for quote in quotes]

    assert shown(0.5, 9_999) == ["Harwick", "Skerry"]
    assert shown(0.99, 9_999) == ["Harwick", "Harwick"]
    assert shown(0.5, 999) == ["Harwick", "Harwick"]
