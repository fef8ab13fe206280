"""Load what takes a moment while the prompt is already shown."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, TypeVar

Loaded = TypeVar("Loaded")


class Loading(Generic[Loaded]):
    """Something made on a thread of its own, from ``start`` or else ``get`` on."""

    def __init__(self, make: Callable[[], Loaded]) -> None:
        self._make = make
        self._future: Future[Loaded] = Future()
        # A daemon: who leaves before it is ready does not wait for it.
        self._thread = Thread(target=self._run, name="loading", daemon=True)

    def start(self) -> None:
        """Begin, unless it was begun."""
        if self._thread.ident is None:
            self._thread.start()

    def _run(self) -> None:
        try:
            self._future.set_result(self._make())
        except BaseException as error:  # handed to whoever asks for the result
            self._future.set_exception(error)

    @property
    def ready(self) -> bool:
        """Whether it is there, without waiting."""
        return self._future.done() and self._future.exception() is None

    def get(self) -> Loaded:
        """Wait for it. Raises what making it raised."""
        self.start()
        return self._future.result()
