"""How long readers and editors may be kept waiting by a server elsewhere, whatever it does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from search.ports import EngineUnavailable, IndexMissing, Spared, StaleIndex

SPARED: Final = 2.0
"""Seconds after a failure in which nobody is made to wait for the next one."""
UNHURRIED: Final = 5.0
"""Seconds for a request that nobody waits for: of the caretaker, or a command."""
EDITORS: Final = 2.0
"""Seconds after which a change is left for later, if the server has not even said which index is in use."""
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
        self._waits = threading.local()
        self._spared_until = 0.0
        self._failed_until = 0.0

    @contextmanager
    def reader(self) -> Iterator[None]:
        """A reader waits for what is done here.

        Raises:
            Spared: at once, if the server has failed or was slow a moment ago.
        """
        began = time.monotonic()
        with self._within(self.seconds, self._spared_until):
            yield
        if time.monotonic() - began > SLOW * self.seconds:
            self._spared_until = time.monotonic() + SPARED

    @contextmanager
    def editor(self) -> Iterator[None]:
        """An editor's publication waits for what is done here, or several one after the other.

        Raises:
            Spared: at once, if the server has failed a moment ago. What is to be written waits for it elsewhere.
        """
        with self._within(max(self.seconds, EDITORS), self._failed_until):
            yield

    @contextmanager
    def _within(self, seconds: float, spared_until: float) -> Iterator[None]:
        began = time.monotonic()
        if began < spared_until:
            raise Spared("The server did not answer in time a moment ago.")
        self._waits.until = began + seconds
        try:
            yield
        except (IndexMissing, StaleIndex):
            raise
        except EngineUnavailable:
            self.spare()
            raise
        finally:
            self._waits.until = None

    def spare(self) -> None:
        """The server has failed: let nobody wait for a while."""
        self._spared_until = self._failed_until = time.monotonic() + SPARED

    def left(self) -> float:
        """Seconds that the next request may take: of somebody's patience what is left, or what nobody is hurried by.

        Raises:
            EngineUnavailable: who waits has waited long enough.
        """
        until: float | None = getattr(self._waits, "until", None)
        if until is None:
            return max(self.seconds, UNHURRIED)
        left = until - time.monotonic()
        if left <= 0:
            raise EngineUnavailable("No answer in time.")
        return left
