"""What goes in: pages as documents, and the words that the editors have for things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from .languages import Lang


@dataclass(frozen=True, slots=True)
class Translation:
    """The same page in the other language, as far as it is public. Its words lead to the page, faintly."""

    lang: Lang
    title: str
    summary: str
    body: str
    url: str
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is indexed of one page in one language."""

    uid: str
    """Names the document for ever, in both engines: ``page-17``, ``term-4-da``."""
    pk: int
    """Decides between equals. Unique among the documents of a language, and below ``2 ** 36``."""
    key: str
    """CONTENT.md's stable slug: the same in both languages."""
    type: str
    lang: Lang
    title: str
    summary: str
    body: str
    """Plain text of everything else that a reader sees, including the text of files to download."""
    url: str
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values per facet; a facet without values may be left out. The language is added by the engine."""
    labels: str = ""
    """The names of type, facets and status as readers see them, so that ``skabelon excel`` finds by them."""
    links: str = ""
    """Titles and summaries of the pages that it links to or that link to it, one a line. What belongs together is about
    the same: the template of a guide, the partners of a case."""
    related: tuple[str, ...] = ()
    """Stable keys of the same pages. What belongs to the page about a concept has a share in it."""
    changed: datetime | None = None
    """When the page was last changed for readers. With a time zone; ordered by the minute."""
    phase: int | None = None
    """Number of the first phase that the page belongs to."""
    translation: Translation | None = None
    prior: float = 1.0
    """How likely the page is what a reader wants, before any question, in (0, 1]. A glossary entry is short and
    would otherwise stand above the guide that it explains a word of."""
    revision: str = ""
    """Changes whenever the document does; ``search_verify`` compares it."""
    expires: datetime | None = None
    """From this moment on no reader is given the document, whether it was taken out or not. With a time zone."""
    changes: datetime | None = None
    """From this moment on the page says something else by itself: the document is to be made anew. With a time zone."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word or phrase for a concept in one language."""

    text: str
    lang: Lang
    weight: float = 1.0
    """How near it is to the concept: 1 for a name, an acronym or a full synonym; see :data:`CLOSENESS`."""
    name: bool = False
    """Whether this is the concept's name rather than another word for it."""
    offered: bool = True
    """Whether readers may be shown it. What only searches shall know is understood, and never proposed."""


CLOSENESS: Final = {"full": 1.0, "acronym": 1.0, "former": 0.8, "near": 0.6, "loose": 0.3, "hidden": 0.8}
"""Weight of a label by how the editors marked it."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning and all its words in both languages."""

    key: str
    forms: tuple[Form, ...]
    classifies: tuple[tuple[str, str], ...] = ()
    """Facets and values that the concept names. A question with one of its forms lifts what is classified so, whether
    the word stands in the text or not: ``skabelon`` means templates, ``ukendt`` what is marked so. Meant for what
    readers wish to have; topics are found by their words."""
    about: str = ""
    """Key of the page that says most about the concept, if the editors have named one."""
    only_explained: bool = False
    """Whether the glossary explains the concept, and no page is about it or classified with it."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The editors' synonyms, acronyms and translations. Give the same object again as long as nothing has changed."""

    concepts: tuple[Concept, ...] = ()


VocabularySource = Callable[[], Vocabulary]
