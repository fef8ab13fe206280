"""Draw the pictures of the README: every command in a simulated Discord, photographed in Chromium."""

from __future__ import annotations

import argparse
import asyncio
import base64
import io
import itertools
import json
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import aiohttp
import simcord
from PIL import Image

from bot.discord import WhosaidBot
from config.settings import ROOT, Settings, load_settings

FOLDER = ROOT / "config" / "screenshots"
WIDTHS = {"desktop": 800, "phone": 400}
_COLOURS = 128
_LIGHT = """
:root, #preview-app { color-scheme: light !important; background: #fff !important; color: #313338 !important;
  --discord-bg: #ffffff; --discord-surface: #f2f3f5; --discord-elevated: #e3e5e8; --discord-control: #ebedef;
  --discord-hover: #e0e1e5; --discord-text: #313338; --discord-muted: #5c5e66; --discord-border: #d5d7dc;
  --discord-subtle: #4e5058; --component-surface: #f2f3f5; --component-border: #e1e2e4;
  --button-alt: #e3e5e8; --button-alt-hover: #d7d9dc; --subtle-surface: #e3e5e8; --entity-text: #313338;
  --subtle-surface-text: #313338; --embed-field-name: #060607; }
#preview-app .message-content { color: #313338 !important; } #preview-app a { color: #0064cf !important; }
#preview-app button:not([class*="primary"]) { background: #e3e5e8 !important; color: #313338 !important; }
"""
_PLAIN = """[data-workbench] { display: none !important; } .preview-workspace { display: block !important; }
html, body, #preview-shell, #preview-shell *:has(#focused-content), #focused-content {
  height: auto !important; min-height: 0 !important; max-height: none !important; overflow: visible !important; }
#preview-app button { opacity: 1 !important; }"""
_STYLE = """document.addEventListener('DOMContentLoaded', () => {
  const style = document.createElement('style');
  style.id = 'whosaid-style';
  style.textContent = STYLE;
  document.head.appendChild(style);
});"""
_STATE = """({
  page: document.readyState, preview: window.simcordPreview && window.simcordPreview.ready,
  style: !!document.querySelector('#whosaid-style'), sheets: document.styleSheets.length,
  fonts: document.fonts.status, images: [...document.images].filter(one => !one.complete).length,
  buttons: document.querySelectorAll('#focused-content button:disabled').length,
})"""
# Nothing until page, fonts, style sheets and pictures are there and the message has the width of the page.
_BOX = f"""(() => {{
  const state = {_STATE};
  if (state.page !== 'complete' || !state.preview || !state.style || state.fonts !== 'loaded'
      || state.images || state.buttons) return null;
  const bench = document.querySelector('[data-workbench]');
  if (bench && getComputedStyle(bench).display !== 'none') return null;
  if (![...document.styleSheets].some(one => (one.href || '').endsWith('/preview.css'))) return null;
  const app = document.querySelector('#preview-app');
  const one = app.querySelector('#focused-content') || app;
  const r = one.getBoundingClientRect();
  if (app.getBoundingClientRect().width < window.innerWidth * 0.8 || r.height < 20) return null;
  return {{x: Math.max(0, r.x - 8), y: Math.max(0, r.y - 8), width: r.width + 16, height: r.height + 16}};
}})()"""
Scene = Callable[[Any], Awaitable[Any]]


async def ask(stage: Stage) -> Any:
    """An answer from several outlets."""
    return await stage.slash("ask", question="Why was the Hallow Bridge closed?")


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

    async def slash(self, name: str, **options: Any) -> Any:
        """Invoke a command."""
        return await self.member.slash(self.channel, name, **options)


class Browser:
    """Headless Chromium, driven over its debugging socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the DevTools protocol and return its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        async for message in self._socket:
            data = message.json()
            if data.get("id") == number:
                if "error" in data:
                    raise RuntimeError(f"{method}: {data['error']['message']}")
                return dict(data["result"])
        raise RuntimeError(f"{method}: the browser has gone")

    async def evaluate(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        result = await self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        return result["result"].get("value")

    async def photograph(self, url: str, width: int, *, light: bool) -> bytes:
        """Return a page's message as PNG."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=2400, deviceScaleFactor=2, mobile=width < 500,
        )  # fmt: skip
        await self.call("Page.enable")
        await self.call("Page.setBypassCSP", enabled=True)
        # Beside the page's own style before anything is laid out, not some time after it.
        style = json.dumps(_PLAIN + (_LIGHT if light else ""))
        added = await self.call(
            "Page.addScriptToEvaluateOnNewDocument", source=_STYLE.replace("STYLE", style)
        )
        await self.call("Page.navigate", url="about:blank")
        await self.call("Page.navigate", url=url)
        box = await self._settled(url)
        await self.call("Page.removeScriptToEvaluateOnNewDocument", **added)
        shot = await self.call(
            "Page.captureScreenshot", clip={**box, "scale": 1}, captureBeyondViewport=True
        )
        return base64.b64decode(shot["data"])

    async def _settled(self, url: str) -> dict[str, float]:
        """Return where the message is, once all is loaded and has not moved for a while.

        Raises ``RuntimeError`` where that does not come about.
        """
        last, still = None, 0
        for _ in range(600):
            box = await self.evaluate(_BOX)
            still = still + 1 if box and box == last else 0
            if still >= 5:
                return dict(box)
            last = box
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{url} does not come to rest: {await self.evaluate(_STATE)}")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start Chromium. Raises ``RuntimeError`` where there is none."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise RuntimeError("Chromium is not installed (Debian, Ubuntu: apt install chromium)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--remote-debugging-port=0", f"--user-data-dir={profile}", "about:blank",
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            port = await _port(Path(profile))
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as response:
                    pages = [one for one in await response.json() if one["type"] == "page"]
                url = pages[0]["webSocketDebuggerUrl"]
                async with session.ws_connect(url, max_msg_size=1 << 28) as socket:
                    yield Browser(socket)
        finally:
            process.terminate()
            await process.wait()


async def _port(profile: Path) -> int:
    note = profile / "DevToolsActivePort"
    for _ in range(200):
        if note.is_file() and note.read_text().strip():
            return int(note.read_text().splitlines()[0])
        await asyncio.sleep(0.1)
    raise RuntimeError("Chromium did not start")


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
                    data = await browser.photograph(preview.url, WIDTHS[width], light=light)
                    look = f"{name}-{width}{'-light' if light else ''}.png"
                    (folder / look).write_bytes(small(data))
                    print(folder / look)


def main() -> int:
    """Draw; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="SCENE", help=f"of {', '.join(SCENES)}")
    parser.add_argument("--index", type=Path, metavar="DIR", help="the index folder")
    parser.add_argument("--output", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--all-looks", action="store_true", help="light and phone width too")
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
    sys.exit(main())
