"""A real bot in a simulated Discord, over a small archive; every body it sends is checked."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.discord.body_checks import BodyChecker, description

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def bodies() -> BodyChecker:
    """The checker; without Discord's description it holds bodies against the limits alone."""
    return BodyChecker(description())


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample articles, built by the real builder with the real model."""
    from config.settings import IndexSettings
    from index.building.update import update_index

    folder = tmp_path_factory.mktemp("index")
    update_index(IndexSettings(articles=(ROOT / "config" / "articles",), folder=folder))
    return folder


@pytest.fixture(scope="session")
def service(sample_index: Path) -> Iterator[Any]:
    """The real answering service over the sample articles, loaded once for all bots."""
    from bot.serving.service import AnsweringService
    from config.settings import load_settings

    settings = load_settings(dotenv=None, index={"folder": sample_index})
    with AnsweringService(settings) as opened:
        yield opened


@pytest.fixture
def bot_settings(sample_index: Path, tmp_path: Path) -> Any:
    """Settings of a bot over the sample articles, without a cooldown."""
    from config.settings import load_settings

    return load_settings(
        dotenv=None,
        index={"folder": sample_index},
        discord={"database": tmp_path / "bot.sqlite", "cooldown_seconds": 0},
    )


@pytest.fixture
def simcord_bot(bot_settings: Any, service: Any) -> Any:
    """A bot whose service is shared between tests; everything else is its own."""
    from bot.discord import WhosaidBot

    return WhosaidBot(bot_settings, lambda: service)


@pytest.fixture(autouse=True)
def every_body_is_checked(request: pytest.FixtureRequest, bodies: BodyChecker) -> Iterator[None]:
    """Check all that the bot sent in a test with a simulated Discord."""
    env = request.getfixturevalue("simcord_env") if "simcord_env" in request.fixturenames else None
    yield
    if env is not None:
        for sent in env.http_requests:
            bodies.check(sent.method, sent.path, sent.json)


class World:
    """A server with a channel and two members, in a simulated Discord."""

    def __init__(self, env: Any) -> None:
        self.env = env
        self.bot = env.bot
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("news")
        self.alice = self.guild.add_member(env.create_user("alice"))
        self.bob = self.guild.add_member(env.create_user("bob"))
        self.me = f"<@{env.bot.user.id}>"

    async def mention(self, text: str, **more: Any) -> Any:
        """Let Alice mention the bot; return its answer."""
        await self.alice.send(self.channel, f"{self.me} {text}", **more)
        return self.channel.last_message

    def now(self, message: Any) -> Any:
        """Return a message as it is now, or None where it is gone."""
        return next((one for one in self.channel.history() if one.id == message.id), None)


@pytest.fixture
def world(simcord_env: Any) -> World:
    """The simulated Discord with somebody in it."""
    return World(simcord_env)


def shown_quotes(embeds: Any) -> list[str]:
    """Return the quotes that embeds show, as a reader sees them: escapes, bold and quote signs taken back."""
    quotes = []
    for embed in embeds:
        lines = [
            line[2:] for line in (embed.description or "").split("\n") if line.startswith("> ")
        ]
        # What is escaped is read as it stands; two asterisks that are not begin or end what is in bold.
        quotes.append(re.sub(r"\\([!-/:-@\[-`{-~])|\*\*", r"\1", "\n".join(lines)))
    return quotes


@pytest.fixture
def quotes_of() -> Any:
    """The function that reads the quotes out of embeds."""
    return shown_quotes


@pytest.fixture
def shards() -> int:
    """How many shards Discord wants of the bot."""
    return 1


@pytest.fixture
async def far(monkeypatch: pytest.MonkeyPatch, shards: int) -> AsyncIterator[Any]:
    """Discord on the loopback address."""
    import discord
    import yarl

    from tests.discord.fake_discord import FakeDiscord

    made = FakeDiscord(shards=shards)
    await made.start()
    monkeypatch.setattr(discord.http.Route, "BASE", made.base)
    # Where a gateway refuses, discord.py goes on with the one it knows by heart.
    gateway = yarl.URL(f"ws://127.0.0.1:{made.port}/gateway")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    yield made
    await made.stop()


@pytest.fixture
def settings(sample_index: Path, tmp_path: Path) -> Any:
    """Settings of a whole bot that has a health file, and members who need not wait."""
    from config.settings import load_settings

    return load_settings(
        dotenv=None,
        index={"folder": sample_index},
        discord={
            "database": tmp_path / "bot.sqlite",
            "cooldown_seconds": 0,
            "health_file": tmp_path / "healthy",
        },
    )


@pytest.fixture
def held(service: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event without which nobody learns who printed a quote."""
    from bot.serving.service import AnsweringService

    let_go, looking = threading.Event(), service.who_said

    def who_said(_: object, text: str) -> Any:
        assert let_go.wait(30)
        return looking(text)

    monkeypatch.setattr(AnsweringService, "who_said", who_said)
    yield let_go
    let_go.set()


@pytest.fixture
def slow_answers(service: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make answers take long enough to be caught in flight."""
    answering = service.answer_many

    def slowly(questions: Any, **more: Any) -> Any:
        time.sleep(0.7)
        return answering(questions, **more)

    monkeypatch.setattr(service, "answer_many", slowly)
