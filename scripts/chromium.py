"""Photograph a page of simcord's preview in headless Chromium, once it has come to rest."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

_LIGHT = """
:root, #preview-app { color-scheme: light !important; background: #fff !important; color: #313338 !important;
  --discord-bg: #ffffff; --discord-surface: #f2f3f5; --discord-elevated: #e3e5e8; --discord-control: #ebedef;
  --discord-hover: #e0e1e5; --discord-text: #313338; --discord-muted: #5c5e66; --discord-border: #d5d7dc;
  --discord-subtle: #4e5058; --component-surface: #f2f3f5; --component-border: #e1e2e4;
  --button-alt: #e3e5e8; --button-alt-hover: #d7d9dc; --subtle-surface: #e3e5e8; --entity-text: #313338;
  --subtle-surface-text: #313338; --embed-field-name: #060607; }
#preview-app .message-content { color: #313338 !important; } #preview-app a { color: #0064cf !important; }
#preview-app button:not([class*="primary"]) { background: #e3e5e8 !important; color: #313338 !important; }
#preview-app code { background: #e3e5e8 !important; color: #313338 !important; border-color: #d5d7dc !important; }
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

    async def photograph(self, url: str, width: int, *, light: bool, scale: float = 2.0) -> bytes:
        """Return a page's message as PNG, ``scale`` pixels for each of the page's."""
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=4000, deviceScaleFactor=scale, mobile=width < 500,
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
            "Page.captureScreenshot", clip={**box, "scale": 1}, captureBeyondViewport=False
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
