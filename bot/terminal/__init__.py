"""Replies at the terminal and the chat. Importing a name loads only what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.terminal.press import render_comparison, render_coverage, render_who_said
    from bot.terminal.printing import make_console
    from bot.terminal.replies import render_reply

__all__ = [
    "make_console",
    "render_comparison",
    "render_coverage",
    "render_reply",
    "render_who_said",
]

_HOME = {
    "make_console": "printing",
    "render_comparison": "press",
    "render_coverage": "press",
    "render_reply": "replies",
    "render_who_said": "press",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
