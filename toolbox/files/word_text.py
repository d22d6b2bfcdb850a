"""The text of a Word template as WordprocessingML: first block, sections, last block."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolbox.files.common import common
from toolbox.files.structure import (
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
    Ticks,
)
from toolbox.files.word_controls import Controls
from toolbox.files.word_xml import KEEP, NEW_PAGE, Grid, link, paragraph, run, tab, table
from toolbox.files.wording import Linked, colophon, first_block

BOXES = {"plain": "Box", "law": "LawBox", "country": "CountryBox"}
KEPT_HEIGHT = 16
"""Sections up to so many lines stay on one page, so that no part of a point stands alone on the next."""
LETTERS_PER_LINE = 105
FIRST_WIDTHS = (3.0, 3.0, 3.1, 2.7, 2.9, 2.1)
BREAK_ONE, BREAK_TWO = "<!--one-->", "<!--two-->"
"""Where the page goes over from one column, or from two, to the other: ``word`` puts a section break there."""


class WordText:
    """One template in one language, part by part."""

    def __init__(self, template: Document, language: Language, width: int, relate: Callable[[str], str]) -> None:
        self.template, self.about, self.language = template, template.about, language
        self.width, self.relate = width, relate
        self.controls = Controls(language)

    def parts(self) -> Iterator[str]:
        """Every paragraph and table in order."""
        yield from self._beginning()
        number, beside = 0, False
        for at, section in enumerate(self.template.sections, 1):
            if section.beside != beside:
                yield BREAK_TWO if beside else BREAK_ONE
                beside = section.beside
            number += section.mark is None
            yield from self._section(section, str(number) if section.mark is None else section.mark, str(at))
        yield from self._end()

    def _beginning(self) -> Iterator[str]:
        texts, language = common(), self.language
        yield paragraph("Title", run(self.about.title[language]))
        yield paragraph("Subtitle", run(self.about.purpose[language]))
        if self.about.law:
            yield paragraph("LawBox", run(self.about.law[language]))
        fields = first_block(self.about, language)
        cells = [self._first(at, *one) for at, one in enumerate(fields, 1)]
        heads = [label for label, _, _ in fields]
        yield table(Grid(texts["first_block"][language], heads, [cells], FIRST_WIDTHS), self.width)
        guidance = [texts["no_guidance"][language], f"{texts['small'][language]} {self.about.minimum[language]}"]
        if self.template.sending:
            guidance.insert(1, self.template.sending[language])
        for words in guidance:
            yield paragraph("Guidance", run(words))

    def _first(self, at: int, label: str, value: str, choices: tuple[str, ...]) -> str:
        tag = f"project-{at}"
        return self.controls.choice(label, tag, choices, value) if choices else self.controls.text(label, tag)

    def _section(self, section: Section, mark: str, tag: str) -> Iterator[str]:
        heading = section.heading[self.language]
        yield paragraph("Heading1", run(f"{mark} {heading}".strip()), NEW_PAGE if section.new_page else "")
        followers: tuple[Block | None, ...] = (*section.blocks[1:], None)
        together = not self.template.compact and self.height(section) <= KEPT_HEIGHT
        for at, (block, following) in enumerate(zip(section.blocks, followers, strict=True), 1):
            notes = isinstance(block, Note) and isinstance(following, Note)
            keep = notes or isinstance(following, Line) or (together and following is not None)
            yield from self._block(block, heading, f"{tag}-{at}", keep=keep, together=together)

    def height(self, section: Section) -> int:
        """About how many lines a section takes, its heading among them."""
        return 2 + sum(map(self._lines, section.blocks))

    def _lines(self, block: Block) -> int:
        match block:
            case Paragraph(text) | Guidance(text) | Note(text):
                return 1 + len(text[self.language]) // LETTERS_PER_LINE
            case Bullets(items) | Ticks(items):
                return len(items)
            case Field(label, lines):
                return 2 * lines + bool(label)
            case Line(cells, apart):
                return 1 + (len(cells) if apart else 1)
            case Table():
                return 1 + (len(block.rows) + block.blank) * (2 if _is_tall(block) else 1)

    def _block(self, block: Block, heading: str, tag: str, *, keep: bool, together: bool) -> Iterator[str]:
        """A block; ``keep`` it with what follows, and what is in it ``together``."""
        language, kept, stays = self.language, KEEP if keep else "", KEEP if together else ""
        match block:
            case Paragraph(text):
                yield paragraph("Normal", run(text[language]), kept)
            case Guidance(text):
                yield paragraph("Guidance", run(text[language]))
            case Note(text, kind):
                country, colon, rest = text[language].partition(":") if kind == "country" else ("", "", text[language])
                yield paragraph(BOXES[kind], (run(country + colon, bold=True) if country else "") + run(rest), kept)
            case Bullets(items):
                for at, item in enumerate(items, 1):
                    yield paragraph("ListBullet", run(item[language]), kept if at == len(items) else stays)
            case Ticks(items):
                for at, item in enumerate(items, 1):
                    box = self.controls.tick(item[language], f"{tag}-{at}")
                    held = kept if at == len(items) else stays
                    yield paragraph("Tick", box + run(f"\t{item[language]}"), held + tab(340, "left"))
            case Field(label, lines):
                if label:
                    yield paragraph("FieldLabel", run(label[language]))
                yield paragraph(
                    "FieldText", self.controls.text((label[language] if label else heading), tag, lines), kept
                )
            case Line(cells, apart):
                yield from self._line(cells, tag, kept, apart=apart)
            case Table():
                yield self._table(block, tag, keep=keep)

    def _line(self, cells: tuple[Cell, ...], tag: str, kept: str, *, apart: bool) -> Iterator[str]:
        """Short fields, each name in bold before its field: on one line, or under each other."""
        parts = []
        for at, cell in enumerate(cells, 1):
            name = cell.heading[self.language]
            stop = "" if name.endswith(("?", ":")) else ":"
            parts.append(run(f"{name}{stop} ", style="FieldName") + self.controls.cell(cell, name, f"{tag}-{at}"))
        for line in parts if apart else [run("\u2003\u2003").join(parts)]:
            yield paragraph("FieldLine", line, kept)

    def _table(self, block: Table, tag: str, *, keep: bool) -> str:
        language = self.language
        rows = []
        for at in range(len(block.rows) + block.blank):
            fixed = [text[language] for text in block.rows[at]] if at < len(block.rows) else []
            cells = [run(text, bold=index == 0) for index, text in enumerate(fixed)]
            for index, column in enumerate(block.columns[len(fixed) :], len(fixed) + 1):
                name = f"{column.heading[language]}, {fixed[0] if fixed else at + 1}"
                cells.append(self.controls.cell(column, name, f"{tag}-{at + 1}-{index}"))
            rows.append(cells)
        grid = Grid(
            name=block.name[language],
            heads=[column.heading[language] for column in block.columns],
            rows=rows,
            widths=[column.width for column in block.columns],
            tall=_is_tall(block),
            keep=keep,
        )
        return table(grid, self.width)

    def _end(self) -> Iterator[str]:
        """The last block; it stays on one page."""
        end = colophon(self.about, self.language)
        yield paragraph("Heading1", run(end.heading))
        yield paragraph("Box", run(end.privacy), KEEP)
        yield paragraph("Colophon", run(end.maker), KEEP)
        yield paragraph("Colophon", self._linked(end.licence), KEEP)
        if self.template.compact:
            sources = run(f"{end.sources_heading}: ") + run(" ").join(map(self._linked, end.sources))
            yield paragraph("Colophon", sources)
            return
        yield paragraph("Heading2", run(end.sources_heading))
        for at, source in enumerate(end.sources, 1):
            yield paragraph("Colophon", self._linked(source), KEEP if at < len(end.sources) else "")

    def _linked(self, text: Linked) -> str:
        if not text.url:
            return run(text.plain)
        made = (run(text.before), link(self.relate(text.url), text.linked), run(text.after))
        return "".join(made)


def _is_tall(block: Table) -> bool:
    """Whether its rows have room for a signature, or for an answer of several lines."""
    return block.roomy or any(column.kind == "sign" for column in block.columns)
