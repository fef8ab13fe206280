"""What the buttons under an answer do."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from bot.discord.answering import Outgoing, question_heading, record_outgoing
from bot.discord.buttons import Action, AnswerButton, Press, view_of
from bot.discord.followup import FollowUp
from bot.discord.notices import tell
from bot.discord.paging import NO_MORE, NO_OTHERS, from_others, further
from bot.discord.printings import render_who_said
from bot.discord.rendering import render
from bot.discord.surroundings import EXTENTS, around, render_around
from bot.memory.database import BotDatabase
from bot.memory.records import AnswerRecord, Verdict
from bot.serving.service import AnsweringService
from bot.values import Reply
from index.values import Article, Sentence, Span

WHOLE = 1_000_000
"""More sentences than any article has."""
NOT_MEANT = "The archive was built anew since, and I cannot tell any more which outlet was meant. Please ask again."
GONE = "The article is no longer in the archive, or was changed since: this quote is not in it as I showed it."
THANKS = {
    Verdict.HELPFUL: "Thank you. I have noted that this answer was helpful.",
    Verdict.WRONG_OUTLET: "Thank you. I have noted: a quote is under the wrong outlet.",
    Verdict.NOT_AN_ANSWER: "Thank you. I have noted: the question is not answered.",
}


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


async def show_more(press: Press) -> None:
    """Show further quotes: in place for the one who asked, as a copy for others."""
    mine = press.interaction.user.id == press.record.asker
    await press.begin(in_place=mine)
    reply = await press.bot.desk.look(further, press.record)
    if reply is None:
        await tell(press.interaction, NO_MORE)
        return
    await _show(press, reply, back=press.record.number if mine or press.copy else None)


async def show_again(press: Press) -> None:
    """Show the first page of an answer again."""
    mine = press.interaction.user.id == press.record.asker
    await press.begin(in_place=mine)
    reply = await press.bot.desk.ask(press.record.asked())
    await _show(press, reply)


async def show_others(press: Press) -> None:
    """Ask the same of the outlets that were not quoted."""
    await press.begin()
    reply = await press.bot.desk.look(from_others, press.record)
    if reply is None:
        await press.show_words(NO_OTHERS)
        return
    await _show(press, reply)


async def _show(press: Press, reply: Reply, back: int | None = None) -> None:
    mine = press.interaction.user.id == press.record.asker
    # A copy stands in no message that anybody could reply to.
    message = press.record.message if mine and not press.copy else None
    place = dataclasses.replace(press.record, asker=press.interaction.user.id, message=message)
    rendered = render(
        reply,
        await press.bot.stamp(reply.snapshot),
        content=question_heading(press.record.question),
    )
    outgoing: Outgoing = await record_outgoing(press.bot, place, reply, rendered, back=back)
    await press.interaction.edit_original_response(**outgoing.parts())


async def ask_follow_up(press: Press) -> None:
    """Open the form for a follow-up."""
    await press.interaction.response.send_modal(FollowUp(press.record.number))


async def ask_meant(press: Press) -> None:
    """Ask again for the outlet whose name was misspelt: in place for the asker, as a copy for others."""
    mine = press.interaction.user.id == press.record.asker
    await press.begin(in_place=mine)
    meant = await press.bot.desk.look(AnsweringService.meant, press.record.question)
    if meant is None:
        await tell(press.interaction, NOT_MEANT)
        return
    record = dataclasses.replace(press.record, question=meant.question)
    reply = await press.bot.desk.ask(record.asked())
    await _show(dataclasses.replace(press, record=record), reply)


def verdict_action(verdict: Verdict) -> Action:
    """Return the action that notes a verdict."""

    async def note(press: Press) -> None:
        member = press.interaction.user.id
        await press.bot.kept(BotDatabase.add_feedback, press.record.number, member, verdict)
        await tell(press.interaction, THANKS[verdict])

    return note


ACTIONS: dict[str, Action] = {
    "context": show_surroundings,
    "wider": show_surroundings,
    "whole": show_whole,
    "previous": show_previous,
    "next": show_next,
    "printed": show_printed,
    "previous_printed": show_previous_printed,
    "next_printed": show_next_printed,
    "others": show_others,
    "more": show_more,
    "back": show_again,
    "follow": ask_follow_up,
    "meant": ask_meant,
    "refused": verdict_action(Verdict.NOT_AN_ANSWER),
    **{verdict.value: verdict_action(verdict) for verdict in Verdict},
}
