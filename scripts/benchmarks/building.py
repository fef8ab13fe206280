"""How fast text is analysed, and how long an update takes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from config.outlets import OutletRegistry
from index.building.analysts import analysing
from index.encoders.lazy import build_encoder
from index.values import Article

_GROUP = 64


def analysis_rate(articles: Sequence[Article], *, processes: int) -> dict[str, float]:
    """Split, attribute and cut articles in ``processes`` processes; report MB of text a second."""
    registry = OutletRegistry.load()
    groups = [articles[start : start + _GROUP] for start in range(0, len(articles), _GROUP)]
    size = sum(len(one.body.encode()) for group in groups[processes * 2 :] for one in group)
    encoder = build_encoder("default", threads=1)
    with analysing(registry, encoder, 180, characters=1 << 30, processes=processes) as analyse:
        done = analyse(iter(groups))
        # The first groups start the processes and teach them the words.
        for _ in groups[: processes * 2]:
            next(done)
        started = time.perf_counter()
        for _ in done:
            pass
        seconds = time.perf_counter() - started
    return {"mb_a_second": round(size / 1e6 / seconds, 2), "processes": processes}


def update_times(index: Path, articles: Path, *, encoder: str) -> dict[str, object]:
    """Time an update that finds nothing to do and one that adds an article, on a copy of an
    index."""
    copy = index.with_name(f"{index.name}.benchmark")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(index, copy)
    extra = copy / "extra.json"
    try:
        told: dict[str, object] = {"stamp_s": _build(copy, [articles], encoder)}
        told["nothing_to_do_s"] = _build(copy, [articles], encoder)
        body = (
            "The museum will open its new wing in May. A spokesman told Reuters the work was done."
        )
        extra.write_text(json.dumps({"id": "extra", "title": "New wing", "text": body}))
        told["one_article_more_s"] = _build(copy, [articles, extra], encoder)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return told


def _build(index: Path, articles: Sequence[Path], encoder: str) -> float:
    script = Path(__file__).resolve().parents[1] / "build_index.py"
    command = [
        sys.executable,
        str(script),
        "--index",
        str(index),
        "--articles",
        *map(str, articles),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_surroundings(encoder))
    return round(time.perf_counter() - started, 2)


def _surroundings(encoder: str) -> dict[str, str]:
    import os

    return os.environ | {"WHOSAID_INDEX__ENCODER": encoder}
