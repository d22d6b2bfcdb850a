"""A workbook's preview shows what stands in the workbook, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from toolbox.files.business_case.book import KEY as BUSINESS_CASE
from toolbox.files.business_case.book import example_book
from toolbox.files.common import common
from toolbox.files.excel import excel_book
from toolbox.files.excel_book import Page
from toolbox.files.preview_book import book_parts
from toolbox.files.preview_cells import MINUS, Fills, Values, shown, value_of
from toolbox.files.preview_charts import Line, bars, lines
from toolbox.files.preview_sheets import pages_of
from toolbox.files.reading import template, templates
from toolbox.files.structure import LANGUAGES, Document, ListSheet, Workbook

WORKBOOKS = [one for one in templates() if not isinstance(one, Document)]
EVERY = pytest.mark.parametrize(("one", "language"), [(one, language) for one in WORKBOOKS for language in LANGUAGES])


def sheets_of(one, language):
    """The parts of each sheet by its heading."""
    return _sheets_of(one.about.key, language)


@cache
def _sheets_of(key, language):
    one = template(key)
    assert isinstance(one, Workbook)
    found = [part["parts"] for part in book_parts(one, language) if part["kind"] == "sheet"]
    word = common()["sheet"][language]
    return {parts[0]["text"].removeprefix(f"{word}: "): parts[1:] for parts in found}


def words_of(part):
    """Every text in a part."""
    if isinstance(part, dict):
        yield from (text for key, value in part.items() for text in words_of(value) if key != "svg")
    elif isinstance(part, list):
        for one in part:
            yield from words_of(one)
    elif isinstance(part, str):
        yield part


def cells_of(parts, style):
    return [
        cell
        for part in parts
        if part["kind"] == "grid"
        for row in part["rows"]
        for cell in row
        if cell["style"] == style
    ]


@EVERY
def test_every_sheet_has_a_heading_and_a_table(one, language):
    found = sheets_of(one, language)
    assert list(found) == [sheet.name[language] for sheet in one.sheets]
    for parts in found.values():
        assert any(part["kind"] == "grid" for part in parts)


@EVERY
def test_every_label_heading_and_note_of_a_sheet_is_shown(folder, one, language):
    book = load_workbook(folder / f"{one.about.key}-{language}.xlsx")
    styles = {"Overskrift i ark", "Rubrik i blad", "Tabelhoved", "Tabellhuvud", "Feltnavn", "Fältnamn"}
    styles |= {"Vejledning", "Vägledning", "Tekst", "Text"}
    for name, parts in sheets_of(one, language).items():
        texts = set(words_of(parts)) | {name}
        for row in book[name].iter_rows():
            for cell in row:
                if cell.style in styles and isinstance(cell.value, str) and cell.data_type != "f":
                    assert cell.value in texts, cell


@EVERY
def test_fields_to_fill_in_are_marked_on_the_sheets_that_have_them(folder, one, language):
    book = load_workbook(folder / f"{one.about.key}-{language}.xlsx")
    for name, parts in sheets_of(one, language).items():
        yellow = any(
            cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == "00FAF8D5"
            for row in book[name].iter_rows()
            for cell in row
        )
        marked = [cell for style in ("input", "code", "waiting") for cell in cells_of(parts, style)]
        assert bool(marked) == yellow, name


@EVERY
def test_a_tables_rows_are_all_as_wide_as_its_columns(one, language):
    for parts in sheets_of(one, language).values():
        for part in parts:
            if part["kind"] == "grid":
                assert {sum(cell["span"] for cell in row) for row in part["rows"]} == {len(part["widths"])}


@EVERY
def test_what_is_left_out_is_counted(one, language):
    pages = pages_of(excel_book(one, language)) if one.about.key != BUSINESS_CASE else {}
    pattern = common()["more_rows"][language]
    for sheet in one.sheets:
        if isinstance(sheet, ListSheet) and pages:
            grid = next(part for part in pages[sheet.name[language]].parts() if part["kind"] == "grid")
            shown_rows = len(grid["rows"]) - 1
            more = cells_of([grid], "more")
            left = sheet.rows - (shown_rows - 1) if more else 0
            assert [cell["text"] for cell in more] == ([pattern.format(count=left)] if more else [])
            assert more or shown_rows == sheet.rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_business_cases_figures_are_the_examples(language):
    one = template(BUSINESS_CASE)
    book = example_book(language)
    values = dict[str, set[str]]()
    for page in book.pages:
        cells = [cell for row in page.sheet.iter_rows() for cell in row if isinstance(cell, Cell)]
        values[page.sheet.title] = {shown(value_of(page, cell), cell.number_format, language) for cell in cells}
    note = one.words["example_note"][language]
    for sheet in one.sheets:
        parts = sheets_of(one, language)[sheet.name[language]]
        calculated = sheet.key in {"share", "calc", "result", "sens", "check"}
        assert (parts[0] == {"kind": "note", "tone": "law", "lead": "", "text": note}) == calculated
        if calculated:
            figures = [cell["text"] for style in ("formula", "result", "centre") for cell in cells_of(parts, style)]
            numbers = [figure for figure in figures if figure[:1].isdigit() or figure.startswith(MINUS)]
            assert len(numbers) > 5
            assert set(numbers) <= values[sheet.name[language]]
    charts = [part for part in sheets_of(one, language)[one.sheets[5].name[language]] if part["kind"] == "charts"]
    drawn = charts[0]["charts"]
    assert len(drawn) == 2
    for chart in drawn:
        assert len(chart["text"]) > 60


@pytest.mark.parametrize(
    ("value", "number", "da", "sv"),
    [
        (None, "General", "", ""),
        ("tekst", "#,##0", "tekst", "tekst"),
        (1234567, "#,##0", "1.234.567", "1\u00a0234\u00a0567"),
        (-1234.5, "#,##0", f"{MINUS}1.235", f"{MINUS}1\u00a0235"),
        (0.035, "0.0%", "3,5\u00a0%", "3,5\u00a0%"),
        (0.25, "0%", "25\u00a0%", "25\u00a0%"),
        (0.0425, "0.0####%", "4,25\u00a0%", "4,25\u00a0%"),
        (0.6, "0.0####%", "60,0\u00a0%", "60,0\u00a0%"),
        (2.847, "0.0", "2,8", "2,8"),
        (0, "0.0%;;", "", ""),
        (-1, "0.0%;;", "", ""),
        (0, ";;;@", "", ""),
        (150.5, "#,##0.##", "150,5", "150,5"),
        (150, "#,##0.##", "150", "150"),
        (-0.2, "0", "0", "0"),
    ],
)
def test_numbers_are_written_as_their_cells_show_them(value, number, da, sv):
    assert (shown(value, number, "da"), shown(value, number, "sv")) == (da, sv)


def test_an_unknown_format_is_a_mistake():
    with pytest.raises(ValueError, match="no way to show"):
        shown(1, "yyyy", "da")


def test_colours_follow_the_conditions():
    book = example_book("da")
    values = Values(book)

    def fill(page: Page, column: int, row: int) -> str:
        return Fills(page, values).at(column, row)

    pages = {page.sheet.title: page for page in book.pages}
    result = pages["Resultat"]
    assert result.values["C6"] < 0 < result.values["F6"]
    assert (fill(result, 3, 6), fill(result, 6, 6)) == ("FBDDD2", "")
    assert fill(result, 1, 3) == "DDF2E6"  # all checks are in order, by a defined name
    assert (fill(result, 7, 20), fill(result, 8, 20)) == ("", "FFFFFF")  # year 5, and what is beyond it
    costs = pages["Omkostninger"]
    assert (fill(costs, 10, 7), fill(costs, 11, 7)) == ("", "D0DCD9")  # years that are not counted are grey


def test_a_chart_holds_its_values_and_says_them():
    drawn = bars("T <&", ["A", "B"], [-5.0, 12.0], lambda value: f"{value:g} kr")
    assert "T &lt;&amp;" in drawn
    assert "-5 kr<" in drawn
    assert ">12 kr<" in drawn
    assert ">15 kr<" in drawn  # the axis reaches a round step beyond the largest


def test_a_chart_of_nothing_but_zeros_can_be_drawn():
    assert bars("T", ["A"], [0.0], str).count("<rect") == 1
    assert lines("T", "x", [Line("A", [0.0, 0.0], "000000")], str).count("<circle") == 2 + 1 + 2
