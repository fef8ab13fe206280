"""Ctrl-C while a script's libraries are loaded: nothing is open yet, so the process ends at once.

The exception that Ctrl-C raises otherwise would end in a traceback through whatever was being
imported, or in the words of a library in C. A script calls this before it imports anything large.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

STOPPED = 130
"""The exit code: what shells say of a program that Ctrl-C ended."""
_program = ""


def stop_at_once(program: str) -> None:
    """From now on, Ctrl-C says in one line that the program has stopped, and ends it."""
    global _program
    # Where Ctrl-C is ignored (by nohup, or in the background of a shell) it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        _program = program
        signal.signal(signal.SIGINT, _stop)


def stop_in_order() -> None:
    """From now on, Ctrl-C raises ``KeyboardInterrupt`` again: there is something to put in order."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(number: int, frame: FrameType | None) -> None:
    os.write(2, f"{_program}: stopped\n".encode())
    os._exit(STOPPED)
