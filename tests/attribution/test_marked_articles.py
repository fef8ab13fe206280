"""Attributions against articles that people marked (PolNeAR), and the evaluator on a case worked
by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.outlets import OutletRegistry
from scripts.evaluate_attributions import (
    Marked,
    Tally,
    count,
    default_folder,
    evaluate,
    given,
    printed,
)


def marked(
    content: tuple[int, int], cue: tuple[int, int], source: tuple[int, int] | None, *, quoted: bool
) -> Marked:
    return Marked(content=(content,), cue=(cue,), source=(source,) if source else (), quoted=quoted)


def test_the_tally_counts_matches_by_cue_and_sources_of_matches() -> None:
    people = [
        marked((10, 20), (5, 9), (0, 4), quoted=True),
        marked((40, 50), (35, 39), (30, 34), quoted=False),
    ]
    program = [
        marked((10, 20), (5, 9), (1, 3), quoted=True),
        marked((40, 50), (36, 39), (20, 25), quoted=False),
        marked((60, 70), (55, 59), None, quoted=False),
    ]
    tally = Tally()
    count(people, program, tally, quoted_only=False)
    figures = tally.figures()
    assert (figures["cue_precision"], figures["cue_recall"]) == (pytest.approx(2 / 3), 1.0)
    assert (figures["source_precision"], figures["source_recall"]) == (0.5, 0.5)
    quoted = Tally()
    count(people, program, quoted, quoted_only=True)
    assert quoted.figures()["cue_f1"] == 1.0


def test_a_content_that_shares_a_word_counts_and_the_share_is_kept() -> None:
    people = [marked((10, 30), (5, 9), (0, 4), quoted=False)]
    program = [marked((20, 30), (5, 9), (0, 4), quoted=False)]
    tally = Tally()
    count(people, program, tally, quoted_only=False)
    figures = tally.figures()
    assert figures["content_f1"] == pytest.approx(1.0)
    assert figures["content_words_when_matched"] == pytest.approx(2 / 3)


def test_the_command_line_prints_what_the_program_finds(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    text = "A headline\n\n“We will not pay,” said Anna Reed.\r\n\r\nThe bridge is safe, engineers say.\n"
    (tmp_path / "text" / "a.txt").write_bytes(text.encode())
    assert printed(tmp_path) == {"a": given(text, OutletRegistry.load())}
    assert [text[a:b] for one in printed(tmp_path)["a"] for a, b in one.cue] == ["said", "say"]


def test_cues_and_sources_of_marked_articles_are_found() -> None:
    if not default_folder().is_dir():
        pytest.skip(f"no {default_folder()}")
    figures = evaluate(default_folder())
    assert figures["quoted"]["cue_f1"] >= 0.90
    assert figures["quoted"]["source_f1"] >= 0.88
    assert figures["all"]["cue_f1"] >= 0.75
    assert figures["all"]["source_f1"] >= 0.70
