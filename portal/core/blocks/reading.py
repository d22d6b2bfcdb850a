"""Reading stream fields without the query that each chooser in them costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable


def raw_values(stream: Any) -> list[Any]:
    """The value of each block as it is stored: choosers are ids, numbers and dates may be text.

    Wagtail turns the ids of a whole stream into objects as soon as its first block is touched. Where the reader has the
    objects already, such as the concepts, the ids are all that is needed.
    """
    return [block["value"] for block in stream.raw_data]


@runtime_checkable
class ForReaders(Protocol):
    """A block that keeps more than readers may see, such as a record of consent. Pages and search ask it alike."""

    def for_readers(self, value: Any) -> Mapping[str, Any] | None:
        """What readers see of ``value``, which may be as it is stored; None where they see nothing of it."""
        ...
