"""How long a member, or a whole server, waits between questions and between buttons."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import TypeVar

_REMEMBERED = 50_000

Key = TypeVar("Key", bound=Hashable)


class Cooldowns:
    """Remembers when each key last asked; the oldest are forgotten, so memory stays bounded."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, int], float] = OrderedDict()

    def wait(self, key: tuple[str, int], seconds: float) -> float:
        """Return how many seconds the key still has to wait: 0.0 where it may ask now."""
        last = self._last.get(key)
        return max(0.0, last + seconds - time.monotonic()) if last is not None else 0.0

    def start(self, key: tuple[str, int]) -> None:
        """Note that the key asks now."""
        _remember(self._last, key, time.monotonic())


class Allowance:
    """Lets each key do a few things at once, and from then on one every so many seconds.

    All that is kept of a key is when its allowance will be whole again (the generic cell rate algorithm).
    """

    def __init__(self, *, at_once: int, seconds: float) -> None:
        self._spare = (at_once - 1) * seconds
        self._seconds = seconds
        self._whole: OrderedDict[int, float] = OrderedDict()

    def wait(self, key: int) -> float:
        """Return how many seconds the key still has to wait: 0.0 where it may go on now."""
        return max(0.0, self._whole.get(key, 0.0) - self._spare - time.monotonic())

    def take(self, key: int) -> None:
        """Note that the key does something now."""
        begin = max(self._whole.get(key, 0.0), time.monotonic())
        _remember(self._whole, key, begin + self._seconds)


def _remember(kept: OrderedDict[Key, float], key: Key, moment: float) -> None:
    kept[key] = moment
    kept.move_to_end(key)
    while len(kept) > _REMEMBERED:
        kept.popitem(last=False)


def wait_words(seconds: float) -> str:
    """Say a wait in whole seconds, rounded up: "1 second", "2 minutes"."""
    whole = math.ceil(seconds)
    number, unit = (whole, "second") if whole < 120 else (math.ceil(whole / 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"
