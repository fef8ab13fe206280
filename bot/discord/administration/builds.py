"""A build of the index in a process of its own: begun, followed, stopped; it outlives the bot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from config.settings import ROOT, Settings
from config.sources import TOKEN, environment_name

_SCRIPT = ROOT / "scripts" / "build_index.py"
_END = "exit code: "
# The shell outlives a stopped build, so that the log always ends with its exit code.
_SHELL = f'trap : TERM INT; "$@"; echo "{_END}$?"'
_TAIL = 4000
_children: dict[int, subprocess.Popen[bytes]] = {}
"""The builds begun by this process, whose ends it has to take note of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildState:
    """How far a build is: its last line, and its exit code once it is over (None: it vanished)."""

    running: bool
    line: str
    code: int | None = None
    summary: tuple[str, ...] = ()


def start_build(settings: Settings, log: Path, *, again: bool) -> int:
    """Start a build of the settings' articles and return its process id."""
    paths = [str(path) for path in settings.index.articles]
    command = [sys.executable, str(_SCRIPT), "--articles", *paths]
    command += ["--index", str(settings.index.folder), "--keep", str(settings.index.keep)]
    if again:
        command.append("--rebuild")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _SHELL, "build", *command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env={**os.environ, **_environment(settings)},
        )
    _children[process.pid] = process
    return process.pid


def _environment(settings: Settings) -> dict[str, str]:
    """Return the variables that give a build what the command line does not: the settings as they are, no token.

    They win over any file. What is not set here must not be taken from one either, so none is read.
    """
    given = {
        "index.encoder": settings.index.encoder,
        "index.outlets": settings.index.outlets or "",
        "index.passage_tokens": settings.index.passage_tokens,
        "answer.threads": settings.answer.threads,
        "discord.token": "",
    }
    named = {environment_name(name): str(value) for name, value in given.items()}
    return {**named, TOKEN: "", "WHOSAID_CONFIG": os.devnull}


def build_state(process: int, log: Path) -> BuildState:
    """Return how far a build is, by its log and its process."""
    # Asked before the log is read: a build that ends in between has then written its end.
    running = alive(process)
    try:
        data = log.read_bytes()[-_TAIL:]
    except OSError:
        data = b""
    lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    if lines and lines[-1].startswith(_END):
        code = int(lines[-1].removeprefix(_END))
        _reap(process)
        return BuildState(running=False, line="", code=code, summary=tuple(lines[:-1][-6:]))
    line = lines[-1] if lines else "starting"
    if running:
        return BuildState(running=True, line=line)
    return BuildState(running=False, line=line, summary=tuple(lines[-6:]))


def stop_build(process: int) -> None:
    """Stop a build: what is finished of it is kept, and the next one goes on from there.

    A build that is over is let be: its number may be that of another process by now.
    """
    if not alive(process):
        return
    try:
        os.killpg(process, signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        return


def alive(process: int) -> bool:
    """Say whether the process is still a build of ours (numbers are used again by the system)."""
    _reap(process)
    if process in _children:
        # Not asked by its name: the system does not know it yet while the process begins.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False
    listed = Path(f"/proc/{process}/cmdline")
    try:
        return _SCRIPT.name.encode() in listed.read_bytes()
    except OSError:
        return not Path("/proc/self").exists()


def _reap(process: int) -> None:
    """Take note of a child's end; a build begun before the bot was restarted is nobody's child here."""
    child = _children.get(process)
    if child is not None and child.poll() is not None:
        del _children[process]


def new_log(settings: Settings) -> Path:
    """Return where the next build writes."""
    name = time.strftime("build-%Y%m%d-%H%M%S.log", time.gmtime())
    return settings.discord.database.parent / "builds" / name
