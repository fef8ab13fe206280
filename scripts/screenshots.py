"""Draw the pictures of the README: every command in a simulated Discord, photographed in Chromium."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bot.command_line.stopping import stop_at_once

if __name__ == "__main__":
    stop_at_once("screenshots.py")

import argparse
import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import simcord
from PIL import Image

from bot.command_line.ending import run_script
from bot.discord import WhosaidBot
from config.settings import ROOT, Settings, load_settings
from scripts.chromium import Browser, chromium

FOLDER = ROOT / "config" / "screenshots"
WIDTHS = {"desktop": 800, "phone": 400}
_COLOURS = 128
_MOST_BYTES = 130_000
_SCALES = (2.0, 1.5, 1.0)
"""Pixels of a picture for each of the page's; a picture that is too large is taken with fewer."""
Scene = Callable[[Any], Awaitable[Any]]


async def ask(stage: Stage) -> Any:
    """An answer from several outlets."""
    question = "What was found in a hymn box in Tarnside?"
    return await stage.slash("ask", question=question)


async def disputed(stage: Stage) -> Any:
    """Quotes that contradict each other."""
    return await stage.slash("ask", question="Did the mayor refuse to open the Skerry Regatta?")


async def no_answer(stage: Stage) -> Any:
    """A refusal, with the nearest articles."""
    return await stage.slash("ask", question="Who won the 1998 world chess title?")


async def context(stage: Stage) -> Any:
    """The sentences around a quote."""
    answer = await stage.slash("ask", question="Why was the Hallow Bridge closed?")
    return await stage.member.click(answer.response, label="Context")


async def who_said(stage: Stage) -> Any:
    """A quote with one word changed."""
    text = "We looked thrice because we did not believe the first reading"
    return await stage.slash("who-said", text=text)


async def coverage(stage: Stage) -> Any:
    """All outlets on a topic."""
    return await stage.slash("coverage", topic="the earthquake on Skerry")


async def compare(stage: Stage) -> Any:
    """Claims side by side."""
    return await stage.slash("compare", topic="How many jobs will Kestrel Ferries cut?")


async def outlets(stage: Stage) -> Any:
    """The outlets of the archive."""
    return await stage.slash("outlets")


async def article(stage: Stage) -> Any:
    """One article."""
    return await stage.slash("article", title="courier-bridge-reopens")


async def about(stage: Stage) -> Any:
    """The archive and its age."""
    return await stage.slash("about")


async def usage(stage: Stage) -> Any:
    """How to ask."""
    return await stage.slash("help")


async def status(stage: Stage) -> Any:
    """The state of the archive."""
    return await stage.slash("archive status")


async def settings(stage: Stage) -> Any:
    """What holds in a server."""
    return await stage.slash("settings show")


SCENES: dict[str, Scene] = {
    "ask": ask,
    "disputed": disputed,
    "no-answer": no_answer,
    "context": context,
    "who-said": who_said,
    "coverage": coverage,
    "compare": compare,
    "outlets": outlets,
    "article": article,
    "about": about,
    "help": usage,
    "archive": status,
    "settings": settings,
}


class Stage:
    """A server in the simulated Discord, with one member who may do everything."""

    def __init__(self, env: Any) -> None:
        import discord

        self.env = env
        env.backend.bot_user.name = "Whosaid"
        self.guild = env.create_guild("Press room")
        self.channel = self.guild.create_text_channel("news")
        role = self.guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
        self.member = self.guild.add_member(env.create_user("alice"), roles=[role])
        owned = env.bot.settings.discord.model_copy(update={"owners": (self.member.id,)})
        env.bot.settings = env.bot.settings.model_copy(update={"discord": owned})

    async def slash(self, name: str, **options: Any) -> Any:
        """Invoke a command."""
        return await self.member.slash(self.channel, name, **options)


def small(data: bytes) -> bytes:
    """Return a PNG with fewer colours, a fifth of the size."""
    image = Image.open(io.BytesIO(data)).convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


async def draw(
    settings: Settings, names: list[str], folder: Path, looks: list[tuple[str, bool]]
) -> None:
    """Draw the scenes in every look (name of the width, whether light)."""
    async with chromium() as browser, simcord.run(WhosaidBot(settings), settle_timeout=120) as env:
        stage = Stage(env)
        for name in names:
            result = await SCENES[name](stage)
            async with env.preview(
                channel=stage.channel, viewers=[stage.member], presentation_time=datetime.now(UTC)
            ) as preview:
                await preview.show(result)
                for width, light in looks:
                    look = f"{name}-{width}{'-light' if light else ''}.png"
                    data = await taken(browser, preview.url, WIDTHS[width], light=light)
                    (folder / look).write_bytes(data)
                    print(folder / look)


async def taken(browser: Browser, url: str, width: int, *, light: bool) -> bytes:
    """Return a picture of the page, with as many pixels as keep it small enough."""
    for scale in _SCALES:
        data = small(await browser.photograph(url, width, light=light, scale=scale))
        if len(data) <= _MOST_BYTES:
            break
    return data


def main() -> int:
    """Draw; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SCENE", help=f"of {', '.join(SCENES)}")
    parser.add_argument("--index", type=Path, metavar="DIR", help="the index folder")
    parser.add_argument(
        "--output", type=Path, default=FOLDER, metavar="DIR", help="where the pictures go"
    )
    parser.add_argument(
        "--all-looks", action="store_true", help="also light, and as wide as a phone"
    )
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in SCENES]
    if unknown:
        parser.error(f"no such scene: {', '.join(unknown)}")
    looks = [("desktop", False)]
    if options.all_looks:
        looks = [(width, light) for width in WIDTHS for light in (False, True)]
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        settings = load_settings(
            index={"folder": options.index},
            discord={"database": Path(place) / "bot.sqlite", "cooldown_seconds": 0},
        )
        asyncio.run(draw(settings, options.names or list(SCENES), options.output, looks))
    return 0


if __name__ == "__main__":
    sys.exit(run_script("screenshots.py", main))
