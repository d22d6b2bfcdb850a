"""The PDF previews: tagged, titled, in their language, the same every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from toolbox.files.preview import build_preview
from toolbox.files.preview_rights import with_rights
from toolbox.files.reading import templates
from toolbox.files.structure import LANGUAGES
from toolbox.files.wording import Linked, colophon

EVERY = pytest.mark.parametrize(("one", "language"), [(one, language) for one in templates() for language in LANGUAGES])


@EVERY
def test_a_preview_is_pdf_ua_with_title_and_language(folder, one, language):
    data = (folder / f"{one.about.key}-{language}.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.7")
    meta = data.decode("latin-1")
    assert re.search(r"pdfuaid:part>1<", meta)
    assert f"<dc:language><rdf:Bag><rdf:li>{language}-{'DK' if language == 'da' else 'SE'}" in meta
    assert "/MarkInfo" in meta
    assert "/StructTreeRoot" in meta
    title = one.about.title[language].encode().decode("latin-1")
    assert title in meta


@EVERY
def test_a_preview_is_the_same_every_time(folder, one, language):
    assert build_preview(one, language) == (folder / f"{one.about.key}-{language}.pdf").read_bytes()


@EVERY
def test_a_preview_names_its_licence(folder, one, language):
    meta = (folder / f"{one.about.key}-{language}.pdf").read_bytes()
    licence = colophon(one.about, language).licence
    assert f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{licence.plain}<'.encode() in meta
    assert f'<cc:license rdf:resource="{licence.url}"/>'.encode() in meta


@EVERY
def test_every_object_stands_where_the_table_says(folder, one, language):
    """The licence is put into a finished PDF, which moves what stands after it."""
    data = (folder / f"{one.about.key}-{language}.pdf").read_bytes()
    start = int(re.search(rb"startxref\n(\d+)\n", data)[1])
    assert data[start:].startswith(b"xref\n")
    places = [int(place) for place in re.findall(rb"^(\d{10}) \d{5} n", data[start:], re.MULTILINE)]
    assert len(places) > 50
    for number, place in enumerate(places, 1):
        assert data[place:].startswith(b"%d 0 obj" % number)
    length, packet = re.search(
        rb"<</Length (\d+)/Type/Metadata/Subtype/XML>>\nstream\n(.*?)\nendstream", data, re.DOTALL
    ).groups()
    assert int(length) == len(packet)
    ET.fromstring(packet)


def test_a_pdf_of_another_make_is_refused():
    with pytest.raises(ValueError, match="metadata"):
        with_rights(b"%PDF-1.7\nxref\nstartxref\n9\n", Linked("words"))
