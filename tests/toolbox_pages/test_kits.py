"""Everything of a phase, or of a guide, in one zip."""

from __future__ import annotations

import io
import zipfile
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.toolbox_pages.conftest import body, page_of, row_of
from toolbox.kits import kit_of, mark_of
from toolbox.models import DownloadCount, GuidePage, PhasePage, TemplateFile, TemplatePage

pytestmark = pytest.mark.usefixtures("seeded", "media")


def phases(language: str) -> list[PhasePage]:
    return list(PhasePage.objects.filter(locale__language_code=language).order_by("path"))


def unpack(client: Client, url: str) -> dict[str, bytes]:
    answer = client.get(url)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(body(answer))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("language", ["da", "sv"])
def test_every_phase_has_a_kit_with_all_that_its_page_shows(reader: Client, language: str) -> None:
    for one in phases(language):
        soup = BeautifulSoup(reader.get(one.url).content, "html.parser")
        link = soup.select_one('main a[href$="kit.zip"]')
        files = unpack(reader, str(link["href"]))
        shown = TemplatePage.objects.filter(
            slug__in=[str(a["href"]).strip("/").split("/")[-1] for a in soup.select("main .card a, main a.card")],
            locale__language_code=language,
        )
        wanted = {row.slot for page in shown for row in page.original.files.filter(language=language)}
        names = [name for name in files if name.startswith({"da": "skabeloner/", "sv": "mallar/"}[language])]
        assert len(names) == sum(page.original.files.filter(language=language).count() for page in shown)
        assert bool(names) == bool(wanted)
        assert {"da": "LAES-MIG.txt", "sv": "LÄS-MIG.txt"}[language] in files


def test_what_is_in_it(reader: Client) -> None:
    files = unpack(reader, "/da/processen/faelles-behov/kit.zip")
    assert list(files)[:2] == ["LAES-MIG.txt", "tjeklister.html"]
    with row_of(page_of("behovsinterview")).document.open_file() as file:
        assert files["skabeloner/behovsinterview-da.docx"] == file.read()
    text = files["LAES-MIG.txt"].decode("utf-8-sig")
    assert "skabeloner/behovsinterview-da.docx (version 1.0)" in text
    assert "http://testserver/da/vaerktoejskasse/behovsinterview/" in text
    assert "CC BY 4.0" in text
    assert "\r\n" in text
    assert "\n\n\n" not in text.replace("\r", "")
    guide = GuidePage.objects.get(key="behovsafdaekning", locale__language_code="da")
    lists = BeautifulSoup(files["tjeklister.html"], "html.parser")
    points = [str(block.value) for block in guide.checklist]
    assert points
    assert set(points) <= {one.get_text(strip=True) for one in lists.select("li")}
    assert lists.html["lang"] == "da"
    assert not lists.select("[checked], script, link, img")


@pytest.mark.parametrize("url", ["/da/processen/faelles-behov/", "/da/vaerktoejskasse/behovsafdaekning/"])
def test_ticks_go_along(reader: Client, url: str) -> None:
    """By number, or by their words, so that a tick stays with its point."""
    guide = GuidePage.objects.get(key="behovsafdaekning", locale__language_code="da")
    points = [str(block.value) for block in guide.checklist]
    files = unpack(reader, f"{url}kit.zip?t=behovsafdaekning.0.{mark_of(points[2])}.99,other.1")
    lists = BeautifulSoup(files["tjeklister.html"], "html.parser")
    assert [one.get_text(strip=True) for one in lists.select("li:has([checked])")] == [points[0], points[2]]
    plain, ticked = reader.get(f"{url}kit.zip"), reader.get(f"{url}kit.zip?t=behovsafdaekning.1")
    assert plain["ETag"] != ticked["ETag"]
    assert ticked["Cache-Control"] == "private, no-store"


def test_the_same_content_gives_the_same_bytes_and_is_not_sent_twice(reader: Client) -> None:
    url = "/da/processen/faelles-behov/kit.zip"
    first, again = reader.get(url), reader.get(url)
    assert body(first) == body(again)
    assert first["ETag"] == again["ETag"]
    assert first["Content-Disposition"] == 'attachment; filename="faelles-behov-da.zip"'
    assert reader.get(url, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 304
    head = reader.head(url)
    assert (head.status_code, head["Content-Length"]) == (200, first["Content-Length"])


def test_the_other_language_stands_in(reader: Client) -> None:
    TemplateFile.objects.filter(page=page_of("behovsinterview"), language="da").delete()
    files = unpack(reader, "/da/processen/faelles-behov/kit.zip")
    assert "skabeloner/behovsinterview-sv.docx" in files
    assert "skabeloner/behovsinterview-da.docx" not in files
    assert "kun på det andet sprog: Svenska" in files["LAES-MIG.txt"].decode()


def test_nothing_withdrawn_private_or_lost_is_packed(reader: Client) -> None:
    page_of("behovsinterview").unpublish()
    interest = row_of(page_of("interessentkort")).document
    interest.file.storage.delete(interest.file.name)
    names = unpack(reader, "/da/processen/faelles-behov/kit.zip")
    assert not [name for name in names if "behovsinterview" in name]
    assert [name for name in names if "interessentkort" in name] == [
        "skabeloner/interessentkort-sv.xlsx",
        "skabeloner/interessentkort-sv.pdf",
    ]
    PageViewRestriction.objects.create(page=page_of("interessentkort"), restriction_type="login")
    assert not [name for name in unpack(reader, "/da/processen/faelles-behov/kit.zip") if name.startswith("skabeloner")]
    PageViewRestriction.objects.create(page=phases("da")[1], restriction_type="login")
    assert reader.get("/da/processen/faelles-behov/kit.zip").status_code == 302
    phases("da")[1].unpublish()
    assert reader.get("/da/processen/faelles-behov/kit.zip").status_code == 404


def test_a_kit_counts_for_each_file_in_it(reader: Client) -> None:
    names = unpack(reader, "/da/processen/faelles-behov/kit.zip")
    rows = list(DownloadCount.objects.values_list("alone", "in_kits"))
    assert rows == [(0, 1)] * len([name for name in names if name.startswith("skabeloner/")])


@pytest.mark.parametrize("language", ["da", "sv"])
def test_a_guide_has_one_too(reader: Client, language: str) -> None:
    for guide in GuidePage.objects.filter(locale__language_code=language):
        link = BeautifulSoup(reader.get(guide.url).content, "html.parser").select_one('main a[href$="kit.zip"]')
        assert len(unpack(reader, str(link["href"]))) >= 2


def test_the_button_of_a_guide_names_what_is_in_its_kit(reader: Client) -> None:
    guide = GuidePage.objects.get(key="behovsafdaekning", locale__language_code="da")

    def button() -> str:
        found = BeautifulSoup(reader.get(guide.url).content, "html.parser").select_one('main a[href$="kit.zip"]')
        return " ".join(found.get_text().split()) if found else ""

    assert button() == "Tag guidens skabeloner og tjekliste med (zip)"
    points = guide.checklist
    guide.checklist = []
    guide.save()
    assert button() == "Tag guidens skabeloner med (zip)"
    guide.checklist = points
    guide.save()
    TemplatePage.objects.update(live=False)
    assert button() == "Tag guidens tjekliste med (zip)"
    guide.checklist = []
    guide.save()
    assert not button()


def test_ticks_and_a_note_go_along() -> None:
    guide = GuidePage.objects.get(key="behovsafdaekning", locale__language_code="da")
    kit = kit_of(
        [guide], "da", name="mit", title="Mit sæt", url="", absolute=lambda url: f"http://x{url}", note="Til mødet",
        ticks={"behovsafdaekning": [1]},
    )  # fmt: skip
    assert kit is not None
    with zipfile.ZipFile(io.BytesIO(kit.data())) as archive:
        boxes = BeautifulSoup(archive.read("tjeklister.html"), "html.parser").select("input")
        assert "Til mødet" in archive.read("LAES-MIG.txt").decode()
    assert [box.has_attr("checked") for box in boxes][:3] == [False, True, False]


def test_there_is_no_kit_of_nothing() -> None:
    assert kit_of([], "da", name="x", title="x", url="", absolute=str) is None


def test_a_large_kit_is_packed_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolbox.kits.IN_MEMORY", 1000)
    pages = TemplatePage.objects.filter(locale__language_code="da")
    kit = kit_of(pages, "da", name="alt", title="Alt", url="", absolute=str)
    assert kit is not None
    with kit.open() as made:
        assert cast(Any, made)._rolled
        assert len(zipfile.ZipFile(made).namelist()) == 1 + 29
