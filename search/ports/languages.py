"""The two languages of everything."""

from __future__ import annotations

from typing import Final, Literal

Lang = Literal["da", "sv"]
LANGUAGES: Final[tuple[Lang, Lang]] = ("da", "sv")
OTHER: Final[dict[Lang, Lang]] = {"da": "sv", "sv": "da"}
