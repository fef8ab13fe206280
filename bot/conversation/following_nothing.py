"""Messages that can only follow something, where there is nothing that they follow."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.outlets import named_outlets, shipped_registry
from bot.conversation.phrases import (
    BARE,
    MORE,
    OTHERS,
    WH_WORDS,
    WHO_SAID,
    YES,
    outlet_part,
    without_opening,
)
from bot.conversation.truth import asks_whether_true, asks_who_agrees
from bot.conversation.values import Completed, Wish
from config.outlets import OutletRegistry

NODDED = "All right. Ask me another question whenever you like."
UNCLEAR = "I cannot tell what that asks of the answer before it. Please ask the whole question."


def follows_nothing(
    message: str, registry: OutletRegistry | None = None, seen: Iterable[str] = ()
) -> bool:
    """Say whether a message that nothing goes before can only be a follow-up: "is that true?", "and the Guardian?".

    ``seen`` are outlets known beside those of the registry (without one: those shipped).
    """
    text, opened = without_opening(message)
    part = outlet_part(text) if opened else None
    return bool(
        any(form.fullmatch(text) for form in (YES, MORE, OTHERS, WHO_SAID, BARE))
        or any(form.fullmatch(text) for _, form in WH_WORDS)
        or asks_whether_true(text)
        or asks_who_agrees(text)
        or (part and named_outlets(part, registry or shipped_registry(), seen))
    )


def unfollowed_words(message: str, done: Completed) -> str | None:
    """Return what to say to a message that follows others and of which they make no question; None to ask it.

    "yes" where nothing was offered, and "what?", would only be searched for as words.
    """
    if done.taken_as is not None or done.wish is not Wish.ANSWER:
        return None
    text, _ = without_opening(message)
    if YES.fullmatch(text):
        return NODDED
    return UNCLEAR if not text or BARE.fullmatch(text) else None
