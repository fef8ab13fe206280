"""How long a member waits for what is offered while typing: 500 outlets, 100,000 titles."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from types import SimpleNamespace
from typing import Any

from bot.discord.service.desk import Desk
from bot.discord.service.facts import OutletEntry
from bot.discord.service.outlets import OutletList
from bot.discord.service.titles import Listed, title_choices
from bot.serving.own_process import OwnProcess
from scripts.benchmarks.timing import percentiles

_PROBES = 400


class TitledService:
    """As much of an answering service as titles are searched in: an archive of titles."""

    def __init__(self, titles: Sequence[str], count: int) -> None:
        self.archive = self
        self.id = "titles"
        self._titles, self._count = titles, count

    def titles(self) -> Iterator[Listed]:
        """Yield as many titles as are wanted: those given, in turn, each with its number."""
        for number in range(self._count):
            yield str(number), f"{self._titles[number % len(self._titles)]} {number}", "The Paper"

    def close(self) -> None:
        """Let go of nothing."""


def measure(titles: Sequence[str], outlets: Sequence[str], *, count: int) -> dict[str, object]:
    """Type at the options of titles and of outlets as members do, through the service's own process."""
    return asyncio.run(_measure(titles, outlets, count))


async def _measure(titles: Sequence[str], outlets: Sequence[str], count: int) -> dict[str, object]:
    desk = Desk([OwnProcess(partial(TitledService, titles, count))], limit=1)  # type: ignore[arg-type]
    await desk.open()
    entries = tuple(
        OutletEntry(name=name, others=(), articles=number) for number, name in enumerate(outlets)
    )
    facts: Any = SimpleNamespace(last=SimpleNamespace(outlets=entries))
    facts.current = partial(asyncio.sleep, 0, facts.last)
    listed = OutletList(facts)
    nobody: Any = None
    first = await _timed(title_choices(desk, "a"))
    told = {
        "titles": count,
        "outlets": len(outlets),
        "first_ms": round(first * 1e3, 1),
        "title": await _typed(lambda text: title_choices(desk, text), titles),
        "outlet": await _typed(lambda text: listed.choices(nobody, text), outlets),
    }
    desk.close()
    return told


async def _typed(
    offer: Callable[[str], Awaitable[object]], names: Sequence[str]
) -> dict[str, float]:
    """Return how long it takes to offer something for parts of names, their words, and what is none."""
    taken = [await _timed(offer(text)) for text in _probes(names)]
    return {**percentiles(taken), "longest_ms": round(max(taken) * 1e3, 2)}


def _probes(names: Sequence[str]) -> list[str]:
    """Return beginnings of names and of words in them, single letters, and text that is in none."""
    chance, probes = random.Random(1), ["", "zqx", "e", "the "]
    while len(probes) < _PROBES:
        words = chance.choice(names).split()
        rest = " ".join(words[chance.randrange(len(words)) :]) if words else ""
        probes.append(rest[: chance.randint(1, 20)])
    return probes


async def _timed(offer: Awaitable[object]) -> float:
    began = time.perf_counter()
    await offer
    return time.perf_counter() - began
