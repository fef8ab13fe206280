"""A follow-up that names an outlet, misspelt: "and the Gaurdian?"."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.follow_up import FollowUp, completed_as
from bot.conversation.outlets import is_outlet, nearly_named, swapped
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


def with_outlets_meant(follow_up: FollowUp) -> Completed | None:
    """Ask the same of the outlets meant by misspelt names that the question was confined to; None without such."""
    asked, spelt = follow_up.asked, follow_up.spelt
    if spelt is None:
        return None
    known = follow_up.registry
    outlets = tuple(
        name if is_outlet(name, known) else spelt(name) or name for name in asked.outlets
    )
    return completed_as(replace(asked, outlets=outlets)) if outlets != asked.outlets else None
