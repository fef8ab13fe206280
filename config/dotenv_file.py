"""A ``.env`` file as people write it: with ``export``, quotes, comments, any line ends, a byte order mark."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path

from config.errors import SettingsError

_OURS = re.compile(r"WHOSAID_|DISCORD_TOKEN", re.IGNORECASE)
_MEND = 'write NAME=value, a value with blanks in quotation marks ("…")'


def variables_of(path: Path) -> dict[str, str]:
    """Read the variables of a file; those of other programs come along.

    Raises ``SettingsError`` naming the file, and the line of ours that cannot be understood, which
    is not shown: a token may stand in it.
    """
    from dotenv.parser import parse_stream  # costs time that only those with a .env file pay

    found: dict[str, str] = {}
    for one in parse_stream(io.StringIO(_text(path))):
        before = one.original.string
        line = one.original.line + len(before) - len(before.lstrip("\r\n"))
        if (one.error and _OURS.search(before)) or (
            one.key and one.value is None and _OURS.match(one.key)
        ):
            raise SettingsError(f"{path}, line {line} cannot be understood: {_MEND}.")
        if one.key and one.value is not None:
            found[one.key] = one.value
    return found


def _text(path: Path) -> str:
    if path.is_dir():
        raise SettingsError(
            f"{path} is a folder, not a file (a container makes one where the file to be mounted"
            " is missing): take it away, or put a file there."
        )
    try:
        data = path.read_bytes()
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if wide else "utf-8-sig")
    except OSError as fault:
        why = str(fault.strerror or fault).lower()
        raise SettingsError(f"{path} cannot be read: {why}.") from fault
    except UnicodeDecodeError as fault:
        raise SettingsError(
            f"{path} cannot be read: it is not UTF-8 text; save it as UTF-8."
        ) from fault
