"""Shortening: within the budget, between words, at recorded offsets, always marked."""

from hypothesis import given
from hypothesis import strategies as st

from bot.discord.rendering.escaping import UNSHOWN, blockquote
from bot.discord.rendering.limits import units
from bot.discord.rendering.shortening import MARK, show, show_around
from index.values import Span


def quoted_units(text: str) -> int:
    return units(blockquote(text))


def test_a_text_that_fits_is_shown_whole_and_unmarked() -> None:
    shown = show("The mayor said no.", 100, quoted_units)
    assert (shown.text, shown.parts, shown.shortened) == (
        "The mayor said no.",
        (Span(0, 18),),
        False,
    )


def test_a_long_text_ends_at_a_sentence_and_is_marked() -> None:
    text = "One two three four. Five six seven eight nine ten eleven twelve."
    shown = show(text, 40, units)
    assert shown.text == f"One two three four. {MARK}" or shown.text.endswith(f" {MARK}")
    assert shown.parts == (Span(0, len(shown.text) - len(MARK) - 1),)
    assert units(shown.text) <= 40


def test_a_word_longer_than_the_budget_is_split_between_characters() -> None:
    shown = show("x" * 100_000, 300, quoted_units)
    assert quoted_units(shown.text) == 300
    assert shown.shortened


def test_a_letter_and_its_marks_are_never_parted() -> None:
    shown = show("e\u0301" * 500, 101, units)
    body = shown.text.removesuffix(f" {MARK}")
    assert body == "e\u0301" * (len(body) // 2)


def test_a_hundred_kilobytes_of_markdown_fit() -> None:
    shown = show("**_~~||`" * 12_500, 4096, quoted_units)
    assert 4000 < quoted_units(shown.text) <= 4096


@given(st.text(max_size=400), st.integers(min_value=8, max_value=200))
def test_what_is_shown_is_the_recorded_parts_and_fits(text: str, budget: int) -> None:
    shown = show(text, budget, quoted_units)
    body = "".join(part.of(text) for part in shown.parts)
    assert shown.text == (f"{body} {MARK}".lstrip() if shown.shortened else body)
    assert quoted_units(shown.text) <= budget
    assert shown.shortened or body == UNSHOWN.sub("", text)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300), st.integers(24, 200))
def test_what_is_shown_around_a_core_begins_no_later_than_it_and_fits(
    text, one, other, budget
) -> None:
    core = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    shown = show_around(text, core, budget, quoted_units)
    body = "".join(part.of(text) for part in shown.parts)
    assert shown.text[shown.lead :].removesuffix(MARK).strip(" ") == body.strip(" ") or (
        not shown.shortened and shown.text[shown.lead :] == body
    )
    assert shown.text[: shown.lead] in ("", f"{MARK} ")
    assert quoted_units(shown.text) <= budget
    assert not shown.lead or shown.parts == () or shown.parts[0].start >= core.start
    place = shown.locate(core)
    visible = "".join(
        Span(max(part.start, core.start), min(part.end, core.end)).of(text)
        for part in shown.parts
        if part.overlaps(core)
    )
    assert place.of(shown.text) == visible
