"""The prompt: editing, history, completion, Ctrl-C and Ctrl-D, at a keyboard and in a pipe."""

from __future__ import annotations

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.terminal.lines import LEAVE, NameCompleter, kept_history, typed_lines
from bot.terminal.loading import Loading

ROOT = Path(__file__).resolve().parents[2]
OUTLETS = ("The Guardian", "The Sun", "Metro", "The Sunday Times")


def completer() -> NameCompleter:
    return NameCompleter(lambda: ("/coverage", "/compare", "/quit"), lambda: OUTLETS)


def completed(typed: str) -> list[str]:
    """Return the whole lines that Tab offers."""
    found = completer().get_completions(Document(typed), CompleteEvent())
    return [typed[: len(typed) + one.start_position] + one.text for one in found]


def typed(keys: str, history: Path) -> list[str]:
    """Return the lines that pressing the keys gives."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys)
        lines = typed_lines(completer(), history, keyboard=keyboard, screen=DummyOutput())
        return list(lines)


CTRL_C, CTRL_D, UP, LEFT = "\x03", "\x04", "\x1b[A", "\x1b[D"


def test_lines_come_one_by_one_until_ctrl_d(tmp_path: Path) -> None:
    assert typed(f"one\rtwo\r{CTRL_D}", tmp_path / "history") == ["one", "two"]


def test_a_line_can_be_edited(tmp_path: Path) -> None:
    assert typed(f"Kng{LEFT}{LEFT}i\r{CTRL_D}", tmp_path / "history") == ["King"]


def test_ctrl_c_clears_the_line_and_tells_how_to_leave(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert typed(f"wrong{CTRL_C}right\r{CTRL_D}", tmp_path / "history") == ["right"]
    assert capsys.readouterr().out == f"{LEAVE}\n"


def test_the_last_line_comes_back_in_the_next_session(tmp_path: Path) -> None:
    history = tmp_path / "deep" / "history"
    typed(f"Who called the King?\r{CTRL_D}", history)
    assert typed(f"{UP}\r{CTRL_D}", history) == ["Who called the King?"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o600


def test_a_pasted_text_of_several_lines_is_one_line(tmp_path: Path) -> None:
    pasted = "\x1b[200~two\nlines\x1b[201~"
    assert typed(f"{pasted}\r{CTRL_D}", tmp_path / "history") == ["two lines"]


def test_a_history_that_cannot_be_kept_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert isinstance(kept_history(tmp_path / "file" / "history"), InMemoryHistory)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/co", ["/coverage", "/compare"]),
        ("/q", ["/quit"]),
        ("what did met", ["what did Metro"]),
        ("what did the sun", ["what did The Sun", "what did The Sunday Times"]),
        ("/coverage the g", ["/coverage The Guardian"]),
        ("and The", ["and The Guardian", "and The Sun", "and The Sunday Times"]),
        ("what did M", []),
        ("nothing like it", []),
        ("", []),
    ],
)
def test_commands_and_outlets_are_completed(line: str, expected: list[str]) -> None:
    assert completed(line) == expected


def test_what_is_loading_can_be_waited_for_and_its_fault_is_handed_on() -> None:
    gate = threading.Event()
    loading = Loading(lambda: gate.wait(10))
    loading.start()
    loading.start()
    assert not loading.ready
    gate.set()
    assert loading.get() is True
    assert loading.ready

    def fault() -> None:
        raise ValueError("no archive")

    failed = Loading(fault)
    with pytest.raises(ValueError, match="no archive"):
        failed.get()
    assert not failed.ready


@pytest.fixture
def empty_index(tmp_path: Path) -> str:
    return str(tmp_path / "none")


def test_without_an_index_the_chat_says_how_to_make_one(empty_index: str) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/chat.py", "--index", empty_index],
        cwd=ROOT,
        input="Who?\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"whosaid: no index in {empty_index}; make one with: python scripts/build_index.py"
        f" --index {empty_index}\n"
    )


def test_an_unknown_setting_stops_the_chat_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text("[answer]\nqoutes = 2\n")
    done = subprocess.run(
        [sys.executable, "scripts/chat.py", "--config", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        f"whosaid: answer.qoutes ({file}) is not a setting. Did you mean answer.quotes?\n"
    )
