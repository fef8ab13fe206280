"""Run builds in forked children that are killed at one point each, and see what is left.

Usage: python kill_points.py FOLDER SHIM POINT... — SHIM is the preloaded library, or "-" for points
in Python. Prints one JSON line a point: {"point", "killed", "after", "finished"}; ``after`` is the
snapshot that a reader finds after the kill, ``finished`` the one after building again.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from config.outlets import OutletRegistry
from index.build import BuildPlan, build
from index.encoder import FakeEncoder
from index.snapshot import Archive
from index.update import snapshot_parts
from index.values import Article
from tests.engine.conftest import made_article

REGISTRY = OutletRegistry.load()


def old_articles() -> list[Article]:
    return [made_article(number) for number in range(12)]


def new_articles() -> list[Article]:
    return [made_article(number, version=number == 4) for number in range(2, 80)]


def run(folder: Path, articles: list[Article]) -> str:
    plan = BuildPlan(
        folder=folder, registry=REGISTRY, encoder=FakeEncoder(), parts=snapshot_parts()
    )
    return build(articles, plan).snapshot or ""


def arm(shim: str, point: int) -> None:
    if shim != "-":
        ctypes.CDLL(shim).fault_arm(point)
        return
    left = [point]

    def counted(name: str) -> None:
        real = getattr(os, name)

        def call(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        setattr(os, name, call)

    for name in ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir"):
        counted(name)


def in_child(work: object, *given: object) -> tuple[int, str]:
    """Run in a forked child; return its exit status and what it returned."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            told = str(work(*given))  # type: ignore[operator]
        except BaseException as fault:
            told = f"{type(fault).__name__}: {fault}"
        os.write(write, told.encode()[:4000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read().decode()
    return os.waitpid(child, 0)[1], told


def seen(folder: Path) -> str:
    archive = Archive.open(folder, verify="full")
    for article_id, _ in archive.digests():
        article = archive.article(article_id)
        assert article is not None
        for passage in archive.passages(archive.passage_rows(article_id)):
            assert article.body[passage.start : passage.end] == passage.text
    return archive.id


def killed_build(folder: Path, shim: str, point: int) -> str:
    arm(shim, point)
    return run(folder, new_articles())


def main() -> None:
    base, shim = Path(sys.argv[1]), sys.argv[2]
    prepared = base / "prepared"
    if not prepared.exists():
        in_child(run, prepared, old_articles())
    for point in map(int, sys.argv[3:]):
        folder = base / "index"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(prepared, folder)
        status, _ = in_child(killed_build, folder, shim, point)
        after = in_child(seen, folder)[1]
        finished = in_child(run, folder, new_articles())[1]
        line = {
            "point": point,
            "killed": os.WIFSIGNALED(status),
            "after": after,
            "finished": finished,
        }
        print(json.dumps(line | {"checked": in_child(seen, folder)[1]}), flush=True)
        if not line["killed"]:
            return


if __name__ == "__main__":
    main()
