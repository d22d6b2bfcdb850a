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
from toolbox.files.common import common
from toolbox.files.preview_book import book_parts
from toolbox.files.preview_parts import Part, fixed, heading, note, small, table
from toolbox.files.preview_rights import with_rights
from toolbox.files.structure import (
    PORTAL,
    Block,
    Bullets,
    Cell,
    Document,
    Field,
    Guidance,
    Language,
    Line,
    Note,
    Paragraph,
    Section,
    Table,
    Template,
    Ticks,
)
from toolbox.files.word_controls import is_yes_or_no
from toolbox.files.wording import Linked, colophon, first_block, footer_line

LOOK = Path(__file__).with_name("preview.typ")
FONTS = "fontpkg_hanken_grotesk"
COLOURS: dict[str, Any] = {
    "ink": look.INK,
    "muted": look.MUTED,
    "public": look.PUBLIC,
    "edge": look.EDGE,
    "rule": look.RULE,
    "fill": look.FILL,
    "pale": look.PALE,
    "head": look.HEAD,
    "sunk": look.SUNK,
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
        "across": not isinstance(template, Document),
        "purpose": about.purpose[language],
        "blocks": list(_Preview(template, language).blocks(kind)),
    }
    compiler = typst.Compiler(LOOK.read_bytes(), font_paths=_fonts(), ignore_system_fonts=True)
    made = compiler.compile(format="pdf", pdf_standards=["1.7", "ua-1"], sys_inputs={"data": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("Typst makes one PDF")
    return with_rights(made, colophon(about, language).licence)


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
        yield note("plain", words["preview"][language].format(format=kind))
        if self.about.law:
            yield note("law", self.about.law[language])
        fields = first_block(self.about, language)
        cells = [fixed(value) if value else self._empty() for _, value, _ in fields]
        yield table(words["first_block"][language], [label for label, _, _ in fields], [cells], [3, 3, 3, 2.3, 3, 2])
        yield note("plain", self.about.minimum[language], words["small"][language])
        if isinstance(self.template, Document):
            if self.template.sending:
                yield {"kind": "guidance", "text": self.template.sending[language]}
            yield from self._document(self.template)
        else:
            yield from book_parts(self.template, language)
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
        yield heading(1, f"{mark} {section.heading[self.language]}".strip())
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
                return note(kind, rest.strip(), country + colon)
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
            given = [text[self.language] for text in block.rows[at]] if at < len(block.rows) else []
            made = [fixed(text, bold=index == 0) for index, text in enumerate(given)]
            rest = block.columns[len(given) :]
            rows.append([*made, *map(self._open, rest)])
        heads = [column.heading[self.language] for column in block.columns]
        return table(block.name[self.language], heads, rows, [column.width for column in block.columns])

    def _empty(self) -> Part:
        return {"kind": "empty", "text": self.words["fill"][self.language]}

    def _end(self) -> Iterator[Part]:
        end = colophon(self.about, self.language)
        yield heading(1, end.heading)
        yield note("plain", end.privacy)
        yield small(Linked(end.maker))
        yield small(end.licence)
        yield heading(2, end.sources_heading)
        for source in end.sources:
            yield small(source)
