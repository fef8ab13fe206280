"""Figures for Prometheus; they leave the machine only through ``/metrics`` on the loopback address."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0)
_LAG = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)


class Metrics:
    """All figures of one bot."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "whosaid_answers",
            "Questions by what came of them.",
            ["outcome"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "whosaid_answer_seconds",
            "Seconds from a question taken to its answer rendered.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.waiting = Gauge("whosaid_waiting", "Questions waiting.", registry=self.registry)
        self.lag = Histogram(
            "whosaid_loop_lag_seconds",
            "How late the event loop was.",
            buckets=_LAG,
            registry=self.registry,
        )
        self.servers = Gauge("whosaid_servers", "Servers the bot is in.", registry=self.registry)
        self.latency = Gauge(
            "whosaid_gateway_latency_seconds", "Heartbeat to its answer.", registry=self.registry
        )

    def serve(self, port: int) -> None:
        """Serve ``/metrics`` on 127.0.0.1 from a thread of its own."""
        start_http_server(port, addr="127.0.0.1", registry=self.registry)
