"""The workbook of the joint business case has the formulas that were specified, in the cells that were specified."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.calculation.setups import ORDINARY, SETUPS
from toolbox.calculation.inputs import Municipality
from toolbox.calculation.validation import problems
from toolbox.files.business_case.book import build_business_case, build_example
from toolbox.files.common import common
from toolbox.files.excel_heights import lines
from toolbox.files.structure import LANGUAGES

NAMES = {
    "da": {
        "INPUT": "Forudsætninger",
        "COSTS": "Omkostninger",
        "BENEFITS": "Gevinster",
        "SHARE": "Fordeling",
        "CALC": "Beregning",
        "RESULT": "Resultat",
        "SENS": "Følsomhed",
        "CHECK": "Kontrol",
    },
    "sv": {
        "INPUT": "Förutsättningar",
        "COSTS": "Kostnader",
        "BENEFITS": "Nyttor",
        "SHARE": "Fördelning",
        "CALC": "Beräkning",
        "RESULT": "Resultat",
        "SENS": "Känslighet",
        "CHECK": "Kontroll",
    },
}
SPECIFIED = {
    "COSTS!E28": '=SUMIFS(E$6:E$25,$C$6:$C$25,"S")',
    "COSTS!O29": '=SUMIFS(O$6:O$25,$C$6:$C$25,"K")',
    "COSTS!E30": '=SUMIFS(E$6:E$25,$C$6:$C$25,"L",$D$6:$D$25,0)',
    "COSTS!F31": '=SUMIFS(F$6:F$25,$C$6:$C$25,"L",$D$6:$D$25,1)',
    "BENEFITS!E28": '=SUMIFS(E$6:E$25,$B$6:$B$25,"C",$C$6:$C$25,0)',
    "BENEFITS!E29": '=SUMIFS(E$6:E$25,$B$6:$B$25,"C",$C$6:$C$25,1)',
    "BENEFITS!E30": '=SUMIFS(E$6:E$25,$B$6:$B$25,"T",$C$6:$C$25,0)',
    "BENEFITS!E31": '=SUMIFS(E$6:E$25,$B$6:$B$25,"T",$C$6:$C$25,1)',
    "SHARE!A6": "='INPUT'!A14",
    "SHARE!B6": "=IF('INPUT'!B14=1,1,0)",
    "SHARE!C6": "=B6*CHOOSE('INPUT'!$B$11,1,'INPUT'!C14,'INPUT'!G14,'INPUT'!F14)",
    "SHARE!D13": "=IF(SUM($C$6:$C$13)=0,0,C13/SUM($C$6:$C$13))",
    "SHARE!E6": "=B6*'INPUT'!C14*'INPUT'!D14",
    "CALC!E7": "='SHARE'!$D6*('COSTS'!E$28+'COSTS'!E$29)*(E$4<='INPUT'!$B$7)",
    "CALC!E8": "='SHARE'!$B6*'COSTS'!E$28*(E$4<='INPUT'!$B$7)",
    "CALC!E9": (
        "=IF(E$4<'INPUT'!$E14,0,(INDEX('COSTS'!$E$30:$O$30,1,E$4-'INPUT'!$E14+1)"
        "+INDEX('COSTS'!$E$31:$O$31,1,E$4-'INPUT'!$E14+1)*'SHARE'!$E6)*'SHARE'!$B6*(E$4<='INPUT'!$B$7))"
    ),
    "CALC!E11": (
        "=IF(E$4<'INPUT'!$E14,0,(INDEX('BENEFITS'!$E$30:$O$30,1,E$4-'INPUT'!$E14+1)"
        "+INDEX('BENEFITS'!$E$31:$O$31,1,E$4-'INPUT'!$E14+1)*'SHARE'!$E6)*'SHARE'!$B6*(E$4<='INPUT'!$B$7)"
        "*'INPUT'!$B$9*'INPUT'!$B$10)"
    ),
    "CALC!E12": "=E10-E7-E9",
    "CALC!E13": "=E12+E11",
    "CALC!E14": "=E10+E11-E8-E9",
    "CALC!E15": "=E13",
    "CALC!F15": "=E15+F13",
    "CALC!F16": "=E16+F14",
    "CALC!E17": '=IF(E15>=0,0,"")',
    "CALC!F17": '=IF(AND(E15<0,F15>=0),E$4-E15/F13,"")',
    "CALC!F18": '=IF(AND(E16<0,F16>=0),E$4-E16/F14,"")',
    "CALC!O110": "=O108-O105-O107",
    "RESULT!B6": "='SHARE'!D6",
    "RESULT!C6": "=IF('SHARE'!$B6=0,\"\",'CALC'!$E12+NPV('INPUT'!$B$6,'CALC'!$F12:$O12))",
    "RESULT!D6": "=IF('SHARE'!$B6=0,\"\",'CALC'!$E13+NPV('INPUT'!$B$6,'CALC'!$F13:$O13))",
    "RESULT!E7": "=IF('SHARE'!$B7=0,\"\",'CALC'!$E28+NPV('INPUT'!$B$6,'CALC'!$F28:$O28))",
    "RESULT!F6": "=IF('SHARE'!$B6=0,\"\",D6-E6)",
    "RESULT!G6": (
        "=IF('SHARE'!$B6=0,\"\",IF(OR(COUNT('CALC'!$E17:$O17)=0,'CALC'!$O15<0),\"–\",MAX('CALC'!$E17:$O17)))"
    ),
    "RESULT!H6": (
        "=IF('SHARE'!$B6=0,\"\",IF(OR(COUNT('CALC'!$E18:$O18)=0,'CALC'!$O16<0),\"–\",MAX('CALC'!$E18:$O18)))"
    ),
    "RESULT!I6": "=IF('SHARE'!$B6=0,\"\",-MIN(0,MIN('CALC'!$E15:$O15)))",
    "RESULT!F14": "=SUM(F6:F13)",
    "SENS!B6": '=IF(B5=0,"",B4/B5)',
    "SENS!C10": "=C$8*$B$5-$A10*$B$4",
    "CHECK!B4": "=IF(ABS(SUM('SHARE'!D6:D13)-1)<0.0001,1,0)",
    "CHECK!B5": "=IF(ABS('RESULT'!D14-('SENS'!B5-'SENS'!B4))<0.01,1,0)",
    "CHECK!B7": (
        "=IF(SUMPRODUCT(('BENEFITS'!B6:B25<>\"\")*('BENEFITS'!B6:B25<>\"Q\")*('BENEFITS'!D6:D25=\"\"))=0,1,0)"
    ),
}


@pytest.fixture(scope="module")
def books(folder):
    return {language: load_workbook(folder / f"faelles-business-case-ark-{language}.xlsx") for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", SPECIFIED)
def test_a_formula_is_the_specified_one(books, language, place):
    names, wanted = NAMES[language], SPECIFIED[place]
    for code, name in names.items():
        wanted = wanted.replace(f"'{code}'!", f"'{name}'!")
    sheet, cell = place.split("!")
    assert books[language][names[sheet]][cell].value == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_workbook_begins_as_specified(books, language):
    book, names = books[language], NAMES[language]
    given = book[names["INPUT"]]
    assert [given[f"B{row}"].value for row in range(3, 12)] == [
        None, {"da": "DKK", "sv": "SEK"}[language], None, 0.035, 5, None, None, 0, 1,
    ]  # fmt: skip
    assert [given.cell(row, column).value for row in range(14, 22) for column in range(1, 8)] == [None] * 56
    costs = book[names["COSTS"]]
    labels = [costs[f"A{row}"].value for row in range(6, 26)]
    assert len([label for label in labels if label]) == 13
    scopes = [costs[f"C{row}"].value for row in range(6, 19)]
    assert scopes == ["S", "K", "S", "S", "L", "L", "L", "L", "L", "S", "S", "K", "L"]
    assert [costs[f"D{row}"].value for row in range(6, 19)] == [
        None,
        None,
        None,
        None,
        0,
        0,
        1,
        1,
        0,
        None,
        None,
        None,
        1,
    ]
    assert {costs[f"B{row}"].value for row in range(6, 19)} == {1, 2, 3, 4, 5}
    assert all(costs.cell(row, column).value is None for row in range(6, 26) for column in range(5, 16))
    assert [costs.cell(4, column).value for column in range(5, 16)] == list(range(11))


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_refuse_what_they_must(books, language):
    found = {}
    for name in ("INPUT", "COSTS", "BENEFITS"):
        for rule in books[language][NAMES[language][name]].data_validations.dataValidation:
            found[f"{name}!{rule.sqref}"] = (rule.type, rule.formula1, rule.formula2)
    assert found["INPUT!B6"] == ("decimal", "0", "0.15")
    assert found["INPUT!B7"] == ("whole", "1", "10")
    assert found["INPUT!B10"] == found["INPUT!D14:D21"] == found["INPUT!F14:F21"] == ("decimal", "0", "1")
    assert found["INPUT!E14:E21"] == ("whole", "0", "10")
    assert found["INPUT!C14:C21"] == found["INPUT!G14:G21"] == ("decimal", "0", None)
    assert found["INPUT!B4"] == ("list", '"DKK,SEK,EUR"', None)
    assert found["COSTS!C6:C25"] == ("list", '"S,K,L"', None)
    assert found["COSTS!D6:D25"] == found["BENEFITS!C6:C25"] == ("list", '"0,1"', None)
    assert found["BENEFITS!B6:B25"] == ("list", '"C,T,Q"', None)
    assert found["COSTS!E6:O25"] == found["BENEFITS!E6:O25"] == ("decimal", "0", None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_are_explained_where_they_are_chosen(books, language):
    book, names = books[language], NAMES[language]
    wanted = {
        ("COSTS", "B6:B25"): "12345",
        ("COSTS", "C6:C25"): "SKL",
        ("COSTS", "D6:D25"): "01",
        ("BENEFITS", "B6:B25"): "CTQ",
        ("BENEFITS", "C6:C25"): "01",
    }
    for (sheet, cells), codes in wanted.items():
        found = book[names[sheet]].data_validations.dataValidation
        (rule,) = [one for one in found if str(one.sqref) == cells]
        assert rule.showInputMessage
        assert rule.formula1 == f'"{",".join(codes)}"'
        for code in codes:
            assert re.search(rf"(?:^|[.,:] ){code} \w", rule.prompt), (cells, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_to_pay_back_is_not_paid_back_at_once(folder, books, language):
    name = NAMES[language]["SENS"]
    empty = load_workbook(folder / f"faelles-business-case-ark-{language}.xlsx", data_only=True)[name]
    assert [empty[f"G{row}"].value for row in (17, 18, 19)] == [None] * 3
    assert books[language][name]["G17"].value.startswith('=IF(AND($B$4=0,$B$5=0),"",')


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_lead_to_the_assumptions(books, language):
    places = {name.attr_text for name in books[language].defined_names.values()}
    sheet = NAMES[language]["INPUT"]
    assert {f"'{sheet}'!$B${row}" for row in (6, 7, 9, 10, 11)} < places
    assert f"'{NAMES[language]['CHECK']}'!$B$14" in places
    assert books[language][NAMES[language]["CHECK"]]["B14"].value == "=MIN(B4:B12)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_result_has_two_charts_and_a_banner(books, language):
    sheet = books[language][NAMES[language]["RESULT"]]
    assert len(sheet._charts) == 2
    assert sheet["A3"].data_type == "f"
    assert "A3:L3" in {str(area.sqref) for area in sheet.conditional_formatting}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_years_of_the_chart_stand_on_an_axis_that_ends_with_the_last(folder, language):
    """LibreOffice draws it in a test of its own."""
    with zipfile.ZipFile(folder / f"faelles-business-case-ark-{language}.xlsx") as archive:
        chart = archive.read("xl/charts/chart2.xml").decode()
    assert sorted(re.findall(r"<(?:c:)?(dateAx|catAx|valAx)>", chart)) == ["dateAx", "valAx"]
    assert re.findall(r'<(?:c:)?(auto|baseTimeUnit|majorUnit) val="(\w+)"', chart) == [
        ("auto", "0"),
        ("baseTimeUnit", "days"),
        ("majorUnit", "1"),
    ]
    assert f"'{NAMES[language]['RESULT']}'!$B$20:$L$20" in chart


def test_a_sum_of_many_millions_is_made_smaller_to_fit(books):
    for sheet, cells in (("Omkostninger", "E6:O31"), ("Gevinster", "E6:O25"), ("Beregning", "E7:O144")):
        for row in books["da"][sheet][cells]:
            assert all(cell.alignment.shrink_to_fit and not cell.alignment.wrap_text for cell in row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_made_up_and_says_so(language):
    book = load_workbook(io.BytesIO(build_example(language)), data_only=True)
    front = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value)
    assert {"da": "opdigtede tal", "sv": "påhittade siffror"}[language] in front
    given = book[NAMES[language]["INPUT"]]
    word = {"da": "Kommune", "sv": "Kommun"}[language]
    assert [given[f"A{row}"].value for row in range(14, 18)] == [f"{word} {letter}" for letter in "ABCD"]
    assert given["B4"].value == {"da": "DKK", "sv": "SEK"}[language]
    checks = book[NAMES[language]["CHECK"]]
    assert [checks[f"B{row}"].value for row in range(4, 13)] == [1] * 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_project_has_room_on_one_line_and_can_be_written(language):
    sheet = load_workbook(io.BytesIO(build_example(language)))[NAMES[language]["INPUT"]]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["B3:E3"]
    assert not any(cell.protection.locked for cell in sheet["B3:E3"][0])
    room = sum(sheet.column_dimensions[column].width for column in "BCDE")
    assert lines(sheet["B3"].value, room) == 1


@pytest.mark.parametrize(
    ("towns", "areas"),
    [
        (0, [(6, 32), (34, 60), (62, 88), (90, 116), (120, 144)]),
        (1, [(6, 18), (120, 144)]),
        (3, [(6, 32), (34, 46), (120, 144)]),
        (4, [(6, 32), (34, 60), (120, 144)]),
        (8, [(6, 32), (34, 60), (62, 88), (90, 116), (120, 144)]),
    ],
)
def test_two_blocks_are_printed_on_a_page_and_none_of_an_empty_row(towns, areas):
    municipalities = tuple(
        Municipality(f"K{at}", takes_part=True, target_group=Decimal(10), uptake=Decimal("0.5")) for at in range(towns)
    )
    case = replace(ORDINARY, municipalities=municipalities) if towns else None
    sheet = load_workbook(io.BytesIO(build_business_case("da", case)))["Beregning"]
    printed = re.findall(r"\$A\$(\d+):\$O\$(\d+)", str(sheet.print_area))
    assert [(int(first), int(last)) for first, last in printed] == areas
    assert sheet.print_title_rows == "$1:$4"
    assert [sheet.column_dimensions[column].hidden for column in "BCDE"] == [True, True, True, False]


def test_a_case_is_written_so_that_it_can_be_read_again():
    book = load_workbook(io.BytesIO(build_business_case("da", ORDINARY)))
    given = book["Forudsætninger"]
    assert (given["B3"].value, given["B6"].value, given["B9"].value) == ("Prøve", 0.035, 287.5)
    assert [given.cell(15, column).value for column in range(1, 8)] == ["Kommune B", 1, 211, 0.45, 1, None, 18990]
    costs = book["Omkostninger"]
    assert [costs.cell(8, column).value for column in range(1, 7)] == ["Test", 2, "L", 0, 12345.67, None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_names_the_project_and_those_who_take_part(language):
    texts = common()

    def first_block(case):
        sheet = load_workbook(io.BytesIO(build_business_case(language, case))).worksheets[0]
        rows = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)}
        return rows[texts["project"][language]], rows[texts["municipalities"][language]]

    one, *others = ORDINARY.municipalities
    away = replace(ORDINARY, municipalities=(replace(one, takes_part=False), *others))
    assert first_block(None) == (None, None)
    assert first_block(ORDINARY) == ("Prøve", ", ".join(town.name for town in ORDINARY.municipalities))
    assert first_block(away) == ("Prøve", ", ".join(town.name for town in others))


def test_text_that_looks_like_a_formula_stays_text():
    book = load_workbook(io.BytesIO(build_business_case("da", SETUPS["names_with_signs"])))
    assert book["Forudsætninger"]["A16"].value == "=A1"
    assert book["Forudsætninger"]["A16"].data_type == "s"


def test_the_setups_are_valid_but_for_those_that_mean_not_to_be():
    wrong = {name for name, case in SETUPS.items() if problems(case)}
    assert wrong == {"empty", "nothing_to_divide_by"}
