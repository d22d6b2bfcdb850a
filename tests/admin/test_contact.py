"""A named contact person leaves the page by itself on the day that was set."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from portal.organisations.models import OrganisationPage

NAME = "Ida Prøve Person"


@pytest.fixture
def organisation(seeded: None) -> OrganisationPage:
    page = OrganisationPage.objects.filter(locale__language_code="da", translated_from=None)[0]
    page.contact_name, page.contact_role = NAME, "projektleder"
    page.contact_basis, page.contact_expires = "Samtykke af 1. marts 2027", date(2027, 6, 1)
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2027-05-31T21:59:00+00:00", True),
        ("2027-05-31T22:00:00+00:00", False),
        ("2027-06-01T12:00:00+02:00", False),
        ("2031-01-01T12:00:00+00:00", False),
    ],
    ids=["a minute before midnight in Copenhagen", "midnight in Copenhagen", "on the day", "years later"],
)
def test_the_name_goes_on_its_last_day(organisation: OrganisationPage, client: Client, now: str, shown: bool) -> None:
    swedish = OrganisationPage.objects.get(translated_from=organisation)
    with time_machine.travel(now):
        for page in (organisation, swedish):
            assert (NAME in client.get(page.url).content.decode()) is shown


def test_no_copy_of_the_name_is_kept_on_the_translation(organisation: OrganisationPage) -> None:
    swedish = OrganisationPage.objects.get(translated_from=organisation)
    swedish.contact_name = NAME
    revision = swedish.save_revision(clean=False)
    revision.publish()
    assert OrganisationPage.objects.get(pk=swedish.pk).contact_name == ""
    assert revision.as_object().contact_name == ""
