"""JSON as lines of output."""

from __future__ import annotations

import json
import sys
from typing import Any


def json_line(value: Any, encoding: str = "utf-8") -> str:
    """Return a value as JSON on one line; in JSON's own escapes where the encoding lacks one of its characters."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(value)
    return line


def print_line(value: Any) -> None:
    """Print a value as one line of JSON."""
    print(json_line(value, sys.stdout.encoding or "utf-8"))
