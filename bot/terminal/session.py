"""One run of the chat: the console, the lines, and the service loading behind the prompt."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.chat import WELCOME, Chat
from bot.terminal.loading import Loading
from bot.terminal.printing import FAINT, emit, make_console
from config.settings import ROOT, Settings
from index.errors import IndexMissing
from index.layout import current_id

if TYPE_CHECKING:
    from bot.service import AnsweringService

HISTORY = ROOT / ".whosaid" / "chat_history"
FAULTS = ROOT / ".whosaid" / "chat_faults.log"


def run_chat(settings: Settings) -> None:
    """Answer what is typed, or piped in, until it ends.

    Raises ``IndexMissing`` before anything is asked where there is no index.
    """
    folder = settings.index.folder
    if current_id(folder) is None:
        raise IndexMissing(f"no index in {folder}; make one with: python scripts/build_index.py")
    loading = Loading(lambda: _service(settings))
    console = make_console()
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    chat = Chat(loading.get, console, echo=not typed, on_fault=keep_fault)
    if not typed:
        from bot.terminal.lines import piped_lines

        chat.run(piped_lines())
    else:
        emit(console, WELCOME, style=FAINT)
        _typed(chat, loading)
    if loading.ready:
        loading.get().close()


def _typed(chat: Chat, loading: Loading[AnsweringService]) -> None:
    from bot.terminal.commands import NAMES
    from bot.terminal.lines import NameCompleter, typed_lines

    def outlets() -> Sequence[str]:
        if not loading.ready:
            return ()
        return [count.outlet for count in loading.get().archive.outlets() if count.outlet]

    completer = NameCompleter(NAMES, outlets)
    chat.run(typed_lines(completer, HISTORY, lambda words: emit(chat.console, words)))


def keep_fault(path: Path = FAULTS) -> str:
    """Write the exception being handled to a file; say where it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{traceback.format_exc()}\n")
    except OSError:
        return "The details could not be written down."
    return f"The details are in {path}."


def _service(settings: Settings) -> AnsweringService:
    from bot.service import AnsweringService

    return AnsweringService(settings)
