"""A real bot in a simulated Discord, over a small archive; every body it sends is checked."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
OPENAPI = (
    Path(os.environ.get("WHOSAID_DISCORD", ROOT.parent / "shared" / "discord")) / "openapi.json"
)


def units(text: str | None) -> int:
    """Count UTF-16 code units, written apart from the code under test."""
    return len((text or "").encode("utf-16-le", "surrogatepass")) // 2


class BodyChecker:
    """Holds bodies against Discord's published OpenAPI description and the limits that it leaves out."""

    def __init__(self, description: dict[str, Any] | None) -> None:
        self._validators: dict[str, Any] = {}
        self._description = description
        self.checked = 0

    def check(self, method: str, path: str, body: Any) -> None:
        """Raise ``AssertionError`` naming what is wrong with a body."""
        if self._description is not None:
            self._check_schema(method, path, body)
        for message in messages_in(body):
            check_limits(message)
        self.checked += 1

    def _check_schema(self, method: str, path: str, body: Any) -> None:
        template = self._template(path)
        operation = self._description["paths"][template].get(method.lower())
        assert operation is not None, f"{method} {template} is no operation of Discord's"
        if body is None:
            return
        validator = self._validator(template, method.lower())
        error = next(iter(validator.iter_errors(body)), None)
        if error is not None:
            deepest = max(every_error(error), key=lambda one: len(one.absolute_path))
            where = "/".join(map(str, deepest.absolute_path))
            raise AssertionError(f"{method} {path}: at {where}: {deepest.message[:400]}")

    def _template(self, path: str) -> str:
        for template in sorted(self._description["paths"], key=lambda one: one.count("{")):
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
                return template
        raise AssertionError(f"{path} is no path of Discord's API")

    def _validator(self, template: str, method: str) -> Any:
        from jsonschema import Draft202012Validator
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        key = f"{method} {template}"
        if key not in self._validators:
            resource = Resource(contents=self._description, specification=DRAFT202012)
            content = self._description["paths"][template][method]["requestBody"]["content"]
            registry = Registry().with_resource("urn:discord", resource)
            schema = absolute_references(content["application/json"]["schema"])
            self._validators[key] = Draft202012Validator(schema, registry=registry)
        return self._validators[key]


def every_error(error: Any) -> Iterator[Any]:
    """Yield an error and all that it is made of."""
    yield error
    for part in error.context or ():
        yield from every_error(part)


def absolute_references(schema: Any) -> Any:
    """Point the references of a schema into the whole description."""
    if isinstance(schema, dict):
        return {
            key: f"urn:discord{value}" if key == "$ref" else absolute_references(value)
            for key, value in schema.items()
        }
    return [absolute_references(one) for one in schema] if isinstance(schema, list) else schema


def messages_in(body: Any) -> Iterator[dict[str, Any]]:
    """Return the messages that a body holds: itself, or what an interaction is answered with."""
    if isinstance(body, dict):
        data = body.get("data") if set(body) <= {"type", "data"} else body
        if isinstance(data, dict):
            yield data


def check_limits(message: dict[str, Any]) -> None:
    """Hold a message against the limits that are in Discord's text but in no schema."""
    assert units(message.get("content")) <= 2000
    assert message.get("allowed_mentions", {"parse": []}).get("parse", []) == []
    embeds = message.get("embeds") or []
    assert len(embeds) <= 10
    total = 0
    for embed in embeds:
        texts = [
            embed.get("title"),
            embed.get("description"),
            (embed.get("footer") or {}).get("text"),
        ]
        texts.append((embed.get("author") or {}).get("name"))
        assert units(embed.get("title")) <= 256
        assert units(embed.get("description")) <= 4096
        assert len(embed.get("fields") or []) <= 25
        for field in embed.get("fields") or []:
            assert 0 < units(field["name"]) <= 256
            assert 0 < units(field["value"]) <= 1024
            texts += [field["name"], field["value"]]
        total += sum(map(units, texts))
        if embed.get("url"):
            address = urlsplit(embed["url"])
            assert address.scheme in ("http", "https") and address.hostname
            assert len(embed["url"]) <= 2048
    assert total <= 6000
    check_components(message.get("components") or [])
    for choice in message.get("choices") or []:
        assert 0 < units(choice["name"]) <= 100
        assert 0 < units(choice["value"]) <= 100
    assert len(message.get("choices") or []) <= 25


def check_components(rows: list[dict[str, Any]]) -> None:
    """Hold buttons and inputs against their limits."""
    seen = []
    assert len(rows) <= 5
    for row in rows:
        parts = row.get("components") or ([row["component"]] if "component" in row else [])
        assert len(parts) <= 5
        for part in parts:
            assert units(part.get("label")) <= 80
            assert units(part.get("custom_id")) <= 100
            seen.append(part.get("custom_id"))
    named = [one for one in seen if one]
    assert len(named) == len(set(named)), f"a custom_id occurs twice: {named}"


@pytest.fixture(scope="session")
def bodies() -> BodyChecker:
    """The checker; without Discord's description it holds bodies against the limits alone."""
    description = json.loads(OPENAPI.read_text("utf-8")) if OPENAPI.is_file() else None
    return BodyChecker(description)


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample articles, built by the real builder with the real model."""
    from config.settings import IndexSettings
    from index.update import update_index

    folder = tmp_path_factory.mktemp("index")
    update_index(IndexSettings(articles=(ROOT / "config" / "articles",), folder=folder))
    return folder


@pytest.fixture(scope="session")
def service(sample_index: Path) -> Iterator[Any]:
    """The real answering service over the sample articles, loaded once for all bots."""
    from bot.service import AnsweringService
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
def held(service: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event without which nobody learns who printed a quote."""
    from bot.service import AnsweringService

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
