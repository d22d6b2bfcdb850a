"""The licence in a PDF's metadata: Typst writes none, so it is put into what Typst has written.

Only the packet of metadata and the places of what stands after it change; the file's tags stay what Typst has checked.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from toolbox.files.wording import Linked

SPACES = ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:cc="http://creativecommons.org/ns#"'
_PACKET = re.compile(rb"<</Length (\d+)(/Type/Metadata/Subtype/XML>>\nstream\n)(.*?)(\nendstream)", re.DOTALL)
_ENTRY = re.compile(rb"^(\d{10})(?= \d{5} n)", re.MULTILINE)
_START = re.compile(rb"startxref\n(\d+)\n")
_OPENED, _CLOSED = b' rdf:about=""', b"</rdf:Description>"


def with_rights(pdf: bytes, licence: Linked) -> bytes:
    """The PDF with the licence in words, as an address, and marked as holding rights (XMP: ``dc:rights``,
    ``cc:license``, ``xmpRights``).

    Raises:
        ValueError: the file is not built as Typst builds it.
    """
    found = _PACKET.search(pdf)
    start = _START.search(pdf)
    if found is None or start is None or found[3].count(_OPENED) != 1 or found[3].count(_CLOSED) != 1:
        raise ValueError("The PDF's metadata is not where it was expected")
    packet = found[3].replace(_OPENED, _OPENED + SPACES.encode()).replace(_CLOSED, _rights(licence) + _CLOSED)
    made = b"<</Length %d%s%s%s" % (len(packet), found[2], packet, found[4])
    longer = len(made) - len(found[0])

    def moved(match: re.Match[bytes]) -> bytes:
        place = int(match[1])
        return b"%010d" % (place + longer if place > found.start() else place)

    table = int(start[1])
    return (
        pdf[: found.start()]
        + made
        + pdf[found.end() : table]
        + _START.sub(b"startxref\n%d\n" % (table + longer), _ENTRY.sub(moved, pdf[table:]))
    )


def _rights(licence: Linked) -> bytes:
    return (
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{escape(licence.plain)}</rdf:li></rdf:Alt></dc:rights>'
        f"<cc:license rdf:resource={quoteattr(licence.url)}/><xmpRights:Marked>True</xmpRights:Marked>"
        f"<xmpRights:WebStatement>{escape(licence.url)}</xmpRights:WebStatement>"
    ).encode()
