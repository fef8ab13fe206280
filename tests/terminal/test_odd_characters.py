"""Characters that are none, and terminals that lack some: no script ends in a traceback for them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import ROOT
from tests.terminal.examples import BRIDGE


def _run(folder: Path, *arguments: str | bytes, encoding: str = "utf-8", given: bytes = b"") -> str:
    done = subprocess.run(
        [sys.executable, *arguments, "--index", str(folder)],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.decode(encoding.partition(":")[0])


@pytest.mark.parametrize(
    ("script", "field"),
    [("ask", "question"), ("who_said", "text"), ("coverage", "topic"), ("compare", "topic")],
)
def test_half_a_character_in_a_batch_is_read_as_a_sign(
    folder: Path, tmp_path: Path, script: str, field: str
) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(f'{{"id": "a", "{field}": "the \\ud83d old bridge"}}\n')
    told = json.loads(_run(folder, f"scripts/{script}.py", "--batch", str(batch)))
    assert told[field] == "the � old bridge"


def test_bytes_that_are_no_utf_8_end_no_question(folder: Path) -> None:
    question = os.fsencode(BRIDGE) + b" caf\xe9"
    assert "Snapshot" in _run(folder, "scripts/ask.py", question)
    lines = question + b"\n" + os.fsencode(BRIDGE) + b"\n"
    told = _run(folder, "scripts/chat.py", encoding="utf-8:strict", given=lines)
    assert told.count("Snapshot") == 2


def test_json_is_json_also_where_the_output_lacks_a_character(folder: Path) -> None:
    told = json.loads(_run(folder, "scripts/ask.py", "--json", BRIDGE, encoding="ascii"))
    assert any("£" in passage["text"] for passage in told["passages"])
