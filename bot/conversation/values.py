"""What a conversation is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.values import Answer, Meant, Question, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Something asked earlier, as it was written, with its limits and, where at hand, the reply."""

    question: str
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    reply: Reply | None = field(default=None, repr=False)
    meant: Meant | None = None
    """The outlet that the reply asked back about, whose name was misspelt."""

    @classmethod
    def of(cls, question: Question, reply: Reply | None = None) -> Turn:
        """Return the turn of a question as it was put to the archive."""
        return cls(
            question=question.text,
            outlets=question.outlets,
            since=question.since,
            until=question.until,
            reply=reply,
            meant=reply.reading.meant if reply else None,
        )

    @property
    def quoted_outlets(self) -> tuple[str, ...]:
        """The outlets whose articles the reply quoted, each once."""
        quotes = self.reply.quotes if isinstance(self.reply, Answer) else ()
        return tuple(dict.fromkeys(q.article.outlet for q in quotes if q.article.outlet))

    @property
    def first_quote(self) -> str | None:
        """The text of the reply's first quote."""
        quotes = self.reply.quotes if isinstance(self.reply, Answer) else ()
        return quotes[0].text if quotes else None


class Wish(StrEnum):
    """What a message asks for."""

    ANSWER = "answer"
    MORE = "more"
    """Further quotes on the same question ("show the rest")."""
    OTHER_OUTLETS = "other_outlets"
    """The same question, to outlets not quoted yet ("and the other papers?")."""
    TRUTH = "truth"
    """Both sides of what was asked before, where it is disputed ("is that true?", "did anyone deny that?")."""
    COMPARE = "compare"
    """What ``question.outlets`` (none: all) say on the topic ``question.text``, side by side."""
    WHO_SAID = "who_said"
    """Who is behind the first quote shown ("who said that?"), whose text is ``Completed.quote``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """A message as the question it stands for.

    ``taken_as`` is what to show the reader ("I took this as …"), None where nothing was completed.
    Whatever the wish, asking ``question`` as it is gives a fair answer.
    """

    question: Question
    taken_as: str | None = None
    wish: Wish = Wish.ANSWER
    quote: str | None = None
