"""Which button does what."""

from __future__ import annotations

from bot.discord.actions import answers, quotes
from bot.discord.answering.buttons import Action
from bot.memory.records import Verdict

ACTIONS: dict[str, Action] = {
    "context": quotes.show_surroundings,
    "wider": quotes.show_surroundings,
    "whole": quotes.show_whole,
    "previous": quotes.show_previous,
    "next": quotes.show_next,
    "printed": quotes.show_printed,
    "previous_printed": quotes.show_previous_printed,
    "next_printed": quotes.show_next_printed,
    "others": answers.show_others,
    "more": answers.show_more,
    "back": answers.show_again,
    "follow": answers.ask_follow_up,
    "meant": answers.ask_meant,
    "refused": answers.verdict_action(Verdict.NOT_AN_ANSWER),
    **{verdict.value: answers.verdict_action(verdict) for verdict in Verdict},
}
