"""Sentences: where they end, what they are, and that no text breaks the splitter."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sentences.splitting import split_sentences


def texts(body: str) -> list[str]:
    return [body[one.start : one.end] for one in split_sentences(body)]


def test_titles_and_initials_end_no_sentence() -> None:
    body = "Mr. Smith met Sen. J. B. Jones at noon. The U.S. Senate voted later."
    assert texts(body) == [
        "Mr. Smith met Sen. J. B. Jones at noon.",
        "The U.S. Senate voted later.",
    ]


def test_an_acronym_ends_a_sentence_before_a_plain_starter() -> None:
    assert texts("She left the U.S. The plane was late.") == [
        "She left the U.S.",
        "The plane was late.",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The court overturned Roe v. Wade in June.",
        "The bill of then-Sen. Ann Roe was read by ex-Gov. Tom Poe.",
        "She lives in the Minneapolis/St. Paul area.",
    ],
)
def test_the_names_of_cases_and_titles_behind_a_hyphen_end_no_sentence(body: str) -> None:
    assert texts(body) == [body]
    assert texts(f"He said no. {body}") == ["He said no.", body]


def test_numbers_and_web_addresses_stay_whole() -> None:
    body = "It cost $3.5 million, vox.com said. No. 10 was silent."
    assert texts(body) == ["It cost $3.5 million, vox.com said.", "No. 10 was silent."]


def test_a_closing_mark_belongs_to_the_sentence_before() -> None:
    body = "“We won. It was close.” He smiled."
    assert texts(body) == ["“We won.", "It was close.”", "He smiled."]


def test_a_question_with_its_speaker_is_one_sentence() -> None:
    body = "“Why not?” Anna Reed asked. Nobody knew."
    assert texts(body) == ["“Why not?” Anna Reed asked.", "Nobody knew."]


def test_paragraphs_are_counted_and_headings_are_told_apart() -> None:
    body = (
        "A storm of its own\n\nRain fell. Wind rose.\n\nThe pair in 2019 - GETTY"
        " IMAGES\n\nRead more: the storm"
    )
    found = split_sentences(body)
    assert [one.paragraph for one in found] == [0, 1, 1, 2, 3]
    assert [one.kind.value for one in found] == [
        "heading",
        "news",
        "news",
        "caption",
        "boilerplate",
    ]


@pytest.mark.parametrize(
    ("aside", "kind"),
    [
        ("Follow Ana Ruiz on Twitter: @anaruiz.", "boilerplate"),
        ("Reach the reporter at ruiz@echo.example or 515-555-0100.", "boilerplate"),
        ("Contributing: Jo Marsh, The Echo.", "boilerplate"),
        ("Jo Marsh and Lee Tan contributed to this report.", "boilerplate"),
        ("Reporting by Jo Marsh in Renn; Editing by Lee Tan.", "boilerplate"),
        ("More: The other walls of Marrowby.", "boilerplate"),
        ("Sign up here for our Morning Tide newsletter.", "boilerplate"),
        ("Don’t miss any ferry news; sign up for the free weekly Tide.", "boilerplate"),
        ("If you don't see the form below, click here.", "boilerplate"),
        ("If you don't see the ferry, wait for the next one.", "news"),
        (
            "London (CNN Business) A version of this article first appeared in the Tide.",
            "boilerplate",
        ),
        ("You can manage your newsletter subscriptions at any time.", "boilerplate"),
        ("To receive a grant they must sign up by May, the council said.", "news"),
        ("Get the best of The Echo delivered to your inbox.", "boilerplate"),
        ("Hide Caption 3 of 12 Photos: The sea wall A man looks at the wall.", "caption"),
        ("Need a news break?", "boilerplate"),
        ("Check out the all-new Tide hub with puzzles and games!", "boilerplate"),
        ("(This story was updated to add new information.)", "boilerplate"),
        ("You may opt-out at any time.", "boilerplate"),
        ("This site is protected and the Privacy Policy applies.", "boilerplate"),
        ("Get the facts behind the news, plus analysis.", "boilerplate"),
        ("AI-assisted summary Mayor Roe wants a new wall.", "boilerplate"),
        ("Editor’s note: This article appeared in the Tide newsletter.", "boilerplate"),
        ("Editor’s note: An earlier version of this article misstated the height.", "news"),
        ("Reporting by The Echo showed that the wall leaked.", "news"),
        ("This story has two sides.", "news"),
        ("You can see the wall from Renn.", "news"),
        ("Read aloud, the report took two hours.", "news"),
        ("More than forty people came.", "news"),
        ("Contact between the two stopped in May.", "news"),
        ("Follow the river and you come to Renn.", "news"),
        ("Residents may sign up for the walk.", "news"),
        ("We use cookies to improve your experience.", "boilerplate"),
        ("Your browser does not support the video tag.", "boilerplate"),
        ("The post Sea wall breaks appeared first on The Echo.", "boilerplate"),
        ("The post of warden appeared vacant, she said.", "news"),
        ("This article was originally published on The Echo.", "boilerplate"),
        ("Read the original article.", "boilerplate"),
        ("This report was first published by the council in May.", "news"),
        ("This is a developing story.", "boilerplate"),
        ("Have you been affected by the storm?", "boilerplate"),
        ("Get in touch by emailing wall@echo.example.", "boilerplate"),
        ("You have reached your limit of free articles.", "boilerplate"),
    ],
)
def test_what_is_no_news_is_known_within_a_paragraph_of_news(aside: str, kind: str) -> None:
    found = split_sentences(f"The wall held all night. {aside} It was rebuilt in May.")
    assert [one.kind.value for one in found] == ["news", kind, "news"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sea wall:What the council knew before the storm", "heading"),
        ("HARBOUR STATS: The latest tides, times and more.", "boilerplate"),
        ("Start your day with us:Get the tide newsletter", "boilerplate"),
        ("Storm over Renn: thousands leave their homes – live Read more", "boilerplate"),
        ("Why did the wall break?", "heading"),
        ("“Why did it break?”", "news"),
        ("FILE PHOTO: Waves break over the wall at Renn, May 3, 2017.", "caption"),
        ("In this photo released by the port, Ann Roe walks on the wall.", "caption"),
        ("RENN, PA - JANUARY 26: The wall on the day it broke.", "caption"),
        ("The wall at Renn in May. REUTERS/Ann Roe/File Photo", "caption"),
        ("Image caption, The wall broke on Tuesday.", "caption"),
        ("Image source: Reuters. Image caption: The wall in May.", "caption"),
        ("The wall at Renn in May. Photo by Ann Roe.", "caption"),
        ("The wall was built by Ann Roe.", "news"),
        ("ROE:The wall will hold.", "news"),
        ("Roe said:“The wall will hold.”", "news"),
        ("In this city of walls, nobody sleeps when it storms.", "news"),
    ],
)
def test_a_paragraph_that_leads_away_or_tells_of_a_picture_is_no_news(line: str, kind: str) -> None:
    found = split_sentences(f"The wall held all night.\n\n{line}\n\nIt was rebuilt in May.")
    kinds = [one.kind.value for one in found]
    assert kinds[0] == kinds[-1] == "news"
    assert set(kinds[1:-1]) == {kind}


def test_captions_in_a_row_are_no_news() -> None:
    body = (
        "A man looks at the wall in Renn. Jo Marsh/AFP/Getty Images Waves break over the wall in May."
        " It was built in 1912. Lee Tan/AP Boats lie in the harbour.\n\nThe wall held all night."
    )
    kinds = [one.kind.value for one in split_sentences(body)]
    assert kinds == ["caption", "caption", "caption", "caption", "news"]


def test_the_author_is_no_news_at_the_end_of_an_article_alone() -> None:
    about = "Jo Marsh is a columnist for The Echo."
    body = f"The wall held. {about} It was rebuilt. Rain fell. Wind rose. Nobody slept."
    assert all(one.kind.value == "news" for one in split_sentences(body))
    kinds = [one.kind.value for one in split_sentences(f"The wall held all night.\n\n{about}")]
    assert kinds == ["news", "boilerplate"]


def test_text_wrapped_by_hand_is_not_cut_at_its_lines() -> None:
    line = "the council of the small town on the hill could not agree about the\n"
    body = "On Monday " + line * 6 + "bridge. It met again."
    assert len(split_sentences(body)) == 2


def test_cjk_sentences_end_at_their_full_stops() -> None:
    assert texts("他说好。她说不。") == ["他说好。", "她说不。"]


@settings(max_examples=80, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB .!?…\n\r\t\"“”'’。，é🙂‮1\u2028()-"), max_size=200)
    | st.text(max_size=200)
)
def test_spans_are_in_order_without_blanks_and_leave_only_blanks_between(body: str) -> None:
    found = split_sentences(body)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(body)
        assert body[end : one.start].strip() == ""
        text = body[one.start : one.end]
        assert text == text.strip()
        end = one.end
    assert body[end:].strip() == ""
    assert all(a.paragraph <= b.paragraph for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "unit", [".", "“", "\n", "A. ", "Mr. ", " ", "a", '?"', "- A", "¿.)", "(Photo "]
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        body = unit * (length // len(unit))
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            split_sentences(body)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(100_000) < 16 * max(seconds(25_000), 0.004)


def test_a_sentence_cut_off_by_whoever_handed_it_out_is_no_news() -> None:
    kinds = {
        "The wall held. The mayor sa… [+2143 chars]": ["news", "boilerplate", "boilerplate"],
        "The wall held. The mayor said so.… [+2143 chars]": ["news", "news", "boilerplate"],
        "The wall held. The mayor said […]": ["news", "news"],
    }
    for body, expected in kinds.items():
        assert [one.kind.value for one in split_sentences(body)] == expected


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ("Ann Roe reports on the sea from Renn.", "boilerplate"),
        ("She writes a column on walls.", "boilerplate"),
        ("The Renn Echo reports that nobody was hurt.", "news"),
        ("Ann Roe writes that the wall was old.", "news"),
    ],
)
def test_the_last_sentence_may_tell_of_a_report_and_not_of_its_author(last: str, kind: str) -> None:
    found = split_sentences(f"The wall held all night. It broke at six.\n\n{last}")
    assert found[-1].kind.value == kind
