"""An update of the program finds sentences, attributions and passages anew, and embeds nothing again."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.building.rules import rule_files, rules_fingerprint
from index.building.values import BuildReport
from index.encoders.encoder import PassageInput, PassageVectors
from index.encoders.fake import FakeEncoder

ROOT = Path(__file__).resolve().parents[2]
NO_RULES = ("index/encoders/", "index/errors.py", "index/values.py")
"""What vectors come from, and what holds no rule."""


class NoEncoder(FakeEncoder):
    """Embeds nothing."""

    def encode_passages(self, inputs: list[PassageInput]) -> PassageVectors:  # type: ignore[override]
        assert not inputs, "embedded again"
        return super().encode_passages(inputs)


def imported(path: Path) -> Iterator[Path]:
    """Yield the modules of ``index`` and ``config`` that a module imports."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            names = [*base, *(node.module or "").split(".")]
            for one in (names, *([*names, alias.name] for alias in node.names)):
                found = ROOT.joinpath(*filter(None, one))
                for module in (found.with_suffix(".py"), found / "__init__.py"):
                    if module.is_file():
                        yield module


def test_every_module_that_the_analysis_uses_counts_among_the_rules() -> None:
    todo, seen = [ROOT / "index" / "analysis" / "analyst.py"], set[Path]()
    while todo:
        path = todo.pop()
        if path not in seen and not path.relative_to(ROOT).as_posix().startswith(NO_RULES):
            seen.add(path)
            todo += imported(path)
    assert len(seen) > 40
    assert seen - set(rule_files()) == set()


def test_tables_and_weights_count_among_the_rules() -> None:
    names = {path.name for path in rule_files()}
    assert {"cue_weights.json", "words.toml", "not_news.toml", "abbreviations.toml"} <= names


def test_rules_are_known_by_their_text(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = rules_fingerprint.__wrapped__()
    other = tmp_path / "index" / "sentences" / "kinds.py"
    other.parent.mkdir(parents=True)
    other.write_text("MOST = 3\n")
    monkeypatch.setattr("index.building.rules._ROOT", tmp_path)
    changed = rules_fingerprint.__wrapped__()
    other.write_text("MOST = 4\n")
    assert len({before, changed, rules_fingerprint.__wrapped__()}) == 3
    other.write_bytes(b"MOST = 3\r\n")
    assert rules_fingerprint.__wrapped__() == changed


def test_an_index_of_other_rules_is_analysed_again_and_not_embedded(
    build_index: Callable[..., BuildReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(range(4))
    assert build_index(range(4)).written is False
    monkeypatch.setattr("index.building.rules.rules_fingerprint", lambda: "of another version")
    report = build_index(range(4), encoder=NoEncoder())
    assert report.written
    assert report.reason == "the outlets that are known, or the program's rules, have changed"
    assert report.passages_embedded == 0
