"""The chat as people run it: through pipes and on a terminal."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from bot.terminal.session import WELCOME
from config.settings import ROOT
from tests.terminal.examples import BRIDGE
from tests.terminal.pseudo_terminal import plain, terminal


def test_questions_come_through_a_pipe_and_answers_leave_as_plain_text(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/chat.py", "--index", str(folder)],
        cwd=ROOT,
        input=f"{BRIDGE}\n\nand the Thames Post?\n/outlets\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Question: {BRIDGE}\n")
    assert "Question: and the Thames Post?\nI took this as: “" in done.stdout
    assert "3 articles from 2 outlets\n" in done.stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", done.stdout)


def test_a_reader_who_leaves_early_is_no_fault(folder: Path) -> None:
    done = subprocess.run(
        f"yes /outlets | head -n 3000 | {sys.executable} scripts/chat.py --index {folder}"
        " | head -1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("3 articles from 2 outlets\n", "")


def test_a_person_asks_edits_and_leaves_on_a_terminal(folder: Path) -> None:
    with terminal("scripts/chat.py", "--index", str(folder)) as screen:
        screen.until("Ask:")
        assert WELCOME[0] in plain(screen.seen)
        screen.send("How much will the repairs to the bridge xxx\x7f\x7f\x7f\x7f cost?\r")
        screen.until("Snapshot ")
        assert "│ Repairs to the old bridge will cost £2.4 million" in plain(screen.seen)
        assert "\x1b[36m" in screen.seen
        assert "\x1b]8;" in screen.seen
        screen.until("Ask:")
        screen.send("\x03")
        screen.until("Type /quit or press Ctrl-D to leave.")
        screen.until("Ask:")
        screen.send("\x04")
        assert screen.ended() == 0


def test_no_color_holds_on_a_terminal(folder: Path) -> None:
    with terminal("scripts/chat.py", "--index", str(folder), NO_COLOR="1") as screen:
        screen.until("Ask:")
        screen.send(f"{BRIDGE}\r")
        screen.until("Snapshot ")
        answer = screen.seen[screen.seen.index("Quote") :]
        assert not re.findall(r"\x1b\[(?:\d+;)*3[0-7]m", answer)
        screen.send("/quit\r")
        assert screen.ended() == 0
