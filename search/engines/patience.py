"""How long readers may be kept waiting by a server elsewhere, whatever it does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from search.ports import EngineUnavailable, IndexMissing, Spared, StaleIndex

SPARED: Final = 2.0
"""Seconds after a failure in which no reader is made to wait for the next one."""
UNHURRIED: Final = 5.0
"""Seconds for a request that no reader waits for: an editor's publication, the caretaker, a command."""
SLOW: Final = 0.25
"""Share of the patience after which an answer counts as slow: a page asks several questions."""


class Patience:
    """Divides a reader's patience among the requests that a question needs."""

    def __init__(self, seconds: float) -> None:
        """Make it.

        Args:
            seconds: what a reader waits for one answer, all requests together.
        """
        self.seconds = seconds
        self._reader = threading.local()
        self._spared_until = 0.0

    @contextmanager
    def reader(self) -> Iterator[None]:
        """A reader waits for what is done here.

        Raises:
            Spared: at once, if the server has failed or was slow a moment ago.
        """
        began = time.monotonic()
        if began < self._spared_until:
            raise Spared("The server did not answer in time a moment ago.")
        self._reader.until = began + self.seconds
        try:
            yield
        except (IndexMissing, StaleIndex):
            raise
        except EngineUnavailable:
            self.spare()
            raise
        finally:
            self._reader.until = None
        if time.monotonic() - began > SLOW * self.seconds:
            self.spare()

    def spare(self) -> None:
        """Let no reader wait for a while."""
        self._spared_until = time.monotonic() + SPARED

    def left(self) -> float:
        """Seconds that the next request may take: of a reader's patience what is left, or what nobody is hurried by.

        Raises:
            EngineUnavailable: the reader has waited long enough.
        """
        until: float | None = getattr(self._reader, "until", None)
        if until is None:
            return max(self.seconds, UNHURRIED)
        left = until - time.monotonic()
        if left <= 0:
            raise EngineUnavailable(f"No answer within {self.seconds} s.")
        return left
