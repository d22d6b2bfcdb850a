"""What editors write is either shown to readers or known as internal, and what is found is what is shown."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client
from django.utils import translation

from portal.core.models import PortalPage
from portal.core.searchable import SearchablePage
from tests.admin.posting import page_form
from tests.pages.filling import LANGUAGE, Filled
from tests.pages.portal import words
from tests.pages.test_least import least

pytestmark = pytest.mark.usefixtures("seeded", "own_lists")

TYPES = [model for model in apps.get_models() if issubclass(model, PortalPage)]
INTERNAL = {
    "slug": "is the address",
    "contact_basis": "a record: why the name may be shown",
    "contact_expires": "a record: until when the name may be shown",
    "quotes.consent_on": "a record of the consent",
    "quotes.consent_scope": "a record of the consent",
    "supplementary": "for editors, who want to know what is less certain",
    "show_in_menus": "Wagtail's; the portal's menu is a list of its own",
}
"""What readers do not see, and why."""
ELSEWHERE = {
    "HomePage.title": "in links that lead to the page; the promise is the page's heading",
    "PhasePage.question": "on the process page above, and on the process line as the phase's definition",
    "TemplatePage.version": "only while no file of the template has a version of its own",
}
"""What readers see in another place, or in another case."""


def seen(client: Client, page: PortalPage) -> str:
    """Everything on the page: its texts, where its links lead, and what search engines are told."""
    response = client.get(page.url)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    said = {"a": "href", "input": "placeholder", 'meta[name="description"]': "content"}
    more = [str(tag.get(name, "")) for where, name in said.items() for tag in soup.select(where)]
    return " ".join([words(soup), *more])


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model.__name__)
def test_every_field_is_shown_or_internal(client: Client, model: type[PortalPage]) -> None:
    originals = model._default_manager.filter(locale__language_code=LANGUAGE, translated_from=None)
    page = originals.order_by("path").first() or least(model, LANGUAGE)
    filled = Filled(page)
    with translation.override(LANGUAGE):
        filled.fields()
    page.slug = page.__class__.objects.get(pk=page.pk).slug
    page.save(clean=False)
    text = seen(client, page).lower()
    missing = {name for name, mark in filled.marks.items() if not re.search(rf"(?<!\w){re.escape(mark.lower())}", text)}
    elsewhere = {name.partition(".")[2] for name in ELSEWHERE if name.startswith(f"{model.__name__}.")}
    assert missing - {*INTERNAL, *elsewhere} == set()
    if isinstance(page, SearchablePage):
        found = " ".join(entry.body for entry in page.search_entries())
        assert not {name for name in missing - elsewhere if filled.marks[name] in found}
    for name in ("legal_note", "sponsored", "supplementary"):
        if name in page_form(page).fields and name not in INTERNAL:
            shown = set()
            for value in (True, False):
                setattr(page, name, value)
                page.save(clean=False)
                shown.add(seen(client, page))
            assert len(shown) == 2, f"{name} changes nothing"
