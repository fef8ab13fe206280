"""A pseudo terminal to run a program on, with what a real one answers."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Terminal:
    """A program on a pseudo terminal of 80 columns."""

    def __init__(self, arguments: list[str], environment: dict[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
            preexec_fn=_take_the_terminal,
        )
        os.close(slave)
        self.seen = ""
        self._read_to = 0
        self._answered = 0

    def send(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def until(self, words: str, seconds: float = 60) -> str:
        """Read until the words are shown after all that was waited for before."""
        self._read(
            lambda: words in plain(self.seen)[self._read_to :], f"{words!r} was not shown", seconds
        )
        self._read_to = plain(self.seen).index(words, self._read_to) + len(words)
        return plain(self.seen)

    def ended(self, seconds: float = 60) -> int:
        """Read to the end and return the exit code."""
        self._read(lambda: self._process.poll() is not None, "it did not end", seconds)
        return self._process.returncode

    def close(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _read(self, done: Callable[[], bool], complaint: str, seconds: float) -> None:
        """Read on until done; answer the program's questions about the cursor's place."""
        deadline = time.monotonic() + seconds
        ended = False
        while not done():
            assert not ended, f"{complaint} before the end; seen: {self.seen!r}"
            assert time.monotonic() < deadline, f"{complaint}; seen: {self.seen!r}"
            ended = self._process.poll() is not None
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    got = os.read(self._master, 65_536).decode("utf-8", "replace")
                except OSError:
                    got = ""  # Linux says EIO once the other side is closed
                self.seen += got
                while self._answered < self.seen.count("\x1b[6n"):
                    self.send("\x1b[1;1R")
                    self._answered += 1


def _take_the_terminal() -> None:
    """Make the terminal the program's own, so that Ctrl-C reaches it."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def plain(text: str) -> str:
    """Take away what a terminal obeys."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>]", "", text)


@contextmanager
def terminal(*arguments: str, **environment: str) -> Iterator[Terminal]:
    one = Terminal(list(arguments), environment)
    try:
        yield one
    finally:
        one.close()
