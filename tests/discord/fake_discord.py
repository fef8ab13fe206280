"""Discord's REST interface on the loopback address, beside its gateway: as much as one bot needs to live."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.discord.fake_gateway import (
    ALICE,
    APPLICATION,
    BOT,
    MEMBER,
    FakeGateway,
    channel_of,
    guild_of,
    member_payload,
)

TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@dataclass(slots=True)
class Request:
    """One request of the bot: ``files`` by their part's name where it was multipart."""

    method: str
    path: str
    body: Any
    at: float
    files: dict[str, bytes] = field(default_factory=dict)


class FakeDiscord:
    """Keeps what the bot sends; ``refuse`` holds answers to give instead of the usual ones."""

    def __init__(self, *, heartbeat_ms: int = 250, shards: int = 1) -> None:
        self.gateway = FakeGateway(heartbeat_ms=heartbeat_ms, shards=shards)
        self.requests: list[Request] = []
        self.refuse: dict[tuple[str, str], list[web.Response]] = defaultdict(list)
        self._ids = iter(range(300000000000000001, 400000000000000000))
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=1 << 26)
        self.gateway.add_to(app.router)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.gateway.address = f"ws://127.0.0.1:{self.port}/gateway"

    async def stop(self) -> None:
        """Close everything."""
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def base(self) -> str:
        """The address of the REST interface."""
        return f"http://127.0.0.1:{self.port}/api/v10"

    def sent(self, method: str, ending: str) -> list[Request]:
        """Return the requests of a kind."""
        return [
            one
            for one in self.requests
            if one.method == method and one.path.split("?")[0].endswith(ending)
        ]

    async def until(self, condition: Any, seconds: float = 15.0) -> None:
        """Wait until a condition holds. Raises ``AssertionError`` where it does not in time."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, [(one.method, one.path) for one in self.requests]
            await asyncio.sleep(0.01)

    async def say(self, content: str, *, shard: int = 0) -> int:
        """Send a message of Alice that mentions the bot in the server of a shard; return its id."""
        number = next(self._ids)
        message = message_of(number, f"<@{APPLICATION}> {content}", ALICE, shard)
        message["mentions"] = [{**BOT, "member": member_payload()}]
        event = {**message, "member": member_payload()}
        await self.gateway.dispatch("MESSAGE_CREATE", event, shard)
        return number

    async def command(self, name: str, *, member: int = 0, shard: int = 0, **options: str) -> int:
        """Invoke a slash command as Alice, or as one of many members; return the interaction's id."""
        chosen = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        data = {"id": "9", "name": name, "type": 1, "options": chosen}
        return await self._interact(2, data, member, shard)

    async def press(self, button: str, *, member: int = 0, shard: int = 0) -> int:
        """Press a button, by its id, under a message of the bot; return the interaction's id."""
        shown = {"type": 2, "style": 2, "label": "…", "custom_id": button}
        message = message_of(1, "", BOT, shard)
        message["components"] = [{"type": 1, "components": [shown]}]
        data = {"custom_id": button, "component_type": 2}
        return await self._interact(3, data, member, shard, message=message)

    async def _interact(
        self, kind: int, data: dict[str, Any], member: int, shard: int, **more: Any
    ) -> int:
        user = {**ALICE, "id": str(MEMBER + member)}
        channel = {"id": str(channel_of(shard)), "type": 0, "permissions": "2147483647"}
        number = next(self._ids)
        interaction = {
            "id": str(number),
            "application_id": str(APPLICATION),
            "type": kind,
            "token": f"token-{number}",
            "version": 1,
            "guild_id": str(guild_of(shard)),
            "channel_id": str(channel_of(shard)),
            "channel": channel,
            "member": {**member_payload(), "user": user, "permissions": "2147483647"},
            "app_permissions": "2147483647",
            "locale": "en-GB",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0,
            "attachment_size_limit": 10485760,
            "data": data,
            **more,
        }
        await self.gateway.dispatch("INTERACTION_CREATE", interaction, shard)
        return number

    # REST

    async def _rest(self, request: web.Request) -> web.Response:
        body, files = await _read(request)
        path = "/" + request.match_info["path"]
        self.requests.append(Request(request.method, path, body, time.monotonic(), files))
        for (method, ending), answers in self.refuse.items():
            if request.method == method and path.endswith(ending) and answers:
                return answers.pop(0)
        if request.headers.get("Authorization") not in (f"Bot {TOKEN}", None):
            return answer({"message": "401: Unauthorized", "code": 0}, status=401)
        return self._usual(request.method, path, body)

    def _usual(self, method: str, path: str, body: Any) -> web.Response:
        if path == "/users/@me":
            return answer(BOT)
        if path.endswith("applications/@me"):
            return answer(
                {"id": str(APPLICATION), "name": "Whosaid", "flags": 0, "description": "", "bot_public": True,
                 "bot_require_code_grant": False, "verify_key": "", "icon": None, "owner": ALICE}
            )  # fmt: skip
        if path == "/gateway/bot":
            limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
            told = {"url": self.gateway.address, "shards": len(self.gateway.shards)}
            return answer({**told, "session_start_limit": limit})
        if path.endswith("/commands"):
            listed = [
                {
                    "description": "",
                    **one,
                    "id": str(next(self._ids)),
                    "application_id": str(APPLICATION),
                    "version": "1",
                }
                for one in body
            ]
            return answer(listed)
        if path.endswith("/callback"):
            number = path.split("/")[2]
            return answer(
                {"interaction": {"id": number, "type": 2, "response_message_loading": True}}
            )
        if method == "DELETE" or path.endswith("/typing"):
            return web.Response(status=204)
        content = (body or {}).get("content") or ""
        return answer(message_of(next(self._ids), content, BOT))


def answer(data: Any, status: int = 200, **headers: str) -> web.Response:
    """Return JSON under the content type that Discord gives it: without a charset."""
    body = json.dumps(data).encode()
    return web.Response(
        body=body, status=status, headers={"Content-Type": "application/json", **headers}
    )


def message_of(number: int, content: str, author: dict[str, Any], shard: int = 0) -> dict[str, Any]:
    """Return a message as Discord sends it."""
    return {
        "id": str(number),
        "channel_id": str(channel_of(shard)),
        "guild_id": str(guild_of(shard)),
        "author": author,
        "content": content,
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
    }


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    if request.content_type == "multipart/form-data":
        body, files = None, {}
        async for part in await request.multipart():
            data = await part.read(decode=False)
            if part.name == "payload_json":
                body = json.loads(data)
            else:
                files[part.name] = bytes(data)
        return body, files
    text = await request.text()
    return (json.loads(text) if text else None), {}
