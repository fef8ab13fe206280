"""A request to set outlets side by side: "compare The Verge and TechCrunch on the trial"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.outlets import named_outlets
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What to set side by side: a topic, and the outlets; none stand for all that write about it."""

    topic: str
    outlets: tuple[str, ...] = ()


def read_comparison(message: str, registry: OutletRegistry) -> Compared | None:
    """Read a request to compare what outlets say; None where it asks for anything else."""
    asked = _ASKED.fullmatch(" ".join(message.split()).strip(" ?!."))
    if asked is None:
        return None
    found = asked.groupdict()
    who = found["these"] or found["others"] or found["two"]
    topic = found["topic"] or found["theirs"] or found["both"]
    if re.fullmatch(_ALL, who, re.IGNORECASE):
        return Compared(topic=topic)
    outlets = named_outlets(re.sub(r"(?i)^both ", "", who), registry)
    return Compared(topic=topic, outlets=outlets) if outlets else None
