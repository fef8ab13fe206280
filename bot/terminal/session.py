"""One run of the chat: lines come in while everything that answers them is still loading."""

from __future__ import annotations

import shutil
import sys
import textwrap
import traceback
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.loading import Loading
from config.settings import Settings
from index.errors import IndexMissing
from index.snapshot.layout import current_id

if TYPE_CHECKING:
    from bot.terminal.handling import Handler

WELCOME = (
    "Ask about the news in your archive; every answer is quoted word for word.",
    "/help lists the commands, Ctrl-D leaves.",
)
STOPPED = "Stopped."
HISTORY = "chat_history"
FAULTS = "chat_faults.log"


def run_chat(settings: Settings) -> None:
    """Answer what is typed, or piped in, until it ends. The history is kept beside the index.

    Raises ``IndexMissing`` before anything is asked where there is no index.
    """
    folder = settings.index.folder
    if current_id(folder) is None:
        raise IndexMissing.of(folder)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    chat = Loading(lambda: _chat(settings, echo=not typed))
    for line in _typed(chat, folder.parent / HISTORY) if typed else _piped():
        if line and not _answered(chat, line):
            break
    if chat.ready:
        chat.get().chat.service.close()


def _answered(chat: Loading[Handler], line: str) -> bool:
    try:
        return chat.get().handle(line)
    except KeyboardInterrupt:
        print(STOPPED)
        return True


def _chat(settings: Settings, *, echo: bool) -> Handler:
    from bot.serving.service import AnsweringService
    from bot.terminal.chat import Chat
    from bot.terminal.handling import Handler
    from bot.terminal.printing import make_console
    from bot.wording.renewal import renewal_words

    service = AnsweringService(settings)
    notice = renewal_words(settings.index.folder) if service.outdated else None
    if notice and echo:  # into a pipe go answers alone
        print(f"whosaid: {notice}", file=sys.stderr)
        notice = None
    faults = settings.index.folder.parent / FAULTS
    chat = Chat(service, make_console(), echo=echo)
    return Handler(chat, notice=notice, on_fault=lambda: keep_fault(faults))


def _piped() -> Iterator[str]:
    if hasattr(sys.stdin, "reconfigure"):  # a question in another encoding ends no chat
        sys.stdin.reconfigure(errors="replace")
    for line in sys.stdin:
        yield " ".join(line.split())


def _typed(chat: Loading[Handler], history: Path) -> Iterator[str]:
    from bot.terminal.lines import NameCompleter, typed_lines

    def commands() -> Sequence[str]:
        from bot.terminal.commands import NAMES

        return NAMES

    def outlets() -> Sequence[str]:
        held = chat.get().chat.service.archive.outlets() if chat.ready else ()
        return [count.outlet for count in held]

    for line in WELCOME:
        print("\n".join(textwrap.wrap(line, max(shutil.get_terminal_size().columns, 20))))
    # Begun once the prompt is there: two imports at once would only make the reader wait for both.
    return typed_lines(NameCompleter(commands, outlets), history, once_shown=chat.start)


def keep_fault(path: Path) -> str:
    """Write the exception being handled to a file; say where it is."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{traceback.format_exc()}\n")
    except OSError:
        return "The details could not be written down."
    return f"The details are in {path}."
