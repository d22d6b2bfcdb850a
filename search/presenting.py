"""From an engine's answer to what the page shows: names, numbers, addresses and ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.contexts import Kind, Link
from portal.core.kinds import kind_name
from portal.core.languages import sort_key
from portal.core.templatetags.portal import in_quotes, number
from search.asking import FACET_ORDER, Asked
from search.contexts import (
    Chip,
    EmptyState,
    FacetGroup,
    FacetOption,
    HitRow,
    Offer,
    PageLink,
    Pagination,
    SearchContext,
    SortLink,
)
from search.naming import FOUND_KINDS, IN_ORDER, Naming, facet_name
from search.ports import LANGUAGE_FACET, OTHER, FacetValue, Hit, Lang, Query, Results, Segment, Sort
from search.promotions import Promotion

FOLD_AFTER: Final = 6
"""Values of a facet that stand in the open; one more alone is not worth a fold."""
OPEN_GROUPS: Final = frozenset({"type", "phase", "area"})
"""Groups that are open from the start; so is every group with a choice."""
MAIN_KINDS: Final = ("guide", "template", "case", "entry")
MOST_OFFERS: Final = 6
MOST_WORDS: Final = 3
PAGES_AROUND: Final = 2

Ask = Callable[[Query], Results]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the question was asked: the search page, or a list that is searched within."""

    title: str
    lead: str
    field_name: str
    """What the form with the search field is called."""
    url: str
    feed_url: str
    search_url: str
    """Search page of the language, where nothing is left out."""
    other_url: str
    """Search page of the other language."""
    write: Link | None
    """The page by which readers tell the editors what is missing."""


def present(
    asked: Asked, results: Results, naming: Naming, place: Place, *, promoted: Iterable[Promotion], ask: Ask
) -> SearchContext:
    """The search page.

    Args:
        asked: the question.
        results: the engine's answer to it.
        naming: names of facets and values.
        place: where it was asked.
        promoted: what the editors recommend for the words.
        ask: asks the engine further questions, for the numbers of the offers when nothing was found.
    """
    first = tuple(map(promoted_row, promoted))
    shown = {row.url for row in first}
    chips = tuple(_chips(asked, naming, place.url))
    nothing = not results.total
    return SearchContext(
        title=place.title,
        lead=place.lead,
        language=asked.lang,
        query=asked.text,
        action=place.url,
        field_name=place.field_name,
        heading=heading(asked, results.total, results.pages, recommended=bool(first)),
        notices=tuple(
            left_out.sentence(facet_name(left_out.name) if left_out.what == "value" else "")
            for left_out in asked.left_out
        ),
        corrected_to=results.corrected_to,
        insist_url=asked.insisting().address(place.url) if results.corrected_to else "",
        unknown=() if nothing else results.unknown,
        suggestions=()
        if nothing
        else tuple(Link(title=text, url=asked.with_text(text).address(place.url)) for text in results.suggestions),
        chips=chips,
        clear_url=asked.unfiltered().address(place.url),
        groups=tuple(groups(asked, results, naming)),
        hidden=tuple((name, value) for name, value in asked.at(1).parameters() if name not in FACET_ORDER),
        kept=tuple((name, value) for name, value in asked.parameters() if name in FACET_ORDER),
        sorts=tuple(_sorts(asked, place.url)) if results.total > 1 else (),
        promoted=first,
        hits=tuple(row(hit, naming, asked.lang) for hit in results.hits if hit.url not in shown),
        total=results.total,
        pagination=_pagination(asked, results, place.url),
        empty=EmptyState(tuple(_offers(asked, results, naming, place, ask)), place.write) if nothing else None,
        feed_url=asked.limited().address(place.feed_url),
    )


def results_in_words(total: int) -> str:
    """``11 results``."""
    return ngettext("%(number)s result", "%(number)s results", total) % {"number": number(total)}


def heading(asked: Asked, total: int, pages: int = 1, *, recommended: bool = False) -> str:
    """How many results there are for what, and which page of them from the second on; read aloud when it changes.

    Args:
        asked: the question.
        total: results.
        pages: of them.
        recommended: whether the editors recommend something for the words, which is no result.
    """
    words = in_quotes(asked.text)
    if total:
        found = results_in_words(total)
        said = _("%(results)s for %(words)s") % {"results": found, "words": words} if asked.text else found
        if asked.page == 1:
            return said
        return _("%(results)s, page %(page)d of %(pages)d") % {"results": said, "page": asked.page, "pages": pages}
    if asked.text and asked.filters:
        return _("No results for %(words)s with the chosen filters") % {"words": words}
    if asked.text and recommended:
        return _("No other results for %(words)s than what the editors recommend") % {"words": words}
    return _("No results for %(words)s") % {"words": words} if asked.text else _("No results")


# --- filters ---------------------------------------------------------------------------------------------------------


def _chips(asked: Asked, naming: Naming, base: str) -> Iterable[Chip]:
    """One for each chosen value."""
    for facet in FACET_ORDER:
        for value in asked.filters.values(facet):
            label = choice_in_words(facet, value, naming, asked.lang)
            yield Chip(label=label, url=asked.without(facet, value).address(base))


def choice_in_words(facet: str, value: str, naming: Naming, lang: Lang) -> str:
    """A value as it is called outside its group: ``Phase 2 Needs``."""
    label = naming.label(facet, value, lang)
    return _("Phase %(name)s") % {"name": label} if facet == "phase" else label


def groups(asked: Asked, results: Results, naming: Naming) -> Iterable[FacetGroup]:
    """Every facet that offers a choice, with the number that each value would give."""
    for facet in FACET_ORDER:
        found = {value.value: value for value in results.facets.get(facet, ())}
        limits = asked.preset.get(facet, ())
        if len(limits) == 1:
            continue
        known = limits or tuple(dict.fromkeys((*naming.known[facet], *found)))
        chosen = asked.filters.values(facet)
        values = [FacetValue(value, found[value].count if value in found else 0, value in chosen) for value in known]
        if not any(value.count or value.selected for value in values):
            continue
        options = [
            FacetOption(
                facet=facet,
                value=value.value,
                label=naming.label(facet, value.value, asked.lang),
                count=value.count,
                unit=ngettext("result", "results", value.count),
                selected=value.selected,
            )
            for value in values
        ]
        if facet not in IN_ORDER:
            options.sort(key=lambda option: (-option.count, sort_key(option.label, asked.lang)))
        yield _group(facet, options)


def _group(facet: str, options: list[FacetOption]) -> FacetGroup:
    if len(options) > FOLD_AFTER + 1 and facet not in IN_ORDER:
        kept = [option for at, option in enumerate(options) if at < FOLD_AFTER or option.selected]
        folded = [option for option in options if option not in kept]
    else:
        kept, folded = options, []
    chosen = sum(option.selected for option in options)
    return FacetGroup(
        name=facet,
        label=facet_name(facet),
        options=tuple(kept),
        folded=tuple(folded),
        open=facet in OPEN_GROUPS or bool(chosen),
        chosen=chosen,
    )


# --- results ---------------------------------------------------------------------------------------------------------


def row(hit: Hit, naming: Naming, lang: Lang) -> HitRow:
    """A result as it is shown."""
    kind: Kind = next((known for known in FOUND_KINDS if known == hit.type), "page")
    marks = hit.highlights
    plain = (Segment(hit.title),), (Segment(hit.summary),) if hit.summary else ()
    title, summary = marks.title or plain[0], marks.summary or plain[1]
    phases = sorted(
        (naming.concepts[key] for key in hit.facets.get("phase", ()) if key in naming.concepts), key=lambda c: c.order
    )
    return HitRow(
        kind=kind,
        kind_name=kind_name(kind),
        url=hit.url,
        title=title,
        summary=summary,
        snippet=marks.snippet,
        lang=hit.lang if hit.lang != lang else "",
        language_tag=language_tag(hit.lang) if hit.lang != lang else "",
        phases=tuple(concept.order for concept in phases),
        phase_text=phase_text([(concept.order, concept.name(lang)) for concept in phases]),
        facts=tuple(_facts(hit, naming, lang)),
    )


def promoted_row(promotion: Promotion) -> HitRow:
    """A recommendation as it is shown; it has no marks, since nobody searched for it."""
    return HitRow(
        kind=promotion.kind,
        kind_name=_("Another website") if promotion.elsewhere else kind_name(promotion.kind),
        url=promotion.url,
        title=(Segment(promotion.title),),
        summary=(Segment(promotion.summary),) if promotion.summary else (),
        promoted=True,
    )


def language_tag(lang: str) -> str:
    """Says which language a result is in."""
    return {"da": _("In Danish"), "sv": _("In Swedish")}[lang]


def phase_text(phases: list[tuple[int, str]]) -> str:
    """``Phase 2 Needs``, ``Phases: 2 Needs, 3 Market``, ``All phases``."""
    names = ", ".join(f"{order} {name}" for order, name in phases)
    if len(phases) > 1:
        return _("All phases") if len(phases) == 8 else _("Phases: %(names)s") % {"names": names}
    return _("Phase %(name)s") % {"name": names} if phases else ""


def _facts(hit: Hit, naming: Naming, lang: Lang) -> Iterable[str]:
    """What helps to choose among results of the type."""
    wanted = {"template": ("area", "format"), "case": ("area", "country", "evidence"), "entry": ("area", "country")}
    for facet in wanted.get(hit.type, ("area",)):
        names = [naming.label(facet, value, lang) for value in hit.facets.get(facet, ())]
        if names and hit.type != "term":
            more = len(names) - 3
            text = ", ".join(names[:3])
            yield _("%(names)s and %(count)d more") % {"names": text, "count": more} if more > 0 else text


def _sorts(asked: Asked, base: str) -> Iterable[SortLink]:
    names: dict[Sort, str] = {"relevance": _("Best match"), "phase": _("Phase"), "newest": _("Last updated")}
    for sort, label in names.items():
        if sort != "relevance" or asked.text:
            yield SortLink(label=label, url=asked.sorted_by(sort).address(base), current=asked.order == sort)


def _pagination(asked: Asked, results: Results, base: str) -> Pagination:
    if results.pages <= 1:
        return Pagination()
    here, last = results.page, results.pages
    around = range(here - PAGES_AROUND, here + PAGES_AROUND + 1)
    numbers = sorted({1, last, *(page for page in around if 1 <= page <= last)})
    links: list[PageLink] = []
    for page in numbers:
        if links and page - links[-1].number > 1:
            links.append(PageLink(0, ""))
        links.append(PageLink(page, asked.at(page).address(base), page == here))
    return Pagination(
        pages=tuple(links),
        previous=asked.at(here - 1).address(base) if here > 1 else "",
        next=asked.at(here + 1).address(base) if here < last else "",
    )


# --- nothing found ---------------------------------------------------------------------------------------------------


def _offers(asked: Asked, results: Results, naming: Naming, place: Place, ask: Ask) -> Iterable[Offer]:
    """Ways on that are known to give something, the nearest first."""
    given = 0
    for ways in (_ways_on(asked, results, naming, place), _everything(asked, naming, place)):
        if given:
            return
        for text, other, url, lang in ways:
            if given < MOST_OFFERS and (total := ask(other.query(size=1)).total):
                given += 1
                words = _("%(offer)s: %(results)s") % {"offer": text, "results": results_in_words(total)}
                yield Offer(text=words, url=url, lang=lang)


def _everything(asked: Asked, naming: Naming, place: Place) -> Iterable[tuple[str, Asked, str, str]]:
    """All there is of each type, for words that nothing is near to."""
    bare = Asked(lang=asked.lang, preset=asked.preset)
    for kind in asked.preset.get("type", MAIN_KINDS):
        other = bare.toggled("type", kind) if len(asked.preset.get("type", MAIN_KINDS)) > 1 else bare
        yield _see_everything("type", kind, naming, asked.lang), other, other.address(place.url), ""


def _see_everything(facet: str, value: str, naming: Naming, lang: Lang) -> str:
    if facet == "type" and value in MAIN_KINDS:
        return {
            "guide": _("See all guides"),
            "template": _("See all templates"),
            "case": _("See all cases"),
            "entry": _("See all entry points"),
        }[value]
    return _("See everything under %(name)s") % {"name": in_quotes(choice_in_words(facet, value, naming, lang))}


def _ways_on(asked: Asked, results: Results, naming: Naming, place: Place) -> Iterable[tuple[str, Asked, str, str]]:
    chosen = [(facet, value) for facet in FACET_ORDER for value in asked.filters.values(facet)]
    for facet, value in chosen[:MOST_OFFERS]:
        other = asked.without(facet, value)
        text = _("Remove the filter %(name)s") % {"name": in_quotes(choice_in_words(facet, value, naming, asked.lang))}
        yield text, other, other.address(place.url), ""
    if len(chosen) > 1 and asked.text:
        bare = asked.unfiltered()
        yield _("Remove all filters"), bare, bare.address(place.url), ""
    if asked.preset and asked.text:
        everything = Asked(lang=asked.lang, text=asked.text)
        yield _("Search everything"), everything, everything.address(place.search_url), ""
    for words in results.suggestions[:MOST_WORDS]:
        other = asked.unfiltered().with_text(words)
        yield _("Search for %(words)s") % {"words": in_quotes(words)}, other, other.address(place.url), ""
    words = " ".join(
        word for word in asked.text.split() if word.casefold() not in {w.casefold() for w in results.unknown}
    )
    if words and words != asked.text and words not in results.suggestions:
        other = asked.unfiltered().with_text(words)
        yield _("Search for %(words)s") % {"words": in_quotes(words)}, other, other.address(place.url), ""
    if asked.text:
        lang = OTHER[asked.lang]
        other = Asked(lang=lang, text=asked.text)
        text = {"da": _("Search in Danish"), "sv": _("Search in Swedish")}[lang]
        yield text, other, other.address(place.other_url), lang
    for facet, value in chosen[:1]:
        if asked.text and facet != LANGUAGE_FACET:
            other = Asked(
                lang=asked.lang, filters=asked.unfiltered().toggled(facet, value).filters, preset=asked.preset
            )
            yield _see_everything(facet, value, naming, asked.lang), other, other.address(place.url), ""
