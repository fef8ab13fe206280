"""The commands of the chat: one function each, described where /help lists them."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.links import link_given
from bot.terminal.chat import NOTHING_ASKED, Chat
from bot.terminal.printing import HEADING, emit
from bot.terminal.safe import one_line
from bot.wording import alike_words

NO_ARTICLE = "Write /article and the number of a quote shown, or an article's id or link."
_DIGITS = 2
_BESIDE = 59
"""Columns that what a command does needs beside its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: its name without the stroke, what follows it, what it does."""

    name: str
    takes: str
    does: str
    run: Callable[[Chat, str], None] | None
    """None leaves the chat."""
    needs_words: bool = False


def run_command(chat: Chat, line: str) -> bool:
    """Run "/name words"; return False where it is /quit. An unknown name is told the nearest."""
    name, _, words = line[1:].partition(" ")
    command = _BY_NAME.get(name.casefold().replace("_", "-"))
    if command is None:
        near = difflib.get_close_matches(name.casefold(), list(_BY_NAME), n=1)
        hint = f"Did you mean /{near[0]}?" if near else "/help lists the commands."
        emit(chat.console, one_line(f"There is no command /{name}. {hint}"))
    elif command.run is None:
        return False
    elif command.needs_words and not words.strip():
        emit(chat.console, f"Write it as: /{command.name} {command.takes}")
    else:
        command.run(chat, words.strip())
    return True


def _help(chat: Chat, words: str) -> None:
    emit(chat.console, "Commands", style=HEADING)
    shown = [(f"/{command.name} {command.takes}".rstrip(), command.does) for command in COMMANDS]
    width = max(len(usage) for usage, _ in shown)
    narrow = chat.console.is_terminal and chat.console.width < width + _BESIDE
    for usage, does in shown:
        if narrow:
            emit(chat.console, usage, indent="  ")
            emit(chat.console, does, indent="    ")
        else:
            emit(chat.console, f"  {usage:{width}}  {does}")
    emit(
        chat.console,
        "Follow-ups are understood: “and the Guardian?”, “when was that?”, “since October?”, "
        "“what about Meghan?”, “is that disputed?”, “who else says so?”, “show the rest”.",
    )
    emit(chat.console, "“Today”, “yesterday” and “last week” count from the day it is in UTC.")


def _who_said(chat: Chat, words: str) -> None:
    from bot.terminal.press import render_who_said

    result = chat.service.who_said(words)
    built = chat.service.archive.built
    render_who_said(result, chat.console, archive_outlets=chat.held_outlets(), built=built)


def _coverage(chat: Chat, words: str) -> None:
    from bot.terminal.press import render_coverage

    result = chat.service.coverage(words)
    built = chat.service.archive.built
    render_coverage(result, chat.console, archive_outlets=chat.held_outlets(), built=built)


def _compare(chat: Chat, words: str) -> None:
    from bot.conversation.comparing import read_topic

    asked = read_topic(words, chat.service.registry, chat.service.outlet_meant)
    chat.compare(asked.topic, asked.outlets)


def _outlets(chat: Chat, words: str) -> None:
    from bot.terminal.reading_on import render_outlets

    archive = chat.service.archive
    held = archive.outlets()
    wanted = words.casefold()
    unstated = archive.counts.articles - sum(count.articles for count in held)
    named = [count for count in held if _named(chat, count.outlet, wanted)]
    if wanted and not named:
        alike = alike_words([words], [count.outlet for count in held])
        text = f"No outlet has “{words}” in its name. {alike or '/outlets lists them all.'}"
        emit(chat.console, one_line(text))
        return
    render_outlets(named, chat.console, 0 if wanted else unstated)


def _named(chat: Chat, outlet: str, wanted: str) -> bool:
    """Say whether what is wanted is in any of an outlet's names."""
    listed = chat.service.registry.by_name(outlet)
    return any(wanted in name.casefold() for name in (outlet, *(listed.aliases if listed else ())))


def _article(chat: Chat, words: str) -> None:
    from bot.terminal.reading_on import render_article

    quote = chat.quote(_number(words))
    archive, link = chat.service.archive, link_given(words)
    article = quote.article if quote else archive.article(words)
    if article is None and link:
        article = archive.article_at(link)
    if article is None:
        text = f"The archive has no article “{words}”. {NO_ARTICLE}"
        emit(chat.console, one_line(text))
    else:
        render_article(article, chat.console)


def _number(words: str) -> int:
    """Return the number that was written; 0 for anything else, and for one that is too long to be meant."""
    return int(words) if words.isdecimal() and len(words) <= _DIGITS else 0


def _context(chat: Chat, words: str) -> None:
    from bot.terminal.reading_on import AROUND, render_surroundings

    number, _, sentences = (words or "1").partition(" ")
    quote = chat.quote(_number(number))
    if quote:
        render_surroundings(quote, chat.console, min(_number(sentences) or AROUND, 50))
    elif chat.last_reply is None:
        emit(chat.console, NOTHING_ASKED)
    else:
        text = f"There is no quote {number} on the last question. {_quotes_there(chat)}"
        emit(chat.console, one_line(text))


def _quotes_there(chat: Chat) -> str:
    """Say which quotes the last answer has."""
    there = chat.quotes_shown
    if not there:
        return "It has none."
    return "It has one: write /context 1." if there == 1 else f"It has quotes 1 to {there}."


COMMANDS = (
    Command(
        name="who-said",
        takes="TEXT",
        does="where a sentence was printed, word for word or altered",
        run=_who_said,
        needs_words=True,
    ),
    Command(
        name="coverage",
        takes="TOPIC",
        does="every outlet that covered a topic, and who was silent",
        run=_coverage,
        needs_words=True,
    ),
    Command(
        name="compare",
        takes="TOPIC",
        does="what each outlet says on a topic, side by side",
        run=_compare,
        needs_words=True,
    ),
    Command(name="more", takes="", does="more on the last question", run=lambda c, _: c.more()),
    Command(
        name="context",
        takes="[NUMBER] [SENTENCES]",
        does="the words around a quote of the last answer",
        run=_context,
    ),
    Command(
        name="article",
        takes="ID, LINK or NUMBER",
        does="a whole article, by its id, its link or a quote's number",
        run=_article,
        needs_words=True,
    ),
    Command(name="outlets", takes="[NAME]", does="the outlets of the archive", run=_outlets),
    Command(name="json", takes="", does="the last reply as JSON", run=lambda c, _: c.print_json()),
    Command(name="help", takes="", does="this list", run=_help),
    Command(name="quit", takes="", does="leave (so does Ctrl-D)", run=None),
)
_BY_NAME = {command.name: command for command in COMMANDS} | {
    "exit": COMMANDS[-1],
    "q": COMMANDS[-1],
    "?": COMMANDS[-2],
}
NAMES = tuple(f"/{command.name}" for command in COMMANDS)
