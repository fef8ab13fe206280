"""Answer questions from the current snapshot: the one thing that Discord, the terminal and scripts call.

Thread-safe and synchronous. A reply is made from one snapshot from beginning to end.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from threadpoolctl import threadpool_limits

from bot.archive.holding import Held, Holding
from bot.evidence.checker import Checker, load_checker
from bot.replies.answering import Answerer, prepared_for
from bot.replies.beyond import beyond, with_last_day
from bot.replies.told_of import told_of
from bot.serving.remembered import Occasion, Remembered, occasion
from bot.understanding.asking_day import asking_day
from bot.understanding.own_limits import OwnLimits, own_limits
from bot.understanding.question import Understood, read_question
from bot.values import Answer, Meant, Question, Reply
from config.outlets import OutletRegistry
from config.settings import Settings
from index.building.rules import found_with
from index.encoders.encoder import Encoder, Matrix, PassageInput
from index.encoders.loading import load_encoder
from index.origins.relayed import with_own_articles
from index.search.search import Prepared
from index.snapshot.archive import Archive

if TYPE_CHECKING:
    from bot.replies.compare import Comparison
    from bot.replies.doubts import Settled
    from index.coverage.coverage import Coverage
    from index.printings.values import WhoSaid


_OBJECTS = 20_000
"""New objects, beyond those let go of, after which the collector looks through them: of some twenty questions."""


class AnsweringService:
    """Holds the question encoder, the checker and the current snapshot.

    Raises ``IndexMissing``, ``SnapshotDamaged`` or ``EncoderMismatch`` on construction.
    """

    def __init__(self, settings: Settings, *, today: Callable[[], date] = asking_day) -> None:
        self.settings = settings
        self._today = today
        extra = [settings.index.outlets] if settings.index.outlets else []
        threads = settings.answer.threads
        # A question's products are too small to share out: threads would only wait for each other.
        threadpool_limits(limits=1, user_api="blas")
        # What is loaded and remembered stays: the collector would look through it all again and again.
        gc.set_threshold(_OBJECTS)
        self.encoder: Encoder = load_encoder(
            settings.index.encoder, role="question", threads=threads
        )
        self._outlets = OutletRegistry.load(*extra)
        self._holding = Holding(settings.index.folder, self._outlets, self.encoder)
        self.checker: Checker | None = load_checker(settings.answer.checker, threads=threads)
        self._remembered = Remembered()
        self._pool = ThreadPoolExecutor(threads, "answer")
        self.answerer = Answerer(
            checker=self.checker,
            quotes=settings.answer.quotes,
            least=settings.answer.min_confidence,
        )

    @classmethod
    def warm(cls, settings: Settings) -> Self:
        """Return a service that has answered: the first who asks waits for nothing that is made on first use."""
        service = cls(settings)
        held = service._holding.get()
        outlets = " and ".join(sorted(held.outlets)[:2])
        for name in held.archive.article_rows()[0][:1]:
            article = held.archive.article(name)
            title = article.title if article else None
            service.answer(Question(text=f"What did {outlets} report about {title}?"))
        service.forget()
        return service

    @property
    def archive(self) -> Archive:
        """The snapshot that the next answer is made from."""
        return self._holding.get().archive

    @property
    def registry(self) -> OutletRegistry:
        """The outlets known: the registry's and the archive's own."""
        return self._holding.get().registry

    @property
    def outdated(self) -> bool:
        """Whether the snapshot was analysed by other rules, or with other outlets, than a build would today."""
        return self.archive.found_with() != found_with(self._outlets)

    def answer(self, question: Question, *, quotes: int | None = None) -> Reply:
        """Return the answer, or why there is none; ``quotes`` (1–5) overrides the settings."""
        return self.answer_many([question], quotes=quotes)[0]

    def answer_many(
        self, questions: Sequence[Question], *, quotes: int | None = None
    ) -> list[Reply]:
        """Answer several questions, embedding the new ones together; replies in the same order."""
        return self._holding.tell(lambda held: self._answers(held, questions, quotes))

    def _answers(
        self, held: Held, questions: Sequence[Question], quotes: int | None
    ) -> list[Reply]:
        began = time.perf_counter()
        today = self._today()
        asked = [occasion(one, held.archive.id, today, quotes) for one in questions]
        known = {one: reply for one in asked if (reply := self._remembered.get(one))}
        spent = (time.perf_counter() - began) * 1000
        known = {one: replace(reply, elapsed_ms=spent) for one, reply in known.items()}
        fresh = [one for one in dict.fromkeys(asked) if one not in known]
        known |= zip(fresh, self._answer_new(held, fresh), strict=True)
        return [
            replace(known[one], question=question)
            for one, question in zip(asked, questions, strict=True)
        ]

    def meant(self, text: str) -> Meant | None:
        """Return the outlet that a question may mean by a misspelt name, or None."""
        return self._holding.get().misspelt.find(text)

    def outlet_meant(self, name: str) -> str | None:
        """Return the outlet that a name given for one may stand for, misspelt, or None."""
        return self._holding.get().misspelt.named(name)

    def comparison_meant(self, topic: str, outlets: Sequence[str]) -> Meant | None:
        """Return the outlet that a comparison asks back about, with the comparison that names it, or None."""
        from bot.replies.compare import comparison_meant

        held = self._holding.get()
        return comparison_meant(topic, outlets, held.registry, held.misspelt.named)

    def own_limits(self, text: str) -> OwnLimits:
        """Say which limits a question sets by its own words."""
        held = self._holding.get()
        return own_limits(text, held.registry, held.outlets, self._today())

    def doubted(self, question: Question) -> Settled:
        """Return both sides where the answer to a question is disputed; else the answer, or why there is none."""
        from bot.replies.doubts import doubted

        return doubted(self._holding.get(), self.answer, question)

    def _answer_new(self, held: Held, asked: Sequence[Occasion]) -> list[Reply]:
        began = time.perf_counter()
        read = [
            read_question(one.question, held.registry, held.outlets, one.today, held.last)
            for one in asked
        ]
        ahead = self._ahead(held, read)
        vectors = self._embed(read)
        shared = (time.perf_counter() - began) / max(1, len(asked))

        def answered(one: Occasion, understood: Understood, own: Matrix) -> Reply:
            started = time.perf_counter()
            told = ahead.result() if ahead else _told_by_words(held, understood)
            spent = shared + time.perf_counter() - started
            reply = beyond(held, understood, one.today) or self.answerer.answer(
                held, understood, own, prepared=told.prepared, quotes=one.quotes, spent=spent
            )
            reply = told_of(self.answerer, held, understood, own, reply, one.quotes)
            reply = with_last_day(held, reply)
            reply = _with_own_articles(held, _asking_back(told.meant, reply))
            self._remembered.keep(one, reply)
            return reply

        # The models let go of the interpreter: while one question is read, the next is searched for.
        each = map if len(asked) == 1 else self._pool.map
        return list(each(answered, asked, read, vectors))

    def _ahead(self, held: Held, read: Sequence[Understood]) -> Future[_Told] | None:
        """Look at the words of a single question while it is embedded; several keep all cores busy anyway."""
        return self._pool.submit(_told_by_words, held, read[0]) if len(read) == 1 else None

    def forget(self) -> None:
        """Forget the replies that are remembered: for measuring."""
        self._remembered = Remembered()

    def understand(self, question: Question) -> tuple[Held, Understood, Matrix]:
        """Return the snapshot, the question as understood and its vectors: for measuring."""
        held = self._holding.get()
        read = read_question(question, held.registry, held.outlets, self._today(), held.last)
        return held, read, self._embed([read])[0]

    def _embed(self, read: Sequence[Understood]) -> list[Matrix]:
        """Embed every question and its parts in one go."""
        return self.encoder.encode_parts(
            [
                PassageInput(
                    text=one.question.text, sentences=tuple(part.span for part in one.clauses[1:])
                )
                for one in read
            ]
        )

    def who_said(self, text: str) -> WhoSaid:
        """Find where a sentence was printed."""
        from index.printings import who_said

        return self._holding.tell(lambda held: who_said(held.archive, text, registry=held.registry))

    def coverage(
        self, topic: str, since: date | None = None, until: date | None = None
    ) -> Coverage:
        """Return every outlet's coverage of a topic."""
        from index.coverage.coverage import coverage

        return self._holding.tell(
            lambda held: coverage(held.archive, self.encoder, topic, since=since, until=until)
        )

    def compare(self, topic: str, outlets: Sequence[str] = ()) -> Comparison:
        """Set outlets' claims on a topic side by side."""
        from bot.replies.compare import compare

        def compared(held: Held) -> Comparison:
            named = held.misspelt.named
            return compare(
                held.archive, self.encoder, topic, outlets, registry=held.registry, spelt=named
            )

        return self._holding.tell(compared)

    def close(self) -> None:
        """Let go of the snapshot; no call may follow."""
        self._pool.shutdown()
        self._holding.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a question's words tell without its vectors."""

    prepared: Prepared
    meant: Meant | None
    """The outlet that may be meant by a misspelt name."""


def _told_by_words(held: Held, understood: Understood) -> _Told:
    meant = held.misspelt.find(understood.question.text)
    return _Told(prepared=prepared_for(held, understood), meant=meant)


def _asking_back(meant: Meant | None, reply: Reply) -> Reply:
    """Let a reply ask which outlet was meant by a misspelt name."""
    return replace(reply, reading=replace(reply.reading, meant=meant)) if meant else reply


def _with_own_articles(held: Held, reply: Reply) -> Reply:
    """Let the chains of an answer's quotes hold the relayed outlets' own articles."""
    if not isinstance(reply, Answer):
        return reply
    began = time.perf_counter()
    quotes = tuple(
        replace(one, chain=with_own_articles(held.archive, one.article, one.span, one.chain))
        for one in reply.quotes
    )
    spent = (time.perf_counter() - began) * 1000
    return replace(reply, quotes=quotes, elapsed_ms=reply.elapsed_ms + spent)
