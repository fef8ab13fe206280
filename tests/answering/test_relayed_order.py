"""An outlet's own words stand before what another relays of it, where both answer alike."""

from __future__ import annotations

from pathlib import Path

from bot.evidence.signs import SIGNS
from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from config.settings import load_settings
from index.building.update import update_index
from scripts.evaluation.data import ROOT


def test_what_the_outlet_asked_for_printed_itself_comes_before_a_relay_of_it(
    tmp_path: Path,
) -> None:
    """The sample archive has an article of The Lantern and one, of a publisher not stated, that relays it."""
    settings = load_settings(dotenv=None, index={"folder": tmp_path})
    articles = (ROOT / "config" / "articles",)
    update_index(settings.index.model_copy(update={"articles": articles}))
    asked = Question(text="What did The Lantern's source say about the refusal?")
    with AnsweringService(settings) as service:
        reply = service.answer(asked)
        assert isinstance(reply, Answer)
        first, second = reply.quotes[:2]
        assert first.article.outlet == "The Lantern"
        assert second.article.outlet is None
        assert "The Lantern" in {link.name for link in second.chain}
        held, understood, vectors = service.understand(asked)
        found = service.answerer.find(held, understood, vectors).evidence
        fits = {
            one.page.article.outlet: one.signs[SIGNS.index("relayed")]
            for one in reversed(found)
            if one.checked is not None
        }
        assert fits["The Lantern"] > fits[None] > 0.5
