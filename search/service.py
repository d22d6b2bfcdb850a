"""The engine that the settings name, the one object of each process."""

from __future__ import annotations

import functools
import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.models import Page

from portal.core.visibility import visible
from search.indexing.documents import page_of
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


def _readable(uids: Iterable[str]) -> set[str]:
    """Those of the documents whose pages readers may see at this moment.

    The database is asked only where an index may not know yet: while changes wait for it, as after a process has died
    or a server was away; and where there are standbys, which on other machines learn of nothing by themselves.
    """
    pages = {uid: page_of(uid) for uid in uids}
    if not pages or (len(engines()) == 1 and not DirtyPage.objects.filter(carried=False).exists()):
        return set(pages)
    seen = set(visible(Page.objects.filter(pk__in=set(pages.values()))).values_list("pk", flat=True))
    return {uid for uid, page in pages.items() if page in seen}


def search(query: Query) -> Results:
    """Answer a question; when the engine in use does not, its standby does. No hit is a page that has been withdrawn.

    Raises:
        EngineUnavailable: neither answers.
    """
    results = _answered(query)
    seen = _readable(hit.uid for hit in results.hits)
    hits = tuple(hit for hit in results.hits if hit.uid in seen)
    return replace(results, hits=hits, total=results.total - len(results.hits) + len(hits))


def _answered(query: Query) -> Results:
    first, *rest = engines()
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
    suggested = _suggested(text, lang, limit)
    seen = _readable(one.uid for one in suggested if one.uid)
    return tuple(one for one in suggested if not one.uid or one.uid in seen)


def _suggested(text: str, lang: Lang, limit: int) -> tuple[Suggestion, ...]:
    first, *rest = engines()
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
