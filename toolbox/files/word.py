"""Word templates from their definitions: one file in one language."""

from __future__ import annotations

import copy
import io
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Twips

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.packing import repack
from toolbox.files.structure import LOCALE, PORTAL, Document, Language
from toolbox.files.word_styles import (
    COMPACT_MARGIN,
    MARGIN,
    NUMBERING_XML,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    settings_xml,
    styles_xml,
)
from toolbox.files.word_text import BREAK_ONE, BREAK_TWO, WordText
from toolbox.files.word_xml import field, paragraph, run, tab
from toolbox.files.wording import colophon, footer_line, licence_properties

UNNEEDED = ("stylesWithEffects", "customXml", "thumbnail", "webSettings", "fontTable")
APP_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>{portal}</Application></Properties>"
)

CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users define (ECMA-376, part 1, 22.3)."""
CUSTOM_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{rows}</Properties>'
)


def build_word(template: Document, language: Language) -> bytes:
    """The template as a DOCX file."""
    file = docx.Document()
    margin = COMPACT_MARGIN if template.compact else MARGIN
    _own_parts(file, template, language)
    _page(file, template, margin)
    _header_and_footer(file, template, language, PAGE_WIDTH - 2 * margin)

    def relate(url: str) -> str:
        return str(file.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))

    _text(file, WordText(template, language, PAGE_WIDTH - 2 * margin, relate))
    _properties(file, template, language)
    out = io.BytesIO()
    file.save(out)
    return repack(out.getvalue(), template.about.dated)


def _own_parts(file: Any, template: Document, language: Language) -> None:
    """Take python-docx's sample parts away and put this language's own in their place."""
    part = file.part
    for rels in (part.rels, part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.rpartition("/")[2] in UNNEEDED]:
            rels.pop(name)
    part._styles_part._element = parse_xml(styles_xml(language, compact=template.compact))
    part._settings_part._element = parse_xml(settings_xml(language))
    part.numbering_part._element = parse_xml(NUMBERING_XML)
    for rel in part.package.rels.values():
        if rel.reltype.endswith("/extended-properties"):
            rel.target_part._blob = APP_XML.format(portal=PORTAL[language]).encode()


def _page(file: Any, template: Document, margin: int) -> None:
    """A4."""
    section, compact = file.sections[0], template.compact
    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Twips(margin)
    section.top_margin, section.bottom_margin = Mm(20 if compact else 27), Mm(15 if compact else 22)
    section.header_distance = section.footer_distance = Mm(8 if compact else 11)


def _header_and_footer(file: Any, template: Document, language: Language, width: int) -> None:
    section, texts = file.sections[0], common()
    header = section.header.paragraphs[0]
    picture = header.add_run().add_picture(io.BytesIO(look.mark_png()), height=Mm(6))._inline
    for side in ("distT", "distB", "distL", "distR"):
        picture.set(side, "0")
    picture.docPr.set("name", PORTAL[language])
    picture.docPr.set("descr", texts["mark"][language])
    line = f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="5" w:color="{look.RULE}"/></w:pBdr>'
    kind = f"\t{texts['kind'][language]} · {template.about.title[language]}"
    _refill(header, "Header", line + tab(width, "right"), run(f"\u2002{PORTAL[language]}", bold=True) + run(kind))
    page = run(f"\t{texts['page'][language]} ") + field("PAGE")
    pages = run(f" {texts['of'][language]} ") + field("NUMPAGES")
    content = run(footer_line(template.about, language)) + page + pages
    _refill(section.footer.paragraphs[0], "Footer", tab(width, "right"), content)


def _text(file: Any, text: WordText) -> None:
    """The template's text, with section breaks where it changes between one column and two."""
    body = file.element.body
    for part in text.parts():
        if part in {BREAK_ONE, BREAK_TWO}:
            _break(body, columns=1 if part == BREAK_ONE else 2)
        else:
            for element in _elements(part):
                body.insert(len(body) - 1, element)
    if body.findall(f".//{qn('w:p')}//{qn('w:sectPr')}"):
        _continuous(body[-1], columns=1)


def _break(body: Any, *, columns: int) -> None:
    """End a section after the last paragraph."""
    made = copy.deepcopy(body[-1])
    _continuous(made, columns)
    body[-2].pPr.append(made)


def _continuous(section: Any, columns: int) -> None:
    """Go on on the same page, in so many columns."""
    for name in ("w:type", "w:cols"):
        for old in section.findall(qn(name)):
            section.remove(old)
    kind, cols = OxmlElement("w:type"), OxmlElement("w:cols")
    kind.set(qn("w:val"), "continuous")
    cols.set(qn("w:num"), str(columns))
    cols.set(qn("w:space"), "340")
    section.find(qn("w:pgSz")).addprevious(kind)
    section.find(qn("w:pgMar")).addnext(cols)


def _properties(file: Any, template: Document, language: Language) -> None:
    about, properties = template.about, file.core_properties
    properties.title = about.title[language]
    properties.subject = common()["subject"][language]
    properties.keywords = about.keywords[language]
    properties.author = properties.last_modified_by = PORTAL[language]
    properties.comments = colophon(about, language).licence.plain
    properties.category = common()["kind"][language]
    properties.language = LOCALE[language]
    properties.version = about.version
    moment = datetime(about.dated.year, about.dated.month, about.dated.day)  # noqa: DTZ001 - python-docx writes Z
    properties.created = properties.modified = moment
    properties.revision = 1
    package = file.part.package
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, _custom_xml(template, language), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom_xml(template: Document, language: Language) -> bytes:
    """The properties that Word's own do not have: python-docx writes none."""
    rows = "".join(
        f'<property fmtid="{CUSTOM_SET}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(licence_properties(template.about, language), 2)
    )
    return CUSTOM_XML.format(rows=rows).encode()


def _refill(old: Any, style: str, properties: str, content: str) -> None:
    """Give python-docx's header or footer paragraph its style, and put ``content`` after what is in it."""
    element = old._p
    if element.pPr is not None:
        element.remove(element.pPr)
    made = _elements(paragraph(style, content, properties))[0]
    element.insert(0, made.pPr)
    for child in list(made):
        element.append(child)


def _elements(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:body {nsdecls('w', 'r')}>{xml}</w:body>"))
