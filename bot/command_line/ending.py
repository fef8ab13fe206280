"""How every script ends: its exit code, and one line on stderr instead of a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from bot.command_line.stopping import STOPPED, stop_in_order
from config.outlet_files import OutletsError
from config.settings import SettingsError
from index.errors import WhosaidError

DONE = 0
FAULT = 1
WRONG_USE = 2


def run_script(program: str, work: Callable[[], int], *, stopped: str = "stopped") -> int:
    """Do the work of a script and return its exit code.

    Refusals and faults of the program are told in one line. ``stopped`` is said after Ctrl-C. A
    reader who leaves a pipe ("| head") has what he wanted: that is no fault.
    """
    stop_in_order()
    # No output fails for a character that its terminal lacks.
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = work()
        sys.stdout.flush()
    except (WhosaidError, SettingsError, OutletsError) as fault:
        return _told(program, str(fault), getattr(fault, "exit_code", WRONG_USE))
    except KeyboardInterrupt:
        return _told(program, stopped, STOPPED)
    except ImportError as fault:
        # A library in C tells of Ctrl-C while it is loaded in words of its own.
        if not isinstance(fault.__cause__, KeyboardInterrupt):
            raise
        return _told(program, stopped, STOPPED)
    except MemoryError:
        return _told(
            program, "there is too little memory; end other programs, or give it more", FAULT
        )
    except BrokenPipeError:
        _give_up_output()
        return DONE
    except OSError as fault:
        why = fault.strerror or str(fault)
        if fault.filename is not None:
            return _told(program, f"{fault.filename} cannot be read or written ({why})", FAULT)
        _give_up_output()
        return _told(program, f"the output could not be written ({why})", FAULT)
    return code


def _told(program: str, words: str, code: int) -> int:
    print(f"{program}: {words}", file=sys.stderr)
    return code


def _give_up_output() -> None:
    """Let what is still to be written go nowhere, else Python would complain once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # no real file: a test's or a caller's own
        return
