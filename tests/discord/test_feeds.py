"""Fetching a feed that an admin names: from the public web only, of a bounded size, after few redirects."""

from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp import web

from bot.discord.administration import feeds
from bot.discord.administration.additions import Addition, keep
from bot.discord.administration.feeds import fetch_feed
from config.settings import load_settings
from index.errors import UsageError

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Skerry Standard</title>
<link>https://skerry.example</link><item><title>Lighthouse of Skerry painted green</title>
<link>https://skerry.example/green</link><pubDate>Sat, 01 Jun 2024 09:00:00 GMT</pubDate>
<description>The lighthouse of Skerry was painted green on Saturday, its keeper said. It was the only paint left.
</description></item></channel></rss>"""


@pytest.fixture
async def site(monkeypatch):
    """A web site on the loopback address, which "feeds.example" alone stands for; the address of its pages."""

    async def page(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name == "loop":
            raise web.HTTPFound("/loop")
        if name == "away":
            raise web.HTTPFound("/feed")
        if name == "inside":
            raise web.HTTPFound(f"http://127.0.0.1:{port}/feed")
        if name == "gone":
            raise web.HTTPNotFound
        if name == "nowhere":
            return web.Response(status=302, headers={"Location": "http://[x"})
        return web.Response(text=FEED if name == "feed" else "x" * ((8 << 20) + 1))

    app = web.Application()
    app.router.add_get("/{name}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]

    class Known(feeds.PublicResolver):
        async def resolve(self, host, port=0, family=socket.AF_INET):
            if host != "feeds.example":
                return await super().resolve(host, port, family)
            return [
                {"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET,
                 "proto": 0, "flags": 0}
            ]  # fmt: skip

    monkeypatch.setattr(feeds, "PublicResolver", Known)
    yield f"http://feeds.example:{port}"
    await runner.cleanup()


async def test_a_feed_is_fetched_and_kept_where_builds_read(site, tmp_path) -> None:
    (tmp_path / "articles").mkdir()
    settings = load_settings(dotenv=None, index={"articles": [tmp_path / "articles"]})
    fetched = await fetch_feed(f"{site}/feed")
    assert fetched == Addition(name="feeds.example.xml", data=FEED.encode())
    added = await asyncio.to_thread(keep, settings, [fetched])
    assert (added.articles, added.problems) == (1, ())
    (kept,) = (tmp_path / "articles" / "added").iterdir()
    assert kept.read_text() == FEED


async def test_a_redirect_is_followed(site) -> None:
    assert (await fetch_feed(f"{site}/away")).data == FEED.encode()


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("inside", "not on the public web"),
        ("loop", "redirects too often"),
        ("large", "larger than 8 MiB"),
        ("gone", r"cannot be fetched: its server answered with the error 404$"),
        ("nowhere", r"cannot be fetched: it stands at, or leads to, what is no web address$"),
    ],
)
async def test_what_is_no_feed_of_the_public_web_is_refused_and_says_why(site, page, why) -> None:
    with pytest.raises(UsageError, match=why):
        await fetch_feed(f"{site}/{page}")


async def test_an_address_that_no_host_can_have_is_refused(site) -> None:
    with pytest.raises(UsageError, match="cannot be fetched"):
        await fetch_feed(f"https://{'a' * 70}.example/feed")
