"""Discord's gateway on the loopback address: shards that identify, beat, are cut and resume."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

APPLICATION = 112233445566778899
GUILD, CHANNEL, MEMBER = 200000000000000001, 200000000000000002, 200000000000000003
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
HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACKNOWLEDGED = 1, 2, 6, 7, 9, 10, 11


def guild_of(shard: int) -> int:
    """Return the one server of a shard: Discord takes the shard from an id's upper bits."""
    return GUILD + (shard << 22)


def channel_of(shard: int) -> int:
    """Return the channel of a shard's server."""
    return CHANNEL + (shard << 22)


@dataclass(slots=True)
class Shard:
    """One shard: its connection, where its session stands, and what was sent while it was away."""

    number: int
    socket: web.WebSocketResponse | None = None
    sequence: int = 0
    missed: list[dict[str, Any]] = field(default_factory=list)
    beats: list[float] = field(default_factory=list)
    """When each heartbeat came, in seconds of the monotonic clock."""
    open: asyncio.Event = field(default_factory=asyncio.Event)
    """Unset, a connection that resumes this shard is taken and not greeted."""

    def gaps(self) -> list[float]:
        """Return the seconds between one heartbeat and the next."""
        return [later - earlier for earlier, later in zip(self.beats, self.beats[1:], strict=False)]


class FakeGateway:
    """Keeps what the bot's shards send: ``received`` all but heartbeats, with the time as ``at``."""

    def __init__(self, *, heartbeat_ms: int, shards: int) -> None:
        self.heartbeat_ms = heartbeat_ms
        self.address = ""
        self.shards = [Shard(number) for number in range(shards)]
        for shard in self.shards:
            shard.open.set()
        self.received: list[dict[str, Any]] = []
        self.connections = 0
        self.away = False
        """Whether connections are refused."""

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Make the gateway known, and an address of its own for each session that is resumed."""
        for path in (
            "/gateway",
            "/gateway/",
            "/gateway/resume/{shard}",
            "/gateway/resume/{shard}/",
        ):
            router.add_get(path, self._connected)

    async def _connected(self, request: web.Request) -> web.StreamResponse:
        if self.away:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        if "shard" in request.match_info:
            await self.shards[int(request.match_info["shard"])].open.wait()
        await _send(socket, HELLO, {"heartbeat_interval": self.heartbeat_ms})
        shard: Shard | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                break
            shard = await self._received(socket, shard, json.loads(message.data))
        if shard is not None and shard.socket is socket:
            shard.socket = None
        return socket

    async def _received(
        self, socket: web.WebSocketResponse, shard: Shard | None, data: dict[str, Any]
    ) -> Shard | None:
        """Take one message of a connection; return the shard that it is of, once that is known."""
        if data["op"] == HEARTBEAT:
            if shard is not None:
                shard.beats.append(time.monotonic())
            await _send(socket, ACKNOWLEDGED, None)
            return shard
        self.received.append({**data, "at": time.monotonic()})
        if data["op"] == IDENTIFY:
            shard = self.shards[data["d"].get("shard", [0, 1])[0]]
            shard.socket = socket
            await self._ready(shard)
        if data["op"] == RESUME:
            shard = self.shards[int(data["d"]["session_id"].removeprefix("session-"))]
            shard.socket = socket
            await self._make_up(shard, data["d"]["seq"])
        return shard

    async def _make_up(self, shard: Shard, last: int) -> None:
        """Give a shard what it missed."""
        missed, shard.missed = shard.missed, []
        for event in missed:
            if event["s"] > last and shard.socket is not None:
                await shard.socket.send_json(event)
        await self.dispatch("RESUMED", {}, shard.number)

    async def _ready(self, shard: Shard) -> None:
        shard.sequence = 0
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": str(guild_of(shard.number)), "unavailable": True}],
            "session_id": f"session-{shard.number}",
            "resume_gateway_url": f"{self.address}/resume/{shard.number}",
            "application": {"id": str(APPLICATION), "flags": 0},
            "shard": [shard.number, len(self.shards)],
        }
        await self.dispatch("READY", ready, shard.number)
        await self.dispatch("GUILD_CREATE", guild_payload(shard.number), shard.number)

    async def dispatch(self, event: str, data: dict[str, Any], shard: int = 0) -> None:
        """Send an event; one sent while the shard is away is given when it resumes."""
        told = self.shards[shard]
        told.sequence += 1
        payload = {"op": 0, "t": event, "s": told.sequence, "d": data}
        if told.socket is None or told.socket.closed:
            told.missed.append(payload)
        else:
            await told.socket.send_json(payload)

    async def tell(self, op: int, data: Any = None, *, shard: int = 0) -> None:
        """Send a shard what is no event: ``RECONNECT`` or ``INVALID`` (a session that is over)."""
        socket = self.shards[shard].socket
        assert socket is not None
        self.shards[shard].socket = None
        await _send(socket, op, data)

    async def cut(self, code: int = 4000, *, shard: int = 0) -> None:
        """Cut a shard's connection."""
        socket, self.shards[shard].socket = self.shards[shard].socket, None
        if socket is not None:
            await socket.close(code=code)


async def _send(socket: web.WebSocketResponse, op: int, data: Any) -> None:
    await socket.send_json({"op": op, "d": data, "s": None})


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


def guild_payload(shard: int) -> dict[str, Any]:
    """Return the one server of a shard: everybody may do everything that needs no trust."""
    guild = str(guild_of(shard))
    return {
        "id": guild,
        "name": "Press room",
        "owner_id": str(MEMBER),
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "roles": [
            {"id": guild, "name": "@everyone", "color": 0, "hoist": False, "position": 0,
             "permissions": str((1 << 31) | (1 << 38) | 0x7FFFFFFF & ~8), "managed": False,
             "mentionable": False, "flags": 0, "colors": {"primary_color": 0}}
        ],
        "channels": [
            {"id": str(channel_of(shard)), "type": 0, "name": "news", "position": 0, "permission_overwrites": [],
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
