"""What is filled in, as content controls: named, with a placeholder that goes away when one types, moved to with
the Tab key.
"""

from __future__ import annotations

import itertools
from xml.sax.saxutils import escape, quoteattr

from toolbox.files.common import common
from toolbox.files.structure import LOCALE, Cell, Language

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
TICK_FONT = "Segoe UI Symbol"
LONGEST_NAME = 60


def is_yes_or_no(cell: Cell) -> bool:
    """Whether a cell asks for yes or no."""
    return cell.options == common().lists["yes_no"]


class Controls:
    """Makes the content controls of one document, each with its own number."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._numbers = itertools.count(1001)

    def text(self, title: str, tag: str, lines: int = 1) -> str:
        """Any text, also several lines; the line breaks after it leave as much room on paper as a hand needs."""
        room = f"<w:r>{'<w:br/>' * (lines - 1)}</w:r>" if lines > 1 else ""
        return self._control(title, tag, '<w:text w:multiLine="1"/>', common()["fill"][self.language]) + room

    def choice(self, title: str, tag: str, options: tuple[str, ...], chosen: str = "") -> str:
        """One of a list."""
        items = "".join(f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in options)
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
        return self._control(title, tag, kind, common()["choose"][self.language], chosen)

    def date(self, title: str, tag: str) -> str:
        """A date with a calendar."""
        pattern = "d. MMMM yyyy" if self.language == "da" else "d MMMM yyyy"
        kind = (
            f'<w:date><w:dateFormat w:val="{pattern}"/><w:lid w:val="{LOCALE[self.language]}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
        return self._control(title, tag, kind, common()["date"][self.language])

    def tick(self, title: str, tag: str) -> str:
        """A box to tick."""
        font, name = f'w14:font="{TICK_FONT}"', f'"{TICK_FONT}"'
        kind = (
            f'<w14:checkbox {W14}><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" {font}/>'
            f'<w14:uncheckedState w14:val="2610" {font}/></w14:checkbox>'
        )
        run = (
            f"<w:r><w:rPr><w:rFonts w:ascii={name} w:hAnsi={name} w:eastAsia={name} w:cs={name}/></w:rPr>"
            "<w:t>\u2610</w:t></w:r>"
        )
        properties = f"<w:sdtPr>{self._names(title, tag)}{kind}</w:sdtPr>"
        return f"<w:sdt>{properties}<w:sdtContent>{run}</w:sdtContent></w:sdt>"

    def cell(self, cell: Cell, title: str, tag: str) -> str:
        """What a table cell or a short field asks for; a signature is written with a pen."""
        if is_yes_or_no(cell):
            return self._yes_or_no(title, tag)
        if cell.kind == "choice":
            return self.choice(title, tag, tuple(option[self.language] for option in cell.options))
        if cell.kind == "date":
            return self.date(title, tag)
        return "" if cell.kind == "sign" else self.text(title, tag)

    def _yes_or_no(self, title: str, tag: str) -> str:
        """Two boxes, which also work on paper and show what is not answered yet."""
        answers = [answer[self.language] for answer in common().lists["yes_no"]]
        boxes = (
            f'{self.tick(f"{title}: {answer}", f"{tag}-{at}")}<w:r><w:t xml:space="preserve">\u00a0{answer}</w:t></w:r>'
            for at, answer in enumerate(answers, 1)
        )
        return '<w:r><w:t xml:space="preserve">\u2003</w:t></w:r>'.join(boxes)

    def _control(self, title: str, tag: str, kind: str, placeholder: str, value: str = "") -> str:
        if value:
            showing, run = "", f"<w:r><w:t>{escape(value)}</w:t></w:r>"
        else:
            showing = "<w:showingPlcHdr/>"
            grey = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
            run = f"<w:r>{grey}<w:t>{escape(placeholder)}</w:t></w:r>"
        properties = f"<w:sdtPr>{self._names(title, tag)}{showing}{kind}</w:sdtPr>"
        return f"<w:sdt>{properties}<w:sdtContent>{run}</w:sdtContent></w:sdt>"

    def _names(self, title: str, tag: str) -> str:
        short = title if len(title) <= LONGEST_NAME else f"{title[: LONGEST_NAME - 1].rstrip()}…"
        return (
            f'<w:alias w:val={quoteattr(short)}/><w:tag w:val={quoteattr(tag)}/><w:id w:val="{next(self._numbers)}"/>'
        )
