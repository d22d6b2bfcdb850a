"""Office files are zip archives that carry the clock of their making; here they are packed again so that the same
input gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

Change = Callable[[str], str]


def repack(data: bytes, dated: date, changes: Mapping[str, Change] | None = None) -> bytes:
    """The archive with ``dated`` as every entry's time, in a fixed order, and with some entries' texts changed.

    ``[Content_Types].xml`` comes first, as the packaging convention has it.
    """
    changes = changes or {}
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        names = sorted(
            source.namelist(), key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels"), name)
        )
        unknown = set(changes) - set(names)
        if unknown:
            raise KeyError(f"The file has no {', '.join(sorted(unknown))}")
        for name in names:
            content = source.read(name)
            if name in changes:
                content = changes[name](content.decode("utf-8")).encode("utf-8")
            entry = zipfile.ZipInfo(name, (dated.year, dated.month, dated.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return out.getvalue()
