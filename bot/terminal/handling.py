"""One line of the chat: a command or a question, and what is said where either fails."""

from __future__ import annotations

from collections.abc import Callable

from bot.terminal.chat import Chat
from bot.terminal.commands import run_command
from bot.terminal.printing import WARNING, emit
from bot.terminal.safe import one_line
from index.errors import WhosaidError

STOPPED = "Stopped."


class Handler:
    """Hands one line after another to a chat; ``handle`` is False once it was told to stop."""

    def __init__(
        self,
        chat: Chat,
        *,
        notice: str | None = None,
        on_fault: Callable[[], str] | None = None,
    ) -> None:
        """``notice`` is what there is to say once, before the first answer.

        ``on_fault`` is called inside the handler of an unforeseen exception and says where the
        details were put.
        """
        self.chat = chat
        self._notice = notice
        self._on_fault = on_fault

    def handle(self, line: str) -> bool:
        """Answer one line; return False where it asks to leave. Ctrl-C stops the answer alone."""
        if self._notice:
            self._warn(self._notice)
            self._notice = None
        try:
            if line.startswith("/"):
                return run_command(self.chat, line)
            self.chat.ask(line)
        except KeyboardInterrupt:
            self._warn(STOPPED)
        except WhosaidError as refusal:
            self._warn(str(refusal))
        except Exception:
            if self._on_fault is None:
                raise
            self._warn(f"Something went wrong. {self._on_fault()}")
        return True

    def _warn(self, words: str) -> None:
        emit(self.chat.console, one_line(words), style=WARNING)
