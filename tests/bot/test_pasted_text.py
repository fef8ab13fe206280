"""Texts pasted with the question who printed them, and questions that only look like it."""

from __future__ import annotations

import pytest

from bot.conversation import Wish, complete
from bot.conversation.pasted import pasted_text

TEXT = "The mayor has refused to open the hundredth regatta in June"


@pytest.mark.parametrize(
    "message",
    [
        f"{TEXT}. Which outlets printed this?",
        f"“{TEXT}” who said this",
        f"{TEXT} - who wrote that?",
        f"> {TEXT}.\n\nwhere is this from?",
        f"Who said this: {TEXT}",
        f"is this a real quote? “{TEXT}”",
        f"{TEXT}. Source?",
    ],
)
def test_the_text_is_looked_for_whatever_was_asked_before(message: str) -> None:
    done = complete(message, [])
    assert (done.wish, (done.quote or "").rstrip(".")) == (Wish.WHO_SAID, TEXT)
    assert done.taken_as == f"Who said this: {done.quote}"


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (f'hm — "{TEXT}" who said this?', f'hm — "{TEXT}"'),
        (f"hm, “{TEXT}.” Who said this?", f"hm, “{TEXT}.”"),
        (f"hm: '{TEXT}' - who said this?", f"hm: '{TEXT}'"),
        (f"Who said this: hm “{TEXT}”", f"hm “{TEXT}”"),
        (f"“{TEXT}”, she said, “again”. Who printed it?", f"“{TEXT}”, she said, “again”."),
        (f"“{TEXT} at the ladies’ club” who said this?", f"{TEXT} at the ladies’ club"),
        (f"«{TEXT}» who said this?", TEXT),
    ],
)
def test_marks_around_a_part_of_the_text_stay_and_those_around_all_of_it_go(
    message: str, text: str
) -> None:
    assert pasted_text(message) == text


@pytest.mark.parametrize(
    "message",
    [
        f"{TEXT}. Is that true?",
        f"Who said that {TEXT[0].lower()}{TEXT[1:]}?",
        "The mayor refused. Who said so?",
        "Which outlets printed this?",
        f"{TEXT}.",
        "",
    ],
)
def test_other_questions_paste_nothing(message: str) -> None:
    assert pasted_text(message) is None


def test_a_very_long_text_is_looked_through_in_no_time() -> None:
    assert pasted_text("so and ok. " * 20_000) is None
