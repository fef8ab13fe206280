"""Complete a follow-up ("and the Guardian?", "when was that?") from the conversation before it."""

from bot.conversation.completing import complete, follows_nothing
from bot.conversation.courtesy import courtesy_words
from bot.conversation.values import Completed, Turn, Wish

__all__ = ["Completed", "Turn", "Wish", "complete", "courtesy_words", "follows_nothing"]
