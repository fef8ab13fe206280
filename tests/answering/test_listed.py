"""Kinds of thing whose members are all known."""

from __future__ import annotations

import pytest

from bot.evidence.listed import holds_listed
from bot.understanding.asked import read_demand


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("Which country banned the trawlers?", "Norway has banned foreign trawlers."),
        ("Which South American nation devalued its currency?", "Peru devalued the sol on Monday."),
        ("What US state did the storm hit first?", "It came ashore in North Carolina at dawn."),
        ("What percentage of ferries ran late?", "Ferries were late 49% of the time."),
        ("What proportion of ferries ran late?", "Three quarters of them were late."),
        ("Which colour was the door painted?", "The door is now scarlet, to nobody's delight."),
        ("On which continent was the fossil found?", "It was dug up in South America."),
        ("Which nations signed with Britain?", "Britain and the Netherlands signed on Friday."),
    ],
)
def test_a_sentence_that_names_a_member_of_the_kind_asked_for_holds_it(
    question: str, holder: str
) -> None:
    assert holds_listed(read_demand(question).sort, holder, question)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Which country banned the trawlers?", "The Fisheries Board has banned foreign trawlers."),
        ("Which country did Norway warn?", "Norway warned its neighbour on Monday."),
        ("Which country banned the trawlers?", "Omani and Icelandic owners were furious."),
        ("What percentage of ferries ran late?", "In all, 49 ferries were late."),
        ("Which colour was the door painted?", "The door was redone by Mr Redmond."),
        ("Which ferry ran late?", "The ferry to Norway ran late."),
        ("Why did the ferry run late?", "The ferry to Norway ran late."),
    ],
)
def test_a_name_of_another_kind_or_of_the_question_itself_is_none(
    question: str, other: str
) -> None:
    assert not holds_listed(read_demand(question).sort, other, question)
