"""Tests that serve or commit find the content too, each time anew."""

from __future__ import annotations

from urllib.request import urlopen

import pytest
from pytest_django import live_server_helper

from portal.core.models import Source
from toolbox.models import GuidePage


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.usefixtures("seeded_live")
def test_a_served_portal_has_the_content_again_after_a_test_that_committed(
    live_server: live_server_helper.LiveServer, time: str
) -> None:
    guide = GuidePage.objects.get(key="markedsdialog", locale__language_code="sv")
    with urlopen(f"{live_server.url}{guide.url}") as answer:
        assert guide.title in answer.read().decode()
    assert Source.objects.filter(publisher="changed by a test").count() == 0
    Source.objects.update(publisher="changed by a test")
