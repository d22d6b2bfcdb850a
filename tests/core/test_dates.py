"""Dates of sources, which may lack day or month, and may have been typed wrongly."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from portal.core import dates
from portal.core.models import PageSource, Source
from portal.seed.schema.registers import SourceItem

GOOD = ["2022", "2022-05", "2022-12-02", "2024-02-29"]
WRONG = ["2022-02-31", "01-02-2022", "2022-13", "2022-00-01", "2023-02-29", "0000", "22", "2022-1", "2022/05", "²⁰²²"]
OTHER_NUMERALS = "\u0662\u0660\u0662\u0662"


@pytest.mark.parametrize("text", GOOD)
def test_a_year_a_month_and_a_day_are_dates(text: str) -> None:
    assert dates.is_partial(text)


@pytest.mark.parametrize("text", [*WRONG, OTHER_NUMERALS, "", "2022\n"])
def test_anything_else_is_none_and_is_shown_as_it_is(text: str) -> None:
    assert not dates.is_partial(text)
    assert dates.partial(text, "da") == text


def source(dated: str) -> Source:
    return Source(ref="T1", title_da="Titel", title_sv="Titel", publisher="Udgiver", dated=dated)


@pytest.mark.django_db
@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_date_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        source(text).full_clean()
    assert set(refused.value.message_dict) == {"dated"}
    with pytest.raises(ValueError, match="date"):
        SourceItem.model_validate(
            {"ref": "T1", "title": {"da": "Titel", "sv": "Titel"}, "publisher": "U", "seen": "full", "date": text}
        )


@pytest.mark.django_db
@pytest.mark.parametrize("text", [*GOOD, ""])
def test_a_date_is_taken(text: str) -> None:
    source(text).full_clean()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("text", ["2022-02-31", "01-02-2022", "2022-13"])
def test_a_wrong_date_from_before_breaks_no_page(client: Client, text: str) -> None:
    used = PageSource.objects.filter(page__live=True).select_related("page")[0]
    Source.objects.filter(pk=used.source_id).update(dated=text, date_note_da="")
    assert text in client.get(used.page.url).content.decode()
