"""Page, workbook and model say the same, to the krone, for every set-up and in both languages."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.calculator.typing_in import READY, address_of, opened, table
from tests.toolbox_files.recalculating import differences, recalculated
from toolbox.calculation.inputs import ScenarioName
from toolbox.calculation.model import calculate, outcome, whole
from toolbox.calculation.scenarios import matrix, scenario_results

pytestmark = pytest.mark.usefixtures("seeded")
RESULT = {"da": "Resultat", "sv": "Resultat"}
SENS = {"da": "Følsomhed", "sv": "Känslighet"}
COLUMNS = {2: "D", 3: "C", 4: "E", 5: "F", 8: "I"}
"""Columns of sums: on the page, and in the workbook."""
PAYBACKS = {6: "G", 7: "H"}


def number(text: str) -> int:
    """A sum as it stands on the page."""
    return int(text.replace(".", "").replace("\xa0", "").replace(" ", "").replace("\u2212", "-"))


def wanted(town) -> list[int | str]:
    """A municipality's sums as the model has them, in the page's order."""
    found = town.outcome
    sums = (found.npv_together, found.npv_cash_together, found.npv_alone, found.gain, found.largest_outlay)
    return [town.municipality.name, *map(whole, sums)]


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize("name", READY)
def test_the_page_has_the_models_figures(client: Client, name, language):
    soup, result = opened(client, address_of(READY[name], language)), calculate(READY[name])
    rows = table(soup, "by-town")
    towns = [town for town in result.municipalities if town.outcome]
    for row, town in zip(rows[:-1], towns, strict=True):
        assert [row[0], *(number(row[at]) for at in COLUMNS)] == wanted(town)
        for at, value in ((6, town.outcome.payback_together), (7, town.outcome.payback_alone)):
            assert row[at] == ("–" if value is None else f"{round(value, 1):.1f}".replace(".", ","))
    total = result.total
    assert [number(rows[-1][at]) for at in COLUMNS] == [
        *map(whole, (total.npv_together, total.npv_cash_together, total.npv_alone, total.gain, total.largest_outlay))
    ]
    scenarios = [row.select("td") for row in soup.select(".result .stack:not(:has(#by-town)) tbody tr")]
    for cells, found in zip(scenarios, scenario_results(result), strict=True):
        sums = (found.outcome.npv_together, found.outcome.npv_alone, found.outcome.gain)
        assert [number(cell.get_text()) for cell in cells[1:4]] == [*map(whole, sums)]
    assert [[number(cell) for cell in row[1:]] for row in table(soup, "updown")] == [
        [*map(whole, row)] for row in matrix(result)
    ]


@pytest.mark.parametrize("language", ["da", "sv"])
@pytest.mark.parametrize("name", READY)
def test_the_page_has_the_workbooks_figures(client: Client, name, language):
    """The workbook is the one that the page exports; its values are LibreOffice's, by the test below."""
    url = address_of(READY[name], language)
    rows = table(opened(client, url), "by-town")
    exported = client.get(address_of(READY[name], language, **{"as": "workbook"}))
    sheet = load_workbook(io.BytesIO(exported.content), data_only=True)[RESULT[language]]
    filled = [row for row in range(6, 14) if isinstance(sheet[f"D{row}"].value, int | float)]
    for row, at in zip(rows[:-1], filled, strict=True):
        assert row[0] == sheet[f"A{at}"].value
        assert [number(row[column]) for column in COLUMNS] == [
            _rounded(sheet[f"{letter}{at}"].value) for letter in COLUMNS.values()
        ]
        for column, letter in PAYBACKS.items():
            value = sheet[f"{letter}{at}"].value
            if isinstance(value, str):
                assert row[column] == value
            else:
                assert abs(float(row[column].replace(",", ".")) - value) <= 0.0500001
    assert [number(rows[-1][column]) for column in COLUMNS] == [
        _rounded(sheet[f"{letter}14"].value) for letter in COLUMNS.values()
    ]


def _rounded(value: float) -> int:
    """Halves away from zero, as Excel shows them."""
    return int(abs(value) + 0.5) * (1 if value >= 0 else -1)


@pytest.mark.libreoffice
def test_libreoffice_recalculates_the_exported_workbook(client: Client, tmp_path):
    """Exported as a reader does, opened without its stored values, calculated anew: the same figures."""
    chosen = ("ordinary", "eight_municipalities_fixed_shares", "late_local_start", "own_scenarios", "paid_back_twice")
    books = {
        f"{name}-{language}": client.get(address_of(READY[name], language, **{"as": "workbook"})).content
        for name in chosen
        for language in ("da", "sv")
    }
    judged = recalculated(books, tmp_path)
    for name, data in books.items():
        found, count = differences(data, judged[name])
        assert found == [], name
        assert count > 1000
        setup, _, language = name.rpartition("-")
        rows = table(opened(client, address_of(READY[setup], language)), "by-town")
        sheet = judged[name][RESULT[language]]
        assert [number(rows[-1][column]) for column in COLUMNS] == [
            _rounded(sheet[f"{letter}14"].value) for letter in COLUMNS.values()
        ]
        assert (
            sheet["D14"].value == pytest.approx(judged[name][SENS[language]]["D18"].value) or setup == "own_scenarios"
        )


def test_the_expected_scenario_is_the_result(client: Client):
    result = calculate(READY["ordinary"])
    together = outcome(READY["ordinary"].rate, result.flow)
    expected = next(one for one in scenario_results(result) if one.scenario.name is ScenarioName.EXPECTED)
    assert expected.outcome == together
