"""What is the same in every engine: understanding a question, paging, facets, marks and suggestions.

An engine brings a :class:`Session` on one generation of its index, which can do three things: find, complete titles,
and say which words lead to a document. Everything that a reader sees is decided here, once.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from search.analysis.highlighting import Highlighter, Marks
from search.analysis.knowledge import Knowledge
from search.analysis.text import words
from search.ports import (
    DEEPEST_HIT,
    FACETS,
    LANGUAGE_FACET,
    LANGUAGES,
    LARGEST_PAGE,
    OTHER,
    Document,
    EngineUnavailable,
    Facets,
    FacetValue,
    Filters,
    Hit,
    IndexMissing,
    Lang,
    Query,
    Rebuild,
    Results,
    Sort,
    StaleIndex,
    Status,
    Suggestion,
    UnknownFacet,
    VocabularySource,
)
from search.query.building import Builder, Built
from search.query.nearest import nearest
from search.query.present import Sought
from search.query.tree import GRID, Phrase, Question, Word, words_of
from search.query.vocabulary import StemmedVocabulary

from .fields import Stored, fingerprint
from .sight import PageSought, Seen, Sight
from .suggesting import Terms, suggest

LANGUAGE_FIRST: Final = 2.0**12
"""Added to the score of hits in the reader's language, and of those that are called what is asked. More than any
question can score: 16 words of at most idf 6, each found as a word, in a phrase, by its spelling and in the title, stay
below 400."""


ENOUGH_OWN: Final = 5
"""Hits that have words of the question themselves from which on none is shown that only has them beside it."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a session is asked to find."""

    question: Question | None
    """None for everything."""
    lang: Lang
    filters: Filters
    sort: Sort
    """``relevance`` only together with a question."""
    offset: int
    limit: int

    def restricted(self, *, but: str = "") -> dict[str, tuple[str, ...]]:
        """The chosen values per facet, apart from those of one facet."""
        return {facet: values for facet, values in self.filters.chosen.items() if facet != but}

    def own_only(self, *, but: str = "") -> bool:
        """Whether the other language is left out where there is the own; so it is unless languages are chosen."""
        return LANGUAGE_FACET not in self.filters.chosen and but != LANGUAGE_FACET


@dataclass(frozen=True, slots=True)
class Found:
    """What a session found."""

    total: int
    documents: Sequence[Stored]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Per facet and value."""
    in_other_language: int = 0


class Session(Protocol):
    """One generation of an index, open for reading."""

    @property
    def knowledge(self) -> Knowledge:
        """The words of the generation."""
        ...

    def find(self, request: Request) -> Found:
        """Hits, their number, and the numbers of the facets."""
        ...

    def measure(self, question: Question, lang: Lang) -> tuple[int, float]:
        """How many documents a question finds without filters, and the score of the first; 0 where there is none."""
        ...

    def look_up(self, words: Collection[Sought], pages: Collection[PageSought]) -> Seen:
        """Look up whether words lead to a document now, and the first documents of what is sought, all at once."""
        ...

    def overdue(self) -> Sequence[str]:
        """Uids of documents that have ended, or whose pages say something else by now."""
        ...


class Core(ABC):
    """Base of the engines."""

    name: str

    def __init__(self, *, vocabulary: VocabularySource, facets: Sequence[str] = FACETS) -> None:
        """Make an engine; nothing is opened before it is needed.

        Args:
            vocabulary: gives the editors' vocabulary of the moment, the same object as long as it has not changed.
            facets: what documents can be filtered by, apart from the language.
        """
        self.facets = tuple(facet for facet in facets if facet != LANGUAGE_FACET)
        self.all_facets = (*self.facets, LANGUAGE_FACET)
        self._vocabulary = vocabulary
        self._stemmed: tuple[Knowledge, StemmedVocabulary] | None = None
        self._stemming = threading.Lock()
        self._terms: Terms | None = None
        self._fingerprint = fingerprint(self.all_facets)

    @property
    def fingerprint(self) -> str:
        """Of this process's analysis, lexicon and facets."""
        return self._fingerprint

    @abstractmethod
    def session(self) -> Session:
        """The current generation.

        Raises:
            EngineUnavailable: also as IndexMissing and StaleIndex.
        """

    @abstractmethod
    def index(self, documents: Iterable[Document]) -> int:
        """Put documents in place of those with the same uid."""

    @abstractmethod
    def delete(self, uids: Iterable[str]) -> int:
        """Take documents out."""

    @abstractmethod
    def rebuild(self) -> Rebuild:
        """Begin a new generation."""

    @abstractmethod
    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document."""

    @abstractmethod
    def status(self) -> Status:
        """State of the index."""

    def overdue(self) -> tuple[str, ...]:
        """Uids of documents that have ended, or whose pages say something else by now."""
        try:
            return tuple(self.session().overdue())
        except EngineUnavailable:
            return ()  # there is nothing that readers are given, or nothing is known

    def needs_rebuild(self) -> bool:
        """Whether only a new generation helps."""
        try:
            self.session()
        except (IndexMissing, StaleIndex):
            return True
        except EngineUnavailable:
            try:
                return not self.status().ready
            except EngineUnavailable:
                return False
        return False

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""

    def search(self, query: Query) -> Results:
        """Answer a question."""
        unknown = query.filters.chosen.keys() - set(self.all_facets)
        if unknown:
            raise UnknownFacet(f"There is no facet {', '.join(sorted(unknown))}.")
        session = self.session()
        lang = query.lang if query.lang in LANGUAGES else LANGUAGES[0]
        size = min(max(query.size, 1), LARGEST_PAGE)
        page = min(max(query.page, 1), DEEPEST_HIT // size)
        asking = bool(query.text.strip())
        sort: Sort = query.sort if asking or query.sort != "relevance" else "phase"
        request = Request(None, lang, query.filters, sort, (page - 1) * size, size)
        built = found = None
        if asking:
            builder = Builder(session.knowledge, self._stemmed_vocabulary(session.knowledge), self.all_facets)
            sight = Sight(session)
            built = builder.build(query.text, lang, sight, correct=query.correct)
            own, found = self._own(session, built, request)
            if found and found.total >= ENOUGH_OWN:
                request = own
            else:
                if not (chosen := self._chosen(session, built, lang)):
                    faint = builder.build(query.text, lang, sight, correct=query.correct, faintly=True)
                    if not (chosen := self._chosen(session, faint, lang)):
                        return self._nothing(query, built, session.knowledge, sight, lang)
                    built = faint
                request = replace(request, question=chosen)
                found = found if request == own else None
        found = found or session.find(request)
        pages = max(1, min(-(-found.total // size), DEEPEST_HIT // size))
        if page > pages:
            page = pages
            request = replace(request, offset=(page - 1) * size)
            found = session.find(request)
        return Results(
            total=found.total,
            page=page,
            pages=pages,
            hits=tuple(self._hits(found.documents, session.knowledge, request.question, lang)),
            facets=self._facets(found.counts, query.filters),
            corrected_to=built.corrected_to if built else "",
            suggestions=built.suggestions if built else (),
            unknown=built.unknown if built else (),
            in_other_language=found.in_other_language,
        )

    def suggest(self, text: str, *, lang: Lang, limit: int = 8) -> tuple[Suggestion, ...]:
        """What ``text`` may become: titles, the editors' terms and words of the index."""
        session = self.session()
        vocabulary, terms = self._stemmed_vocabulary(session.knowledge), self._terms
        if terms is None or terms.source is not vocabulary:
            terms = self._terms = Terms(vocabulary, session.knowledge)
        return suggest(Sight(session), terms, text, lang=lang, limit=limit)

    def _stemmed_vocabulary(self, knowledge: Knowledge) -> StemmedVocabulary:
        """The editors' vocabulary, stemmed for this generation; kept until either changes."""
        vocabulary = self._vocabulary()
        kept = self._stemmed
        if kept is None or kept[0] is not knowledge or kept[1].source is not vocabulary:
            with self._stemming:
                kept = self._stemmed = (knowledge, StemmedVocabulary(vocabulary, knowledge.chains))
        return kept[1]

    @staticmethod
    def _own(session: Session, built: Built, request: Request) -> tuple[Request, Found | None]:
        """The answer to a question that is understood by hits that have its words themselves. If there are enough with
        the filters, there are without them, and ``_chosen`` need not count those first.
        """
        if built.question is None or built.required or LANGUAGE_FACET in request.filters.chosen:
            return request, None
        own = replace(request, question=replace(built.question, near=False))
        return own, session.find(own)

    @staticmethod
    def _chosen(session: Session, built: Built, lang: Lang) -> Question | None:
        """The question as it is answered, without hits that only have the words beside them where enough have the words
        themselves; None if there is no answer: its best document shows too little of what is not fully understood.

        That is decided without the filters: what a filter leaves is then a part of what was there before it. And what
        is *called* as asked says nothing of how well the rest is.
        """
        if built.question is None:
            return None
        chosen = replace(built.question, near=False)
        total, best = session.measure(replace(chosen, called=()), lang)
        if total < ENOUGH_OWN:
            chosen = built.question
            if built.required:
                _, best = session.measure(replace(chosen, called=()), lang)
        return chosen if not built.required or _score(best) >= built.required else None

    def _nothing(self, query: Query, built: Built, knowledge: Knowledge, sight: Sight, lang: Lang) -> Results:
        asked = " ".join(words(query.text))
        near = nearest(built.not_understood, knowledge, lang, sight)
        instead = (built.corrected_to, *built.suggestions, *near)
        return Results(
            total=0,
            page=1,
            pages=1,
            hits=(),
            facets=self._facets({}, query.filters),
            suggestions=tuple(dict.fromkeys(text for text in instead if text not in {"", asked})),
            unknown=built.not_understood,
        )

    def _hits(
        self, documents: Iterable[Stored], knowledge: Knowledge, question: Question | None, lang: Lang
    ) -> Iterable[Hit]:
        highlighter = Highlighter(knowledge.chains, marks(question) if question else {})
        for found in documents:
            yield Hit(
                uid=found.uid,
                pk=found.pk,
                key=found.key,
                type=found.type,
                lang=found.lang,
                title=found.title,
                summary=found.summary,
                url=found.url,
                highlights=highlighter.highlights(
                    found.lang, title=found.title, summary=found.summary, body=found.body
                ),
                other_language=found.lang != lang,
                translation_url=found.translation_url,
                facets=found.facets,
                changed=found.changed,
                score=_score(found.score),
            )

    def _facets(self, counts: Mapping[str, Mapping[str, int]], filters: Filters) -> Facets:
        """Values with their numbers, most hits first; chosen ones also with none."""
        facets: dict[str, tuple[FacetValue, ...]] = {}
        for facet in self.all_facets:
            found = dict.fromkeys(filters.values(facet), 0) | dict(counts.get(facet, {}))
            ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            facets[facet] = tuple(FacetValue(value, count, value in filters.values(facet)) for value, count in ranked)
        return facets


def _score(score: float) -> float:
    """The score without what coming first adds, on the grid again: Elasticsearch shortens its decimals."""
    return round((score - LANGUAGE_FIRST if score >= LANGUAGE_FIRST else score) / GRID) * GRID


def marks(question: Question) -> dict[Lang, Marks]:
    """What a question marks in texts of each language."""
    found = {lang: Marks() for lang in LANGUAGES}
    for node in (*question.asked, *question.lifting):
        for leaf in words_of(node):
            match leaf:
                case Word(lang, stem, weight):
                    found[lang].add((stem,), weight)
                case Phrase(stems, weight):
                    for language in (LANGUAGES[0], OTHER[LANGUAGES[0]]):
                        found[language].add(stems, weight)
    return found
