"""Which presses of buttons are taken: a few at once, then one every two seconds; a double click counts once."""

from __future__ import annotations

import time
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import discord

from bot.discord.admission.cooldowns import Allowance, Cooldowns, wait_words

AT_ONCE = 4
"""Presses of a member that are seen to side by side, and that are taken without a pause."""
SECONDS = 2.0
"""From one press to the next, after those."""
DOUBLE = 0.7
"""Seconds within which a second click on the same button is the same press."""
_QUIET = 5.0
"""Seconds for which one who was told to wait is not told again."""
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Who pressed which button of which message."""

    member: int
    message: int
    button: str

    @classmethod
    def of(cls, interaction: discord.Interaction, button: str) -> Pressed:
        """Return what was pressed."""
        message = interaction.message.id if interaction.message else 0
        return cls(member=interaction.user.id, message=message, button=button)


class Presses:
    """What each member has pressed of late, and what of it is under way."""

    def __init__(self) -> None:
        self._allowance = Allowance(at_once=AT_ONCE, seconds=SECONDS)
        self._told = Cooldowns()
        self._under_way: set[Pressed] = set()
        self._busy: Counter[int] = Counter()
        self._last: OrderedDict[int, tuple[Pressed, float]] = OrderedDict()

    def refusal(self, pressed: Pressed) -> str | None:
        """Return what to say to a press that is not taken, "" for nothing, or None where it is taken.

        Nothing is said to a double click, nor to one who was told to wait already.
        """
        if self._is_double(pressed):
            return ""
        left = self._allowance.wait(pressed.member)
        if self._busy[pressed.member] >= AT_ONCE:
            left = max(left, SECONDS)
        if not left:
            return None
        if self._told.wait(("told", pressed.member), _QUIET):
            return ""
        self._told.start(("told", pressed.member))
        return f"Please wait {wait_words(left)} before you press another button."

    @contextmanager
    def under_way(self, pressed: Pressed) -> Iterator[None]:
        """Note that a press is taken, and that it is being seen to until the block is left."""
        self._allowance.take(pressed.member)
        self._last[pressed.member] = pressed, time.monotonic()
        self._last.move_to_end(pressed.member)
        if len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)
        self._under_way.add(pressed)
        self._busy[pressed.member] += 1
        try:
            yield
        finally:
            self._under_way.discard(pressed)
            self._busy[pressed.member] -= 1
            if not self._busy[pressed.member]:
                del self._busy[pressed.member]

    def _is_double(self, pressed: Pressed) -> bool:
        last, at = self._last.get(pressed.member, (None, 0.0))
        again = last == pressed and time.monotonic() - at < DOUBLE
        return again or pressed in self._under_way
