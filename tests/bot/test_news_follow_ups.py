"""Follow-ups of a request for news: the same request, on another topic or confined to an outlet."""

from __future__ import annotations

import pytest

from bot.conversation import Turn, complete
from config.outlets import OutletRegistry

REGISTRY = OutletRegistry.load()


@pytest.mark.parametrize(
    ("message", "before", "taken_as"),
    [
        ("and about Google?", "What is the latest on Boeing?", "What is the latest on Google?"),
        ("and Google?", "any news about Boeing?", "any news about Google?"),
        ("and on Boston?", "any news on ny", "any news on Boston"),
        ("what about the bird flu?", "latest news on Boeing", "latest news on the bird flu"),
        (
            "and the Guardian?",
            "any news about Boeing?",
            "any news about Boeing? (only The Guardian)",
        ),
    ],
)
def test_news_is_asked_for_again_of_another_topic(message: str, before: str, taken_as: str) -> None:
    assert complete(message, [Turn(question=before)], REGISTRY).taken_as == taken_as
