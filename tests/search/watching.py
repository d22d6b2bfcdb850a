"""What is asked of Elasticsearch: how long each request may take, and what became of it.

A stopwatch around a question tells how busy the machine is. That nobody is kept waiting is told by what the requests
were allowed to take, whether they were given up, and whether any was made at all.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from elastic_transport import ConnectionTimeout, Urllib3HttpNode


@dataclass(frozen=True, slots=True)
class Request:
    """One attempt to get an answer of one node."""

    thread: int
    limit: float
    """Seconds that it might take."""
    outcome: Literal["answered", "given up", "failed"]


class Watch:
    """Sees every request, and changes none."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.requests: list[Request] = []
        perform = Urllib3HttpNode.perform_request

        def seen(node: Urllib3HttpNode, *args: Any, **given: Any) -> Any:
            outcome: Literal["answered", "given up", "failed"] = "failed"
            try:
                answer = perform(node, *args, **given)
                outcome = "answered"
            except ConnectionTimeout:
                outcome = "given up"
                raise
            finally:
                limit = given.get("request_timeout")
                self.requests.append(
                    Request(threading.get_ident(), float("inf") if limit is None else float(limit), outcome)
                )
            return answer

        monkeypatch.setattr(Urllib3HttpNode, "perform_request", seen)

    @contextmanager
    def reading(self, patience: float) -> Iterator[list[Request]]:
        """A reader waits for what is done here; gives the requests that it took.

        Args:
            patience: seconds after which the engine is to be given up.
        """
        before, made = len(self.requests), list[Request]()
        yield made
        mine = threading.get_ident()
        made += [request for request in self.requests[before:] if request.thread == mine]
        assert all(0 < request.limit <= patience for request in made), made
        given_up = [at for at, request in enumerate(made) if request.outcome == "given up"]
        assert given_up in ([], [len(made) - 1]), "after a time-out the engine is left alone"
