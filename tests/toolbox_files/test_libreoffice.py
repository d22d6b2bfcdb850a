"""LibreOffice opens every file, and calculates every workbook as the Python model does."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from tests.calculation.setups import SETUPS
from tests.toolbox_files.recalculating import convert, differences, recalculated, without_values
from toolbox.calculation.model import calculate, whole
from toolbox.files.business_case.book import KEY, build_business_case
from toolbox.files.reading import templates
from toolbox.files.structure import LANGUAGES, Document, Table, Workbook

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]


@pytest.fixture(scope="module")
def pdfs(built, tmp_path_factory):
    """Every Word and Excel file as a PDF, by the file's name."""
    target = tmp_path_factory.mktemp("pdfs")
    said = ""
    for kind in ("docx", "xlsx"):
        said += convert([file.path for file in built if file.format == kind], "pdf", target)
    return target, said


def test_every_file_opens_without_a_complaint(built, pdfs):
    target, said = pdfs
    # Without Java LibreOffice says so at each start; no template needs it.
    lines = [line for line in said.splitlines() if "javaldx" not in line]
    assert not [line for line in lines if re.search("error|warn|fail", line.partition("->")[0], re.IGNORECASE)]
    for file in built:
        if file.format != "pdf":
            assert (target / f"{file.path.stem}.pdf").stat().st_size > 5000, file.path.name


@pytest.mark.parametrize("language", ["da", "sv"])
def test_the_communication_sheet_is_one_page(pdfs, language):
    target, _ = pdfs
    info = shutil.which("pdfinfo")
    assert info, "poppler-utils comes with LibreOffice in CI"
    said = subprocess.run(
        [info, target / f"kommunikationsark-{language}.pdf"], capture_output=True, text=True, check=True
    )
    assert "Pages:           1\n" in said.stdout


def test_no_page_of_a_document_ends_with_a_heading(pdfs):
    """LibreOffice leaves some behind, whatever the styles say."""
    target, _ = pdfs
    reader = shutil.which("pdftotext")
    assert reader, "poppler-utils comes with LibreOffice in CI"
    seen = 0
    for one in templates():
        if not isinstance(one, Document):
            continue
        for language in LANGUAGES:
            headings = {section.heading[language] for section in one.sections}
            path = target / f"{one.about.key}-{language}.pdf"
            said = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
            for page in said.split("\f")[:-1]:
                lines = [line.strip() for line in page.splitlines() if line.strip()]
                footer = next(at for at, line in enumerate(lines) if "CC BY 4.0" in line and one.about.version in line)
                last = re.sub(r"^\w+ ", "", lines[footer - 1])
                assert last not in headings, (path.name, last)
                seen += 1
    assert seen > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_parted_in_a_workbooks_preview(folder, language):
    """Its tables take the page's whole width; a word parted at the end of a line ends with a soft hyphen."""
    reader = shutil.which("pdftotext")
    assert reader, "poppler-utils comes with LibreOffice in CI"
    known = {"da": "Nettonutidsværdi (NPV)", "sv": "Nettonuvärde (NPV)"}[language]
    for one in templates():
        if isinstance(one, Workbook):
            path = folder / f"{one.about.key}-{language}.pdf"
            said = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
            assert (known in said) == (one.about.key == KEY)
            assert [line for line in said.splitlines() if "\u00ad" in line] == [], path.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_table_of_a_preview_stays_on_one_page(folder, language):
    """No row is left alone below its headings: the words of the first column stand on the same page."""
    reader = shutil.which("pdftotext")
    assert reader, "poppler-utils comes with LibreOffice in CI"
    seen = 0
    for one in templates():
        if not isinstance(one, Document):
            continue
        path = folder / f"{one.about.key}-{language}.pdf"
        said = subprocess.run([reader, "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
        for table in (block for section in one.sections for block in section.blocks if isinstance(block, Table)):
            labels = [row[0][language] for row in table.rows]
            if len(labels) + table.blank <= 10 and all(said.count(f" {label}  ") == 1 for label in labels):
                pages = {at for label in labels for at, page in enumerate(said.split("\f")) if f" {label}  " in page}
                assert len(pages) <= 1, (path.name, labels)
                seen += len(labels) > 1
    assert seen >= 5


def test_the_charts_axis_ends_with_the_last_year_that_is_counted(tmp_path):
    """The words at the height of the axis, in the right half of the page, where the chart stands."""
    reader = shutil.which("pdftotext")
    assert reader, "poppler-utils comes with LibreOffice in CI"
    for years in (3, 5, 10):
        book = tmp_path / f"years-{years}.xlsx"
        book.write_bytes(build_business_case("sv", replace(SETUPS["ordinary"], years=years)))
    convert(sorted(tmp_path.glob("*.xlsx")), "pdf", tmp_path)
    for years in (3, 5, 10):
        path = tmp_path / f"years-{years}.pdf"
        said = subprocess.run([reader, "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
        page = next(one for one in said.split("<page ") if ">Visa<" in one)
        lines = defaultdict[str, list[str]](list)
        for x, y, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', page):
            if float(x) > 421:
                lines[y].append(word)
        assert [str(year) for year in range(years + 1)] in lines.values()


@pytest.fixture(scope="module")
def cases():
    return {
        f"{name}-{language}": build_business_case(language, case)
        for at, (name, case) in enumerate(SETUPS.items())
        for language in (("da", "sv")[at % 2],)
    }


@pytest.fixture(scope="module")
def judged(cases, tmp_path_factory):
    return recalculated(cases, tmp_path_factory.mktemp("cases"))


@pytest.mark.parametrize("at", range(len(SETUPS)), ids=list(SETUPS))
def test_the_workbook_calculates_what_the_model_does(cases, judged, at):
    name = list(cases)[at]
    found, count = differences(cases[name], judged[name])
    assert not found, found[:10]
    assert count > 1500


@pytest.mark.parametrize("at", range(len(SETUPS)), ids=list(SETUPS))
def test_the_result_agrees_to_the_krone(cases, judged, at):
    name = list(cases)[at]
    sheet, result = judged[name]["Resultat"], calculate(SETUPS[list(SETUPS)[at]])
    for row, town in enumerate(result.municipalities, 6):
        if town.outcome is None:
            assert sheet[f"D{row}"].value in {None, ""}
            continue
        outcome = town.outcome
        own = [outcome.npv_cash_together, outcome.npv_together, outcome.npv_alone, outcome.gain, outcome.largest_outlay]
        assert [round(sheet[f"{column}{row}"].value) for column in "CDEFI"] == [whole(value) for value in own]
        for column, years in (("G", outcome.payback_together), ("H", outcome.payback_alone)):
            shown = sheet[f"{column}{row}"].value
            assert shown == "–" if years is None else abs(shown - float(years)) < 1e-6


def test_a_wrong_value_would_be_noticed(cases, judged):
    """The comparison is worth nothing if it cannot fail."""
    name = next(iter(cases))
    stripped = load_workbook(io.BytesIO(without_values(cases[name])), data_only=True)
    assert stripped["Resultat"]["D6"].value is None
    cell = judged[name]["Resultat"]["D6"]
    right = cell.value
    cell.value = right + 0.6
    found, _ = differences(cases[name], judged[name])
    cell.value = right
    assert [one.split(":")[0] for one in found] == ["Resultat!D6"]


def test_the_other_workbooks_calculate_too(built, tmp_path):
    books = {file.path.stem: file.path.read_bytes() for file in built if file.format == "xlsx"}
    for name, judge in recalculated(books, tmp_path).items():
        found, count = differences(books[name], judge)
        assert not found, (name, found[:10])
        assert count > 40
