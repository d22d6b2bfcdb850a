"""The PDF previews: tagged, titled, in their language, the same every time."""

from __future__ import annotations

import re

import pytest

from toolbox.files.preview import build_preview
from toolbox.files.reading import templates
from toolbox.files.structure import LANGUAGES

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
