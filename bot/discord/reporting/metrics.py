"""Figures for Prometheus; they leave the machine only through ``/metrics`` on the loopback address."""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from index.errors import UsageError

_ADDRESS = "127.0.0.1"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
_LAG = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """All figures of one bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._server: Any = None
        self.answers = Counter(
            "whosaid_answers",
            "Questions by what came of them: answered, no_answer, full, fault.",
            ["outcome"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "whosaid_answer_seconds",
            "Seconds from a question taken to its answer rendered.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.commands = Counter(
            "whosaid_commands", "Commands and menus used.", ["command"], registry=self.registry
        )
        self.buttons = Counter(
            "whosaid_buttons", "Buttons pressed.", ["action"], registry=self.registry
        )
        self.lag = Histogram(
            "whosaid_loop_lag_seconds",
            "How late the event loop was.",
            buckets=_LAG,
            registry=self.registry,
        )
        self.waiting = self._gauge("whosaid_waiting", "Questions and look-ups waiting.")
        self.servers = self._gauge("whosaid_servers", "Servers the bot is in.")
        self.latency = self._gauge(
            "whosaid_gateway_latency_seconds", "Heartbeat to its answer; -1 while not known."
        )
        self.restarts = self._gauge(
            "whosaid_service_restarts", "Times the answering service was started anew."
        )
        self.built = self._gauge(
            "whosaid_snapshot_built_timestamp_seconds", "When the snapshot in service was built."
        )

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self.registry)

    def serve(self, port: int) -> None:
        """Serve ``/metrics`` on 127.0.0.1 from a thread of its own.

        Raises ``UsageError`` where the port cannot be had.
        """
        try:
            self._server, _ = start_http_server(port, addr=_ADDRESS, registry=self.registry)
        except OSError as taken:
            raise UsageError(
                f"discord.metrics_port = {port} cannot be used ({taken.strerror}): "
                "set another port, or leave it unset"
            ) from taken

    def stop(self) -> None:
        """Serve no longer."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
