"""A request to set outlets side by side: "compare The Verge and TechCrunch on the trial"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.outlets import named_outlets, nearly_named
from config.outlets import OutletRegistry

_ON = r"(?:on|about|over|regarding|concerning)"
_SAY = r"(?:say|said|says|write|wrote|report|reported|print|printed|think|tell)"
_ALL = r"(?:(?:the|all|all the|different|various) )?(?:outlets|papers|newspapers|sources|coverage|reports|reporting)"
_ASKED = re.compile(
    rf"(?:please )?(?:compare|contrast)(?: what| how)? (?P<these>.+?)(?: {_SAY})? {_ON} (?P<topic>.+)"
    rf"|how (?:do|did|does) (?P<others>.+?) (?:differ|compare|disagree) {_ON} (?P<theirs>.+)"
    rf"|(?:what (?:are|is) the )?differences? between (?P<two>.+?) {_ON} (?P<both>.+)",
    re.IGNORECASE,
)
Spelt = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What to set side by side: a topic, and the outlets; none stand for all that write about it.

    A misspelt outlet stands as it is written.
    """

    topic: str
    outlets: tuple[str, ...] = ()


def read_topic(words: str, registry: OutletRegistry, spelt: Spelt | None = None) -> Compared:
    """Read what a command that compares is given: a topic, or "The Verge and TechCrunch on the trial"."""
    asked = read_comparison(f"compare {words}", registry, spelt)
    return Compared(topic=words) if asked is None or len(asked.outlets) == 1 else asked


def asks_to_compare(message: str) -> bool:
    """Say whether a message has the form of a request to compare, whoever is named in it."""
    return _asked(message) is not None


def _asked(message: str) -> re.Match[str] | None:
    return _ASKED.fullmatch(" ".join(message.split()).strip(" ?!."))


def read_comparison(
    message: str, registry: OutletRegistry, spelt: Spelt | None = None
) -> Compared | None:
    """Read a request to compare what outlets say; None where it asks for anything else.

    ``spelt`` tells which outlet a misspelt name stands for.
    """
    asked = _asked(message)
    if asked is None:
        return None
    found = asked.groupdict()
    who = found["these"] or found["others"] or found["two"]
    topic = found["topic"] or found["theirs"] or found["both"]
    if re.fullmatch(_ALL, who, re.IGNORECASE):
        return Compared(topic=topic)
    who = re.sub(r"(?i)^both ", "", who)
    outlets = named_outlets(who, registry) or (spelt and nearly_named(who, registry, spelt))
    return Compared(topic=topic, outlets=outlets) if outlets else None
