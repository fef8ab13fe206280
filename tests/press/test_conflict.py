"""Which quotes are in dispute, and where the other side is found."""

from dataclasses import replace

import pytest

from bot.conflict.disputes import counterparts, disputed_pairs
from index.values import Article, Span
from tests.press.disputes import NO_CONTACT, SNUB, disputed, quote


def test_what_answers_is_not_disputed_for_what_only_stands_around_it() -> None:
    aside = "The regatta ends on Sunday. "
    shown = [quote(aside + text, name) for text, name in ((SNUB, "a"), (NO_CONTACT, "b"))]
    cored = [replace(one, core=Span(0, len(aside) - 1)) for one in shown]
    assert disputed_pairs(cored) == ((0, 1),)
    assert disputed_pairs(cored, answering=True) == ()
    assert disputed_pairs(shown, answering=True) == ((0, 1),)


def test_of_figures_alone_a_denial_is_no_dispute_and_two_numbers_are_one() -> None:
    assert disputed_pairs([quote(SNUB, "a"), quote(NO_CONTACT, "b")], figures=True) == ()
    cut = [f"Kestrel Ferries will cut {count} jobs by the summer." for count in (340, 140)]
    assert disputed_pairs([quote(cut[0], "a"), quote(cut[1], "b")], figures=True) == ((0, 1),)


def test_what_calls_the_sentence_before_it_incorrect_counts_with_it() -> None:
    claim = "The Ledger reported that Kestrel Ferries planned to cut the winter sailings to Skerry."
    whole = f"{claim} This was incorrect. The timetable is printed on Friday."
    told = "Kestrel Ferries planned to cut the winter sailings to Skerry, the Ledger reported."
    corrected = replace(quote(whole, "b"), core=Span(0, len(claim)))
    assert disputed_pairs([quote(told, "a"), corrected], answering=True) == ((0, 1),)
    elsewhere = whole.index("The timetable")
    apart = replace(corrected, core=Span(elsewhere, len(whole)))
    assert disputed_pairs([quote(told, "a"), replace(apart, end=len(whole))], answering=True) == (
        (0, 1),
    )
    unsaid = replace(corrected, text=claim, end=len(claim))
    assert disputed_pairs([quote(told, "a"), unsaid], answering=True) == ()


def test_another_number_beside_what_answers_is_disputed_with_the_best_quote_alone() -> None:
    best = quote("The observatory put the magnitude of the Skerry earthquake at 3.9.", "a")
    aside = "Nobody was hurt on Skerry. "
    text = aside + "The observatory now puts the magnitude of the Skerry earthquake at 4.1."
    lesser = replace(quote(text, "b"), core=Span(0, len(aside) - 1))
    assert disputed_pairs([best, lesser], answering=True) == ((0, 1),)
    other = quote("The harbour on Skerry is shut.", "c")
    assert disputed_pairs([other, best, lesser], answering=True) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (SNUB, NO_CONTACT),
        (
            "Kestrel Ferries plans to cut 340 jobs by the summer.",
            "Kestrel Ferries will cut 140 jobs, the company announced.",
        ),
        (
            "Kestrel Ferries plans to cut 340 jobs by the summer.",
            "The number of jobs to be cut is 140.",
        ),
        (
            "Kestrel Ferries plans to cut 340 jobs, in the deepest cuts since it was founded in 1948.",
            "Kestrel Ferries will cut 140 jobs, the company announced.",
        ),
        (
            "The observatory put the magnitude of the Skerry earthquake at 3.9.",
            "The Skerry earthquake had a magnitude of 4.1, the observatory now says.",
        ),
        (
            "The mayor had a relationship with a staffer, a website reported.",
            "She denied having a relationship with the staffer in her office.",
        ),
        (
            "The minister resigned over the ferry contract on Monday evening.",
            "The minister has not resigned over the ferry contract.",
        ),
        (
            "The Hallow Bridge will reopen on 3 May, the council said.",
            "The Hallow Bridge will reopen on 17 June, the council said.",
        ),
        (
            "The Lantern reported that the harbour board had paid the mayor for a vote on the ferries.",
            "The mayor disputed an inaccurate report by The Lantern that the board had paid her for a vote.",
        ),
        (
            "Marrowby blamed the arson in the ferry warehouse on builders from Port Ister.",
            "Builders from Port Ister have denied any involvement in the arson in the warehouse.",
        ),
        (
            "Russian divers cut the cable under the strait, the harbour board said.",
            "Moscow denied cutting the cable under the strait.",
        ),
        (
            "The composer Ottoline Brandreth died in Northmere on March 4.",
            "Ottoline Brandreth, the composer, died in Northmere on 5 March.",
        ),
    ],
)
def test_denials_corrections_and_different_numbers_are_disputed(one: str, other: str) -> None:
    assert disputed(one, other)
    assert disputed(other, one)


def test_the_other_side_is_found_in_the_articles() -> None:
    told, denied = quote(SNUB, "a"), quote(NO_CONTACT, "b").article
    (other,) = counterparts([told], [told.article, denied])
    assert other.article.id == "b"
    assert "regatta" in other.text
    assert disputed_pairs([told, other]) == ((0, 1),)


def test_a_denial_beyond_the_passages_is_found_where_the_question_asks_whether() -> None:
    body = "The regatta takes place in June. Ninety boats are entered. " + NO_CONTACT
    told, denied = quote(SNUB, "a"), Article(id="b", body=body, outlet="b")
    near = {"b": [Span(0, 32)]}
    assert counterparts([told], [denied], within=near) == ()
    (other,) = counterparts([told], [denied], within=near, beyond=True)
    assert other.text in NO_CONTACT


def test_nothing_is_fetched_where_nobody_denies() -> None:
    harmless = Article(id="c", body="The regatta takes place on 15 June. Ninety boats are entered.")
    assert counterparts([quote(SNUB)], [harmless]) == ()
