"""Texts that stand in every file: the first and the last block, names of statuses and phases, and messages of the
cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolbox.files.reading import read_common, read_sources
from toolbox.files.structure import Source, Text


@dataclass(frozen=True, slots=True)
class Common:
    """The common texts by name, and the lists among them."""

    texts: dict[str, Text]
    lists: dict[str, tuple[Text, ...]]

    def __getitem__(self, name: str) -> Text:
        return self.texts[name]


@cache
def common() -> Common:
    """The texts of ``definitions/common.yaml``."""
    texts, lists = read_common()
    return Common(texts, lists)


@cache
def sources() -> dict[str, Source]:
    """The register of ``definitions/sources.yaml`` by reference."""
    return {source.ref: source for source in read_sources()}
