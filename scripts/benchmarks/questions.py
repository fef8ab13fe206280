"""How long a question takes, alone, thirty-two at once and from a cold start."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bot.serving.own_process import Lane, OwnProcess
from bot.serving.service import AnsweringService
from bot.values import Question
from config.settings import Settings, load_settings
from scripts.benchmarks.timing import percentiles, resident_mib

_AT_ONCE = 32


def measure(index: Path, questions: Sequence[str], *, threads: int) -> dict[str, object]:
    """Answer every question alone, then thirty-two at once, from the index given."""
    started = time.perf_counter()
    settings = load_settings(index={"folder": index}, answer={"threads": threads})
    service = AnsweringService(settings)
    service.answer(Question(text=questions[0]))
    first = time.perf_counter() - started
    for text in questions[:20]:
        service.answer(Question(text=text))
    service.forget()
    alone = []
    for text in questions:
        began = time.perf_counter()
        service.answer(Question(text=text))
        alone.append(time.perf_counter() - began)
    told = {
        "passages": service.archive.counts.passages,
        "first_answer_s": round(first, 2),
        "one": percentiles(alone),
        "resident_mib": resident_mib(),
    }
    service.close()
    return told | {"at_once": _at_once(settings, questions)}


def _at_once(settings: Settings, questions: Sequence[str]) -> dict[str, float]:
    """Answer thirty-two together, in as many processes as the bot answers in."""
    batches = [questions[start : start + _AT_ONCE] for start in range(0, len(questions), _AT_ONCE)]
    batches = [batch for batch in batches if len(batch) == _AT_ONCE][:8]
    if not batches:
        return {}
    count = min(settings.discord.processes, os.cpu_count() or 1)
    places = [OwnProcess(partial(AnsweringService, settings)) for _ in range(count)]
    for place in places:
        place.call(Lane.ANSWERING, _answer, questions[:20])
        place.call(Lane.ANSWERING, AnsweringService.forget)
    started = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        for batch in batches:
            parts = [batch[number::count] for number in range(count)]
            list(
                pool.map(
                    lambda place, part: place.call(Lane.ANSWERING, _answer, part), places, parts
                )
            )
    seconds = time.perf_counter() - started
    for place in places:
        place.close()
    return {"answers_a_second": round(len(batches) * _AT_ONCE / seconds, 1), "processes": count}


def _answer(service: AnsweringService, texts: Sequence[str]) -> None:
    service.answer_many([Question(text=text) for text in texts])


def cold_start(index: Path, question: str, *, times: int) -> dict[str, object]:
    """Time ``scripts/ask.py`` from its start to its end, in a process of its own each time."""
    script = Path(__file__).resolve().parents[1] / "ask.py"
    command = [sys.executable, str(script), "--index", str(index), "--json", question]
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    return {"median_s": round(statistics.median(taken[1:]), 2)}
