"""The open interface: the same questions and answers as the search page, as JSON.

No keys, no cookies. What cannot be understood gets 422 with a sentence in the language that was asked for.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Schema

from portal.core.kinds import kind_name
from search import counting, promotions, service
from search.asking import BROKEN, EXACT, FACET_ORDER, LAST_PAGE, PAGE, SORT, SORTS, TEXT, BadParameter, strict
from search.naming import FOUND_KINDS, Naming
from search.ports import LANGUAGES, LONGEST_TEXT, EngineUnavailable, Hit, Lang, Segment, Suggestion
from search.presenting import language_tag
from search.promotions import Promotion

logger = logging.getLogger(__name__)

LANG, LIMIT = "lang", "limit"
MOST_SUGGESTIONS = 20
USUAL_SUGGESTIONS = 8
LARGEST_BODY = 2_000
"""Bytes of a report of a click that are read."""


class SegmentOut(Schema):
    """A piece of a text that either matched or did not."""

    text: str
    marked: bool


class HighlightsOut(Schema):
    """Texts of a hit, cut at the matches. The snippet is a passage of the text, where the summary shows no match."""

    title: list[SegmentOut]
    summary: list[SegmentOut]
    snippet: list[SegmentOut]


class HitOut(Schema):
    """One result. ``key`` is the same in both languages and never changes.

    What the editors recommend for the words stands first and is ``promoted``. It counts in ``total`` only where the
    words find it too, may then come again on a later page, and has no key where it leads out of the portal.
    """

    key: str
    type: str
    lang: str
    title: str
    url: str
    summary: str
    highlights: HighlightsOut
    other_language: bool
    promoted: bool


class FacetValueOut(Schema):
    """A value of a facet, and how many hits it would give."""

    value: str
    label: str
    count: int
    selected: bool


class SearchOut(Schema):
    """The answer to a question."""

    total: int
    page: int
    pages: int
    hits: list[HitOut]
    facets: dict[str, list[FacetValueOut]]
    corrected_to: str
    suggestions: list[str]


class SuggestionOut(Schema):
    """What a reader may be about to type. ``kind`` is title, term or word; a title has an address.

    ``label`` says in the reader's language what it is, and in which language, where that is the other one.
    """

    text: str
    kind: str
    lang: str
    url: str
    type: str
    label: str


class SuggestOut(Schema):
    """The suggestions for a beginning."""

    q: str
    suggestions: list[SuggestionOut]


class ProblemOut(Schema):
    """What is wrong, in a sentence."""

    detail: str


def _parameter(name: str, description: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, **more}


_LANG = _parameter(LANG, "The reader's language.", {"type": "string", "enum": list(LANGUAGES), "default": "da"})
_TEXT = _parameter(TEXT, "The words.", {"type": "string", "maxLength": LONGEST_TEXT})
_SEARCH_PARAMETERS = [
    _LANG,
    _TEXT,
    *(
        _parameter(
            facet,
            "Values to filter by, with commas or repeated: any of them. Between facets, all hold.",
            {"type": "array", "items": {"type": "string"}},
            style="form",
            explode=False,
        )
        for facet in FACET_ORDER
    ),
    _parameter(SORT, "By relevance when there are words, by phase otherwise.", {"type": "string", "enum": list(SORTS)}),
    _parameter(PAGE, "Twenty hits each.", {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
    _parameter(EXACT, "1 to search for the words just as they are typed.", {"type": "string", "enum": ["0", "1"]}),
]
_SUGGEST_PARAMETERS = [
    _LANG,
    _TEXT,
    _parameter(
        LIMIT,
        "How many suggestions.",
        {"type": "integer", "minimum": 1, "maximum": MOST_SUGGESTIONS, "default": USUAL_SUGGESTIONS},
    ),
]
_PROBLEMS: dict[int, Any] = {422: ProblemOut, 503: ProblemOut}

api = NinjaAPI(
    title="Samværk",
    version="1",
    description="Search of the portal, open to everybody.",
    urls_namespace="api-v1",
    docs_url=None,
)


@api.api_operation(["HEAD"], "/search", include_in_schema=False)
@api.get(
    "/search",
    response={200: SearchOut, **_PROBLEMS},
    summary="Search",
    openapi_extra={"parameters": _SEARCH_PARAMETERS},
)
def search(request: HttpRequest) -> HttpResponse:
    """Hits, their number and the facets' numbers, as on the search page."""
    return _answer(request, _search, "public, no-cache")


@api.api_operation(["HEAD"], "/suggest", include_in_schema=False)
@api.get(
    "/suggest",
    response={200: SuggestOut, **_PROBLEMS},
    summary="Suggest",
    openapi_extra={"parameters": _SUGGEST_PARAMETERS},
)
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles, terms and words that begin as the reader has."""
    return _answer(request, _suggest, "public, max-age=60")


@api.post("/clicked", response={204: None}, include_in_schema=False)
@csrf_exempt
def clicked(request: HttpRequest) -> HttpResponse:
    """A reader has opened a result. Nothing but the words and their language is read, nothing is answered."""
    from django.http import QueryDict

    if len(request.body) <= LARGEST_BODY:
        sent = QueryDict(request.body, encoding="utf-8")
        if (lang := sent.get(LANG, "")) in LANGUAGES:
            counting.clicked(lang=lang, text=sent.get(TEXT, ""))
    return HttpResponse(status=204)


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Any other address below ``/api/``: programs get a sentence as JSON, not a page for readers."""
    wanted = request.GET.get(LANG)
    lang = next((known for known in LANGUAGES if known == wanted), LANGUAGES[0])
    with translation.override(lang):
        response = api.create_response(request, {"detail": _("There is nothing at this address.")}, status=404)
    response["Content-Language"] = lang
    response["Cache-Control"] = "no-store"
    # With no addresses to try, Django sends nobody on from here to a page of that name below a language's prefix.
    request.urlconf = ()  # type: ignore[assignment]
    return response


Answer = Callable[[HttpRequest, Lang], dict[str, Any]]


def _answer(request: HttpRequest, answer: Answer, cache_control: str) -> HttpResponse:
    """Run a question in its language, and say in it what is wrong."""
    wanted = request.GET.get(LANG, LANGUAGES[0])
    lang = next((known for known in LANGUAGES if known == wanted), None)
    with translation.override(lang or LANGUAGES[0]):
        try:
            if lang is None or len(request.GET.getlist(LANG)) > 1:
                raise BadParameter(_("The parameter “%(name)s” is da or sv, once.") % {"name": LANG})
            body, status = answer(request, lang), 200
        except BadParameter as wrong:
            body, status = {"detail": str(wrong)}, 422
        except EngineUnavailable as error:
            logger.error("The search does not answer: %s", error)
            body, status = {"detail": _("The search is down at the moment.")}, 503
    response = api.create_response(request, body, status=status)
    response["Content-Language"] = lang or LANGUAGES[0]
    if status != 200:
        response["Cache-Control"] = "no-store"
        if status == 503:
            response["Retry-After"] = "60"
        return response
    response["Cache-Control"] = cache_control
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:20]}"'
    conditional = get_conditional_response(request, etag=response["ETag"], response=response)
    return conditional or response


def _search(request: HttpRequest, lang: Lang) -> dict[str, Any]:
    naming = Naming()
    asked = strict(request.GET, lang, naming.known, also=(LANG,))
    query = asked.query()
    results = service.search(query)
    beyond = query.page > results.page  # the engine gives the last page then; who reads until there is nothing has it
    promoted = promotions.recommended(asked)
    shown = {promotion.url for promotion in promoted}
    hits = [hit for hit in results.hits if hit.url not in shown and not beyond]
    return {
        "total": results.total,
        "page": query.page if beyond else results.page,
        "pages": results.pages,
        "hits": [*(_promoted(promotion, lang) for promotion in promoted), *map(_hit, hits)],
        "facets": {
            facet: [
                {
                    "value": value.value,
                    "label": naming.label(facet, value.value, lang),
                    "count": value.count,
                    "selected": value.selected,
                }
                for value in results.facets.get(facet, ())
            ]
            for facet in FACET_ORDER
        },
        "corrected_to": results.corrected_to,
        "suggestions": list(results.suggestions),
    }


def _promoted(promotion: Promotion, lang: Lang) -> dict[str, Any]:
    summary = (Segment(promotion.summary),) if promotion.summary else ()
    return {
        "key": promotion.key,
        "type": promotion.kind,
        "lang": lang,
        "title": promotion.title,
        "url": promotion.url,
        "summary": promotion.summary,
        "highlights": {
            "title": _segments((Segment(promotion.title),)),
            "summary": _segments(summary),
            "snippet": [],
        },
        "other_language": False,
        "promoted": True,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "type": hit.type,
        "lang": hit.lang,
        "title": hit.title,
        "url": hit.url,
        "summary": hit.summary,
        "highlights": {
            "title": _segments(hit.highlights.title),
            "summary": _segments(hit.highlights.summary),
            "snippet": _segments(hit.highlights.snippet),
        },
        "other_language": hit.other_language,
        "promoted": False,
    }


def _suggest(request: HttpRequest, lang: Lang) -> dict[str, Any]:
    for name in request.GET:
        if name not in {LANG, TEXT, LIMIT}:
            raise BadParameter(_("There is no parameter “%(name)s”.") % {"name": name[:40]})
        if len(request.GET.getlist(name)) > 1:
            raise BadParameter(_("The parameter “%(name)s” may be given once only.") % {"name": name})
    text, limit = request.GET.get(TEXT, ""), request.GET.get(LIMIT, "") or str(USUAL_SUGGESTIONS)
    if len(text) > LONGEST_TEXT:
        raise BadParameter(_("The question may have %(count)d characters at most.") % {"count": LONGEST_TEXT})
    if BROKEN in text:
        raise BadParameter(_("The question is not valid UTF-8."))
    if not (limit.isascii() and limit.isdigit() and len(limit) <= 2 and 1 <= int(limit) <= MOST_SUGGESTIONS):
        raise BadParameter(_("There are 1 to %(count)d suggestions.") % {"count": MOST_SUGGESTIONS})
    return {
        "q": text,
        "suggestions": [
            {
                "text": found.text,
                "kind": found.kind,
                "lang": found.lang,
                "url": found.url,
                "type": found.type,
                "label": " · ".join(filter(None, (_sort_of(found), _language_of(found, lang)))),
            }
            for found in service.suggest(text, lang=lang, limit=int(limit))
        ],
    }


def _sort_of(found: Suggestion) -> str:
    """What a suggestion is; a mere word is nothing."""
    kind = "term" if found.kind == "term" else found.type
    return next((kind_name(known) for known in FOUND_KINDS if known == kind and found.kind != "word"), "")


def _language_of(found: Suggestion, lang: Lang) -> str:
    """Its language, where that is not the reader's."""
    return language_tag(found.lang) if found.lang != lang else ""


def _segments(segments: tuple[Segment, ...]) -> list[dict[str, Any]]:
    return [{"text": segment.text, "marked": segment.marked} for segment in segments]
