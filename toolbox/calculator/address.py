"""A whole form as one parameter of an address: short enough to send in a mail, and nothing is kept on the server.

The parameter is ``1.`` (the version of this format), then the form as a list in JSON, deflated, in the letters that
need no escaping in an address. Everything in it is a text as it was typed, so a form with mistakes is carried too. It
comes from outside: whatever is not as it should be is left out, and the form says so.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any, Final

from portal.core.languages import LANGUAGES
from toolbox.calculation.numbers import Language
from toolbox.calculator.form import MOST, SETTINGS, TABLES, Form, Row, cleaned

VERSION: Final = "1."
LONGEST_ADDRESS: Final = 3500
"""Characters of a parameter that go through every server, proxy and mail program; gunicorn's own limit is 4094."""
LARGEST: Final = 100_000
"""Bytes that a parameter may unpack to. A full form has less than half of that."""


class BrokenAddress(ValueError):
    """Nothing of the form could be read from the address."""


def written(form: Form) -> str:
    """The form as a parameter; the same form always gives the same one."""
    tables = [[_trimmed([row.get(name, "") for name in names]) for row in form.rows(t)] for t, names in TABLES.items()]
    data = [form.language, _trimmed([form.settings.get(name, "") for name in SETTINGS]), *tables]
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return VERSION + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read(parameter: str) -> Form:
    """The form that an address carries.

    Raises:
        BrokenAddress: it was cut off, or is not ours.
    """
    data = _unpacked(parameter)
    if not isinstance(data, list) or len(data) != 2 + len(TABLES) or data[0] not in LANGUAGES:
        raise BrokenAddress
    language: Language = data[0]
    settings, whole = _row(data[1], SETTINGS)
    tables: dict[str, tuple[Row, ...]] = {}
    for (table, names), given in zip(TABLES.items(), data[2:], strict=True):
        rows = given if isinstance(given, list) else []
        read_rows = [_row(row, names) for row in rows[: MOST[table]]]
        whole = whole and rows is given and len(rows) <= MOST[table] and all(good for _, good in read_rows)
        tables[table] = tuple(row for row, _ in read_rows)
    return Form(language=language, settings=settings, tables=tables, damaged=not whole)


def _unpacked(parameter: str) -> Any:
    if not parameter.startswith(VERSION) or not parameter.isascii() or len(parameter) > LARGEST:
        raise BrokenAddress
    body = parameter.removeprefix(VERSION)
    try:
        packed = base64.b64decode(body + "=" * (-len(body) % 4), altchars="-_", validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST)
        if not unpacking.eof:
            raise BrokenAddress  # cut off, or larger than any form
        return json.loads(text)
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise BrokenAddress from error


def _row(given: Any, names: tuple[str, ...]) -> tuple[Row, bool]:
    """The texts of a row, and whether all of it could be read."""
    values = given if isinstance(given, list) else []
    pairs = list(zip(names, values, strict=False))
    row = {name: cleaned(value) for name, value in pairs if isinstance(value, str) and value}
    whole = values is given and len(values) <= len(names) and all(isinstance(value, str) for value in values)
    return row, whole


def _trimmed(values: list[str]) -> list[str]:
    """Without the empty texts at the end."""
    while values and not values[-1]:
        values.pop()
    return values
