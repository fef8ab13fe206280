"""The lines that a person types, with history, editing and completion."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.shortcuts import CompleteStyle

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

PROMPT = "Ask: "
LEAVE = "Type /quit or press Ctrl-D to leave."


class NameCompleter(Completer):
    """Completes a command at the start of a line and outlets' names anywhere, by Tab."""

    def __init__(
        self, commands: Callable[[], Sequence[str]], outlets: Callable[[], Sequence[str]]
    ) -> None:
        self._commands = commands
        self._outlets = outlets

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the words before the cursor may be the beginning of, the longest run first."""
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            yield from _starting(typed, self._commands())
            return
        words = typed.split(" ")
        for first in range(max(len(words) - 4, 0), len(words)):
            beginning = " ".join(words[first:])
            if len(beginning) >= 2:
                yield from _starting(beginning, self._outlets())


def _starting(beginning: str, names: Iterable[str]) -> Iterator[Completion]:
    folded = beginning.casefold()
    for name in names:
        if name.casefold().startswith(folded):
            yield Completion(name, start_position=-len(beginning))


def typed_lines(
    completer: Completer,
    history: Path,
    *,
    once_shown: Callable[[], None] = lambda: None,
    keyboard: Input | None = None,
    screen: Output | None = None,
) -> Iterator[str]:
    """Yield lines from a prompt until Ctrl-D; Ctrl-C clears the line.

    ``once_shown`` is called whenever the prompt is ready.
    """
    session: PromptSession[str] = PromptSession(
        PROMPT,
        history=kept_history(history),
        completer=completer,
        complete_while_typing=False,
        complete_style=CompleteStyle.READLINE_LIKE,  # plain lines, for screen readers too
        auto_suggest=AutoSuggestFromHistory(),
        enable_history_search=True,
        input=keyboard,
        output=screen,
    )
    while True:
        try:
            with _ctrl_c_is_a_key():
                line = session.prompt(pre_run=once_shown)
        except KeyboardInterrupt:
            print(LEAVE)
        except EOFError:
            return
        else:
            yield " ".join(line.split())


@contextmanager
def _ctrl_c_is_a_key() -> Iterator[None]:
    """Leave Ctrl-C to the prompt, which reads it as a key.

    As a signal, while the prompt is being set up or taken down, it would tear its event loop.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def kept_history(path: Path) -> History:
    """Return the history kept in a file that its owner alone may read, else one not kept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("a", encoding="utf-8"):
            pass
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))
