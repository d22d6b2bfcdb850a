"""Reading stream fields without the query that each chooser in them costs."""

from __future__ import annotations

from typing import Any


def raw_values(stream: Any) -> list[Any]:
    """The value of each block as it is stored: choosers are ids, numbers and dates may be text.

    Wagtail turns the ids of a whole stream into objects as soon as its first block is touched. Where the reader has the
    objects already, such as the concepts, the ids are all that is needed.
    """
    return [block["value"] for block in stream.raw_data]
