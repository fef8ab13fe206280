"""A follow-up that names an outlet, misspelt: "and the Gaurdian?"."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.follow_up import FollowUp, completed_as
from bot.conversation.outlets import nearly_named, swapped
from bot.conversation.phrases import outlet_part
from bot.conversation.values import Completed


def in_misspelt_outlet(follow_up: FollowUp) -> Completed | None:
    """Ask the same of a misspelt outlet as it is written, so that the answer asks back about it."""
    part, spelt = outlet_part(follow_up.text), follow_up.spelt
    nearly = nearly_named(part, follow_up.registry, spelt) if part and spelt else None
    if nearly is None or len(nearly) != 1:
        return None
    text = follow_up.last.text
    asked = swapped(text, nearly[0], follow_up.registry, follow_up.seen)
    asked = asked or f"{text.rstrip('?!. ')}, according to {nearly[0]}?"
    return completed_as(replace(follow_up.last, text=asked, outlets=()))
