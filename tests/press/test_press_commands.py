"""The command line that the press scripts share."""

import argparse
import json
from pathlib import Path

import pytest

from bot.press_cli import Command, Opened, run
from config.settings import Settings


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
