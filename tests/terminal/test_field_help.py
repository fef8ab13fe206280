"""The ``--help`` of the scripts that print JSON explains every field that they print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.command_line import press
from bot.json_form import field_help
from config.settings import ROOT, load_settings
from index.building.update import update_index
from scripts import ask, attributions, compare, coverage, who_said

QUESTION = "What did The Lantern's source say about the refusal?"
SAMPLE = ROOT / "config" / "articles"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("field_help") / "index"
    update_index(load_settings(index={"folder": folder}).index)
    return str(folder)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _keys(one)


def _unexplained(printed: str, words: str) -> set[str]:
    (line,) = printed.splitlines()
    return {key for key in _keys(json.loads(line)) if not re.search(rf"\b{key}\b", words)}


def test_every_field_of_an_answer_is_explained(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask.main(["--index", index, "--json", QUESTION]) == 0
    assert _unexplained(capsys.readouterr().out, field_help.ASK) == set()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (who_said.COMMAND, "It is the very same bridge, only quieter"),
        (coverage.COMMAND, "Hallow Bridge"),
        (compare.COMMAND, "Hallow Bridge"),
    ],
)
def test_every_field_of_the_press_scripts_is_explained(
    index: str, capsys: pytest.CaptureFixture[str], command: press.Command, words: str
) -> None:
    assert press.run(command, ["--index", index, "--json", words]) == 0
    assert _unexplained(capsys.readouterr().out, command.fields) == set()


def test_every_field_of_attributions_is_explained(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text = "“We will pay,” said the mayor, Ann Lee, according to the BBC."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert attributions.main(["--json", "--articles", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert _unexplained(printed[0], attributions.parser().format_help()) == set()
    for one in map(json.loads, printed):
        for span in filter(None, (one["content"], one["cue"], one["source"])):
            assert text[span["start"] : span["end"]] == span["text"]


def test_an_outlet_takes_no_words_of_the_topic(
    index: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--index", index, "--json", "--outlet", "The Lantern", "Skerry", "Regatta"]
    assert press.run(compare.COMMAND, asked) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["topic"] == "Skerry Regatta"
    assert [column["outlet"] for column in told["columns"]] == ["The Lantern"]
