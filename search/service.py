"""The engine that the settings name, the one object of each process."""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import Any

from django.conf import settings

from search.indexing.vocabulary import EditorsVocabulary
from search.models import DirtyPage
from search.ports import EngineUnavailable, Lang, Query, Results, SearchEngine, Spared, Suggestion

logger = logging.getLogger(__name__)


@functools.cache
def vocabulary() -> EditorsVocabulary:
    """The editors' words, shared by the engines of this process."""
    return EditorsVocabulary()


@functools.cache
def embedded() -> SearchEngine:
    """Tantivy in the state folder: the default, and the standby of a server elsewhere."""
    from search.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(Path(settings.SEARCH_INDEX_DIR), vocabulary=vocabulary())


@functools.cache
def engine() -> SearchEngine:
    """The engine that answers readers and takes documents."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        return elastic()
    return embedded()


@functools.cache
def elastic() -> SearchEngine:
    """Elasticsearch with the connection that the settings give."""
    from search.engines.elastic import ElasticEngine

    options: dict[str, Any] = settings.ELASTICSEARCH
    return ElasticEngine(vocabulary=vocabulary(), **options)


def names() -> tuple[str, ...]:
    """Names of the engines that are kept up to date, without opening any."""
    return ("elasticsearch", "embedded") if settings.SEARCH_ENGINE == "elasticsearch" else ("embedded",)


def engines() -> tuple[SearchEngine, ...]:
    """Every engine that is kept up to date: the one in use, and its standby."""
    return tuple(dict.fromkeys((engine(), embedded())))


def up_to_date() -> tuple[SearchEngine, ...]:
    """The engines that readers are given: none for which changes wait, as long as there is another.

    One that was away comes back with what it knew before, such as a page that has been withdrawn meanwhile.
    """
    every = engines()
    if len(every) == 1:
        return every
    waiting = DirtyPage.objects.filter(engine__in=names(), carried=False)
    behind = set(waiting.values_list("engine", flat=True).distinct().order_by())
    return tuple(engine for engine in every if engine.name not in behind) or every


def search(query: Query) -> Results:
    """Answer a question; when the engine in use does not, its standby does.

    Raises:
        EngineUnavailable: neither answers.
    """
    first, *rest = up_to_date()
    try:
        return first.search(query)
    except EngineUnavailable as error:
        for standby in rest:
            _log(f"Search engine {first.name} does not answer; {standby.name} takes over", error)
            return standby.search(query)
        raise


def suggest(text: str, *, lang: Lang, limit: int = 8) -> tuple[Suggestion, ...]:
    """What ``text`` may become; when the engine in use does not answer, its standby does.

    Raises:
        EngineUnavailable: neither answers.
    """
    first, *rest = up_to_date()
    try:
        return first.suggest(text, lang=lang, limit=limit)
    except EngineUnavailable as error:
        for standby in rest:
            _log(f"Search engine {first.name} does not suggest; {standby.name} takes over", error)
            return standby.suggest(text, lang=lang, limit=limit)
        raise


def _log(what: str, error: EngineUnavailable) -> None:
    """One warning for each failure, and none for each question that was not asked because of it."""
    logger.log(logging.DEBUG if isinstance(error, Spared) else logging.WARNING, "%s: %s", what, error)


def forget() -> None:
    """Let go of the engines, for tests and for settings that change."""
    for made in (engine, embedded, elastic, vocabulary):
        made.cache_clear()
