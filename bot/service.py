"""Answer questions from the current snapshot: the one thing that Discord, the terminal and scripts call.

Thread-safe and synchronous. A reply is made from one snapshot from beginning to end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bot.values import Question, Reply
from config.settings import Settings

if TYPE_CHECKING:
    from bot.compare import Comparison
    from index.coverage import Coverage
    from index.printings.values import WhoSaid
    from index.snapshot import Archive


class AnsweringService:
    """Holds the question encoder, the checker and the current snapshot.

    Raises ``IndexMissing``, ``SnapshotDamaged`` or ``EncoderMismatch`` on construction.
    """

    def __init__(self, settings: Settings, *, today: Callable[[], date] = date.today) -> None:
        self._settings = settings
        self._today = today

    @property
    def archive(self) -> Archive:
        """The snapshot that the next answer is made from."""
        raise NotImplementedError

    def answer(self, question: Question) -> Reply:
        """Return the answer, or why there is none."""
        return self.answer_many([question])[0]

    def answer_many(self, questions: Sequence[Question]) -> list[Reply]:
        """Answer several questions at once, embedding them together; replies in the same order."""
        raise NotImplementedError

    def who_said(self, text: str) -> WhoSaid:
        """Find where a sentence was printed."""
        from index.printings import who_said

        return who_said(self.archive, text)

    def coverage(
        self, topic: str, since: date | None = None, until: date | None = None
    ) -> Coverage:
        """Return every outlet's coverage of a topic."""
        raise NotImplementedError

    def compare(self, topic: str, outlets: Sequence[str] = ()) -> Comparison:
        """Set outlets' claims on a topic side by side."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the snapshot; no call may follow."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
