"""Fetching a feed that an admin names: from the public web alone, within bounds of size and time."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import ssl
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from bot.discord.administration.additions import MOST_BYTES, Addition
from bot.discord.rendering.links import safe_url
from index.errors import UsageError

_SECONDS = 20
_REDIRECTS = 4


async def fetch_feed(address: str) -> Addition:
    """Fetch a feed. Raises ``UsageError`` for what is not on the public web, too large or not there."""
    url = safe_url(address.strip())
    if url is None:
        raise UsageError("that is no address of a feed: it must begin with https:// or http://")
    connector = aiohttp.TCPConnector(resolver=PublicResolver())
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            data = await _fetched(session, url)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as lost:
        # A ValueError comes of addresses that no rule for them allows, given or redirected to.
        raise UsageError(f"the feed cannot be fetched: {_why(lost)}") from lost
    return Addition(name=f"{urlsplit(url).hostname}.xml", data=data)


def _why(lost: Exception) -> str:
    """Say in plain words why a feed cannot be fetched."""
    if isinstance(lost, aiohttp.ClientResponseError):
        return f"its server answered with the error {lost.status}"
    if isinstance(lost, aiohttp.ClientConnectorDNSError):
        return "there is no such host on the public web"
    if isinstance(lost, TimeoutError):
        return f"it took longer than {_SECONDS} seconds"
    if isinstance(lost, ssl.SSLError):
        return "its server has no valid certificate"
    if isinstance(lost, ValueError):
        return "it stands at, or leads to, what is no web address"
    return "its server cannot be reached, or broke off"


async def _fetched(session: aiohttp.ClientSession, url: str) -> bytes:
    """Follow a few redirects by hand: aiohttp resolves no address that is given in numbers."""
    for _ in range(_REDIRECTS):
        if not _may_be_public(urlsplit(url).hostname or ""):
            raise UsageError("the feed is not on the public web")
        async with session.get(url, allow_redirects=False) as response:
            if response.status in (301, 302, 303, 307, 308):
                url = safe_url(urljoin(url, response.headers.get("Location", ""))) or ""
                continue
            response.raise_for_status()
            data = bytearray()
            async for part in response.content.iter_chunked(1 << 16):
                data += part
                if len(data) > MOST_BYTES:
                    raise UsageError(f"the feed is larger than {MOST_BYTES >> 20} MiB")
            return bytes(data)
    raise UsageError("the feed redirects too often")


def _may_be_public(host: str) -> bool:
    """Say whether a host is a name (which is then resolved) or a public address in numbers."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return bool(re.search("[a-z]", host, re.IGNORECASE))


class PublicResolver(aiohttp.abc.AbstractResolver):
    """Resolves names to public addresses only, so that no member can make the bot look inside its network."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[Any]:
        """Return the public addresses of a host. Raises ``OSError`` where it has none."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, family=family)
        public = [
            {
                "hostname": host,
                "host": address[0],
                "port": port,
                "family": kind,
                "proto": 0,
                "flags": 0,
            }
            for kind, _, _, _, address in found
            if ipaddress.ip_address(address[0]).is_global
        ]
        if not public:
            raise OSError(f"{host} has no public address")
        return public

    async def close(self) -> None:
        """Nothing is held."""
