"""Word files: opened as python-docx sees them, and as XML."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree as ET

import docx
import pytest

from toolbox.files.common import common
from toolbox.files.reading import templates
from toolbox.files.structure import LANGUAGES, LOCALE, PORTAL, Document
from toolbox.files.word_text import KEPT_HEIGHT, WordText
from toolbox.files.wording import colophon

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENTS = [one for one in templates() if isinstance(one, Document)]
# The order that the schema (ISO 29500, transitional) asks for.
CONTROL_ORDER = ["alias", "tag", "id", "showingPlcHdr", "text", "dropDownList", "date", "checkbox"]
EVERY = pytest.mark.parametrize(("one", "language"), [(one, language) for one in DOCUMENTS for language in LANGUAGES])


@pytest.fixture
def path(folder, one, language):
    return folder / f"{one.about.key}-{language}.docx"


@pytest.fixture
def file(path):
    return docx.Document(path)


@pytest.fixture
def body(path):
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read("word/document.xml"))


def words(element):
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@EVERY
def test_properties_and_language(file, one, language):
    properties = file.core_properties
    assert properties.title == one.about.title[language]
    assert properties.author == PORTAL[language]
    assert properties.language == LOCALE[language]
    assert properties.keywords
    assert properties.subject
    assert "CC BY 4.0" in properties.comments
    default = file.styles.element.find(f"{W}docDefaults//{W}lang")
    assert default.get(f"{W}val") == LOCALE[language]


@EVERY
def test_headings_are_in_order_and_nothing_is_empty(file, one, language):
    assert file.paragraphs[0].style.name == "Title"
    levels = [int(style[-1]) for style in (p.style.name for p in file.paragraphs) if style.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == len(one.sections) + 1
    for paragraph in file.element.body.iterchildren(f"{W}p"):
        assert words(paragraph).strip(), "an empty paragraph"


@EVERY
def test_every_table_has_a_repeated_header_row_and_a_name(body):
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        widths = {len(row.findall(f"{W}tc")) for row in rows}
        assert widths == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}
        assert all(words(cell) for cell in rows[0].findall(f"{W}tc"))


@EVERY
def test_no_two_tables_touch(body):
    kinds = [child.tag for child in body.find(f"{W}body")]
    assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(kinds))


@EVERY
def test_controls_are_named_numbered_and_in_the_schemas_order(body, language):
    controls = list(body.iter(f"{W}sdt"))
    assert controls
    numbers = Counter(control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in controls)
    assert set(numbers.values()) == {1}
    tags = Counter(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for control in controls)
    assert set(tags.values()) == {1}
    for control in controls:
        properties = control.find(f"{W}sdtPr")
        order = [CONTROL_ORDER.index(child.tag.rpartition("}")[2]) for child in properties]
        assert order == sorted(order)
        assert len(properties.find(f"{W}alias").get(f"{W}val")) <= 64
        assert words(control.find(f"{W}sdtContent"))
        options = [item.get(f"{W}value") for item in properties.iter(f"{W}listItem")]
        assert len(set(options)) == len(options)


@EVERY
def test_what_is_to_be_filled_in_says_so(body, one, language):
    shown = {words(control) for control in body.iter(f"{W}sdt")}
    assert common()["fill"][language] in shown
    other = "sv" if language == "da" else "da"
    assert common()["fill"][other] not in shown


@EVERY
def test_guidance_has_a_style_of_its_own(file, language):
    name = common()["guidance_style"][language]
    style = file.styles[name]
    assert style.font.italic
    assert str(style.font.color.rgb) == "3D5654"
    assert [p for p in file.paragraphs if p.style.name == name]
    assert not any("w:i/" in p._p.xml for p in file.paragraphs), "italics outside the style"


@EVERY
def test_guidance_has_no_look_beside_its_style(file, language):
    """Word finds text with similar formatting: what is bold on top of the style would stay behind."""
    name = common()["guidance_style"][language]
    runs = [run for paragraph in file.paragraphs if paragraph.style.name == name for run in paragraph.runs]
    assert runs
    assert not [run.text for run in runs if run._r.rPr is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_leaves_the_house_says_what_to_take_out_first(folder, language):
    sent = {one.about.key: one for one in DOCUMENTS if one.sending}
    assert set(sent) == {"markedsdialog-invitation", "kommunikationsark"}
    for key, one in sent.items():
        file = docx.Document(folder / f"{key}-{language}.docx")
        (line,) = [paragraph for paragraph in file.paragraphs if paragraph.text == one.sending[language]]
        assert line.style.name == common()["guidance_style"][language], "it goes with the guidance"
        named = re.findall("[»”]([^«”]+)[«”]", line.text)
        headings = {
            re.sub(r"^\d+ ", "", paragraph.text)
            for paragraph in file.paragraphs
            if paragraph.style.style_id.startswith("Heading")
        }
        assert common()["last_block"][language] in named
        assert set(named) <= headings


@EVERY
def test_first_and_last_block(file, one, language):
    texts = common()
    first = [cell.text for cell in file.tables[0].rows[0].cells]
    assert first == [
        texts[name][language] for name in ("project", "municipalities", "phase", "version_date", "role", "status")
    ]
    everything = "\n".join(p.text for p in file.paragraphs)
    for name in ("privacy", "last_block", "sources"):
        assert texts[name][language] in everything
    assert PORTAL[language] in everything
    if one.about.law:
        assert one.about.law[language] in everything


@EVERY
def test_header_and_footer(file, one, language):
    header, footer = file.sections[0].header._element, file.sections[0].footer._element
    picture = header.find(".//{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert picture.get("descr") == common()["mark"][language]
    fields = [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "CC BY 4.0" in words(footer)


@EVERY
def test_a4_and_nothing_left_of_the_sample_file(file, path):
    section = file.sections[-1]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert not [name for name in names if re.search("thumbnail|customXml|stylesWithEffects|vba", name)]
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
        links = archive.read("word/_rels/document.xml.rels").decode()
    external = re.findall(r'Type="([^"]+)" Target="[^"]+" TargetMode="External"', links)
    assert {kind.rpartition("/")[2] for kind in external} == {"hyperlink"}


@EVERY
def test_styles_that_are_used_are_there(path):
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("word/styles.xml").decode()
        known = set(re.findall(r'w:styleId="(\w+)"', styles))
        for part in ("document", "header1", "footer1"):
            used = set(
                re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', archive.read(f"word/{part}.xml").decode())
            )
            assert used <= known
    assert len(known) == len(re.findall(r'w:styleId="(\w+)"', styles))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_or_not_is_a_box_to_tick(folder, language):
    with zipfile.ZipFile(folder / f"opi-samarbejdsaftale-{language}.docx") as archive:
        text = archive.read("word/document.xml").decode()
    assert len(re.findall(r"<w14:checkbox", text)) == 7 + 2 * 18  # the annexes, and yes or no after each section
    assert 'mc:Ignorable="w14' in text


def test_the_same_structure_in_both_languages(folder):
    for one in DOCUMENTS:
        shapes = []
        for language in LANGUAGES:
            with zipfile.ZipFile(folder / f"{one.about.key}-{language}.docx") as archive:
                root = ET.fromstring(archive.read("word/document.xml"))
            shapes.append([element.tag for element in root.iter() if element.tag != f"{W}tab"])
        assert len(shapes[0]) == len(shapes[1]), one.about.key


@EVERY
def test_the_licence_is_a_property(path, one, language):
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("docProps/custom.xml"))
        assert b"/docProps/custom.xml" in archive.read("[Content_Types].xml")
        assert b"custom-properties" in archive.read("_rels/.rels")
    licence = colophon(one.about, language).licence
    assert {row.get("name"): row[0].text for row in root} == {
        "License": licence.plain,
        "License URL": licence.url,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_learnt_between_waves_is_text(folder, language):
    with zipfile.ZipFile(folder / f"skaleringsplan-{language}.docx") as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    heading = {"da": "Stop og læring", "sv": "Stopp och lärande"}[language]
    controls = [one for one in root.iter(f"{W}sdt") if heading in one.find(f"{W}sdtPr/{W}alias").get(f"{W}val")]
    assert len(controls) == 3
    assert all(one.find(f"{W}sdtPr/{W}date") is None for one in controls)


@EVERY
def test_a_short_section_stays_on_one_page(file, one, language):
    """Everything but its last part stays with what follows; long sections may be parted."""
    if one.compact:
        return
    text = WordText(one, language, 9000, str)
    parts = list(file.element.body)
    for section in one.sections:
        words = section.heading[language]
        start = next(at for at, part in enumerate(parts) if words in "".join(part.itertext()) and is_heading(part))
        end = next(at for at in range(start + 1, len(parts)) if is_heading(parts[at]))
        kept = [stays(file, part) for part in parts[start : end - 1]]
        if text.height(section) <= KEPT_HEIGHT:
            assert all(kept), (one.about.key, words)


def is_heading(part):
    style = part.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val") == "Heading1"


def stays(file, part):
    if part.tag == f"{W}tbl":
        return all(stays(file, paragraph) for row in list(part.iter(f"{W}tr"))[1:] for paragraph in row.iter(f"{W}p"))
    style = part.find(f"{W}pPr/{W}pStyle")
    named = file.styles.element.find(f"{W}style[@{W}styleId='{style.get(f'{W}val')}']") if style is not None else None
    places = [part] if named is None else [part, named]
    return any(place.find(f"{W}pPr/{W}keepNext") is not None for place in places)
