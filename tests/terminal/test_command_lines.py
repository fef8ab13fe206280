"""How scripts end, whatever happens: exit codes, and one line instead of a traceback."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.command_line.ending import run_script
from config.settings import ROOT, SettingsError, load_settings
from index.building.update import update_index
from index.errors import Fault, IndexMissing, UsageError
from scripts import ask, attributions, build_index

QUESTION = "Why was the Hallow Bridge closed?"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command_lines") / "an index"
    update_index(load_settings(index={"folder": folder}).index)
    return folder


def _run(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("fault", "code", "told"),
    [
        (UsageError("bad value 3; give 4"), 2, "x.py: bad value 3; give 4\n"),
        (SettingsError("no such setting"), 2, "x.py: no such setting\n"),
        (Fault("ruled out"), 1, "x.py: ruled out\n"),
        (KeyboardInterrupt(), 130, "x.py: stopped\n"),
        (
            MemoryError(),
            1,
            "x.py: there is too little memory; end other programs, or give it more\n",
        ),
        (BrokenPipeError(), 0, ""),
        (
            PermissionError(errno.EACCES, "Permission denied", "/a/b"),
            1,
            "x.py: /a/b cannot be read or written (Permission denied)\n",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            1,
            "x.py: the output could not be written (No space left on device)\n",
        ),
    ],
)
def test_each_way_to_end_has_its_code_and_its_words(
    capsys: pytest.CaptureFixture[str], fault: BaseException, code: int, told: str
) -> None:
    def work() -> int:
        raise fault

    assert run_script("x.py", work) == code
    assert capsys.readouterr().err == told


SCRIPTS = sorted(
    path.name for path in (ROOT / "scripts").glob("*.py") if '"__main__"' in path.read_text("utf-8")
)
SAYS = {"bot.py": "whosaid", "chat.py": "whosaid"}


@pytest.mark.parametrize("script", SCRIPTS)
def test_ctrl_c_while_a_script_is_still_loading_ends_it_in_one_line(script: str) -> None:
    running = subprocess.Popen(
        [sys.executable, "-X", "importtime", f"scripts/{script}"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert running.stderr is not None
    # Every import is told when it is done: the one after bot.command_line.stopping begins the large ones.
    while not running.stderr.readline().endswith(" bot.command_line.stopping\n"):
        assert running.poll() is None
    assert running.stderr.readline().startswith("import time:")
    running.send_signal(signal.SIGINT)
    lines = running.communicate(timeout=60)[1].splitlines()
    told = [line for line in lines if not line.startswith("import time:")]
    assert (running.returncode, told) == (130, [f"{SAYS.get(script, script)}: stopped"])


def test_ctrl_c_while_a_library_is_loaded_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> int:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    assert run_script("x.py", work) == 130
    assert capsys.readouterr().err == "x.py: stopped\n"


def test_a_fault_of_the_program_itself_is_not_hidden() -> None:
    def work() -> int:
        raise ValueError("a mistake of the program")

    with pytest.raises(ValueError, match="a mistake"):
        run_script("x.py", work)


@pytest.mark.parametrize(
    "command",
    [
        ("scripts/ask.py", QUESTION),
        ("scripts/attributions.py", "--json", "--articles", "config/articles"),
    ],
)
def test_a_reader_who_leaves_the_pipe_and_a_full_disk_are_told_apart(
    index: Path, command: Sequence[str]
) -> None:
    archive = () if "attributions" in command[0] else ("--index", str(index))
    closed_reader, writer = os.pipe()
    os.close(closed_reader)
    done = [
        subprocess.run(
            [sys.executable, *command, *archive],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=120,
        )
        for output in (writer, os.open("/dev/full", os.O_WRONLY))
    ]
    assert (done[0].returncode, done[0].stderr) == (0, "")
    name = Path(command[0]).name
    assert (done[1].returncode, done[1].stderr) == (
        1,
        f"{name}: the output could not be written (No space left on device)\n",
    )


def test_ctrl_c_ends_a_long_batch_in_one_line(index: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"question": "{QUESTION}"}}\n' * 2_000)
    running = subprocess.Popen(
        [sys.executable, "scripts/ask.py", "--index", str(index), "--batch", str(batch)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert (running.returncode, told) == (130, "ask.py: stopped\n")


def test_a_question_needs_no_quotation_marks(index: Path) -> None:
    told, _ = _run(
        "scripts/ask.py", "--index", index, "why", "was", "the", "Hallow", "Bridge", "closed"
    )
    assert told.startswith("Quote 1 of ")


@pytest.mark.parametrize("words", [(), ("",), ("?!",), ("Why?", "--batch", "b.jsonl")])
def test_no_question_or_two_of_them_is_wrong_use(
    capsys: pytest.CaptureFixture[str], words: Sequence[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        ask.main(words)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert (said.out, said.err[:14]) == ("", "usage: ask.py ")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no json", "line 2: "),
        ("[1]", "line 2: no question"),
        ('{"question": "Why?", "outlets": "BBC"}', "line 2: outlets 'BBC' is no list of names"),
        (
            '{"question": "Why?", "since": "May"}',
            "line 2: 'May' is no date; write it as 2023-11-15",
        ),
        ('{"question": "Why?", "id": 1.5}', "line 2: id 1.5 is no text"),
    ],
)
def test_a_bad_line_of_a_batch_is_named_before_anything_is_answered(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, told: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"question": "Why?"}}\n{line}\n')
    assert ask.main(["--index", str(index), "--batch", str(batch)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err


def test_where_there_is_no_index_the_command_that_makes_it_is_told_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "not here"
    assert ask.main(["--index", str(folder), QUESTION]) == 2
    told = capsys.readouterr().err
    make = f"python scripts/build_index.py --index '{folder}'"
    assert told == f"ask.py: no index in {folder}; make one with: {make}\n"
    assert str(IndexMissing.of(folder)) in told


def test_what_a_build_left_out_is_told_also_where_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("title,body\n")
    (tmp_path / "bad.json").write_text("{")
    given = ["--index", tmp_path / "index", "--articles", tmp_path]
    _, told = _run("scripts/build_index.py", *given, code=2)
    first, second, third = told.splitlines()
    assert first.startswith(f"skipped {tmp_path}/bad.json: is not JSON")
    assert second == "not read for their endings: .csv 1; README.md says what is"
    assert third.startswith(
        f"build_index.py: no article could be read from what was given: {tmp_path}"
    )


def test_what_is_kept_with_a_note_is_not_called_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"body": "One.", "date": "03/04/21"}, {"title": "T"}]')
    done, told = _run(
        "scripts/build_index.py", "--index", tmp_path / "index", "--articles", tmp_path
    )
    assert told.splitlines() == [
        f"note {tmp_path}/a.json, record 1: the date '03/04/21' can be read two ways, so the article"
        " is kept without one; write it as YYYY-MM-DD",
        f"skipped {tmp_path}/a.json, record 2: has no text; give it a field body, content or text",
    ]
    assert done.startswith("read 1 · new 1 · changed 0 · unchanged 0 · removed 0 · skipped 1 ·")


def test_attributions_of_nothing_readable_are_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.txt"
    assert attributions.main(["--json", "--articles", str(missing)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0] == f"skipped {missing}: does not exist; check the path"
    assert said.err.splitlines()[1].startswith("attributions.py: no article could be read")


def test_an_outlet_without_a_name_is_no_limit(index: Path) -> None:
    shown, _ = _run("scripts/ask.py", "--index", index, "--outlet", "", QUESTION)
    assert shown.startswith("Quote 1 of ")


@pytest.mark.parametrize(
    ("parser", "arguments"),
    [
        (build_index.parser, ["--articles", ""]),
        (build_index.parser, ["--articles", "a", " "]),
        (build_index.parser, ["--index", ""]),
        (ask.parser, ["--index", "", QUESTION]),
        (attributions.parser, ["--articles", ""]),
    ],
)
def test_an_empty_path_does_not_stand_for_the_current_folder(
    parser: Callable[[], ArgumentParser], arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(arguments)
    assert ended.value.code == 2
    assert "the path is empty; name a file or a folder" in capsys.readouterr().err


def test_older_versions_that_were_left_out_are_counted(tmp_path: Path) -> None:
    lines = ('{"id": "a", "body": "Renn is shut."}', '{"id": "a", "body": "Renn is open again."}')
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    told = ("--articles", tmp_path, "--index", tmp_path / "index", "--dry-run")
    out, _ = _run("scripts/build_index.py", *told)
    assert out.splitlines()[0].startswith("read 1 · new 1 · ")
    assert out.splitlines()[0].endswith(" · duplicates 0 · older versions 1")
