"""Excel files: opened with openpyxl, and as XML."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.excel_book import INDENT
from toolbox.files.excel_heights import lines
from toolbox.files.reading import templates
from toolbox.files.structure import LANGUAGES, LOCALE, PORTAL, Document, ListSheet
from toolbox.files.wording import colophon

WORKBOOKS = [one for one in templates() if not isinstance(one, Document)]
FILES = [(one, language, "") for one in WORKBOOKS for language in LANGUAGES] + [
    (WORKBOOKS[0], "da", "-eksempel"),
    (WORKBOOKS[0], "sv", "-exempel"),
]
EVERY = pytest.mark.parametrize(("one", "language", "example"), FILES)
YELLOW = "00FAF8D5"


@pytest.fixture
def path(folder, one, language, example):
    return folder / f"{one.about.key}{example}-{language}.xlsx"


@pytest.fixture
def book(path):
    return load_workbook(path)


def cells(book):
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row]


@EVERY
def test_sheets_are_named_as_on_the_page(book, one, language):
    assert book.sheetnames == [common()["readme"][language], *(sheet.name[language] for sheet in one.sheets)]


@EVERY
def test_properties(book, one, language):
    properties = book.properties
    assert properties.title.startswith(one.about.title[language])
    assert (properties.creator, properties.language) == (PORTAL[language], LOCALE[language])
    assert properties.modified == properties.created
    assert "CC BY 4.0" in properties.description
    custom = {one.name: one.value for one in book.custom_doc_props.props}
    assert custom == {"License": properties.description, "License URL": common()["licence_url"][language]}


@EVERY
def test_yellow_cells_can_be_filled_in_and_only_they(book):
    for cell in cells(book):
        yellow = cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == YELLOW
        assert cell.protection.locked == (not yellow) or cell.style == "Normal", cell
        if cell.data_type == "f":
            assert cell.protection.locked, cell


@EVERY
def test_sheets_are_protected_without_a_password_and_print_on_a4_across(book):
    """The first sheet is text, so it stands upright, on one page."""
    across = ["portrait", *["landscape"] * (len(book.worksheets) - 1)]
    for sheet, orientation in zip(book, across, strict=True):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert (str(sheet.page_setup.paperSize), sheet.page_setup.orientation) == ("9", orientation)
        assert sheet.print_area
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text


@EVERY
def test_what_is_printed_can_be_read(book):
    """Sheets are made so small that their columns fit on the paper: ten points never become less than 8.4. A unit of a
    column is seven pixels.
    """
    across = (297 / 25.4 - 2 * 0.5) * 96
    for sheet in book.worksheets[1:]:
        for area in str(sheet.print_area).split(","):
            first, _, last, _ = (int(edge or 0) for edge in range_boundaries(area.rpartition("!")[2]))
            columns = [sheet.column_dimensions[get_column_letter(at)] for at in range(first, last + 1)]
            wide = sum(column.width * 7 for column in columns if not column.hidden)
            assert min(1, across / wide) * 10 >= 8.4, (sheet.title, wide)


@EVERY
def test_no_word_is_wider_than_its_column(book, one, language):
    """A word that is, is parted wherever the column ends, without a hyphen: headings, and what can be chosen."""
    for sheet in one.sheets:
        if isinstance(sheet, ListSheet):
            for at, column in enumerate(sheet.columns, 1):
                width = book[sheet.name[language]].column_dimensions[get_column_letter(at)].width
                for word in column.heading[language].replace("/", "/ ").split():
                    assert lines(word, width, bold=True, size=9) == 1, word
                for option in column.options:
                    assert all(lines(word, width - INDENT) == 1 for word in option[language].split()), option


@EVERY
def test_lists_are_frozen_below_their_headings(book, one, language):
    for sheet in one.sheets:
        if isinstance(sheet, ListSheet):
            page = book[sheet.name[language]]
            assert page.freeze_panes in {"B2", "C2"}
            assert page.print_title_rows == "$1:$1"
            assert [cell.value for cell in page[1]][: len(sheet.columns)] == [
                c.heading[language] for c in sheet.columns
            ]


@EVERY
def test_rules_speak_the_language_and_fit_into_excel(book, language):
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert rules
    for rule in rules:
        if rule.showErrorMessage:
            assert rule.error
            assert len(rule.error) <= 225
            assert rule.errorTitle == common()["wrong_title"][language]
        assert len(rule.prompt or "") <= 255
        assert len(rule.formula1 or "") <= 257


@EVERY
def test_rules_and_colours_stay_on_their_sheet(book):
    """Excel's first format for them knows other sheets only by defined names."""
    for sheet in book:
        rules = [rule.formula1 or "" for rule in sheet.data_validations.dataValidation]
        colours = [part for area in sheet.conditional_formatting for rule in area.rules for part in rule.formula]
        assert not [formula for formula in (*rules, *colours) if "!" in formula]


@EVERY
def test_every_formula_has_its_value_and_no_formula_fails(path, book):
    values = load_workbook(path, data_only=True)
    formulas = [cell for cell in cells(book) if cell.data_type == "f"]
    for cell in formulas:
        value = values[cell.parent.title][cell.coordinate].value
        assert not (isinstance(value, str) and value.startswith("#")), cell
    with zipfile.ZipFile(path) as archive:
        written = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
        )
    assert len(re.findall(r"</f><v>", written)) == len(formulas)


@EVERY
def test_formulas_are_plain_and_stay_in_the_file(path, book):
    for cell in cells(book):
        if cell.data_type == "f":
            assert isinstance(cell.value, str), "an array formula"
            assert not re.search(r"\[|LET\(|FILTER\(|UNIQUE\(|XLOOKUP\(|OFFSET\(|INDIRECT\(|_xlfn", cell.value), (
                cell.value
            )
            assert "{" not in cell.value
            assert cell.value.count("(") == cell.value.count(")")
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if re.search("vba|externalLink|calcChain", name)]
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))


@EVERY
def test_charts_and_pictures_are_described(path):
    with zipfile.ZipFile(path) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        pictures = [name for name in archive.namelist() if name.startswith("xl/media/")]
        drawn = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/drawings/drawing")
        )
    described = re.findall(r'cNvPr id="\d+" name="[^"]*" descr="([^"]{30,})"', drawn)
    assert len(described) == len(charts) + len(pictures)


@EVERY
def test_the_mark_stands_before_the_title_of_the_first_sheet(path, book, language):
    first, *others = book.worksheets
    assert not [picture for sheet in others for picture in sheet._images]
    (picture,) = first._images
    assert picture._data() == look.mark_png()
    assert (picture.anchor._from.row, picture.anchor._from.col) == (0, 0)
    title = first["A1"].alignment
    assert (title.horizontal, title.indent > 0) == ("left", True), "the title stands beside the mark"
    with zipfile.ZipFile(path) as archive:
        drawing = ET.fromstring(archive.read("xl/drawings/drawing1.xml"))
    named = [one for one in drawing.iter() if one.tag.endswith("}cNvPr")]
    assert [one.get("descr") for one in named] == [common()["mark"][language]]


@EVERY
def test_it_says_who_made_it(path):
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2026, 11, 22)}
        assert b"Samv" in archive.read("docProps/app.xml")


@EVERY
def test_the_phase_is_chosen_by_its_whole_name(book, one, language):
    sheet = book.worksheets[0]
    rule = next(rule for rule in sheet.data_validations.dataValidation if rule.formula1.startswith("$"))
    offered = [row[0].value for row in sheet[rule.formula1.replace("$", "")]]
    assert offered == [phase[language] for phase in common().lists["phases"]]
    assert sheet[str(rule.sqref)].value == offered[one.about.phases[0] - 1]
    assert sheet.column_dimensions["D"].hidden


@EVERY
def test_sources_are_whole_and_linked_by_their_short_names(book, one, language):
    """LibreOffice does not wrap a link that is a whole cell's text."""
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for source in colophon(one.about, language).sources:
        ref, _, text = source.plain.partition(" · ")
        first, second = sheet.cell(rows[ref], 1), sheet.cell(rows[ref], 2)
        assert second.value == text
        assert second.alignment.wrap_text
        assert second.hyperlink is None
        assert (first.hyperlink.target if first.hyperlink else "") == source.url


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "at", "areas"),
    [("interessentkort", 2, ["$A$1:$F$41", "$H$1:$I$2"]), ("evalueringsplan", 3, ["$A$1:$H$61", "$J$1:$M$13"])],
)
def test_a_summary_beside_a_list_is_printed_once(folder, key, at, areas, language):
    sheet = load_workbook(folder / f"{key}-{language}.xlsx").worksheets[at]
    assert [area.rpartition("!")[2] for area in str(sheet.print_area).split(",")] == areas


@EVERY
def test_the_first_sheet_prints_on_one_page(book):
    sheet = book.worksheets[0]
    assert str(sheet.print_area).endswith(f"!$A$1:$B${sheet.max_row}")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stakeholders_chart_has_the_scales_axes(folder, language):
    with zipfile.ZipFile(folder / f"interessentkort-{language}.xlsx") as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert re.findall(r'<(?:c:)?(max|min) val="(\d)"', chart) == [("max", "5"), ("min", "1")] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_indicators_number_is_the_one_that_stands_before_it(folder, language):
    book = load_workbook(folder / f"evalueringsplan-{language}.xlsx")
    plan, local = book.worksheets[1], book.worksheets[3]
    assert [plan.cell(row, 1).value for row in range(2, 14)] == list(range(1, 13))
    place = re.search(rf"INDEX\('{plan.title}'!\$([A-Z])\$2:\$\1\$13,B2\)", local["C2"].value)
    assert plan[f"{place[1]}1"].value == "Indikator"
    assert [local.cell(row, 11).value for row in (2, 13)] == [
        f"='{plan.title}'!{place[1]}{row}&\"\"" for row in (2, 13)
    ]


def test_the_risks_stand_in_both_languages(folder):
    for language in LANGUAGES:
        sheet = load_workbook(folder / f"risikolog-{language}.xlsx").worksheets[1]
        risks = [sheet.cell(row, 2).value for row in range(2, 11)]
        assert all(risk.startswith({"da": "Hvis ", "sv": "Om "}[language]) for risk in risks)
        assert [sheet.cell(row, 6).value for row in range(2, 11)] == [None] * 9


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [("", 10, 1), ("kort", 10, 1), ("to ord", 4, 2), ("a\nb", 20, 2), ("langtordudenmellemrum", 8, 3)],
)
def test_heights_are_guessed_from_the_text(text, width, count):
    assert lines(text, width) == count
