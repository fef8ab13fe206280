"""Two hundred members asking for a minute: fast answers, a loop that never stalls, memory that stays flat.

What "asking at once" means: all ask in the same instant; from then on each reads an answer for 5 to 15 seconds (the
default cooldown and more) before asking again, for a minute. The crowd, the bot and its answering service
are three processes that share the machine's cores. ``LOAD_TEST_INDEX`` names another archive than the sample,
``LOAD_TEST_QUESTIONS`` a JSONL file with a ``question`` a line.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.discord.running_bot import next_line, program

QUESTIONS = (
    "Why was the Hallow Bridge closed?",
    "How many jobs will Kestrel Ferries cut?",
    "When did the earthquake strike the Skerry islands?",
    "Did the mayor refuse to open the Skerry Regatta?",
    "What was found in a hymn box in Tarnside?",
    "Who won the 1998 world chess title?",
)
PLAN = {"members": 200, "seconds": 60.0, "reading": (5.0, 15.0)}
START_SECONDS, MORE_SECONDS = 180, 90
P95, STALL, GROWTH = 2.0, 0.1, 30.0


@pytest.mark.campaign
async def test_two_hundred_members_ask_for_a_minute(sample_index, tmp_path, capsys) -> None:
    index = os.environ.get("LOAD_TEST_INDEX", str(sample_index))
    plan = PLAN | {"questions": questions()}
    async with program("load_members.py", json.dumps(plan)) as members:
        port = (await next_line(members, 30)).strip()
        async with program("whole_bot.py", port, index, str(tmp_path / "bot.sqlite")) as bot:
            assert await next_line(members, START_SECONDS) == "begun\n"
            crowd = json.loads(await next_line(members, PLAN["seconds"] + MORE_SECONDS))
            bot.send_signal(signal.SIGTERM)
            loop = json.loads(await next_line(bot, 60))
    found = figures(crowd, loop)
    with capsys.disabled():
        print("\n" + "\n".join(f"{name}: {value}" for name, value in found.items()))
    assert set(found["outcomes"]) == {"answered"}
    assert found["p95"] <= P95
    assert found["longest stall"] <= STALL
    assert found["memory grown, MiB"] <= GROWTH


def questions() -> list[str]:
    """Return what members ask, each beginning with another one."""
    file = os.environ.get("LOAD_TEST_QUESTIONS")
    if file is None:
        return list(QUESTIONS)
    return [json.loads(line)["question"] for line in Path(file).read_text("utf-8").splitlines()]


def figures(crowd: dict[str, Any], loop: dict[str, Any]) -> dict[str, Any]:
    """Return what was measured: seconds from question to answer, stalls of the loop, memory."""
    waits = sorted(wait for _, wait, _ in crowd["asked"])
    later = sorted(wait for at, wait, _ in crowd["asked"] if at > 5)
    memory = loop["memory"]
    third = len(memory) // 3
    return {
        "outcomes": dict(Counter(what for _, _, what in crowd["asked"])),
        "p50": round(statistics.median(waits), 3),
        "p95": percentile(waits, 95),
        "p95 after the first five seconds": percentile(later, 95),
        "longest wait": round(waits[-1], 3),
        "longest stall": round(max(loop["late"]), 3),
        "stalls above 50 ms": sum(late > 0.05 for late in loop["late"]),
        "longest work of the loop at a stretch": round(max(loop["busy"]), 3),
        "longest time between heartbeats": round(crowd["beat"], 2),
        "memory grown, MiB": round(max(memory[-third:]) - max(memory[:third]), 1),
        "memory, MiB": round(max(memory)),
    }


def percentile(waits: list[float], part: int) -> float:
    """Return a percentile of sorted seconds."""
    return round(waits[min(len(waits) - 1, len(waits) * part // 100)], 3)
