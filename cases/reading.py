"""Turns a case and its original into what the template shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.blocks import EffectKind
from cases.contexts import CaseContext, Contact, Effect, Evidence, FollowUp, Lesson, Quote, Reuse, Section
from cases.models.case import CasePage, CaseStatus, EvidenceLevel
from portal.core import art, dates
from portal.core.blocks import pick, raw_values
from portal.core.contexts import Article, Fact
from portal.core.kinds import kind_name
from portal.core.languages import spelled_slug
from portal.core.stating import not_stated_text
from portal.organisations.models import ParticipationRole
from portal.vocabulary.models import ConceptKind


def case_context(page: CasePage, reader: Any) -> CaseContext:
    """The context of ``cases/case_page.html``, its texts rendered in reading order."""
    text, original = reader.text, page.original
    facts = _fact_box(page, reader)
    effects = tuple(
        _effect(value, reader) for value in raw_values(original.effects) if _said(value, "statement", reader)
    )
    story = tuple(
        _section(number, block.value, reader)
        for number, block in enumerate(page.story, start=1)
        if block.value.get("text")
    )
    takeaways = tuple(text.inline(str(block.value)) for block in page.takeaways if block.value)
    difficulties = tuple(text.inline(str(block.value)) for block in page.difficulties if block.value)
    lessons = tuple(_lesson(value, reader) for value in raw_values(page.lessons) if value.get("text"))
    quotes = _quotes(original, reader)
    outside, unknown = text.rich(page.outside), text.rich(page.unknown)
    guides, templates = reader.related_cards("guide"), reader.related_cards("template")
    level = EvidenceLevel(original.evidence_level)
    areas = reader.own(ConceptKind.AREA)
    article = Article(
        kind="case",
        kind_name=kind_name("case"),
        title=page.title,
        lead=page.summary,
        line=reader.line(),
        sources=reader.sources,
        related=reader.links(reader.related_of("case")[:4]),
        review=reader.review(),
        keep=page.key,
    )
    return CaseContext(
        article=article,
        evidence=Evidence(level=level.value, text=str(level.label), note=page.evidence_note),
        sponsored=_("The main source is paid-for content. Read it with that in mind.") if original.sponsored else "",
        cloth=art.loose_ends(areas[0].key if areas else "", str(page.translation_key)),
        facts=facts,
        story=story,
        effects=effects,
        outside=outside,
        unknown=unknown,
        takeaways=takeaways,
        difficulties=difficulties,
        lessons=lessons,
        quotes=quotes,
        partners=_partners(page, reader),
        details=_details(page, reader),
        reuse=_reuse(page, reader),
        follow_ups=tuple(_follow_up(block.value, reader) for block in original.follow_ups if block.value.get("months")),
        also_in_use=tuple(
            place for value in raw_values(original.also_in_use) if (place := _also_in_use(value, reader)).where
        ),
        provenance=tuple(
            Fact(label=label, text=value)
            for label, value in (
                (_("Author of the source"), page.author),
                (_("Paid by"), page.payer),
                (_("Whose interest"), page.interest),
            )
            if value
        ),
        contact=_contact(page, reader),
        guides=guides,
        templates=templates,
    )


def _fact_box(page: CasePage, reader: Any) -> tuple[Fact, ...]:
    """Who, what, goal, period, effect: always five rows; an unanswered one says that the source is silent."""
    rows = (
        (_("Who"), page.fact_who),
        (_("What"), page.fact_what),
        (_("Goal"), page.fact_goal),
        (_("Period"), page.fact_period),
        (_("Effect"), page.fact_effect),
    )
    return tuple(
        Fact(label=label, text=value, html=reader.text.inline(value))
        if value
        else Fact(label=label, text=not_stated_text(), stated=False)
        for label, value in rows
    )


def _said(value: Any, name: str, reader: Any) -> bool:
    """Whether a block has the words that it is about, in the reader's language; a draft's may lack them."""
    return bool(pick(value.get(name), reader.language))


def _section(number: int, value: Any, reader: Any) -> Section:
    heading = value.get("heading") or ""
    anchor = spelled_slug(heading, reader.language) or f"del-{number}"
    return Section(anchor=f"{anchor}-{number}", heading=heading, text=reader.text.paragraphs(value["text"]))


def _number(value: Decimal | int, language: str) -> str:
    """A figure with the language's separators; a whole number without decimals."""
    whole = value == int(value)
    return str(number_format(int(value) if whole else value.normalize(), use_l10n=True, force_grouping=True))  # type: ignore[union-attr]


def _effect(value: Any, reader: Any) -> Effect:
    language = reader.language
    kind = EffectKind(value.get("kind") or EffectKind.NOT_STATED)
    unit = pick(value.get("unit"), language)
    figures = [Fact(label=_("Measure"), text=pick(value.get("metric"), language))]
    for name, label in (("baseline", _("Before")), ("value", _("After"))):
        if value.get(name) is not None:
            figures.append(Fact(label=label, text=f"{_number(Decimal(value[name]), language)} {unit}".strip()))
    figures.append(Fact(label=_("Change"), text=pick(value.get("change"), language)))
    if value.get("n"):
        figures.append(Fact(label=_("Number"), text=_number(value["n"], language)))
    figures.append(Fact(label=_("Period"), text=pick(value.get("period"), language)))
    area = reader.concept_by_id.get(value.get("area"))
    source = value.get("source")
    return Effect(
        kind=kind.value,
        kind_name=str(kind.label),
        area=area.name(language) if area else "",
        statement=reader.text.inline(pick(value["statement"], language)),
        figures=tuple(fact for fact in figures if fact.text),
        source=reader.text.inline(f"[{source}]")
        if source and source in reader.source_numbers
        else reader.text.inline(""),
    )


def _lesson(value: Any, reader: Any) -> Lesson:
    actor = reader.concept_by_id.get(value.get("actor"))
    return Lesson(actor=actor.name(reader.language) if actor else "", text=reader.text.inline(value["text"]))


def _quotes(original: CasePage, reader: Any) -> tuple[Quote, ...]:
    """The statements that readers may see; ``QuoteBlock.for_readers`` says which."""
    seen = (block.block.for_readers(block.value) for block in original.quotes)
    return tuple(_quote(value, reader) for value in seen if value and value["person"] and _said(value, "text", reader))


def _quote(value: Any, reader: Any) -> Quote:
    source = value.get("source")
    return Quote(
        person=value["person"],
        role=pick(value.get("role"), reader.language),
        text=reader.text.inline(pick(value["text"], reader.language)),
        direct=bool(value.get("word_for_word")),
        source=reader.text.inline(f"[{source}]")
        if source and source in reader.source_numbers
        else reader.text.inline(""),
    )


def _follow_up(value: Any, reader: Any) -> FollowUp:
    words = {"yes": _("Still in use"), "partly": _("Partly in use"), "no": _("Stopped")}
    return FollowUp(
        months=value["months"],
        dated=dates.full(value["on"], reader.language) if value.get("on") else "",
        running=words.get(value.get("running") or "", ""),
        note=reader.text.inline(pick(value.get("note"), reader.language)),
    )


def _also_in_use(value: Any, reader: Any) -> Reuse:
    page = reader.linked(value.get("organisation"))
    return Reuse(
        where=page.title if page else pick(value.get("name"), reader.language),
        url=(page.url or "") if page else "",
        since=value.get("since") or "",
        adapted=pick(value.get("adapted"), reader.language),
    )


def _partners(page: CasePage, reader: Any) -> tuple[Fact, ...]:
    """One row per role with the organisations that have it; those with a visible page here are links. One that is
    visible in the other language only is named as it is there.
    """
    here = reader.by_key(reader.related_of("entry"))
    rows: dict[str, list[str]] = {}
    for one in page.shared("participations").select_related("organisation"):
        target = here.get(one.organisation.translation_key) if one.organisation else None
        if target is not None:
            name = format_html('<a href="{}">{}</a>', target.url or "", target.title)
        elif (known := reader.frame_pages.get(one.organisation_id)) is not None:
            name = format_html('<span lang="{}">{}</span>', known.locale.language_code, known.title)
        else:
            name = format_html("{}", one.name(reader.language))
        if name and (note := one.note(reader.language)):
            name = format_html("{} ({})", name, reader.text.inline(note))
        if name:
            rows.setdefault(one.role, []).append(name)
    labels = dict(ParticipationRole.choices)
    return tuple(
        Fact(label=capfirst(str(labels[role])), text="", html=format_html_join(mark_safe("<br>"), "{}", zip(names)))
        for role, names in rows.items()
    )


def _details(page: CasePage, reader: Any) -> tuple[Fact, ...]:
    """The structured facts outside the fact box."""
    original, language = page.original, reader.language
    funding = page.funding
    if original.amount:
        funding = f"{_number(original.amount, language)} {original.currency} {funding}".strip()
    rows = [
        Fact(label=_("Problem"), text=page.problem) if page.problem else None,
        Fact(label=_("Solution"), text=page.solution) if page.solution else None,
        Fact(label=_("Began"), text=dates.full(original.began_on, language)) if original.began_on else None,
        Fact(label=_("Ended"), text=dates.full(original.ended_on, language)) if original.ended_on else None,
        Fact(label=_("Status"), text=_status(page)),
        page.state("product_name", original.product_name),
        page.state("unit", page.unit),
        page.state("people_affected", page.people_affected),
        page.state("legal_form", reader.names(ConceptKind.LEGAL_FORM)),
        page.state("funding", funding),
        page.state("staff_hours", _number(original.staff_hours, language) if original.staff_hours else ""),
        page.state("procurement_result", page.procurement_result),
    ]
    technologies = reader.names(ConceptKind.TECHNOLOGY)
    rows.insert(5, Fact(label=_("Technology"), text=technologies) if technologies else None)
    return tuple(reader.marked(row) for row in rows if row)


def _status(page: CasePage) -> str:
    """The status, and when the source said so: a status is never newer than its source."""
    status = capfirst(str(CaseStatus(page.original.status).label))
    if not page.status_date:
        return status
    return _("%(status)s (as stated %(when)s)") % {"status": status, "when": page.status_date}


def _reuse(page: CasePage, reader: Any) -> tuple[Fact, ...]:
    """The reuse sheet: what must be in place, integrations, running cost, who pays afterwards."""
    names = ("preconditions", "integrations", "running_cost", "paid_by_after")
    return tuple(reader.marked(fact) for name in names if (fact := page.state(name, getattr(page, name))))


def _contact(page: CasePage, reader: Any) -> Contact | None:
    """The function to ask; gone when its page is not visible in this language."""
    target = reader.linked(page.original.contact_organisation_id)
    if target is None:
        return None
    return Contact(name=target.title, url=target.url or "", text=target.search_description)
