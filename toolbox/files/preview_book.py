"""A workbook's part of its preview: how it is filled in, and its sheets."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.files.business_case import preview as business_case
from toolbox.files.business_case.book import KEY as BUSINESS_CASE
from toolbox.files.common import common
from toolbox.files.excel import excel_book
from toolbox.files.preview_cells import MINUS
from toolbox.files.preview_charts import empty_scale
from toolbox.files.preview_parts import Part, fixed, heading, note, table
from toolbox.files.preview_sheets import pages_of
from toolbox.files.structure import Column, Language, ListSheet, OwnSheet, Workbook


def book_parts(template: Workbook, language: Language) -> Iterator[Part]:
    """The steps, what the colours mean, and every sheet."""
    words = common()
    yield heading(1, words["how"][language])
    yield {"kind": "steps", "items": [step[language] for step in template.steps]}
    yield {
        "kind": "legend",
        "items": [
            {"style": style, "sample": words[f"cell_{name}"][language], "text": words[f"legend_{name}"][language]}
            for style, name in (("input", "input"), ("formula", "formula"))
        ],
    }
    yield from (
        _business_case(template, language) if template.about.key == BUSINESS_CASE else _sheets(template, language)
    )


def _sheets(template: Workbook, language: Language) -> Iterator[Part]:
    pages = pages_of(excel_book(template, language))
    for sheet in template.sheets:
        parts = [*pages[sheet.name[language]].parts()]
        if isinstance(sheet, ListSheet):
            parts = [{"kind": "guidance", "text": sheet.about[language]}, *parts, *_columns(sheet, language)]
        elif sheet.key == "chart":
            parts.append(_empty_chart(sheet, language))
        yield _sheet(sheet, language, parts)


def _business_case(template: Workbook, language: Language) -> Iterator[Part]:
    books = business_case.books(language)
    empty, example = pages_of(books.empty), pages_of(books.example)
    made_up = note("law", template.words["example_note"][language])
    for sheet in template.sheets:
        calculated = sheet.key in business_case.EXAMPLE_SHEETS
        pages = example if calculated else empty
        parts = [made_up] if calculated else []
        parts += pages[sheet.name[language]].parts(business_case.ROWS.get(sheet.key))
        if sheet.key == "calc":
            parts.append({"kind": "guidance", "text": template.words["blocks_note"][language]})
        if sheet.key == "result":
            drawings = business_case.charts(language)
            parts.append({"kind": "charts", "charts": [{"svg": one.svg, "text": one.text} for one in drawings]})
        yield _sheet(sheet, language, parts)


def _sheet(sheet: ListSheet | OwnSheet, language: Language, parts: list[Part]) -> Part:
    """A sheet under its name."""
    head = heading(1, f"{common()['sheet'][language]}: {sheet.name[language]}")
    return {"kind": "sheet", "parts": [head, *parts]}


def _columns(sheet: ListSheet, language: Language) -> Iterator[Part]:
    """What is written in a list's columns; those that ask for the same stand together."""
    if all(column.kind == "fixed" for column in sheet.columns):
        return
    words = common()
    asked = dict[str, list[str]]()
    for column in (*sheet.columns, *(sheet.summary.columns if sheet.summary else ())):
        if column.kind != "number":
            asked.setdefault(_asked(column, language), []).append(column.heading[language])
    rows = [[fixed(" · ".join(names), bold=True), fixed(text)] for text, names in asked.items()]
    heads = [words["column"][language], words["help"][language]]
    yield heading(2, words["columns"][language])
    yield table(sheet.name[language], heads, rows, [2, 3])


def _asked(column: Column, language: Language) -> str:
    """What is filled in, in words."""
    words = common()
    if column.kind == "formula":
        return words["calculated"][language]
    parts = [column.help[language].rstrip(".") + "."] if column.help else []
    if column.options:
        options = ", ".join(option[language] for option in column.options)
        if column.number:
            options = options.replace("-", MINUS)
        parts.append(words["choices"][language].format(options=options))
    elif column.kind == "whole":
        parts.append(words["whole"][language].format(low=str(column.low).replace("-", MINUS), high=column.high))
    elif column.kind in {"decimal", "date"}:
        parts.append(words[f"a_{column.kind}"][language])
    return " ".join(parts) or words["a_text"][language]


def _empty_chart(sheet: OwnSheet, language: Language) -> Part:
    """The stakeholders' chart before anybody has been written in."""
    texts = {name: text[language] for name, text in sheet.texts.items()}
    return {
        "kind": "charts",
        "charts": [{"svg": empty_scale(texts["title"], texts["x"], texts["y"]), "text": texts["alt"]}],
    }
