"""The styles of a Word template: a small, complete set in the template's language, in place of python-docx's
hundred and sixty.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from toolbox.files import look
from toolbox.files.common import common
from toolbox.files.structure import LOCALE, Language

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MARGIN, COMPACT_MARGIN = 1134, 850
"""Left and right margins in twentieths of a point: 20 and 15 mm."""
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``name`` is Word's own where Word has one; otherwise Danish and Swedish."""

    id: str
    name: str | tuple[str, str]
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    next: str = ""
    hidden: bool = False

    def named(self, language: Language) -> str:
        """The name in the style list."""
        if isinstance(self.name, str):
            return self.name
        return self.name[0] if language == "da" else self.name[1]


def _spacing(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _side(name: str, colour: str, width: int, space: int) -> str:
    return f'<w:{name} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


def _strip(edge: str, tint: str) -> str:
    """A tinted paragraph with a coloured line at its left; lines in the tint's own colour give it air."""
    sides = _side("top", tint, 4, 3) + _side("left", edge, 24, 8) + _side("bottom", tint, 4, 3)
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'


def _box(edge: str, tint: str) -> str:
    sides = "".join(_side(name, edge, 4, 4) for name in ("top", "left", "bottom", "right"))
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'


def _type(points: float, colour: str = "", *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    coloured = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{marks}{coloured}<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


INDENT = '<w:ind w:left="198"/>'
KEEP = "<w:keepNext/><w:keepLines/>"


def styles(language: Language, *, compact: bool) -> tuple[Style, ...]:
    """All paragraph styles, with less space and smaller type where everything must stand on one page."""
    part = 0.5 if compact else 1.0
    small = 1.0 if compact else 0.0

    def space(before: int, after: int, line: int = 0) -> str:
        return _spacing(round(before * part), round(after * part), line)

    guidance = common()["guidance_style"]
    return (
        Style("Title", "Title", f"{KEEP}{space(0, 60)}", _type(23 - 5 * small, look.INK, bold=True), next="Normal"),
        Style("Subtitle", "Subtitle", space(0, 160, 264), _type(12 - 2 * small, look.MUTED), next="Normal"),
        Style(
            "Heading1",
            "heading 1",
            f'{KEEP}{space(340, 100)}<w:outlineLvl w:val="0"/>',
            _type(15 - 5 * small, look.PUBLIC, bold=True),
            next="Normal",
        ),
        Style(
            "Heading2",
            "heading 2",
            f'{KEEP}{space(220, 80)}<w:outlineLvl w:val="1"/>',
            _type(12 - 2 * small, look.INK, bold=True),
            next="Normal",
        ),
        Style(
            "Guidance",
            (guidance.da, guidance.sv),
            "<w:keepNext/>" + space(90, 100),
            _type(9.5 - small, look.MUTED, italic=True),
        ),
        Style("Box", ("Boks", "Ruta"), f"{_strip(look.PUBLIC, look.SUNK)}{space(100, 140)}{INDENT}"),
        Style(
            "LawBox",
            ("Juridisk mærke", "Juridisk märkning"),
            f"{_strip(look.LAW_EDGE, look.LAW)}{space(100, 140)}{INDENT}",
        ),
        Style(
            "CountryBox",
            ("Landenote", "Landsnot"),
            f"{_strip(look.COUNTRY_EDGE, look.COUNTRY)}{space(80, 100)}{INDENT}",
            _type(9.5),
        ),
        Style(
            "FieldLabel", ("Feltnavn", "Fältnamn"), f"{KEEP}{space(120, 50)}", _type(9.5 - small, look.INK, bold=True)
        ),
        Style(
            "FieldText",
            ("Felt", "Fält"),
            f'{_box(look.EDGE, look.FILL)}{_spacing(60, round(160 * part))}<w:ind w:left="85" w:right="85"/>',
        ),
        Style(
            "FieldLine",
            ("Feltlinje", "Fältrad"),
            f"{_strip(look.ACCENT, look.PALE)}{_spacing(100, round(160 * part))}{INDENT}",
            _type(9.5 - small / 2),
        ),
        Style(
            "TableHead",
            ("Tabelhoved", "Tabellhuvud"),
            f"{KEEP}{_spacing(20, 20)}",
            _type(9 - small / 2, look.INK, bold=True),
        ),
        Style("TableText", ("Tabeltekst", "Tabelltext"), _spacing(20, 20), _type(9.5 - small)),
        Style(
            "Tick",
            ("Afkrydsning", "Kryssruta"),
            f'{_spacing(0, round(60 * part))}<w:ind w:left="340" w:hanging="340"/>',
            _type(10.5 - 1.5 * small),
        ),
        Style("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="1"/></w:numPr>{_spacing(0, 60)}'),
        Style("Colophon", ("Kolofon", "Kolofon"), _spacing(0, round(60 * part)), _type(8.5 - small, look.MUTED)),
        Style(
            "Header",
            "header",
            _spacing(0, 0),
            _type(9, look.MUTED),
        ),
        Style(
            "Footer",
            "footer",
            _spacing(0, 0),
            _type(8, look.MUTED),
        ),
    )


def styles_xml(language: Language, *, compact: bool) -> str:
    """The content of the styles part."""
    size = 19 if compact else 21
    locale = LOCALE[language]
    font, spacing = f'"{look.FONT}"', _spacing(0, 60 if compact else 120, 252 if compact else 269)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font}/>"
        f'<w:color w:val="{look.INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing}</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    own = "".join(_style_xml(style, language) for style in styles(language, compact=compact))
    characters = (
        _character("PlaceholderText", "Placeholder Text", f'<w:color w:val="{look.MUTED}"/>')
        + _character("Hyperlink", "Hyperlink", f'<w:color w:val="{look.PUBLIC}"/><w:u w:val="single"/>')
        + _character("FieldName", ("Feltnavn i linje", "Fältnamn i rad")[language == "sv"], "<w:b/>", custom=True)
    )
    table = _table_style(("Samværk tabel", "Samverk tabell")[language == "sv"])
    return f"<w:styles {W}>{defaults}{BASE_STYLES}{own}{characters}{table}</w:styles>"


BASE_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
"""The four defaults that every document has."""


def _style_xml(style: Style, language: Language) -> str:
    own = "" if isinstance(style.name, str) else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style.id}"><w:name w:val={quoteattr(style.named(language))}/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/>{paragraph}{run}</w:style>'
    )


def _character(style_id: str, name: str, run: str, *, custom: bool = False) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="character"{own} w:styleId="{style_id}"><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr>{run}</w:rPr></w:style>'
    )


def _table_style(name: str) -> str:
    """Thin lines, a tinted header row with a line under it."""
    lines = "".join(_side(side, look.EDGE, 4, 0) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = _side("bottom", look.PUBLIC, 12, 0)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{head}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.HEAD}"/></w:tcPr></w:tblStylePr></w:style>'
    )


NUMBERING_XML = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
    '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="255"/></w:pPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def settings_xml(language: Language) -> str:
    """Word 2013 and newer, no compatibility mode; language of the theme's fonts."""
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{LOCALE[language]}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )
