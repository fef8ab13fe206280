"""Structured logs on stderr: lines to read in a terminal, JSON elsewhere; the token is never in them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

HIDDEN = "[token]"


class Redaction:
    """Takes a secret out of everything that is logged, tracebacks included."""

    def __init__(self, secret: str | None) -> None:
        self._secret = secret

    def __call__(
        self, logger: Any, name: str, event: MutableMapping[str, Any]
    ) -> Mapping[str, Any]:
        """Return the event without the secret."""
        return {key: self._clean(value) for key, value in event.items()} if self._secret else event

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(self._secret or "", HIDDEN)
        if isinstance(value, Mapping):
            return {key: self._clean(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._clean(part) for part in value]
        if isinstance(value, (int, float, bool)) or value is None:
            return value
        return self._clean(str(value))


def set_up(level: str, secret: str | None) -> None:
    """Send the logs of this program and of discord.py to stderr in one form."""
    terminal = sys.stderr.isatty()
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        Redaction(secret),
    ]
    last: Any = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("discord").setLevel(max(logging.getLevelName(level), logging.INFO))
