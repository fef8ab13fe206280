"""Complete follow-ups by rules: what does not clearly lean on the turn before is left alone.

Everything comes from the conversation itself, and ``taken_as`` shows the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.conversation.comparing import Compared, Spelt, asks_to_compare, read_comparison
from bot.conversation.follow_up import FollowUp, completed_as, printings_of
from bot.conversation.misspelt import in_misspelt_outlet, with_outlets_meant
from bot.conversation.newer import in_newest
from bot.conversation.other_days import in_other_days
from bot.conversation.outlets import named_outlets, shipped_registry, swapped
from bot.conversation.pasted import pasted_text
from bot.conversation.phrases import (
    A_THING,
    ABOUT,
    MORE,
    ON,
    OTHERS,
    POINTING,
    SPEAKER,
    WH_WORDS,
    WHO_SAID,
    YES,
    outlet_part,
    without_opening,
)
from bot.conversation.pronouns import leans, with_person
from bot.conversation.topics import (
    SET_BESIDE,
    asked_first,
    asked_with,
    names,
    topic,
    who_speaks,
    with_name_swapped,
)
from bot.conversation.truth import asks_whether_true, asks_who_agrees
from bot.conversation.values import Completed, Turn, Wish
from bot.understanding.asking_day import asking_day
from bot.understanding.leads import bare_question
from bot.understanding.news_asked import news_asked
from bot.values import Question
from config.outlets import OutletRegistry

LONGEST = 200
"""Characters beyond which a message is never a follow-up."""
_TOPIC_WORDS = 5


def complete(
    follow_up: str,
    earlier: Sequence[Turn],
    registry: OutletRegistry | None = None,
    spelt: Spelt | None = None,
) -> Completed:
    """Return the question that a message stands for, given what was asked before it.

    A full question comes back as it is, with ``taken_as`` None. Earlier turns may be follow-ups
    themselves; they are completed in their order. ``spelt`` tells which outlet a misspelt name stands for.
    """
    registry = registry or shipped_registry()
    if text := pasted_text(follow_up):
        return printings_of(Question(text=follow_up), text)
    if asked := read_comparison(follow_up, registry, spelt):
        return _comparison(asked)
    last: Question | None = None
    for number, turn in enumerate(earlier):
        done = _completed(turn.question, last, earlier[:number], registry)
        last = _limited(done.question, turn)
    return _completed(follow_up, last, earlier, registry, spelt)


def asks_to_look_up(message: str) -> bool:
    """Say whether a message may ask for a comparison or for who printed a text, rather than a question."""
    return bool(pasted_text(message)) or asks_to_compare(message)


def _comparison(asked: Compared) -> Completed:
    done = completed_as(Question(text=asked.topic, outlets=asked.outlets), Wish.COMPARE)
    return replace(done, taken_as=f"Compare: {done.taken_as}")


def _completed(
    message: str,
    last: Question | None,
    earlier: Sequence[Turn],
    registry: OutletRegistry,
    spelt: Spelt | None = None,
) -> Completed:
    text, opened = without_opening(message)
    if last is None or not text or len(text) > LONGEST:
        return Completed(question=Question(text=message))
    follow_up = FollowUp(
        text=text,
        opened=opened,
        last=replace(last, text=_plainly(last.text)),
        asked=last,
        quote=earlier[-1].first_quote,
        meant=earlier[-1].meant,
        seen=tuple(dict.fromkeys(name for turn in earlier for name in turn.quoted_outlets)),
        registry=registry,
        spelt=spelt,
    )
    for rule in _RULES:
        if completed := rule(follow_up):
            return completed
    return Completed(question=Question(text=message))


def _plainly(question: str) -> str:
    """Return a question without what is said around it; one that asks for news stays as it is."""
    asks_news = news_asked(question, asking_day()) is not None
    return question if asks_news else asked_first(bare_question(question))


def _limited(question: Question, turn: Turn) -> Question:
    """Add the limits that were set outright with a turn."""
    return replace(
        question,
        outlets=turn.outlets or question.outlets,
        since=turn.since or question.since,
        until=turn.until or question.until,
    )


def _yes(follow_up: FollowUp) -> Completed | None:
    """Take the outlet that was offered: by "yes", or by its name."""
    meant = follow_up.meant
    if meant is None:
        return with_outlets_meant(follow_up) if YES.fullmatch(follow_up.text) else None
    if not YES.fullmatch(follow_up.text):
        part = outlet_part(follow_up.text)
        if not part or named_outlets(part, follow_up.registry) != (meant.outlet,):
            return None
    if compared := read_comparison(meant.question, follow_up.registry, follow_up.spelt):
        return _comparison(compared)
    return completed_as(replace(follow_up.asked, text=meant.question))


def _more(follow_up: FollowUp) -> Completed | None:
    return completed_as(follow_up.asked, Wish.MORE) if MORE.fullmatch(follow_up.text) else None


def _others(follow_up: FollowUp) -> Completed | None:
    if not (OTHERS.fullmatch(follow_up.text) or asks_who_agrees(follow_up.text)):
        return None
    done = completed_as(replace(follow_up.last, outlets=()), Wish.OTHER_OUTLETS)
    return replace(done, taken_as=f"{done.taken_as} (other outlets)")


def _truth(follow_up: FollowUp) -> Completed | None:
    if not asks_whether_true(follow_up.text):
        return None
    done = completed_as(follow_up.last, Wish.TRUTH)
    return replace(done, taken_as=f"Is this disputed: {done.taken_as}")


def _who_said(follow_up: FollowUp) -> Completed | None:
    if not WHO_SAID.fullmatch(follow_up.text):
        return None
    question = replace(follow_up.last, text=f"Who said that: {follow_up.last.text}")
    if not follow_up.quote:
        return completed_as(question)
    return printings_of(question, follow_up.quote)


def _question_word(follow_up: FollowUp) -> Completed | None:
    for word, pattern in WH_WORDS:
        if pattern.fullmatch(follow_up.text):
            return completed_as(replace(follow_up.last, text=asked_with(word, follow_up.last.text)))
    return None


def _outlets(follow_up: FollowUp) -> Completed | None:
    part = outlet_part(follow_up.text)
    found = named_outlets(part, follow_up.registry, follow_up.seen) if part else None
    if not found:
        return None
    text = follow_up.last.text
    if len(found) == 1:
        text = swapped(text, found[0], follow_up.registry, follow_up.seen) or text
    return completed_as(replace(follow_up.last, text=text, outlets=found))


def _news_on(follow_up: FollowUp) -> Completed | None:
    """Ask for news on something else: "and about Google?" after "What is the latest on Boeing?"."""
    last = follow_up.last.text
    topic = news_asked(last, asking_day())
    match = ON.fullmatch(follow_up.text)
    other = match["topic"] if match else _other(follow_up)
    if not topic or not other or POINTING.fullmatch(other):
        return None
    before = re.compile(rf"(?<!\w){re.escape(topic)}(?!\w)")
    asked, swapped_in = before.subn(lambda _: other, last, count=1)
    return completed_as(
        replace(follow_up.last, text=asked if swapped_in else f"What is the latest on {other}?")
    )


def _another_name(follow_up: FollowUp) -> Completed | None:
    """Ask the same of another: "what about Meghan?", "and Meghan?", "and what did Meghan say?"."""
    other = _other(follow_up)
    if not other or POINTING.fullmatch(other) or len(other.split()) > _TOPIC_WORDS:
        return None
    return completed_as(replace(follow_up.last, text=_asked_of(other, follow_up)))


def _other(follow_up: FollowUp) -> str | None:
    text = follow_up.text
    if match := ABOUT.fullmatch(text):
        return match["topic"]
    if not follow_up.opened:
        return None
    if match := SPEAKER.fullmatch(text):
        return match["who"]
    bare = text.removeprefix("the ").removeprefix("The ")
    return text if (0, len(bare)) in names(bare) or A_THING.fullmatch(text) else None


def _asked_of(other: str, follow_up: FollowUp) -> str:
    """Put a name in the place of a name; anything else is set beside the topic asked about."""
    last = follow_up.last.text
    bare = other.removeprefix("the ").removeprefix("The ")
    exchanged = with_name_swapped(last, other) if (0, len(bare)) in names(bare) else None
    if exchanged:
        return exchanged
    speaks = SPEAKER.fullmatch(follow_up.text)
    return _beside_topic(follow_up.text if speaks else f"what about {other}", last)


def _beside_topic(asked: str, last: str) -> str:
    return f"{asked[0].upper()}{asked[1:]}? {SET_BESIDE}{topic(last)})"


def _leaning(follow_up: FollowUp) -> Completed | None:
    """Set a question whose pronouns point back beside the topic asked about before it."""
    if not leans(follow_up.text) or ABOUT.fullmatch(follow_up.text):
        return None
    person = _only_person(follow_up)
    named = with_person(follow_up.text, person) if person else None
    if named and not named.lower().endswith((" it", " that", " this")):
        return completed_as(replace(follow_up.last, text=f"{named[0].upper()}{named[1:]}?"))
    text = _beside_topic(named or follow_up.text, follow_up.last.text)
    return completed_as(replace(follow_up.last, text=text))


def _only_person(follow_up: FollowUp) -> str | None:
    """Return the one that "he" or "she" can only be: whose words were asked for, or the one name in the question."""
    last = follow_up.last.text
    speaker = who_speaks(last)
    if speaker and not POINTING.fullmatch(speaker) and not follow_up.registry.by_name(speaker):
        return speaker
    if SET_BESIDE in last:
        last = topic(last)
    outlets = [(found.start, found.end) for found in follow_up.registry.find(last)]
    places = [
        (start, end)
        for start, end in names(last)
        if not any(start < until and since < end for since, until in outlets)
        and not last[:start].lower().endswith("the ")  # "the Hallow Bridge" is nobody
    ]
    return last[slice(*places[0])] if len(places) == 1 else None


_RULES: tuple[Callable[[FollowUp], Completed | None], ...] = (
    _yes,
    _more,
    in_newest,
    _others,
    _truth,
    _who_said,
    _question_word,
    in_other_days,
    _outlets,
    in_misspelt_outlet,
    _news_on,
    _another_name,
    _leaning,
)
