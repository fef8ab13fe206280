"""Answers from a process of its own are those of the service here, in Discord, too."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from bot.discord import WhosaidBot, create_bot
from bot.discord.service.desk import Desk
from bot.discord.service.facts import read_facts
from bot.serving.own_process import OwnProcess
from bot.serving.service import AnsweringService
from bot.values import Answer, Question
from config.settings import load_settings

QUESTION = Question(text="Why was the Hallow Bridge closed?")


@pytest.fixture(scope="module")
def real(sample_index: Path):
    settings = load_settings(dotenv=None, index={"folder": sample_index})
    made = OwnProcess(partial(AnsweringService, settings))
    made.open()
    yield made
    made.close()


async def test_answers_are_those_of_the_service_here(real, service) -> None:
    desk = Desk([real], limit=10)
    reply = await desk.ask(QUESTION)
    here = service.answer(QUESTION)
    assert isinstance(reply, Answer)
    assert [(quote.text, quote.article, quote.chain) for quote in reply.quotes] == [
        (quote.text, quote.article, quote.chain) for quote in here.quotes
    ]
    facts = await desk.peek(read_facts, None)
    assert facts.id == service.archive.id and facts.counts == service.archive.counts
    assert await desk.peek(read_facts, facts.id) is None


def test_a_service_that_was_warmed_up_answers_as_any_other(bot_settings, service) -> None:
    with AnsweringService.warm(bot_settings) as warm:
        assert warm.answer(QUESTION).quotes == service.answer(QUESTION).quotes


def test_the_process_is_not_told_the_token(bot_settings) -> None:
    token = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
    settings = load_settings(dotenv=None, discord={"token": token})
    place = create_bot(settings).desk.places[0]
    assert place._make_service.args[0].discord.token is None
    assert settings.discord.token.get_secret_value() == token


class TestInDiscord:
    """A whole bot whose service is in another process."""

    pytestmark = pytest.mark.simcord(settle_timeout=60)

    @pytest.fixture
    def simcord_bot(self, bot_settings):
        return WhosaidBot(bot_settings)

    async def test_commands_menus_and_choices_work_from_there(self, world, quotes_of) -> None:
        place = world.bot.desk.places[0]
        assert isinstance(place, OwnProcess)
        asked = await world.alice.slash(world.channel, "ask", question=QUESTION.text)
        assert any("cracks" in quote for quote in quotes_of(asked.response.embeds))
        context = await world.alice.click(asked.response, label="Context")
        assert context.response.embeds
        printed = await world.alice.click(asked.response, label="Who else printed this")
        assert printed.response.embeds
        follow = await world.mention("and the Tarnside Gazette?", reply_to=asked.response)
        assert "I took this as" in follow.content
        for command, options in (
            ("who-said", {"text": "We looked twice"}),
            ("coverage", {"topic": "the Hallow Bridge"}),
            ("compare", {"topic": "the Hallow Bridge"}),
            ("outlets", {}),
            ("about", {}),
        ):
            assert (await world.alice.slash(world.channel, command, **options)).response.embeds
        offered = await world.alice.autocomplete(world.channel, "article", "title", "eleven weeks")
        article = await world.alice.slash(world.channel, "article", title=offered[0]["value"])
        assert article.response.embeds

    async def test_a_crash_under_a_question_is_not_noticed_by_the_member(
        self, world, quotes_of
    ) -> None:
        os.kill(world.bot.desk.places[0].pid, signal.SIGSTOP)
        asking = asyncio.ensure_future(
            world.alice.slash(world.channel, "ask", question=QUESTION.text)
        )
        await asyncio.sleep(0.5)
        os.kill(world.bot.desk.places[0].pid, signal.SIGKILL)
        asked = await asking
        assert any("cracks" in quote for quote in quotes_of(asked.response.embeds))
        assert world.bot.desk.restarts >= 1

    @pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="one process answers on one core")
    async def test_a_process_that_is_stuck_holds_up_its_own_question_only(
        self, world, quotes_of
    ) -> None:
        first, second = world.bot.desk.places
        await asyncio.wait_for(world.bot.desk._opening, 60)
        assert second.pid not in (None, first.pid)
        os.kill(first.pid, signal.SIGSTOP)
        held_up = asyncio.ensure_future(
            world.alice.slash(world.channel, "ask", question=QUESTION.text)
        )
        await asyncio.sleep(0.5)
        answered = await world.bot.desk.ask(QUESTION)
        assert any("cracks" in quote.text for quote in answered.quotes)
        assert not held_up.done()
        os.kill(first.pid, signal.SIGCONT)
        assert any("cracks" in quote for quote in quotes_of((await held_up).response.embeds))
