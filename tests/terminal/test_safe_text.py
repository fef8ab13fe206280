"""Text of articles can neither command a terminal nor mislead a reader, and is else untouched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.safe import link_target, one_line, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain “text” – 中文 😀 é\u0301", "plain “text” – 中文 😀 é\u0301"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]8;;https://evil.example\x07click\x1b]8;;\x07", "␛]8;;https://evil.example␇click␛]8;;␇"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("a\u202ecod.exe", "a⟨U+202E⟩cod.exe"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a b"),
        ("\x00\x7f\b", "␀␡␈"),
        ("half \ud83d emoji", "half \ufffd emoji"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
    ],
)  # fmt: skip
def test_what_a_terminal_would_obey_is_shown_as_a_sign(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = visible(text)
    assert not [
        character
        for character in shown
        if character != "\n" and unicodedata.category(character) in {"Cc", "Cs"}
    ]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"))))
def test_letters_marks_numbers_and_blanks_pass_untouched(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c;d#e", "https://example.org/a?b=c;d#e"),
        ("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://example.org/\x1b\\evil", None),
        ("https://example.org/a b", None),
        ("https://example.org/é", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None, expected: str | None) -> None:
    assert link_target(url) == expected
