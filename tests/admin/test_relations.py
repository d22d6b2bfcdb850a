"""Relations in the page editor."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cases.models import CasePage
from portal.core.models import Relation
from tests.admin.conftest import Pair
from tests.admin.posting import form_data, row
from toolbox.models import GuidePage


def post(desk: Client, page: CasePage, *targets: Page) -> Any:
    data = form_data(page) | {"relations_out-TOTAL_FORMS": len(targets)}
    for number, target in enumerate(targets):
        data |= row("relations_out", number, target=target.pk, role="related")
    return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | {"action-publish": "1"})


@pytest.mark.parametrize("version", ["da", "sv"])
def test_a_page_cannot_belong_together_with_itself(pair: Pair, desk: Client, version: str) -> None:
    response = post(desk, pair.da, getattr(pair, version))
    assert response.status_code == 200
    [wrong] = response.context["form"].formsets["relations_out"].errors
    assert set(wrong) == {"target"}
    assert not Relation.objects.filter(source=pair.da).exists()


def test_the_same_relation_twice_is_refused(pair: Pair, desk: Client) -> None:
    guide = GuidePage.objects.filter(locale__language_code="da")[0]
    assert post(desk, pair.da, guide, guide).status_code == 200
    assert post(desk, pair.da, guide).status_code == 302
    assert Relation.objects.filter(source=pair.da, target=guide).count() == 1
