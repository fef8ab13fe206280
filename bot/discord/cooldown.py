"""How long a member, or a whole server, waits between questions."""

from __future__ import annotations

import math
import time
from collections import OrderedDict

_REMEMBERED = 50_000


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
        self._last[key] = time.monotonic()
        self._last.move_to_end(key)
        while len(self._last) > _REMEMBERED:
            self._last.popitem(last=False)


def wait_words(seconds: float) -> str:
    """Say a wait in whole seconds, rounded up: "1 second", "2 minutes"."""
    whole = math.ceil(seconds)
    number, unit = (whole, "second") if whole < 120 else (math.ceil(whole / 60), "minute")
    return f"{number} {unit}{'' if number == 1 else 's'}"
