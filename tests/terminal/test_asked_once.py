"""A question on the command line goes the way that it goes in the chat."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from config.settings import ROOT
from tests.terminal.examples import BRIDGE


def asked_once(folder: Path, *words: str) -> str:
    command = [sys.executable, "scripts/ask.py", "--index", str(folder), *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_comparison_is_one_also_where_it_is_asked_for_once(folder: Path) -> None:
    text = asked_once(folder, "Compare the Thames Post and the Marlow Courier on the old bridge")
    assert text.startswith("I took this as: “Compare: the old bridge (only The Thames Post and ")
    assert "\nThe Marlow Courier\n" in text and "\nThe Thames Post\n" in text


def test_limits_of_the_command_line_hold_where_a_question_is_asked_once(folder: Path) -> None:
    text = asked_once(folder, BRIDGE, "--outlet", "The Marlow Courier", "--until", "2023-11-14")
    assert text.startswith("Only The Marlow Courier, until 14 November 2023\n")


def test_thanks_are_not_searched_for_where_something_is_asked_once(folder: Path) -> None:
    assert "Snapshot" not in asked_once(folder, "thanks")


def test_a_text_credited_to_an_outlet_that_the_archive_alone_knows_is_checked(folder: Path) -> None:
    text = "“We cannot last until spring,” The Marlow Courier reported"
    command = [sys.executable, "scripts/who_said.py", "--index", str(folder), text]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert "printed in this archive only by The Thames Post" in done.stdout, done.stderr


def test_a_comparison_says_that_days_do_not_confine_it(folder: Path) -> None:
    asked = "Compare the papers on the old bridge"
    text = asked_once(folder, asked, "--since", "2023-11-01", "--until", "2023-11-15")
    assert "\nA comparison looks at all days: “1 to 15 November 2023” is left out.\n" in text
    assert "looks at all days" not in asked_once(folder, asked)
