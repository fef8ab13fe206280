"""Kill builds, cut the power, fill the disk or press Ctrl-C at chosen calls that change files: each in a fork.

Usage: LD_PRELOAD=SHIM python kill_points.py FOLDER SHIM SCENARIO kill|power|full|interrupt [FIRST [STEP]] — SHIM is
the library made from ``fault.c``. Prints one JSON line for each fault (``Outcome``) and a last one with
what an uninterrupted run leads to (``Reference``). Every ``STEP``-th call from the ``FIRST`` on is a
point, from the end where ``FIRST`` is negative (−1: the build has said that it is done). Where it
writes, the process is killed before it and, in another run, half-way through it. Where
the power is cut, what was not synced is lost: all of it, and in another run all but the names of files.

A fork server: everything is imported, read and done once in the parent, which has one thread, and
each build, look and continued build is a fork of that.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import index.building.spool
import index.printings.part
import index.snapshot.postings
from index.building.values import BuildReport
from index.snapshot.archive import Archive
from index.snapshot.layout import current_id
from tests.engine.build_scenarios import SCENARIOS, Act, articles, older_and_old, run
from tests.engine.index_seen import Seen, look, tree_digest
from tests.engine.power_loss import Kept

BEFORE, HALF, FULL, ONCE, INTERRUPT, COUNTED = range(6)
HOW = ("before", "half", "full", "full once", "interrupt")
POWER = ("power", "power, names kept")
_WRITING = ("write", "pwrite", "pwrite64", "fwrite", "sendfile", "sendfile64", "copy_file_range")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One kill and what came after it."""

    point: int
    how: str
    call: str
    told: str
    """What the build said where it was not killed."""
    same_as: int | None
    """An earlier point that left the very same files, whose outcome is this one's too."""
    after: Seen | None
    finished: Seen | None
    embedded: int
    """Passages that the continued build embedded."""
    left: tuple[str, ...]
    """What lies in the index folder when the continued build is done."""
    following: str
    """The snapshot of a further build, with one article more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is found before an uninterrupted run and after it."""

    calls: tuple[str, ...]
    old: Seen | None
    new: Seen | None
    embedded: int
    left: tuple[str, ...]
    following: str


def in_fork(work: Callable[[], object]) -> tuple[int, object]:
    """Run in a fork; return its exit status and what it returned, as JSON can tell it."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            told = json.dumps(work())
        except BaseException as fault:
            told = json.dumps(f"{type(fault).__name__}: {fault}")
        with os.fdopen(write, "w") as pipe:
            pipe.write(told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    status = os.waitpid(child, 0)[1]
    return status, json.loads(told) if told else None


def act_on(folder: Path, act: Act, arm: Callable[[], object] | None = None) -> dict[str, object]:
    if current_id(folder):
        Archive.open(folder)  # notes that the copied files are good, as in an index in use
    if arm:
        arm()
    report = act(folder)
    return {"embedded": report.passages_embedded}


def after_all(folder: Path, act: Act) -> dict[str, object]:
    """Let the build continue; tell what came of it and what lies there."""
    told = act_on(folder, act)
    left = [path.relative_to(folder).as_posix() for path in folder.glob("*")]
    left += [path.relative_to(folder).as_posix() for path in folder.glob("snapshots/*")]
    return told | {"finished": look(folder), "left": sorted(left)}


def follow(folder: Path) -> str | None:
    return run(folder, articles(*range(1, 22), changed=(4, 5))).snapshot


class Killer:
    """Runs one scenario again and again from the same start."""

    def __init__(self, base: Path, shim: str, name: str) -> None:
        self._shim = ctypes.CDLL(shim)
        self._shim.fault_last.restype = ctypes.c_char_p
        self._prepared, self._folder = base / f"{name}-prepared", base / f"{name}-index"
        self._kept = Kept(base / f"{name}-synced")
        prepare, self._act = SCENARIOS[name]
        status, told = in_fork(lambda: prepare(self._prepared) and None)
        assert (status, told) == (0, None), told
        self._states: dict[str, int] = {}
        self.calls = 0

    def _start(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._prepared.exists():
            shutil.copytree(self._prepared, self._folder)

    def _armed(self, point: int, how: int, log: int = -1) -> tuple[int, object]:
        def arm() -> None:
            os.dup2(log, 3) if log >= 0 else None
            self._shim.fault_arm(
                os.fsencode(self._folder), ctypes.c_long(point), how, 3 if log >= 0 else -1
            )

        return in_fork(lambda: act_on(self._folder, self._act, arm))

    def reference(self) -> Reference:
        """Run without a kill."""
        self._start()
        old = in_fork(lambda: look(self._folder))[1]
        journal = self._folder.with_suffix(".calls")
        with journal.open("wb") as log:
            status, told = self._armed(0, COUNTED, log.fileno())
        assert status == 0 and isinstance(told, dict), told
        new = in_fork(lambda: look(self._folder))[1]
        done = in_fork(lambda: after_all(self._folder, lambda _: BuildReport()))[1]
        assert isinstance(done, dict), done
        calls = tuple(journal.read_text().splitlines())
        self.calls = len(calls)
        return Reference(
            calls=calls,
            old=_seen(old),
            new=_seen(new),
            embedded=told["embedded"],
            left=tuple(done["left"]),
            following=str(in_fork(lambda: follow(self._folder))[1]),
        )

    def fault(self, point: int, how: int, call: str) -> Outcome | None:
        """Kill at one call, or fill the disk there; None where the build ended before it."""
        self._start()
        status, told = self._armed(point, how)
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            if isinstance(told, dict) and point > self.calls:
                return None
        return self._outcome(
            {"point": point, "how": HOW[how], "call": call, "told": str(told or "")}
        )

    def power_cut(self, point: int, how: str, call: str) -> Outcome:
        """Cut the power at one call; after the last one, when the build has said that it is done."""
        self._start()
        self._kept.begin(self._folder)
        self._shim.fault_keep(os.fsencode(self._kept.place))
        status, told = self._armed(point, BEFORE)
        self._shim.fault_keep(b"")
        assert os.WIFSIGNALED(status) or (status == 0 and point > self.calls), (status, told)
        self._kept.cut(self._folder, names_kept=how == POWER[1])
        return self._outcome({"point": point, "how": how, "call": call, "told": str(told or "")})

    def _outcome(self, named: dict[str, object]) -> Outcome:
        state = tree_digest(self._folder) if self._folder.exists() else ""
        if state in self._states:
            return Outcome(
                **named,  # type: ignore[arg-type]
                same_as=self._states[state],
                after=None,
                finished=None,
                embedded=0,
                left=(),
                following="",
            )
        self._states[state] = int(str(named["point"]))
        after = in_fork(lambda: look(self._folder))[1]
        done = in_fork(lambda: after_all(self._folder, self._act))[1]
        assert isinstance(done, dict), f"{named}: {done}"
        return Outcome(
            **named,  # type: ignore[arg-type]
            same_as=None,
            after=_seen(after),
            finished=_seen(done["finished"]),
            embedded=done["embedded"],
            left=tuple(done["left"]),
            following=str(in_fork(lambda: follow(self._folder))[1]),
        )


def _seen(told: object) -> Seen | None:
    assert told is None or isinstance(told, dict), told
    return None if told is None else Seen(**told)


def warm_up(base: Path) -> None:
    """Do everything once, so that no fork has to load and prepare what it needs.

    Groups and ranges are made few and small: a small archive then has several of each, and every kind
    of write occurs often enough but not hundreds of times.
    """
    index.building.spool._GROUP_ARTICLES = 4  # type: ignore[attr-defined]
    index.snapshot.postings._RANGES = 4  # type: ignore[attr-defined]
    index.printings.part._RANGES = 4  # type: ignore[attr-defined]
    older_and_old(base / "warm")
    look(base / "warm")
    shutil.rmtree(base / "warm")
    assert len(list(Path("/proc/self/task").iterdir())) == 1, (
        "only a process with one thread may be forked"
    )


def faults(killer: Killer, kind: str, point: int, call: str) -> Iterator[Outcome]:
    """Let what is asked for happen at one call, in every way; nothing where the build ended before it."""
    if kind == "power":
        yield from (killer.power_cut(point, how, call) for how in POWER)
        return
    ways = (BEFORE, HALF) if call.split()[0] in _WRITING else (BEFORE,)
    for how in {"kill": ways, "full": (FULL, ONCE), "interrupt": (INTERRUPT,)}[kind]:
        if outcome := killer.fault(point, how, call):
            yield outcome


def main() -> None:
    base, shim, name, kind = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    first, step = (int(one) for one in (*sys.argv[5:7], "1", "1")[:2])
    # Where the tests run in the background of a shell, Ctrl-C would be ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    warm_up(base)
    killer = Killer(base, shim, name)
    reference = killer.reference()
    end = len(reference.calls) + 2
    for point in range(first if first > 0 else end + first, end, step):
        call = reference.calls[point - 1] if point <= len(reference.calls) else "(the end)"
        for outcome in faults(killer, kind, point, call):
            print(json.dumps(asdict(outcome)), flush=True)
    print(json.dumps(asdict(reference)), flush=True)


if __name__ == "__main__":
    main()
