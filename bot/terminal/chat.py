"""A conversation with the archive at the terminal: questions and follow-ups."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.console import Console

from bot.conversation import (
    Completed,
    Turn,
    Wish,
    complete,
    courtesy_words,
    follows_nothing,
    unfollowed_words,
)
from bot.replies.others import NO_OTHERS, SURE, from_others
from bot.terminal.printing import FAINT, HEADING, emit
from bot.terminal.replies import render_hits, render_reply
from bot.terminal.safe import one_line
from bot.values import Answer, NoAnswer, Question, Quote, Reply
from bot.wording import doubt_settled_words, taken_as_words
from bot.wording.press import all_days_words
from index.values import Hit

if TYPE_CHECKING:
    from bot.serving.service import AnsweringService

NO_WORDS = "Ask me something, for example: What did the mayor say about the bridge?"
NOTHING_BEFORE = (
    "That seems to follow a question, but none was asked before it. Please ask the whole question."
)
NOTHING_ASKED = "Nothing was asked yet."
NO_MORE = "That is all the archive has on it."
MOST_QUOTES = 5
_MORE_HITS = 5
_HITS = 30
_TURNS = 20
"""Turns kept: each is read anew with every question, and holds its articles in memory."""


class Chat:
    """Answers one question after another, each with those before it in mind."""

    def __init__(
        self,
        service: AnsweringService,
        console: Console,
        *,
        echo: bool = False,
    ) -> None:
        """``echo`` prints each question before its answer (for pipes, where nothing else does)."""
        self.console = console
        self.service = service
        self._echo = echo
        self._turns: list[Turn] = []
        self._reply: Reply | None = None
        self._shown: list[Quote] = []
        self._hits_shown: set[tuple[str, int]] = set()

    @property
    def last_reply(self) -> Reply | None:
        """The reply to the last question."""
        return self._reply

    def ask(self, line: str, limits: Question | None = None) -> None:
        """Answer a question or a follow-up; the limits of ``limits`` hold beside those in its words."""
        if self._echo:
            emit(self.console, one_line(f"Question: {line}"), style=HEADING)
        known = self.service.registry
        if words := courtesy_words(line, known) if any(map(str.isalnum, line)) else NO_WORDS:
            emit(self.console, words)
            return
        if not self._turns and follows_nothing(line, known):
            emit(self.console, NOTHING_BEFORE)
            return
        service = self.service
        completed = complete(line, self._turns, service.registry, service.outlet_meant)
        if self._turns and (words := unfollowed_words(line, completed)):
            emit(self.console, words)
            return
        if limits:
            completed = replace(completed, question=_within(limits, completed.question))
        if completed.wish is Wish.MORE:
            self.more(completed.taken_as)
        elif completed.wish is Wish.WHO_SAID and completed.quote:
            self._who_said(completed)
        elif completed.wish is Wish.COMPARE:
            self._compare(completed)
        elif completed.wish is Wish.OTHER_OUTLETS and self._quoted():
            self._other_outlets(completed)
        elif completed.wish is Wish.TRUTH:
            self._doubted(completed)
        else:
            self._answer(completed.question, completed.taken_as)

    def more(self, taken_as: str | None = None) -> None:
        """Show further quotes on the last question, then further passages, a few at a time."""
        if self._reply is None:
            emit(self.console, NOTHING_ASKED)
            return
        if taken_as:
            emit(self.console, one_line(taken_as_words(taken_as)), style=FAINT)
        question = replace(self._reply.question, limit=_HITS)
        reply = self.service.answer(question, quotes=MOST_QUOTES)
        shown = {(quote.article.id, quote.start) for quote in self._shown}
        quotes = reply.quotes if isinstance(reply, Answer) else ()
        fresh = tuple(quote for quote in quotes if (quote.article.id, quote.start) not in shown)
        if fresh and isinstance(reply, Answer):
            self._show(replace(reply, quotes=fresh, disputed=()), before=len(self._shown))
            self._shown.extend(fresh)
        else:
            self._further_passages(reply.hits)

    def quote(self, number: int) -> Quote | None:
        """Return a quote on the last question by the number it was shown with."""
        return self._shown[number - 1] if 0 < number <= len(self._shown) else None

    @property
    def quotes_shown(self) -> int:
        """How many quotes on the last question were shown."""
        return len(self._shown)

    def print_json(self) -> None:
        """Print the last reply as scripts/ask.py --json does."""
        from bot.json_form.answers import reply_dict

        if self._reply is None:
            emit(self.console, NOTHING_ASKED)
        else:
            emit(self.console, json.dumps(reply_dict(self._reply), indent=2))

    def _answer(self, question: Question, taken_as: str | None) -> None:
        self._replied(question, self.service.answer(question), taken_as)

    def _replied(
        self, question: Question, reply: Reply, taken_as: str | None, *, remark: str | None = None
    ) -> None:
        """Note a reply as the last one, and show it."""
        self._reply = reply
        self._note(Turn.of(question, reply))
        self._shown = list(reply.quotes) if isinstance(reply, Answer) else []
        self._hits_shown = set()
        if isinstance(reply, NoAnswer):
            self._hits_shown.update(_key(hit) for hit in reply.hits[:3])
        self._show(reply, taken_as=taken_as, remark=remark)

    def _note(self, turn: Turn) -> None:
        """Keep a turn, and those before it that a follow-up may still speak of."""
        self._turns = [*self._turns, turn][-_TURNS:]

    def _doubted(self, completed: Completed) -> None:
        """Show both sides of what was asked before, or say that none contradicts it."""
        settled = self.service.doubted(completed.question)
        remark = doubt_settled_words(settled.reply, settled.denials)
        self._replied(completed.question, settled.reply, completed.taken_as, remark=remark)

    def _quoted(self) -> set[str | None]:
        """Return the outlets that the last answer quotes; None stands for those not stated."""
        return {quote.article.outlet for quote in self._shown}

    def _other_outlets(self, completed: Completed) -> None:
        """Ask the outlets of the archive that were not quoted yet."""
        reply = from_others(self.service.answer, completed.question, self._quoted(), least=SURE)
        if reply is None:
            emit(self.console, one_line(taken_as_words(completed.taken_as or "")), style=FAINT)
            emit(self.console, NO_OTHERS)
        else:
            self._replied(reply.question, reply, completed.taken_as)

    def _compare(self, completed: Completed) -> None:
        emit(self.console, one_line(taken_as_words(completed.taken_as or "")), style=FAINT)
        if unlimited := all_days_words(completed.question.since, completed.question.until):
            emit(self.console, unlimited)
        self.compare(completed.question.text, completed.question.outlets)

    def compare(self, topic: str, outlets: Sequence[str]) -> None:
        """Set outlets side by side; "yes" then takes the outlet that is asked back about."""
        from bot.terminal.press import render_comparison

        found = self.service.compare(topic, outlets)
        held, built = self.held_outlets(), self.service.archive.built
        render_comparison(found, self.console, archive_outlets=held, built=built)
        for meant in found.meant[:1]:
            self._note(Turn(question=meant.question, meant=meant))

    def _who_said(self, completed: Completed) -> None:
        from bot.terminal.press import render_who_said

        emit(self.console, one_line(taken_as_words(completed.taken_as or "")), style=FAINT)
        render_who_said(
            self.service.who_said(completed.quote or ""),
            self.console,
            archive_outlets=self.held_outlets(),
            built=self.service.archive.built,
        )

    def held_outlets(self) -> set[str]:
        """Return the names of all outlets in the archive."""
        return {count.outlet for count in self.service.archive.outlets()}

    def _show(
        self,
        reply: Reply,
        *,
        taken_as: str | None = None,
        remark: str | None = None,
        before: int = 0,
    ) -> None:
        archive = self.service.archive
        render_reply(
            reply,
            self.console,
            taken_as=taken_as,
            remark=remark,
            archive_outlets=self.held_outlets(),
            built=archive.built if archive.id == reply.snapshot else None,
            shown_before=before,
        )

    def _further_passages(self, hits: Iterable[Hit]) -> None:
        fresh = [hit for hit in hits if not self._seen(hit)][:_MORE_HITS]
        if not fresh:
            emit(self.console, NO_MORE)
            return
        self._hits_shown.update(_key(hit) for hit in fresh)
        emit(self.console, "Further passages, nearest first:")
        render_hits(fresh, self.console)

    def _seen(self, hit: Hit) -> bool:
        passage = hit.passage
        return _key(hit) in self._hits_shown or any(
            quote.article.id == hit.article.id
            and passage.start <= quote.start
            and quote.end <= passage.end
            for quote in self._shown
        )


def _within(limits: Question, question: Question) -> Question:
    """Return a question within the limits of another one."""
    return replace(limits, text=question.text, outlets=limits.outlets or question.outlets)


def _key(hit: Hit) -> tuple[str, int]:
    return hit.article.id, hit.passage.start
