"""What the pages of organisations say of the way in: who can be reached and how, and whether a door is still open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from portal.organisations.models import DirectoryPage, NetworkPage, OrganisationPage, ProgrammePage
from portal.organisations.models.entry_points import PASSING_TYPES, EntryPointPage
from tests.pages.portal import LANGUAGES, Answer, Portal, nothing, words

NOT_STATED = {"da": "Ikke oplyst i kilden", "sv": "Anges inte i källan"}
WAYS = {
    "mailbox": {"da": "Funktionspostkasse", "sv": "Funktionsbrevlåda"},
    "phone": {"da": "Telefon", "sv": "Telefon"},
    "website": {"da": "Websted", "sv": "Webbplats"},
}
ONGOING = {"da": "I gang", "sv": "Pågår"}
TYPES = (OrganisationPage, ProgrammePage, NetworkPage)


def rows(answer: Answer, where: str = "main") -> dict[str, str]:
    """What stands beside each label in lists of facts."""
    return {words(term): words(term.find_next_sibling("dd")) for term in answer.soup.select(f"{where} dt")}


def entries(portal: Portal) -> list[tuple[Answer, EntryPointPage]]:
    """Each answer for an entry point, with its page's original."""
    originals = {
        page.translation_key: page for model in TYPES for page in model.objects.filter(translated_from__isnull=True)
    }
    return [(one, originals[one.thing]) for one in portal.answers if one.kind in {model.__name__ for model in TYPES}]


@pytest.mark.django_db
def test_every_way_of_getting_in_touch_is_there_or_said_to_be_unknown(portal: Portal, seeded: None) -> None:
    known = entries(portal)
    assert len(known) == 2 * 43

    def wrong(answer: Answer) -> str:
        page = pages[answer.url]
        box, said = words(answer.soup.select_one("aside.contact")), rows(answer, "aside.contact")
        for name, label in WAYS.items():
            value = getattr(page, name)
            if value and name != "website" and value not in box:
                return f"does not show {value}"
            if value and name == "website" and not answer.soup.select(f'aside.contact a[href="{value}"]'):
                return f"does not lead to {value}"
            if not value and said.get(label[answer.language]) != NOT_STATED[answer.language]:
                return f"leaves a gap for {name}"
        return ""

    pages = {answer.url: page for answer, page in known}
    nothing((answer for answer, _page in known), wrong)
    assert {bool(page.website) for page in pages.values()} == {True, False}


@pytest.mark.django_db
def test_nobody_is_led_to_a_contact_that_is_not_there(portal: Portal, seeded: None) -> None:
    """A case sends its reader to an organisation's page, whatever is known of the way in."""
    buttons = {
        answer.language: {words(one) for one in answer.soup.select("aside.contact a.btn")}
        for answer in portal.answers
        if answer.kind == "CasePage" and answer.soup.select("aside.contact")
    }
    assert buttons == {"da": {"Læs om indgangen"}, "sv": {"Läs om kontaktvägen"}}


@pytest.mark.django_db
def test_what_is_simply_there_is_not_said_to_be_ongoing(portal: Portal, seeded: None) -> None:
    lasting = []

    def wrong(answer: Answer) -> str:
        said = rows(answer)
        return said.get("Status", "") if said.get("Status", "").startswith(ONGOING[answer.language]) else ""

    for answer, page in entries(portal):
        types = {tag.concept.key for tag in page.concept_tags.select_related("concept")}
        if not types & PASSING_TYPES and page.status == EntryPointPage.Status.ONGOING:
            lasting.append(answer)
    assert len(lasting) > 20
    nothing(lasting, wrong)
    nothing(lasting, lambda one: "" if {"Det ved vi", "Det vet vi"} & set(rows(one)) else "says nothing of today")


@pytest.fixture
def call(seeded: None) -> ProgrammePage:
    """A call that was written down as ongoing, with its last day tomorrow."""
    page = ProgrammePage.objects.filter(translated_from__isnull=True, concept_tags__concept__kind="company-stage")[0]
    page.status, page.closes_on = EntryPointPage.Status.ONGOING, timezone.localdate() + timedelta(days=1)
    page.not_stated = [name for name in page.not_stated if name != "closes_on"]
    page.save_revision().publish()
    return ProgrammePage.objects.get(pk=page.pk)


CLOSED = {
    "da": ("Lukket for ansøgninger", "Ansøgningsfristen er udløbet."),
    "sv": ("Stängd för ansökningar", "Utlysningen är stängd."),
}


@pytest.mark.parametrize("zone", ["Europe/Copenhagen", "America/Nuuk", "Pacific/Kiritimati"])
def test_a_call_closes_at_the_portals_midnight_wherever_the_editor_sits(call: ProgrammePage, zone: str) -> None:
    last = timezone.localdate() + timedelta(days=1)
    midnight = datetime.combine(last + timedelta(days=1), time.min, ZoneInfo("Europe/Copenhagen"))
    for moment, closed in ((midnight - timedelta(seconds=1), False), (midnight, True)):
        with time_machine.travel(moment, tick=False), timezone.override(zone):
            page = ProgrammePage.objects.get(pk=call.pk)
            assert page.call_closed is closed
            assert page.search_changes_at() == (None if closed else midnight)


@pytest.mark.parametrize(("after", "closed"), [(1, False), (2, True), (400, True)])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("own_lists")
def test_a_closed_call_never_shows_as_running(
    client: Client, call: ProgrammePage, language: str, after: int, closed: bool
) -> None:
    page = call if language == "da" else ProgrammePage.objects.get(translated_from=call)
    directory = DirectoryPage.objects.get(locale__language_code=language)
    with time_machine.travel(timezone.now() + timedelta(days=after)):
        answers = {
            url: Answer(url, language, "", None, 200, {}, (), client.get(url).content.decode(), ())
            for url in (page.url, directory.url)
        }
        with translation.override(language):
            assert page.search_facets()["status"] == (("ended",) if closed else ("ongoing",))
    status, sentence = CLOSED[language]
    assert rows(answers[page.url])["Status"].startswith(status if closed else ONGOING[language])
    row = answers[directory.url].soup.select_one(f'li.ent:has(a[href="{page.url}"])')
    assert (sentence in words(row)) is closed


@pytest.mark.django_db
def test_the_call_of_2026_is_closed(portal: Portal, seeded: None) -> None:
    closed = [(answer, page) for answer, page in entries(portal) if getattr(page, "closes_on", None)]
    assert {page.closes_on for _answer, page in closed} == {date(2026, 5, 20)}
    for answer, _page in closed:
        assert rows(answer)["Status"].startswith(CLOSED[answer.language][0])
