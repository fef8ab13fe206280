"""Complete a follow-up ("and the Guardian?", "when was that?") from the conversation before it."""

from bot.conversation.completing import asks_to_look_up, complete
from bot.conversation.courtesy import courtesy_words
from bot.conversation.following_nothing import follows_nothing, unfollowed_words
from bot.conversation.values import Completed, Turn, Wish

__all__ = [
    "Completed",
    "Turn",
    "Wish",
    "asks_to_look_up",
    "complete",
    "courtesy_words",
    "follows_nothing",
    "unfollowed_words",
]  # fmt: skip
