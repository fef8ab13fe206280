"""Answering, and the Discord bot. ``create_bot`` is loaded when first used: the terminal needs no discord.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.discord import create_bot

__all__ = ["create_bot"]


def __getattr__(name: str) -> Any:
    if name == "create_bot":
        from bot.discord import create_bot

        return create_bot
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
