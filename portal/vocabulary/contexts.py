"""Contexts of the glossary."""

from __future__ import annotations

from dataclasses import dataclass

from portal.core.contexts import Card, Link


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term in the alphabetical list."""

    title: str
    url: str
    definition: str
    other: str
    """The term in the other language."""
    other_lang: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms under one letter."""

    letter: str
    anchor: str
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True)
class GlossaryContext:
    """``vocabulary/glossary_page.html``."""

    title: str
    lead: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class TermContext:
    """``vocabulary/term.html``."""

    title: str
    definition: str
    synonyms: tuple[str, ...]
    """Words that mean the same."""
    not_quite: tuple[tuple[str, tuple[str, ...]], ...]
    """Words that do not mean quite the same, under a heading that says how: near, former, used loosely."""
    other: str
    other_lang: str
    other_language: str
    other_synonyms: tuple[str, ...]
    """Words of the other language that mean the same."""
    english: str
    cards: tuple[Card, ...]
    """Pages classified with or about the term."""
    search_url: str
    back: Link
