"""The command line that the press scripts share."""

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.command_line.press import Asked, Command, Opened, run
from config.settings import Settings
from index.errors import UsageError


def open_archive(settings: Settings, given: argparse.Namespace) -> Opened:
    return Opened(find=lambda asked: asked.text.upper(), outlets=frozenset())


COMMAND = Command(
    program="shout.py",
    description="Shout.",
    field="text",
    open=open_archive,
    as_json=lambda found, record_id: {"id": record_id, "found": found},
    render=lambda found, outlets: print(found),
)


def test_a_text_is_looked_up_and_rendered(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(COMMAND, ["no", "contact"]) == 0
    assert capsys.readouterr().out == "NO CONTACT\n"


def test_a_batch_gives_one_json_line_each_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "b", "text": "two"}\n\n{"id": "a", "text": "öne"}\n', "utf-8")
    assert run(COMMAND, ["--batch", str(batch)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [{"id": "b", "found": "TWO"}, {"id": "a", "found": "ÖNE"}]


@pytest.mark.parametrize("line", ["no json", "[1]", '{"id": 1}', '{"text": 3}'])
def test_a_bad_batch_line_is_named_and_ends_with_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f"{line}\n", "utf-8")
    assert run(COMMAND, ["--batch", str(batch)]) == 2
    assert "line 1" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["  "], ["--batch", "nowhere.jsonl"]])
def test_nothing_to_look_up_is_wrong_use(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(COMMAND, arguments) == 2
    assert capsys.readouterr().err.startswith("shout.py: ")


def test_the_limits_of_a_batch_line_count_before_those_of_the_command_line() -> None:
    asked = Asked(record_id=None, text="a", record={"since": "2024-03-05", "outlets": ["Reuters"]})
    assert asked.day("since", None) == date(2024, 3, 5)
    assert asked.day("until", date(2024, 4, 1)) == date(2024, 4, 1)
    assert asked.names("outlets", ["CNN"]) == ["Reuters"]


@pytest.mark.parametrize("record", [{"since": "March"}, {"since": 3}])
def test_a_day_that_is_none_is_named_with_its_line(record: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"line 7: \"since\".*2023-11-15"):
        Asked(record_id=None, text="a", record=record, line=7).day("since", None)


def test_outlets_that_are_no_list_are_named_with_their_line() -> None:
    with pytest.raises(UsageError, match=r"line 7: \"outlets\".*'CNN'"):
        Asked(record_id=None, text="a", record={"outlets": "CNN"}, line=7).names("outlets", [])


@pytest.mark.parametrize("script", ["coverage.py", "compare.py", "who_said.py"])
def test_a_missing_index_is_named_with_its_mend(script: str, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, f"scripts/{script}", "--index", str(tmp_path / "none"), "rain"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "build_index.py" in ran.stderr
    assert "Traceback" not in ran.stderr
