"""What a member is told when something goes wrong: a fixed text and a number; the details go to the log."""

from __future__ import annotations

import secrets

import discord
import structlog

from bot.discord.admission import door
from bot.discord.service.desk import DeskFull

_log = structlog.get_logger("whosaid.discord")

TEXT = (
    "Something went wrong on my side. Please try again; if it happens again, tell those who run me this "
    "reference: {reference}."
)
GONE = "The message that this was about has gone. Please ask again."


def report(fault: BaseException, **where: object) -> str:
    """Write a fault to the log under a new reference number and return the text for the member.

    A full queue is no fault, and a message that Discord no longer takes is noted in a line.
    """
    if isinstance(fault, DeskFull):
        return door.full_words(fault.waiting)
    reference = secrets.token_hex(4)
    if isinstance(fault, (discord.NotFound, discord.Forbidden)):
        unsent(fault, reference=reference, **where)
        if isinstance(fault, discord.NotFound):
            return GONE
    else:
        _log.error("fault", reference=reference, exc_info=fault, **where)
    return TEXT.format(reference=reference)


def unsent(lost: discord.HTTPException, **where: object) -> None:
    """Note that Discord did not take a message: the question is gone, or a permission is missing."""
    _log.warning("unsent", status=lost.status, code=lost.code, **where)
