"""What is said around quotes: readings, refusals and what to try next, disputes, footers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import chain

from bot.understanding.clauses import split_clauses
from bot.understanding.quoted_words import words_whose_speaker
from bot.values import Answer, Meant, NoAnswer, Reading, Reason, Reply
from bot.wording.chains import PUBLISHER_NOT_STATED
from bot.wording.counting import joined
from bot.wording.dates import age_words, day_words, period_words

NEAREST = "Nearest coverage, not an answer:"
UNDISPUTED = "No outlet in this archive contradicts this, as far as I can find."
SIDES = "Below is each side as it was printed; I do not judge which is right."
_MOST_NAMED = 6
_DOUBTFUL = 0.5
"""Confidence below which a reader is warned: of such answers about one in four is right on quiz questions."""
_ALIKE, _MOST_ALIKE = 0.75, 2
"""How alike an outlet's name must be to one that was not found to be offered, and how many are."""
_CONFIDENCE = ((0.9, "high"), (0.7, "good"), (0.5, "fair"), (0.0, "low"))


def outlet_words(outlet: str | None) -> str:
    """Return the outlet's name, or say that the publisher is not stated."""
    return " ".join((outlet or "").split()) or PUBLISHER_NOT_STATED


def quote_heading(position: int, count: int) -> str:
    """Head a quote, counting from 0: "Quote 2 of 3", or "Quote" where it is the only one."""
    return f"Quote {position + 1} of {count}" if count > 1 else "Quote"


def taken_as_words(taken_as: str) -> str:
    """Say as what a follow-up was taken."""
    return f"I took this as: “{taken_as}”"


def reading_words(reading: Reading) -> str | None:
    """Say to what the answer was confined ("Only The Verge, October 2023"), or return None."""
    limits = [
        joined([outlet_words(name) for name in reading.outlets], most=_MOST_NAMED),
        "" if _no_limit(reading) else period_words(reading.since, reading.until),
    ]
    only = ", ".join(limit for limit in limits if limit)
    parts = [f"Only {only}"] if only else []
    if reading.told_of:
        by = f" by {joined(reading.outlets, 'or')}" if reading.outlets else ""
        nothing = f"Nothing printed{by}{_in_period(reading)} is in this archive"
        parts.append(
            f"{nothing}: these quotes are of another time and speak of “{reading.told_of}”"
        )
    if reading.newest_on is not None:
        about = f" about “{reading.newest_on}”" if reading.newest_on else ""
        parts.append(f"The newest articles{about}")
    if reading.unknown_outlets:
        parts.append(f"Not in this archive: {joined(reading.unknown_outlets)}")
    return ". ".join(parts) or None


def meant_words(reading: Reading) -> str | None:
    """Ask whether an outlet was meant whose name was misspelt; None where none was."""
    if (meant := reading.meant) is None:
        return None
    return f"{nobodys_words(meant)} Say “yes”, and I ask for that one."


def nobodys_words(meant: Meant) -> str:
    """Ask whether an outlet was meant by a name that nobody bears."""
    return f"I know no outlet called “{meant.written}”. Did you mean {meant.outlet}?"


def _no_limit(reading: Reading) -> bool:
    """Say whether the days of a reading confine no quote."""
    return _reversed(reading) or bool(reading.last or reading.told_of)


def _reversed(reading: Reading) -> bool:
    return bool(reading.since and reading.until and reading.since > reading.until)


def refusal(reply: NoAnswer, *, archive_outlets: Collection[str] = ()) -> str:
    """Say why there is no answer and what to try next, in two sentences."""
    return f"{refusal_words(reply)} {advice_words(reply, archive_outlets=archive_outlets)}"


def refusal_words(reply: NoAnswer) -> str:
    """Say in one sentence why there is no answer."""
    reading = reply.reading
    if reply.reason is Reason.OUTLET_NOT_IN_ARCHIVE:
        names = joined(reading.unknown_outlets, "or") or "the outlet you named"
        return f"This archive holds no article from {names}."
    if reading.last:
        last = day_words(reading.last)
        return f"I answer from past articles, the latest from {last}: they cannot tell that."
    if reply.reason is Reason.NOTHING_IN_PERIOD:
        if reading.since and reading.until and _reversed(reading):
            ends, begins = day_words(reading.until), day_words(reading.since)
            return f"The period asked for ends ({ends}) before it begins ({begins})."
        return f"This archive holds nothing{_from(reading)}{_in_period(reading)}."
    if _asks_for_words(reply):
        return f"I find no quote{_from(reading)}{_in_period(reading)} with those words in this archive."
    if reply.reason is Reason.NOT_ANSWERED:
        return "The archive has articles near this question, but none of them answers it."
    return f"Nothing in this archive{_from(reading)}{_in_period(reading)} is about that."


def advice_words(reply: NoAnswer, *, archive_outlets: Collection[str] = ()) -> str:
    """Say what to try next; outlets of the archive with names like one that it does not hold are named."""
    reading = reply.reading
    if reading.last:
        return "Ask about something that was in the news by then."
    if reply.reason is Reason.OUTLET_NOT_IN_ARCHIVE:
        it = "it" if len(reading.unknown_outlets) < 2 else "them"
        alike = alike_words(reading.unknown_outlets, archive_outlets)
        meant = f"{alike} If not, ask" if alike else "Ask"
        return f"{meant} again without naming {it} to see what other outlets printed."
    if reply.reason is Reason.NOTHING_IN_PERIOD:
        if _reversed(reading):
            return "Ask again with its days the other way round, or with none."
        return "Ask again with a longer period, or with none."
    if _asks_for_words(reply):
        return "Try a shorter part of them, word for word; /who-said shows what comes near."
    if reading.outlets or reading.since or reading.until:
        return "Ask again without the limits, or in other words."
    if reply.reason is Reason.NOT_ANSWERED:
        return "Ask in other words, or ask about one thing at a time."
    return "Ask in other words, or name a person, a place or an event."


def _asks_for_words(reply: NoAnswer) -> bool:
    """Say whether nothing but certain words was looked for, as they are printed."""
    text = reply.question.text
    return words_whose_speaker(text) is not None and len(split_clauses(text)) == 1


def alike_words(names: Sequence[str], held: Collection[str]) -> str | None:
    """Ask whether outlets held were meant whose names are nearly those given; None where none are."""
    alike = _alike(names, held)
    return f"Did you mean {joined(alike, 'or')}?" if alike else None


def _alike(names: Sequence[str], held: Collection[str]) -> list[str]:
    """Return the outlets held whose names are nearly those given, misspelt perhaps."""
    plain = {_plain(outlet): outlet for outlet in held}
    found = chain.from_iterable(
        get_close_matches(_plain(name), plain, _MOST_ALIKE, _ALIKE) for name in names
    )
    return [plain[name] for name in dict.fromkeys(found)]


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace(" ", "")


def _from(reading: Reading) -> str:
    return f" from {joined(reading.outlets, 'or')}" if reading.outlets else ""


def _in_period(reading: Reading) -> str:
    period = period_words(reading.since, reading.until)
    if not period or period.startswith(("since", "until")):
        return f" {period}" if period else ""
    if reading.since == reading.until:
        return f" on {period}"
    return f" from {period}" if " to " in period else f" in {period}"


def disputed_words(pairs: Sequence[tuple[int, int]]) -> str | None:
    """Name the quotes that contradict each other, by position from 0; None where there are none.

    "Disputed: quotes 1 and 2 contradict each other."; one against several: "quote 1 contradicts quotes 2 and 4".
    """
    left, clauses = [frozenset(pair) for pair in pairs], []
    while left:
        met = Counter(chain.from_iterable(left))
        most = min(met, key=lambda position: (-met[position], position))
        against = sorted(next(iter(pair - {most})) for pair in left if most in pair)
        clauses.append(_contradiction(most, against))
        left = [pair for pair in left if most not in pair]
    return f"Disputed: {', and '.join(clauses)}." if clauses else None


def _contradiction(position: int, against: Sequence[int]) -> str:
    numbers = [str(other + 1) for other in against]
    if len(numbers) == 1:
        return f"quotes {position + 1} and {numbers[0]} contradict each other"
    return f"quote {position + 1} contradicts quotes {joined(numbers)}"


def disputed_mark(position: int, pairs: Sequence[tuple[int, int]]) -> str | None:
    """Mark one quote: "Disputed by quote 3", "Disputed by quotes 2 and 3"; None if undisputed."""
    against = sorted({b if a == position else a for a, b in pairs if position in (a, b)})
    if not against:
        return None
    noun = "quote" if len(against) == 1 else "quotes"
    return f"Disputed by {noun} {joined([str(other + 1) for other in against])}"


def doubt_settled_words(reply: Reply, denials: int = 0) -> str | None:
    """Say what was found where somebody asked whether an answer is true; None where there is no answer.

    ``denials`` of its last quotes tell of a denial that may be of what was asked.
    """
    if not isinstance(reply, Answer):
        return None
    if reply.disputed or not denials:
        return SIDES if reply.disputed else UNDISPUTED
    last = "The last quote tells" if denials == 1 else f"The last {denials} quotes tell"
    return f"{UNDISPUTED} {last} of a denial that may be of this: please judge for yourself."


def also_printed_words(outlets: Sequence[str], *, most: int = 4) -> str | None:
    """Name the other outlets that printed the same: "Also printed by A, B and C"; None for none."""
    return f"Also printed by {joined(outlets, most=most)}" if outlets else None


def confidence_words(confidence: float) -> str:
    """Say how sure the answer is: "Confidence: high (91%)"; never "100%"."""
    word = next(word for floor, word in _CONFIDENCE if confidence >= floor or not floor)
    return f"Confidence: {word} ({min(confidence, 0.99):.0%})"


def doubt_words(confidence: float) -> str | None:
    """Warn that the quotes may be no answer: "I am not sure that this answers the question."; None where they are."""
    return "I am not sure that this answers the question." if confidence < _DOUBTFUL else None


def footer_words(
    snapshot: str,
    *,
    built: datetime | None = None,
    elapsed_ms: float | None = None,
    now: datetime | None = None,
) -> str:
    """Close a reply: "Snapshot 20231115-0930, built 3 hours ago · answered in 8 ms"."""
    words = f"Snapshot {snapshot}"
    if built:
        words += f", built {age_words(built, now)}"
    return words if elapsed_ms is None else f"{words} · answered in {_elapsed(elapsed_ms)}"


def _elapsed(milliseconds: float) -> str:
    if milliseconds < 1:
        return "under 1 ms"
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
