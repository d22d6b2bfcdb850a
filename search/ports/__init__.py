"""What the portal asks of a search engine, and what it gets back. No Django, no engine: only values and one protocol.

A page view turns an address into a :class:`Query`; a :class:`SearchEngine` answers with :class:`Results`. Pages become
:class:`Document` values before they are indexed, so that an engine never sees a model. The editors' synonyms come in as
a :class:`Vocabulary` with every search, so a new synonym works at once and needs no new index.

Only public content is ever made into a Document: an engine has no notion of an audience, and nothing to forget.
"""

from .answers import (
    Facets,
    FacetValue,
    Highlights,
    Hit,
    Results,
    Segment,
    Suggestion,
    SuggestionKind,
)
from .documents import (
    CLOSENESS,
    Concept,
    Document,
    Form,
    Translation,
    Vocabulary,
    VocabularySource,
)
from .engine import (
    EngineBusy,
    EngineUnavailable,
    IndexMissing,
    Rebuild,
    SearchEngine,
    SearchError,
    Spared,
    StaleIndex,
    Status,
    UnknownFacet,
)
from .languages import (
    LANGUAGES,
    OTHER,
    Lang,
)
from .questions import (
    DEEPEST_HIT,
    FACETS,
    LANGUAGE_FACET,
    LARGEST_PAGE,
    LONGEST_TEXT,
    Filters,
    Query,
    Sort,
)

__all__ = [
    "CLOSENESS",
    "DEEPEST_HIT",
    "FACETS",
    "LANGUAGES",
    "LANGUAGE_FACET",
    "LARGEST_PAGE",
    "LONGEST_TEXT",
    "OTHER",
    "Concept",
    "Document",
    "EngineBusy",
    "EngineUnavailable",
    "FacetValue",
    "Facets",
    "Filters",
    "Form",
    "Highlights",
    "Hit",
    "IndexMissing",
    "Lang",
    "Query",
    "Rebuild",
    "Results",
    "SearchEngine",
    "SearchError",
    "Segment",
    "Sort",
    "Spared",
    "StaleIndex",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "Translation",
    "UnknownFacet",
    "Vocabulary",
    "VocabularySource",
]
