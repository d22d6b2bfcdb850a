"""A step that fills in a template leads to it, in the reader's language."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.seed.factories import own_content
from tests.pages.portal import LANGUAGES, words
from toolbox.models import GuidePage, TemplatePage

USE = {"da": "Brug:", "sv": "Använd:"}


def test_a_step_uses_a_template_of_its_guide() -> None:
    guides = own_content().guides
    for guide in guides:
        assert {step.tool for step in guide.steps if step.tool} <= set(guide.templates), guide.key
    assert len([guide for guide in guides if any(step.tool for step in guide.steps)]) >= 10


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_readers_get_from_the_step_to_the_template(client: Client, language: str) -> None:
    for guide in own_content().guides:
        page = GuidePage.objects.get(key=guide.key, locale__language_code=language)
        steps = BeautifulSoup(client.get(page.url).content, "html.parser").select("ol.steps > li")
        assert len(steps) == len(guide.steps)
        for step, shown in zip(guide.steps, steps, strict=True):
            used = [line.a["href"] for line in shown.select("p") if words(line).startswith(USE[language])]
            wanted = TemplatePage.objects.filter(key=step.tool or "-", locale__language_code=language)
            assert used == [one.url for one in wanted], (guide.key, step.title.da)
