"""The latest replies, for members who ask what somebody has just asked."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date

from bot.values import Question, Reply

_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """All that a reply depends on: the question (whoever asks), the snapshot, the day, the most quotes."""

    question: Question
    snapshot: str
    today: date
    quotes: int | None


def occasion(question: Question, snapshot: str, today: date, quotes: int | None) -> Occasion:
    """Return the occasion of a question, its id left out."""
    return Occasion(
        question=replace(question, id=None), snapshot=snapshot, today=today, quotes=quotes
    )


class Remembered:
    """Replies by occasion, the latest used of them kept. Thread-safe."""

    def __init__(self) -> None:
        self._replies: OrderedDict[Occasion, Reply] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Occasion) -> Reply | None:
        """Return what was replied before, or None."""
        with self._lock:
            if asked in self._replies:
                self._replies.move_to_end(asked)
            return self._replies.get(asked)

    def keep(self, asked: Occasion, reply: Reply) -> None:
        """Keep a reply; the one that was used least lately goes."""
        with self._lock:
            self._replies[asked] = reply
            if len(self._replies) > _KEPT:
                self._replies.popitem(last=False)
