"""What the bot keeps: settings of servers and channels, answers given (for their buttons), feedback, rebuilds.

One file beside the index. Synchronous and thread-safe; the event loop calls it through a worker thread.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

from bot.memory.records import AnswerRecord, Feedback, QuoteRecord, Rebuild, Verdict
from index.errors import SnapshotDamaged, UsageError
from index.snapshot.sqlite import Connection, connect, named_faults

_MIGRATIONS = (
    """
    CREATE TABLE preferences (
        guild INTEGER NOT NULL, channel INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (guild, channel, name)
    ) WITHOUT ROWID;
    CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT, created REAL NOT NULL, guild INTEGER, channel INTEGER NOT NULL,
        message INTEGER, question_message INTEGER, asker INTEGER NOT NULL, question TEXT NOT NULL,
        outlets TEXT NOT NULL, since TEXT, until TEXT, snapshot TEXT NOT NULL, reason TEXT,
        confidence REAL NOT NULL, quotes TEXT NOT NULL
    );
    CREATE INDEX answers_by_question ON answers (question_message);
    CREATE INDEX answers_by_message ON answers (message);
    CREATE TABLE feedback (
        answer INTEGER NOT NULL REFERENCES answers (id) ON DELETE CASCADE, member INTEGER NOT NULL,
        verdict TEXT NOT NULL, created REAL NOT NULL, PRIMARY KEY (answer, member)
    ) WITHOUT ROWID;
    """,
    """
    CREATE TABLE rebuilds (
        id INTEGER PRIMARY KEY AUTOINCREMENT, channel INTEGER NOT NULL, message INTEGER NOT NULL,
        member INTEGER NOT NULL, process INTEGER NOT NULL, log TEXT NOT NULL, started REAL NOT NULL,
        ended REAL
    );
    """,
)
SCHEMA = len(_MIGRATIONS)
KEEP_DAYS = 180
"""Answers without feedback are forgotten after so many days; their buttons then say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How the bot behaves in a place; None or empty means as in the settings of the installation."""

    answers: bool = True
    """Whether members may ask here."""
    mentions: bool | None = None
    private: bool = False
    """Whether commands are answered for the asker's eyes only, unless they ask otherwise."""
    outlets: tuple[str, ...] = ()
    days: int | None = None
    """Default period: so many days up to today."""
    cooldown: float | None = None
    """Seconds between questions of one member."""
    server_cooldown: float | None = None
    """Seconds between questions of the whole server."""


class BotDatabase:
    """The open database. Raises ``UsageError`` where it cannot be opened or is newer than this program."""

    def __init__(self, path: Path, *, keep_days: int = KEEP_DAYS, clock: Any = time.time) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._keep_seconds = keep_days * 86400
        self._clock = clock
        self._lock = threading.RLock()
        try:
            self._connection = connect(path, readonly=False, wal=True)
            self._migrate()
        except SnapshotDamaged as fault:
            raise UsageError(
                f"{path} is damaged, or no database of this bot; move it away (a new one is then made), "
                "or set discord.database to another file"
            ) from fault

    def _migrate(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA:
            raise UsageError(
                f"{self._path} was written by a newer version (schema {version}, known {SCHEMA}); "
                "start that version, or set discord.database to another file"
            )
        for number in range(version, SCHEMA):
            script = (
                f"BEGIN IMMEDIATE; {_MIGRATIONS[number]} PRAGMA user_version={number + 1}; COMMIT;"
            )
            self._connection.executescript(script)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._lock, named_faults(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _rows(self, query: str, *values: Any) -> list[Any]:
        with self._lock, named_faults(self._path):
            return self._connection.execute(query, values).fetchall()

    def close(self) -> None:
        """Close the file; no call may follow."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    # Settings of servers and channels

    def preferences(self, guild: int | None, channel: int | None = None) -> Preferences:
        """Return what holds in a channel: its own settings over its server's over the defaults."""
        query = "SELECT name, value FROM preferences WHERE guild=? AND channel IN (0, ?) ORDER BY channel != 0"
        known = {field.name for field in fields(Preferences)}
        found = {
            name: json.loads(value) for name, value in self._rows(query, guild or 0, channel or 0)
        }
        if "outlets" in found:
            found["outlets"] = tuple(found["outlets"])
        return replace(
            Preferences(), **{name: value for name, value in found.items() if name in known}
        )

    def set_preference(self, guild: int, channel: int | None, name: str, value: Any) -> None:
        """Set one of the fields of ``Preferences`` for a server, or a channel of it; None takes it back."""
        if name not in {field.name for field in fields(Preferences)}:
            raise ValueError(f"{name!r} is no setting of a server")
        with self._writing() as connection:
            if value is None:
                query = "DELETE FROM preferences WHERE guild=? AND channel=? AND name=?"
                connection.execute(query, (guild, channel or 0, name))
            else:
                query = "INSERT OR REPLACE INTO preferences VALUES (?, ?, ?, ?)"
                connection.execute(query, (guild, channel or 0, name, json.dumps(value)))

    def channels_set(self, guild: int) -> list[int]:
        """Return the channels of a server that have settings of their own."""
        query = "SELECT DISTINCT channel FROM preferences WHERE guild=? AND channel != 0"
        return [row[0] for row in self._rows(query, guild)]

    # Answers

    def add_answer(self, record: AnswerRecord) -> int:
        """Keep an answer and return its number."""
        with self._writing() as connection:
            connection.execute(
                "DELETE FROM answers WHERE created < ? AND id NOT IN (SELECT answer FROM feedback)",
                (self._clock() - self._keep_seconds,),
            )
            added = connection.execute(
                "INSERT INTO answers (created, guild, channel, message, question_message, asker, question,"
                " outlets, since, until, snapshot, reason, confidence, quotes)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._clock(), *_answer_values(record)),
            )
        return int(added.lastrowid or 0)

    def place_answer(self, number: int, message: int) -> None:
        """Note in which message an answer stands."""
        with self._writing() as connection:
            connection.execute("UPDATE answers SET message=? WHERE id=?", (message, number))

    def answer(self, number: int) -> AnswerRecord | None:
        """Return an answer by its number, or None where it is no longer kept."""
        rows = self._rows(f"SELECT {_ANSWER} FROM answers WHERE id=?", number)
        return _answer_record(rows[0]) if rows else None

    def answers_to(self, question_message: int) -> list[AnswerRecord]:
        """Return the answers to a question asked in a message."""
        query = f"SELECT {_ANSWER} FROM answers WHERE question_message=? ORDER BY id"
        return [_answer_record(row) for row in self._rows(query, question_message)]

    def answer_in(self, message: int) -> AnswerRecord | None:
        """Return the answer that stands in a message, or None."""
        rows = self._rows(
            f"SELECT {_ANSWER} FROM answers WHERE message=? ORDER BY id DESC", message
        )
        return _answer_record(rows[0]) if rows else None

    def forget_answers_to(self, question_message: int) -> None:
        """Forget the answers, with their feedback, to a question that its asker took back."""
        with self._writing() as connection:
            connection.execute("DELETE FROM answers WHERE question_message=?", (question_message,))

    def forget_member(self, member: int) -> int:
        """Forget the questions that a member asked and their verdicts; return how many questions."""
        with self._writing() as connection:
            connection.execute("DELETE FROM feedback WHERE member=?", (member,))
            gone = connection.execute("DELETE FROM answers WHERE asker=?", (member,))
        return int(gone.rowcount)

    def forget_guild(self, guild: int) -> None:
        """Forget a server: its settings, and what was asked in it."""
        with self._writing() as connection:
            connection.execute("DELETE FROM preferences WHERE guild=?", (guild,))
            connection.execute("DELETE FROM answers WHERE guild=?", (guild,))

    # Feedback

    def add_feedback(self, answer: int, member: int, verdict: Verdict) -> None:
        """Keep a member's verdict on an answer; a later one replaces it."""
        with self._writing() as connection:
            query = "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?)"
            connection.execute(query, (answer, member, verdict.value, self._clock()))

    def feedback(self) -> list[Feedback]:
        """Return all verdicts, oldest first, with the answers they are on."""
        query = (
            f"SELECT feedback.verdict, feedback.created, {_ANSWER} FROM feedback"
            " JOIN answers ON answers.id = feedback.answer ORDER BY feedback.created, answers.id"
        )
        return [
            Feedback(verdict=Verdict(row[0]), created=row[1], answer=_answer_record(row[2:]))
            for row in self._rows(query)
        ]

    # Rebuilds under way

    def add_rebuild(self, rebuild: Rebuild) -> int:
        """Keep a rebuild that was started, so that a restarted bot finds it again."""
        with self._writing() as connection:
            query = (
                "INSERT INTO rebuilds (channel, message, member, process, log, started)"
                " VALUES (?, ?, ?, ?, ?, ?)"
            )
            values = (rebuild.channel, rebuild.message, rebuild.member, rebuild.process)
            added = connection.execute(query, (*values, str(rebuild.log), rebuild.started))
        return int(added.lastrowid or 0)

    def end_rebuild(self, number: int) -> None:
        """Note that a rebuild is over."""
        with self._writing() as connection:
            connection.execute("UPDATE rebuilds SET ended=? WHERE id=?", (self._clock(), number))

    def open_rebuilds(self) -> list[Rebuild]:
        """Return the rebuilds whose end was not noted."""
        query = "SELECT id, channel, message, member, process, log, started FROM rebuilds WHERE ended IS NULL"
        return [
            Rebuild(
                number=row[0], channel=row[1], message=row[2], member=row[3], process=row[4],
                log=Path(row[5]), started=row[6],
            )
            for row in self._rows(query)
        ]  # fmt: skip


_ANSWER = (
    "answers.id, guild, channel, message, question_message, asker, question, outlets, since, until,"
    " snapshot, reason, confidence, quotes"
)


def _answer_values(record: AnswerRecord) -> tuple[Any, ...]:
    quotes = [[one.article_id, one.start, one.end, one.digest] for one in record.quotes]
    days = [day.isoformat() if day else None for day in (record.since, record.until)]
    asked = (record.question, json.dumps(record.outlets), *days)
    place = (record.guild, record.channel, record.message, record.question_message, record.asker)
    return (*place, *asked, record.snapshot, record.reason, record.confidence, json.dumps(quotes))


def _answer_record(row: Any) -> AnswerRecord:
    (number, guild, channel, message, question_message, asker, question, outlets, since, until) = (
        row[:10]
    )
    snapshot, reason, confidence, quotes = row[10:]
    return AnswerRecord(
        number=number, guild=guild, channel=channel, message=message, question_message=question_message,
        asker=asker, question=question, outlets=tuple(json.loads(outlets)),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        snapshot=snapshot, reason=reason, confidence=confidence,
        quotes=tuple(_quote_record(*row) for row in json.loads(quotes)),
    )  # fmt: skip


def _quote_record(article_id: str, start: int, end: int, digest: str = "") -> QuoteRecord:
    """Return a quote as it was kept; those of earlier versions have no digest."""
    return QuoteRecord(article_id=article_id, start=start, end=end, digest=digest)
