"""What a template looks like, as a PDF to read before downloading: tagged after PDF/UA-1, in the design's typeface.

Typst is used because it is one wheel without system libraries, works offline, checks PDF/UA itself and refuses to
write a file that breaks it, and gives the same bytes for the same input. LibreOffice would have to be installed
where the portal runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from toolbox.files import look
from toolbox.files.business_case.book import KEY as BUSINESS_CASE
from toolbox.files.business_case.book import example_results
from toolbox.files.common import common
from toolbox.files.structure import (
    PORTAL,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Field,
    Guidance,
    Language,
    Line,
    ListSheet,
    Note,
    OwnSheet,
    Paragraph,
    Section,
    Table,
    Template,
    Text,
    Ticks,
)
from toolbox.files.word_controls import is_yes_or_no
from toolbox.files.wording import Linked, colophon, first_block, footer_line

LOOK = Path(__file__).with_name("preview.typ")
FONTS = "fontpkg_hanken_grotesk"
Part = dict[str, Any]
COLOURS: dict[str, Any] = {
    "ink": look.INK,
    "muted": look.MUTED,
    "public": look.PUBLIC,
    "edge": look.EDGE,
    "rule": look.RULE,
    "fill": look.FILL,
    "pale": look.PALE,
    "head": look.HEAD,
    "accent": look.ACCENT,
    "plain": {"edge": look.PUBLIC, "tint": look.SUNK},
    "law": {"edge": look.LAW_EDGE, "tint": look.LAW},
    "country": {"edge": look.COUNTRY_EDGE, "tint": look.COUNTRY},
}


def build_preview(template: Template, language: Language) -> bytes:
    """The preview of a template, whatever its format."""
    about, texts = template.about, common()
    kind = "Word (DOCX)" if isinstance(template, Document) else "Excel (XLSX)"
    data: Part = {
        "colours": COLOURS,
        "title": about.title[language],
        "author": PORTAL[language],
        "portal": PORTAL[language],
        "keywords": about.keywords[language].split(", "),
        "subject": texts["subject"][language],
        "date": [about.dated.year, about.dated.month, about.dated.day],
        "lang": language,
        "region": {"da": "dk", "sv": "se"}[language],
        "header": f"{texts['kind'][language]} · {about.title[language]}",
        "footer": footer_line(about, language),
        "page": texts["page"][language],
        "of": texts["of"][language],
        "mark": look.MARK_SVG,
        "mark_text": texts["mark"][language],
        "compact": isinstance(template, Document) and template.compact,
        "purpose": about.purpose[language],
        "blocks": list(_Preview(template, language).blocks(kind)),
    }
    compiler = typst.Compiler(LOOK.read_bytes(), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", pdf_standards=["1.7", "ua-1"], sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("Typst makes one PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(files(FONTS) / "files")])


class _Preview:
    """The blocks of one template in one language."""

    def __init__(self, template: Template, language: Language) -> None:
        self.template, self.about, self.language = template, template.about, language
        self.words = common()

    def blocks(self, kind: str) -> Iterator[Part]:
        """Everything below the title and the purpose."""
        language, words = self.language, self.words
        yield _note("plain", words["preview"][language].format(format=kind))
        if self.about.law:
            yield _note("law", self.about.law[language])
        fields = first_block(self.about, language)
        cells = [_fixed(value) if value else self._empty() for _, value, _ in fields]
        yield _table(words["first_block"][language], [label for label, _, _ in fields], [cells], [3, 3, 3, 2.3, 3, 2])
        yield _note("plain", self.about.minimum[language], words["small"][language])
        if isinstance(self.template, Document):
            yield from self._document(self.template)
        else:
            yield from self._workbook()
        yield from self._end()

    def _document(self, template: Document) -> Iterator[Part]:
        number, beside = 0, list[list[Part]]()
        for section in template.sections:
            number += section.mark is None
            parts = list(self._section(section, str(number) if section.mark is None else section.mark))
            if section.beside:
                beside.append(parts)
                continue
            if beside:
                half = (len(beside) + 1) // 2
                yield {
                    "kind": "columns",
                    "sides": [
                        [one for side in beside[:half] for one in side],
                        [one for side in beside[half:] for one in side],
                    ],
                }
                beside = []
            yield from parts

    def _section(self, section: Section, mark: str) -> Iterator[Part]:
        yield _heading(1, f"{mark} {section.heading[self.language]}".strip())
        for block in section.blocks:
            yield self._block(block)

    def _block(self, block: Block) -> Part:
        language = self.language
        match block:
            case Paragraph(text):
                return {"kind": "text", "text": text[language]}
            case Guidance(text):
                return {"kind": "guidance", "text": text[language]}
            case Note(text, kind):
                country, colon, rest = text[language].partition(":") if kind == "country" else ("", "", text[language])
                return _note(kind, rest.strip(), country + colon)
            case Bullets(items):
                return {"kind": "bullets", "items": [item[language] for item in items]}
            case Ticks(items):
                return {"kind": "ticks", "items": [item[language] for item in items]}
            case Field(label, lines):
                words = self.words["fill"][language]
                return {"kind": "field", "label": label[language] if label else "", "lines": lines, "words": words}
            case Line(cells, apart):
                return {"kind": "line", "apart": apart, "cells": [self._short(cell) for cell in cells]}
            case Table():
                return self._table(block)

    def _short(self, cell: Cell) -> Part:
        name = cell.heading[self.language]
        return {"name": name if name.endswith(("?", ":")) else f"{name}:", "field": self._open(cell)}

    def _open(self, cell: Cell) -> Part:
        """What is shown where something is to be filled in."""
        names = {"choice": "choose", "date": "date", "text": "fill"}
        if is_yes_or_no(cell):
            return {"kind": "boxes", "options": [option[self.language] for option in cell.options]}
        return {"kind": "empty", "text": self.words[names[cell.kind]][self.language] if cell.kind in names else ""}

    def _table(self, block: Table) -> Part:
        rows = []
        for at in range(len(block.rows) + block.blank):
            fixed = [text[self.language] for text in block.rows[at]] if at < len(block.rows) else []
            made = [_fixed(text, bold=index == 0) for index, text in enumerate(fixed)]
            rest = block.columns[len(fixed) :]
            rows.append([*made, *map(self._open, rest)])
        heads = [column.heading[self.language] for column in block.columns]
        return _table(block.name[self.language], heads, rows, [column.width for column in block.columns])

    def _workbook(self) -> Iterator[Part]:
        template, language = self.template, self.language
        if isinstance(template, Document):
            raise TypeError("A document has no sheets")
        yield _heading(1, self.words["how"][language])
        yield {"kind": "steps", "items": [step[language] for step in template.steps]}
        for sheet in template.sheets:
            yield _heading(1, f"{self.words['sheet'][language]}: {sheet.name[language]}")
            yield {"kind": "text", "text": sheet.about[language]}
            if isinstance(sheet, ListSheet):
                yield from self._list(sheet)
            else:
                items = list(self._shown(sheet))
                if items:
                    yield {"kind": "bullets", "items": items}
            if (template.about.key, sheet.key) == (BUSINESS_CASE, "result"):
                yield from self._example()

    def _example(self) -> Iterator[Part]:
        """What a result looks like, with the example's figures."""
        name, note, heads, rows = example_results(self.language)
        yield _note("plain", note, f"{name}:")
        made = [[_fixed(text, bold=at == 0) for at, text in enumerate(row)] for row in rows]
        yield _table(name, heads, made, [2, 2, 2, 2, 2])

    def _shown(self, sheet: OwnSheet) -> Iterator[str]:
        for name in sheet.shows:
            if name in sheet.texts:
                yield sheet.texts[name][self.language]
            else:
                yield from (text[self.language] for text in sheet.lists[name])

    def _list(self, sheet: ListSheet) -> Iterator[Part]:
        language, words = self.language, self.words
        if all(column.kind == "fixed" for column in sheet.columns):
            rows = [[_fixed(self._value(value)) for value in row] for row in sheet.filled]
            yield _table(sheet.name[language], [one.heading[language] for one in sheet.columns], rows, [2, 4, 3])
            return
        columns = (*sheet.columns, *(sheet.summary.columns if sheet.summary else ()))
        rows = [[_fixed(column.heading[language], bold=True), _fixed(self._asked(column))] for column in columns]
        yield _table(sheet.name[language], [words["column"][language], words["help"][language]], rows, [2, 4])
        texts = [row[1][language] for row in sheet.filled if isinstance(row[1], Text)]
        if texts:
            yield {"kind": "bullets", "items": texts}

    def _asked(self, column: Column) -> str:
        """What is filled in, in words."""
        parts = [column.help[self.language]] if column.help else []
        if column.options:
            parts.append(", ".join(option[self.language] for option in column.options))
        if column.kind in {"formula", "number", "fixed"}:
            parts.append(self.words["calculated"][self.language])
        return " · ".join(parts) or self.words[{"date": "date"}.get(column.kind, "fill")][self.language]

    def _value(self, value: Text | int | None) -> str:
        return value[self.language] if isinstance(value, Text) else str(value or "")

    def _empty(self) -> Part:
        return {"kind": "empty", "text": self.words["fill"][self.language]}

    def _end(self) -> Iterator[Part]:
        end = colophon(self.about, self.language)
        yield _heading(1, end.heading)
        yield _note("plain", end.privacy)
        yield _small(Linked(end.maker))
        yield _small(end.licence)
        yield _heading(2, end.sources_heading)
        for source in end.sources:
            yield _small(source)


def _heading(level: int, text: str) -> Part:
    return {"kind": "heading", "level": level, "text": text}


def _note(tone: str, text: str, lead: str = "") -> Part:
    return {"kind": "note", "tone": tone, "lead": lead, "text": text}


def _fixed(text: str, *, bold: bool = False) -> Part:
    return {"kind": "fixed", "text": text, "bold": bold}


def _table(name: str, heads: list[str], rows: list[list[Part]], widths: list[float]) -> Part:
    return {"kind": "table", "name": name, "heads": heads, "rows": rows, "widths": widths}


def _small(text: Linked) -> Part:
    return {"kind": "small", "before": text.before, "linked": text.linked, "after": text.after, "url": text.url}
