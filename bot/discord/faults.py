"""What a member is told when something goes wrong: a fixed text and a number; the details go to the log."""

from __future__ import annotations

import secrets

import discord
import structlog

_log = structlog.get_logger("whosaid.discord")

TEXT = "Something went wrong on my side. It has been noted under the reference {reference}."


def report(fault: BaseException, **where: object) -> str:
    """Write a fault to the log under a new reference number and return the text for the member."""
    reference = secrets.token_hex(4)
    _log.error("fault", reference=reference, exc_info=fault, **where)
    return TEXT.format(reference=reference)


def unsent(lost: discord.HTTPException, **where: object) -> None:
    """Note that Discord did not take a message: the question is gone, or a permission is missing."""
    _log.warning("unsent", status=lost.status, code=lost.code, **where)
