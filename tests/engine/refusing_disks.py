"""Build on disks that are full, read-only or not permitted; print what was said, as JSON.

Usage: python refusing_disks.py full|read-only|permission|unreadable FOLDER. The first two mount over FOLDER: run
them in a mount namespace of their own (``unshare --mount``).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import index.building.build
from index.snapshot.archive import Archive
from tests.engine.build_scenarios import NEW, older_and_old, roll_back, run
from tests.engine.index_seen import look
from tests.engine.kill_points import in_fork, warm_up

SIZES = range(16, 320, 16)
"""KiB of room. The new snapshot and the work on it need a few hundred."""


def mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)


def refused(folder: Path) -> list[object]:
    """Return what a build said, and what a reader then finds."""
    return [in_fork(lambda: run(folder, NEW).snapshot)[1], in_fork(lambda: look(folder))[1]]


def full(base: Path) -> list[object]:
    """Build with ever more room; after each refusal make room and build again."""
    index.building.build._SPACE_SPARE = index.building.build._SPACE_PER_CHARACTER = 0  # type: ignore[attr-defined]
    told: list[object] = []
    for kibibytes in SIZES:
        mount(base, f"size={kibibytes}k")
        first = refused(base / "index")
        subprocess.run(["mount", "-o", "remount,size=64m", base], check=True)
        told.append({"room": kibibytes, "first": first, "then": refused(base / "index")})
        subprocess.run(["umount", base], check=True)
    return told


def read_only(base: Path) -> list[object]:
    mount(base, "size=64m")
    in_fork(lambda: older_and_old(base / "index") and None)
    before = in_fork(lambda: look(base / "index"))[1]
    subprocess.run(["mount", "-o", "remount,ro", base], check=True)
    rolled = in_fork(lambda: roll_back(base / "index") and None)[1]
    return [before, refused(base / "index"), rolled, in_fork(lambda: run(base / "new", NEW))[1]]


def permission(base: Path) -> list[object]:
    in_fork(lambda: older_and_old(base / "index") and None)
    for path in (base, *base.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.setuid(65534)
    return [refused(base / "index"), in_fork(lambda: run(base / "new", NEW))[1]]


def unreadable(base: Path) -> list[object]:
    """Close an index to its reader, and then one file of each snapshot; return what is said."""
    index = base / "index"
    in_fork(lambda: older_and_old(index) and None)
    told = []
    for closed in ([index], [*index.glob("snapshots/*/archive.sqlite")]):
        modes = [one.stat().st_mode for one in closed]
        for one in closed:
            one.chmod(0)
        told.append(in_fork(lambda: opened_by_nobody(index))[1])
        for one, mode in zip(closed, modes, strict=True):
            one.chmod(mode)
    return told


def opened_by_nobody(index: Path) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)
    Archive.open(index)


def main() -> None:
    base = Path(sys.argv[2])
    warm_up(base)
    told = {
        "full": full,
        "read-only": read_only,
        "permission": permission,
        "unreadable": unreadable,
    }[sys.argv[1]](base)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
