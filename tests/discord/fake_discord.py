"""Discord's gateway and REST interface on the loopback address: as much as one bot needs to live."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

APPLICATION = 112233445566778899
GUILD, CHANNEL, MEMBER = 200000000000000001, 200000000000000002, 200000000000000003
TOKEN = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
BOT = {
    "id": str(APPLICATION),
    "username": "whosaid",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
    "global_name": None,
}
ALICE = {
    "id": str(MEMBER),
    "username": "alice",
    "discriminator": "0",
    "avatar": None,
    "global_name": "Alice",
}


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

    def __init__(self, *, heartbeat_ms: int = 250) -> None:
        self.heartbeat_ms = heartbeat_ms
        self.requests: list[Request] = []
        self.gateway: list[dict[str, Any]] = []
        self.beats: list[float] = []
        self.refuse: dict[tuple[str, str], list[web.Response]] = defaultdict(list)
        self.connections = 0
        self.away = False
        """Whether connections to the gateway are refused."""
        self._socket: web.WebSocketResponse | None = None
        self._sequence = 0
        self._missed: list[dict[str, Any]] = []
        self._ids = iter(range(300000000000000001, 400000000000000000))
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1."""
        app = web.Application(client_max_size=1 << 26)
        app.router.add_get("/gateway/", self._gateway)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", "/api/v10/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

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

    # Gateway

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        await socket.send_json(
            {"op": 10, "d": {"heartbeat_interval": self.heartbeat_ms}, "s": None}
        )
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            await self._received(socket, json.loads(message.data))
        if self._socket is socket:
            self._socket = None
        return socket

    async def _received(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        if data["op"] == 1:
            self.beats.append(time.monotonic())
            await socket.send_json({"op": 11, "d": None, "s": None})
            return
        self.gateway.append(data)
        if data["op"] == 2:
            self._socket = socket
            await self._ready()
        if data["op"] == 6:
            self._socket = socket
            missed, self._missed = self._missed, []
            for event in missed:
                if event["s"] > data["d"]["seq"]:
                    await socket.send_json(event)
            await self.dispatch("RESUMED", {})

    async def _ready(self) -> None:
        self._sequence = 0
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": str(GUILD), "unavailable": True}],
            "session_id": "session-1",
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway",
            "application": {"id": str(APPLICATION), "flags": 0},
            "shard": [0, 1],
        }
        await self.dispatch("READY", ready)
        await self.dispatch("GUILD_CREATE", guild_payload())

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Send an event; one sent while the bot is away is given when it resumes."""
        self._sequence += 1
        payload = {"op": 0, "t": event, "s": self._sequence, "d": data}
        if self._socket is None or self._socket.closed:
            self._missed.append(payload)
        else:
            await self._socket.send_json(payload)

    async def cut(self, code: int = 4000) -> None:
        """Cut the connection."""
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close(code=code)

    async def say(self, content: str) -> int:
        """Send a message of Alice that mentions the bot; return its id."""
        number = next(self._ids)
        message = self._message(number, f"<@{APPLICATION}> {content}", ALICE)
        message["mentions"] = [{**BOT, "member": member_payload()}]
        await self.dispatch("MESSAGE_CREATE", {**message, "member": member_payload()})
        return number

    async def command(self, name: str, *, member: int = 0, **options: str) -> int:
        """Invoke a slash command as Alice, or as one of many members; return the interaction's id."""
        user = {**ALICE, "id": str(MEMBER + member)}
        number = next(self._ids)
        chosen = [{"name": key, "type": 3, "value": value} for key, value in options.items()]
        await self.dispatch(
            "INTERACTION_CREATE",
            {
                "id": str(number),
                "application_id": str(APPLICATION),
                "type": 2,
                "token": f"token-{number}",
                "version": 1,
                "guild_id": str(GUILD),
                "channel_id": str(CHANNEL),
                "channel": {"id": str(CHANNEL), "type": 0, "permissions": "2147483647"},
                "member": {**member_payload(), "user": user, "permissions": "2147483647"},
                "app_permissions": "2147483647",
                "locale": "en-GB",
                "entitlements": [],
                "authorizing_integration_owners": {},
                "context": 0,
                "attachment_size_limit": 10485760,
                "data": {"id": "9", "name": name, "type": 1, "options": chosen},
            },
        )
        return number

    def _message(self, number: int, content: str, author: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": str(number),
            "channel_id": str(CHANNEL),
            "guild_id": str(GUILD),
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
            url = f"ws://127.0.0.1:{self.port}/gateway"
            return answer({"url": url, "shards": 1, "session_start_limit": limit})
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
        return answer(self._message(next(self._ids), content, BOT))


def answer(data: Any, status: int = 200, **headers: str) -> web.Response:
    """Return JSON under the content type that Discord gives it: without a charset."""
    body = json.dumps(data).encode()
    return web.Response(
        body=body, status=status, headers={"Content-Type": "application/json", **headers}
    )


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


def member_payload() -> dict[str, Any]:
    """Return a member without a user."""
    return {
        "roles": [],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
    }


def guild_payload() -> dict[str, Any]:
    """Return the one server: everybody may do everything that needs no trust."""
    return {
        "id": str(GUILD),
        "name": "Press room",
        "owner_id": str(MEMBER),
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "roles": [
            {"id": str(GUILD), "name": "@everyone", "color": 0, "hoist": False, "position": 0,
             "permissions": str((1 << 31) | (1 << 38) | 0x7FFFFFFF & ~8), "managed": False,
             "mentionable": False, "flags": 0, "colors": {"primary_color": 0}}
        ],
        "channels": [
            {"id": str(CHANNEL), "type": 0, "name": "news", "position": 0, "permission_overwrites": [],
             "nsfw": False, "topic": None, "parent_id": None}
        ],
        "members": [{**member_payload(), "user": BOT}],
        "emojis": [], "stickers": [], "threads": [], "presences": [], "voice_states": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [], "features": [],
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
        "afk_timeout": 300, "mfa_level": 0, "nsfw_level": 0, "premium_tier": 0, "system_channel_flags": 0,
        "preferred_locale": "en-US", "premium_progress_bar_enabled": False,
        "joined_at": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip
