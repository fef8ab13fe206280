"""What a button does for a whole answer: further quotes, other outlets, a follow-up, a verdict noted."""

from __future__ import annotations

import dataclasses

from bot.discord.answering.answers import Outgoing, question_heading, record_outgoing
from bot.discord.answering.buttons import Action, Press
from bot.discord.answering.further import NO_MORE, from_others, further
from bot.discord.conversation.form import FollowUp
from bot.discord.rendering.answers import render
from bot.discord.reporting.notices import tell
from bot.memory.database import BotDatabase
from bot.memory.records import Verdict
from bot.replies.others import NO_OTHERS
from bot.serving.service import AnsweringService
from bot.values import Reply

NOT_MEANT = "The archive was built anew since, and I cannot tell any more which outlet was meant. Please ask again."
OTHERS = "From outlets that were not quoted there"
THANKS = {
    Verdict.HELPFUL: "Thank you. I have noted that this answer was helpful.",
    Verdict.WRONG_OUTLET: "Thank you. I have noted: a quote is under the wrong outlet.",
    Verdict.NOT_AN_ANSWER: "Thank you. I have noted: the question is not answered.",
}


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
    # Dozens of names would not tell more than that these are the others.
    reading = dataclasses.replace(reply.reading, outlets=())
    await _show(press, dataclasses.replace(reply, reading=reading), note=OTHERS)


async def _show(
    press: Press, reply: Reply, back: int | None = None, *, note: str | None = None
) -> None:
    mine = press.interaction.user.id == press.record.asker
    # A copy stands in no message that anybody could reply to.
    message = press.record.message if mine and not press.copy else None
    place = dataclasses.replace(press.record, asker=press.interaction.user.id, message=message)
    rendered = render(
        reply,
        await press.bot.stamp(reply.snapshot),
        content="\n".join(filter(None, (question_heading(press.record.question), note))),
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
