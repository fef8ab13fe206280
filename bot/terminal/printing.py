"""Lines on a console: wrapped and coloured on a terminal, whole and plain in a pipe."""

from __future__ import annotations

import sys
from typing import IO

from rich.console import Console
from rich.text import Text

from bot.terminal.safe import link_target, one_line, visible
from index.values import Span

WIDEST = 100
"""Columns beyond which lines are hard to read; wider terminals keep a margin."""
NARROWEST = 20

HEADING = "bold"
QUOTE = "cyan"
CORE = "bold"
OUTLET = "bold"
FAINT = "dim"
WARNING = "bold yellow"
LINK = "blue"


def make_console(file: IO[str] | None = None) -> Console:
    """Return a console that takes nothing as markup and never fails on a character.

    Colour, NO_COLOR, FORCE_COLOR and pipes are rich's own: what is no terminal gets plain text.
    """
    file = file or sys.stdout
    if hasattr(file, "reconfigure"):
        file.reconfigure(errors="backslashreplace")
    return _Output(file=file, markup=False, emoji=False, highlight=False)


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Let the script end as after any other pipe that its reader left."""
        raise BrokenPipeError


def emit(
    console: Console, text: Text | str, *, style: str = "", indent: str = "", mark: str = ""
) -> None:
    """Print text with ``indent`` (and ``mark``, styled as the text is) before every line of it.

    A terminal gets wrapped lines; anything else one line for each line of the text, so that a pipe
    can be searched.
    """
    body = text if isinstance(text, Text) else Text(text)
    if style:
        body = body.copy()
        body.stylize_before(style)
    prefix = Text(indent).append(mark, style)
    for line in _lines(console, body, len(prefix)):
        whole = Text.assemble(prefix, line)
        whole.rstrip()
        console.print(whole, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)


def quote_block(console: Console, text: str, *, indent: str = "", core: Span | None = None) -> None:
    """Print a quote set off by a bar (in a pipe: by ">"), its words untouched; ``core`` of it in bold."""
    mark = "│ " if console.is_terminal and _unicode(console) else "> "
    part = core or Span(0, 0)
    body = Text.assemble(
        visible(text[: part.start]), (visible(part.of(text)), CORE), visible(text[part.end :])
    )
    emit(console, body, style=QUOTE, indent=indent, mark=mark)


def linked(text: str, url: str | None, style: str = "") -> Text:
    """Return text on one line that leads to ``url`` where that is a web address."""
    target = link_target(url)
    return Text(one_line(text), f"{style} link {target}".strip() if target else style)


def _lines(console: Console, text: Text, taken: int) -> list[Text]:
    if not console.is_terminal:
        return list(text.split("\n", allow_blank=True))
    width = max(min(console.width, WIDEST) - taken, NARROWEST)
    return list(text.wrap(console, width))


def _unicode(console: Console) -> bool:
    return console.encoding.lower().startswith("utf")
