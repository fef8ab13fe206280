"""Members who ask at a fake Discord, each in a loop: ask, wait for the answer, read it, ask again.

Run as a program, apart from the bot: ``load_members.py '{"members": 200, "seconds": 60, …}'``. It prints the port that
it listens on, then, when all is over, one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections import defaultdict
from typing import Any

from tests.discord.fake_discord import FakeDiscord

PATIENCE = 30.0
"""Seconds after which a member gives up on an answer."""


class Crowd(FakeDiscord):
    """A Discord that tells each member when the answer is there."""

    def __init__(self) -> None:
        super().__init__(heartbeat_ms=1000)
        # Made by whoever comes first: the member who waits, or the answer.
        self.answers: defaultdict[str, asyncio.Future[str]] = defaultdict(
            lambda: asyncio.get_running_loop().create_future()
        )

    async def _rest(self, request: Any) -> Any:
        response = await super()._rest(request)
        told = self.requests.pop()
        parts = told.path.split("/")
        if told.method == "PATCH" and told.path.endswith("/messages/@original"):
            self._told(parts[3], "answered" if told.body.get("embeds") else "refused")
        if told.path.endswith("/callback") and told.body["type"] == 4:
            self._told(parts[3], "refused")
        return response

    def _told(self, token: str, what: str) -> None:
        if not self.answers[token].done():
            self.answers[token].set_result(what)


async def member(far: Crowd, number: int, plan: dict[str, Any], begun: float) -> list[Any]:
    """Ask until the time is over; return for each question when it was asked, how long it took, what came."""
    chance, asked = random.Random(number), []
    turn = number
    while time.monotonic() - begun < plan["seconds"]:
        at = time.monotonic()
        question = plan["questions"][turn % len(plan["questions"])]
        token = f"token-{await far.command('ask', member=number, question=question)}"
        try:
            what = await asyncio.wait_for(asyncio.shield(far.answers[token]), PATIENCE)
        except TimeoutError:
            what = "nothing"
        asked.append((at - begun, time.monotonic() - at, what))
        turn += 1
        await asyncio.sleep(chance.uniform(*plan["reading"]))
    return asked


async def main(plan: dict[str, Any]) -> None:
    """Wait for the bot, let all members ask, and print what came of it."""
    far = Crowd()
    await far.start()
    print(far.port, flush=True)
    await far.until(lambda: far.gateway.received, 120)
    await asyncio.sleep(2)
    print("begun", flush=True)
    begun = time.monotonic()
    asked = await asyncio.gather(
        *(member(far, number, plan, begun) for number in range(plan["members"]))
    )
    found = [one for of_member in asked for one in of_member]
    print(json.dumps({"asked": found, "beat": max(far.gateway.shards[0].gaps())}), flush=True)
    await far.stop()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
