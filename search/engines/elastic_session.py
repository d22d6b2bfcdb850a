"""Reading an index of Elasticsearch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch
from elasticsearch_dsl import A, MultiSearch, Search

from search.analysis.knowledge import Knowledge
from search.ports import LANGUAGE_FACET, Filters, Lang
from search.query import to_elastic
from search.query.names import TERMS, facet_field
from search.query.present import Sought
from search.query.to_elastic import Clause
from search.query.tree import Phrase, Question

from . import fields
from .core import LANGUAGE_FIRST, Found, Request
from .elastic_errors import answering
from .sight import LOOKED_AT, PageSought, Seen, Titles, Together

MOST_VALUES: Final = 1_000
"""Values of a facet that are counted."""
_PAGE: Final = 1_000
_VALUES, _SHARED, _OTHER = "values", "shared", "other"


class ElasticSession:
    """One generation."""

    def __init__(
        self, asking: Callable[[], Elasticsearch], index: str, knowledge: Knowledge, facets: Sequence[str]
    ) -> None:
        self.knowledge = knowledge
        self._asking, self._index = asking, index
        self._facets = tuple(facets)

    def find(self, request: Request) -> Found:
        """Hits, their number, and the numbers of the facets, in one request.

        The question is the query; the filters are a post_filter, so that each facet can be counted with all filters but
        its own.
        """
        search = self._search().extra(
            query=self._query(request),
            post_filter=_all_of(self._filters(request)),
            track_total_hits=True,
            **{"from": request.offset, "size": request.limit},
        )
        if request.sort == "relevance":
            search = search.sort({"_score": "desc"}, {fields.PK: "asc"})
        else:
            search = search.sort({fields.order_field(request.sort, request.lang): "asc"})
        alone = [facet for facet in self._facets if facet in request.filters.chosen or facet == LANGUAGE_FACET]
        shared = search.aggs.bucket(_SHARED, A("filter", _all_of(self._filters(request))))
        for facet in self._facets:
            if facet not in alone:
                shared.bucket(facet, _terms(facet))
        foreign = {"bool": {"must_not": [{"term": {facet_field(LANGUAGE_FACET): request.lang}}]}}
        shared.bucket(_OTHER, A("filter", foreign))
        for facet in alone:
            allowed = _all_of(self._filters(request, but=facet))
            search.aggs.bucket(f"alone_{facet}", A("filter", allowed)).bucket(_VALUES, _terms(facet))
        with answering():
            answer = _whole(search.execute().to_dict())
            counts = {facet: _buckets(answer["aggregations"][f"alone_{facet}"][_VALUES]) for facet in alone}
            counted = answer["aggregations"][_SHARED]
            counts |= {facet: _buckets(counted[facet]) for facet in self._facets if facet not in alone}
            return Found(
                total=int(answer["hits"]["total"]["value"]),
                documents=_stored(answer),
                counts=counts,
                in_other_language=int(counted[_OTHER]["doc_count"]),
            )

    def measure(self, question: Question, lang: Lang) -> tuple[int, float]:
        """How many documents a question finds without filters, and the score of the first; nothing else is counted."""
        request = Request(question, lang, Filters(), "relevance", 0, 1)
        clause = {"bool": {"must": [self._query(request)], "filter": self._filters(request)}}
        search = self._search().extra(query=clause, size=1, track_total_hits=True).source(False)
        with answering():
            found = _whole(search.execute().to_dict())["hits"]
            return int(found["total"]["value"]), float(found["max_score"] or 0.0)

    def look_up(self, words: Collection[Sought], pages: Collection[PageSought]) -> Seen:
        """Look up words and documents, in one request for all."""
        asked = MultiSearch(using=self._asking(), index=self._index)
        if words:
            clauses = {str(at): _all_of([_leading(word), _lasting()]) for at, word in enumerate(words)}
            counting = Search().extra(size=0, track_total_hits=False)
            counting.aggs.bucket(_VALUES, A("filters", filters=clauses))
            asked = asked.add(counting)
        for one in pages:
            asked = asked.add(_first(one))
        with answering():
            answers = [_whole(answer.to_dict()) for answer in asked.execute()]
            counted = answers.pop(0)["aggregations"][_VALUES]["buckets"] if words else {}
            return Seen(
                {word for at, word in enumerate(words) if counted[str(at)]["doc_count"]},
                {one: _stored(answer) for one, answer in zip(pages, answers, strict=True)},
            )

    def overdue(self) -> Sequence[str]:
        """Uids of documents that have ended, or whose pages say something else by now."""
        either = {"bool": {"should": [_come(fields.EXPIRES), _come(fields.CHANGES)]}}
        return [uid for uid, _ in self._revisions(either)]

    def contents(self) -> Iterator[tuple[str, str]]:
        """Uid and revision of every document."""
        return self._revisions({"exists": {"field": fields.PK}})

    def _revisions(self, query: Clause) -> Iterator[tuple[str, str]]:
        """Uid and revision of all documents that a query finds, a thousand at a time."""
        search = self._search().extra(query=query, size=_PAGE, track_total_hits=False)
        search = search.source([f"{fields.STORED}.uid", f"{fields.STORED}.revision"]).sort({fields.UID: "asc"})
        after: list[Any] | None = None
        while True:
            with answering():
                asked = search.extra(search_after=after) if after else search
                hits = _whole(asked.execute().to_dict())["hits"]["hits"]
                found = [hit["_source"][fields.STORED] for hit in hits]
            yield from ((one["uid"], one["revision"]) for one in found)
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]

    def _search(self) -> Search:
        return Search(using=self._asking(), index=self._index)

    def _query(self, request: Request) -> Clause:
        if not request.question:
            return {"match_all": {}}
        own: Clause = {"term": {facet_field(LANGUAGE_FACET): request.lang}}
        first = {"bool": {"should": [own, *map(to_elastic.node, request.question.called)]}}
        lifted = {"constant_score": {"filter": first, "boost": LANGUAGE_FIRST}}
        return {"bool": {"must": [to_elastic.question(request.question)], "should": [lifted]}}

    def _filters(self, request: Request, *, but: str = "") -> list[Clause]:
        """The filters; with ``but``, without those of one facet. What no reader's filter finds is no document."""
        clauses: list[Clause] = [{"exists": {"field": fields.PK}}, _lasting()]
        if request.own_only(but=but):
            clauses.append(to_elastic.any_of(fields.READERS, [request.lang]))
        for facet, values in request.restricted(but=but).items():
            clauses.append(to_elastic.any_of(facet_field(facet), values))
        return clauses


def _come(moment: str) -> Clause:
    """Documents that have such a moment, now or before."""
    return {"range": {moment: {"lte": fields.now()}}}


def _lasting() -> Clause:
    return {"bool": {"must_not": [_come(fields.EXPIRES)]}}


def _leading(word: Sought) -> Clause:
    return to_elastic.any_of(TERMS, word.tokens())


def _first(sought: PageSought) -> Search:
    """The first documents of what is sought."""
    match sought:
        case Titles(lang, beginnings):
            clauses: list[Clause] = [{"term": {fields.PREFIXES: beginning}} for beginning in beginnings]
            clauses.append({"term": {fields.READERS: lang}})
        case Together(lang, stems):
            clauses = [to_elastic.node(Phrase(stems, 1.0)), {"term": {facet_field(LANGUAGE_FACET): lang}}]
    search = Search().extra(query=_all_of([*clauses, _lasting()]), size=LOOKED_AT[type(sought)], track_total_hits=False)
    return search.source([fields.STORED]).sort({fields.order_field("phase", lang): "asc"})


def _whole(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer of all shards in time; less is no answer, since nobody would see what is missing.

    Raises:
        ValueError: it is less.
    """
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise ValueError("only a part of the index answered")
    return answer


def _all_of(clauses: list[Clause]) -> Clause:
    return {"bool": {"filter": clauses}}


def _terms(facet: str) -> Any:
    return A("terms", field=facet_field(facet), size=MOST_VALUES)


def _buckets(counted: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in counted["buckets"]}


def _stored(answer: Mapping[str, Any]) -> list[fields.Stored]:
    return [
        fields.Stored.unpack(hit["_source"][fields.STORED], float(hit["_score"] or 0.0))
        for hit in answer["hits"]["hits"]
    ]
