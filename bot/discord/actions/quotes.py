"""What a button shows of one quote: the sentences around it, and where else it was printed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.answering.buttons import AnswerButton, Press, view_of
from bot.discord.rendering.printings import render_who_said
from bot.discord.rendering.surroundings import EXTENTS, around, render_around
from bot.memory.records import AnswerRecord
from bot.serving.service import AnsweringService
from index.values import Article, Sentence, Span

WHOLE = 1_000_000
"""More sentences than any article has."""
GONE = "The article is no longer in the archive, or was changed since: this quote is not in it as I showed it."


async def show_surroundings(press: Press) -> None:
    """Show the sentences around a quote."""
    await _show_surroundings(press, press.quote, max(press.extent, EXTENTS[0]))


async def show_whole(press: Press) -> None:
    """Show the whole article, the quote marked."""
    await _show_surroundings(press, press.quote, WHOLE)


async def show_previous(press: Press) -> None:
    """Show the sentences around the quote before."""
    await _show_surroundings(press, max(0, press.quote - 1), press.extent)


async def show_next(press: Press) -> None:
    """Show the sentences around the quote after."""
    last = len(press.record.quotes) - 1
    await _show_surroundings(press, min(last, press.quote + 1), press.extent)


async def _show_surroundings(press: Press, quote: int, extent: int) -> None:
    await press.begin()
    wanted = press.record.quotes[quote]
    found = await press.bot.desk.look(_article, wanted.article_id)
    if found is None or not wanted.holds(found[0].body):
        await press.show_words(GONE)
        return
    one = around(found[0], found[1], Span(wanted.start, wanted.end), extent)
    embed, file = render_around(one)
    await press.interaction.edit_original_response(
        embeds=[embed],
        attachments=[file] if file else [],
        view=view_of(_surrounding_buttons(press.record, quote, extent, whole=one.whole)),
    )


def _surrounding_buttons(
    record: AnswerRecord, quote: int, extent: int, *, whole: bool
) -> list[AnswerButton]:
    buttons = []
    if not whole:
        wider = next((step for step in EXTENTS if step > extent), 0)
        if wider:
            buttons.append(AnswerButton("wider", record.number, quote, wider))
        buttons.append(AnswerButton("whole", record.number, quote, WHOLE))
    if quote > 0:
        buttons.append(AnswerButton("previous", record.number, quote, extent))
    if quote + 1 < len(record.quotes):
        buttons.append(AnswerButton("next", record.number, quote, extent))
    return buttons


def _article(
    service: AnsweringService, article_id: str
) -> tuple[Article, Sequence[Sentence]] | None:
    archive = service.archive
    article = archive.article(article_id)
    return (article, archive.sentences(article_id)) if article else None


async def show_printed(press: Press) -> None:
    """Show where else a quote was printed."""
    await _show_printed(press, press.quote)


async def _show_printed(press: Press, quote: int) -> None:
    await press.begin()
    wanted = press.record.quotes[quote]
    found = await press.bot.desk.look(_article, wanted.article_id)
    if found is None or not wanted.holds(found[0].body):
        await press.show_words(GONE)
        return
    text = found[0].body[wanted.start : wanted.end]
    printed = await press.bot.desk.look(AnsweringService.who_said, text)
    buttons = []
    if quote > 0:
        buttons.append(AnswerButton("previous_printed", press.record.number, quote))
    if quote + 1 < len(press.record.quotes):
        buttons.append(AnswerButton("next_printed", press.record.number, quote))
    await press.interaction.edit_original_response(
        embeds=render_who_said(printed, await press.bot.stamp(printed.snapshot)),
        view=view_of(buttons),
    )


async def show_previous_printed(press: Press) -> None:
    """Show where else the quote before was printed."""
    await _show_printed(press, max(0, press.quote - 1))


async def show_next_printed(press: Press) -> None:
    """Show where else the quote after was printed."""
    await _show_printed(press, min(len(press.record.quotes) - 1, press.quote + 1))
