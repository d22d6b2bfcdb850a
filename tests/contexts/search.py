"""Contexts of the search page."""

from __future__ import annotations

from dataclasses import replace

from portal.core.contexts import Link
from search.contexts import (
    Chip,
    EmptyState,
    FacetGroup,
    FacetOption,
    HitRow,
    PageLink,
    Pagination,
    SearchContext,
    SortLink,
    UnavailableContext,
)
from search.ports import Segment

from .common import line


def search_page() -> SearchContext:
    """A search with everything that a search may have."""
    marked = (Segment("Fælles "), Segment("behov", True), Segment("safdækning"))
    option = FacetOption("phase", "faelles-behov", "2 Behov", 4, "resultater", True)
    other = FacetOption("phase", "udvikling-og-test", "5 Test", 0, "resultater", False)
    hit = HitRow(
        "guide",
        "Guide",
        "/da/g/",
        marked,
        marked,
        marked,
        lang="sv",
        language_tag="På svensk",
        phases=(2,),
        phase_text="Fase 2 Behov",
        facts=("Hjemmepleje, Demens",),
    )
    return SearchContext(
        title="Søg",
        lead="Søg i guider, cases, skabeloner og indgange.",
        language="da",
        query="behov",
        action="/da/soeg/",
        field_name="Søg i guider og cases",
        heading="41 resultater for »behov«",
        notices=("Der findes intet filter »farve«, så det er udeladt.",),
        corrected_to="behov",
        insist_url="/da/soeg/?q=behv&exact=1",
        unknown=("qzx",),
        suggestions=(Link("behovsafdækning", "/da/soeg/?q=behovsafd%C3%A6kning"),),
        chips=(Chip("Fase 2 Behov", "/da/soeg/"), Chip("Case", "/da/soeg/")),
        clear_url="/da/soeg/?q=behov",
        groups=(FacetGroup("phase", "Fase", (option,), (other,), True, 1),),
        hidden=(("q", "behov"),),
        kept=(("phase", "faelles-behov"), ("type", "case")),
        sorts=(SortLink("Bedste match", "/da/soeg/", True), SortLink("Fase", "/da/soeg/?sort=phase", False)),
        promoted=(replace(hit, promoted=True),),
        hits=(hit,),
        total=41,
        pagination=Pagination(
            (PageLink(1, "/da/soeg/", True), PageLink(0, ""), PageLink(3, "/da/soeg/?page=3")), "", "/da/soeg/?page=2"
        ),
        empty=None,
        feed_url="/da/soeg/feed/?q=behov",
    )


def bare_search_page() -> SearchContext:
    """A search that found nothing and has nothing to offer."""
    return SearchContext(
        title="Søg",
        lead="",
        language="da",
        query="",
        action="/da/soeg/",
        field_name="Søg i guider og cases",
        heading="Ingen resultater",
        notices=(),
        corrected_to="",
        insist_url="",
        unknown=(),
        suggestions=(),
        chips=(),
        clear_url="/da/soeg/",
        groups=(),
        hidden=(),
        kept=(),
        sorts=(),
        promoted=(),
        hits=(),
        total=0,
        pagination=Pagination(),
        empty=EmptyState((), None),
        feed_url="/da/soeg/feed/",
    )


def search_down() -> UnavailableContext:
    """The page that says that the search is down."""
    return UnavailableContext("Søgningen er nede", "Faserne fører til det hele.", "hjemmepleje", line())


def bare_search_down() -> UnavailableContext:
    """The same without question and phases."""
    return UnavailableContext("Søgningen er nede", "", "", None)
