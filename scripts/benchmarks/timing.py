"""Fair timing: alternating rounds in one run, medians, and memory of a process."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

Job = Callable[[], object]


def alternating(jobs: Mapping[str, Job], rounds: int) -> dict[str, float]:
    """Run every job in turn, ``rounds`` times; return each one's median seconds. The first turn
    warms up."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, job in jobs.items():
            started = time.perf_counter()
            job()
            if turn:
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in times.items()}


def percentiles(seconds: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile in milliseconds."""
    taken = np.array(seconds) * 1e3
    return {
        "p50_ms": round(float(np.percentile(taken, 50)), 2),
        "p95_ms": round(float(np.percentile(taken, 95)), 2),
    }


def resident_mib() -> float:
    """Return what this process holds in memory now, mapped files that it touched included."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


def most_resident_mib() -> float:
    """Return the most that this process has held in memory."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
