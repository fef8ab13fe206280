"""Replies at the terminal and the chat."""

from bot.terminal.printing import make_console
from bot.terminal.replies import render_reply

__all__ = ["make_console", "render_reply"]
