"""Escaping: a reader sees exactly the characters of the text, and nothing of it acts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.rendering.escaping import UNSHOWN, blockquote, escape, inline

HOSTILE = [
    "@everyone @here <@123> <@!123> <@&123> <#123> </ask:123> <id:browse>",
    "<t:1700000000:R> <:smile:123456789012345678> <a:wave:123456789012345678> :smile: :100:",
    "# heading\n## heading\n-# small\n> quote\n>>> all\n- item\n+ item\n* item\n1. one\n2) two\n   - nested",
    "**bold** __under__ *it* _it_ ~~gone~~ ||spoiler|| `code` ```py\ncode```",
    "[masked](https://evil.example) <https://evil.example> https://evil.example discord.gg/abc",
    "a\\*b \\\\ \\",
    "¯\\_(ツ)_/¯ 日本語 e\u0301 👩‍👩‍👧",
]


def unescape(text: str) -> str:
    """Take back what Discord's renderer takes back: a backslash before ASCII punctuation."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def rendered(text: str) -> list[dict[str, object]]:
    """Return the blocks that simcord's model of Discord's markdown makes of an embed's description."""
    pytest.importorskip("linkify_it", reason="simcord's preview needs linkify-it-py")
    from simcord.preview._markdown import _FIELD_POLICIES, _markdown_parser

    policy = {**_FIELD_POLICIES["embed_description"], "mentions": True}
    people = {"users": {"123": "someone"}, "roles": {"123": "mods"}, "channels": {"123": "general"}}
    return _markdown_parser(policy, {**people, "everyone": True, "commands": {"123": "ask"}}).parse(
        text
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_it_was_written(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(alphabet="ab1 \t-+.):*_<@#é😀\u2003\\x:/", max_size=30))
def test_a_line_is_escaped_alike_with_a_list_before_it_and_without(line: str) -> None:
    assert escape(f"- a\n{line}\n- b") == f"{escape('- a')}\n{escape(line)}\n{escape('- b')}"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_escaped_text_is_markup_link_or_mention(text: str) -> None:
    kinds = {token.type for token in rendered(escape(text))}
    inner = {child.type for token in rendered(escape(text)) for child in token.children or ()}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close"}
    assert inner <= {"text", "text_special", "softbreak"}


def test_the_same_texts_would_act_if_they_were_not_escaped() -> None:
    inner = {
        child.type for text in HOSTILE for token in rendered(text) for child in token.children or ()
    }
    assert {
        "discord_mention",
        "discord_timestamp",
        "strong_open",
        "link_open",
        "code_inline",
    } <= inner


@given(st.text(alphabet="ab1 .-+*_~|`<>[]()@#:/\\\n\té…", max_size=60))
def test_escaping_is_taken_back_exactly_for_any_text(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.text(alphabet="a1 .-+*_~|`<>[]@#:\\\n", max_size=60))
def test_a_block_quote_holds_every_line_and_gives_the_text_back(text: str) -> None:
    lines = blockquote(text).split("\n")
    assert all(line.startswith("> ") for line in lines)
    assert unescape("\n".join(line[2:] for line in lines)) == text


def test_list_signs_are_escaped_at_the_start_of_a_line_only() -> None:
    assert escape("- a - b\n+ c + d\n12. e 3.5") == "\\- a - b\n\\+ c + d\n12\\. e 3.5"


def test_reordering_and_control_characters_are_not_shown() -> None:
    assert (
        inline("safe\u202etxt.exe\u202c \x00\x1b[31m end\u2066\u2069") == "safetxt\\.exe \\[31m end"
    )


def test_a_pile_of_marks_on_one_letter_is_kept_to_eight() -> None:
    assert UNSHOWN.sub("", "a" + "\u0301" * 500) == "a" + "\u0301" * 8
