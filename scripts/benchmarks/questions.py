"""How long a question takes, alone, thirty-two at once and from a cold start."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.service import AnsweringService
from bot.values import Question
from config.settings import load_settings
from scripts.benchmarks.timing import percentiles, resident_mib

_AT_ONCE = 32


def measure(index: Path, questions: Sequence[str], *, threads: int) -> dict[str, object]:
    """Answer every question alone, then thirty-two at once, from the index given."""
    started = time.perf_counter()
    service = AnsweringService(load_settings(index={"folder": index}, answer={"threads": threads}))
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
        "at_once": _at_once(service, questions),
        "resident_mib": resident_mib(),
    }
    service.close()
    return told


def _at_once(service: AnsweringService, questions: Sequence[str]) -> dict[str, float]:
    batches = [questions[start : start + _AT_ONCE] for start in range(0, len(questions), _AT_ONCE)]
    batches = [batch for batch in batches if len(batch) == _AT_ONCE][:8]
    if not batches:
        return {}
    service.forget()
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        for batch in batches:
            halves = [batch[::2], batch[1::2]]
            list(
                pool.map(lambda half: service.answer_many([Question(text=t) for t in half]), halves)
            )
    seconds = time.perf_counter() - started
    return {"answers_a_second": round(len(batches) * _AT_ONCE / seconds, 1)}


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
