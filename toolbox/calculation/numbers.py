"""Numbers as Danes and Swedes type them: 1.250,5 and 1 250,5, and as machines do: 1250.5.

=====================  ===============================================================================================
typed                  read as
=====================  ===============================================================================================
1250  1250,5  1250.5   what it says: one separator that cannot group thousands is the decimal separator
1 250,5  1 250.5       spaces (also hard and thin ones) group thousands; they must stand before groups of three
1.250,5  1,250.5       both separators: the last one is the decimal separator, the other must group in threes
1.250.000  1,250,000   the same separator twice can only group
1.250                  Danish: 1250, the language's own way of grouping. Swedish: refused, since it is 1250 to some and
                       1,25 to others
1,250                  refused in both languages: 1,25 by the rules of both, yet who types so usually means 1250, and a
                       factor of a thousand must not slip through. 0,250 and 12,50 have one meaning only and are read
-5                     negative, also with a minus sign; whether that makes sense is for the field to say
5 kr.  5 DKK  3,5 %    a currency after the number is ignored; a per cent sign is, where the field is one for per cents
1e5  NaN               refused, like digits of other scripts: nobody means them
=====================  ===============================================================================================
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

Language = Literal["da", "sv"]

SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\u2212": "-"})
"""Hard and thin spaces, and the minus sign."""
CURRENCY = re.compile(r"\s*(kr\.?|dkk|sek|eur|€)$", re.IGNORECASE)
SHAPE = re.compile(r"-?[0-9][0-9., ]*")
GROUPED = re.compile(r"-?[0-9]{1,3}([., ])[0-9]{3}(?:\1[0-9]{3})*")
PLAIN = re.compile(r"-?[0-9]+")
AMBIGUOUS = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
MOST_DIGITS = 15


class NumberError(ValueError):
    """A text that is not one number. ``code`` is a message key of :mod:`toolbox.calculation.messages`."""

    def __init__(self, code: Literal["not_a_number", "ambiguous_number", "number_too_long"], **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def parse_number(text: str, language: Language, *, percent: bool = False) -> Decimal | None:
    """Read one number, or nothing from an empty text.

    Raises:
        NumberError: the text is not a number, or could be two different ones.
    """
    text = text.translate(SIGNS).strip()
    if not text:
        return None
    text = CURRENCY.sub("", text)
    if percent:
        text = text.removesuffix("%").rstrip()
    if text.startswith("- "):
        text = f"-{text[2:]}"
    if not SHAPE.fullmatch(text):
        raise NumberError("not_a_number")
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        raise NumberError("number_too_long")
    value = _value(text, language)
    return value / 100 if percent else value


def _value(text: str, language: Language) -> Decimal:
    whole, mark, fraction = _split(text, language)
    if not PLAIN.fullmatch(whole) and not GROUPED.fullmatch(whole):
        raise NumberError("not_a_number")
    if mark and not fraction.isdigit():
        raise NumberError("not_a_number")
    return Decimal(f"{re.sub('[., ]', '', whole)}{'.' * bool(mark)}{fraction}")


def _split(text: str, language: Language) -> tuple[str, str, str]:
    """The part before the decimal separator, the separator, and the part after it."""
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return text, "", ""
    if len(set(marks)) == 1 < len(marks):
        return text, "", ""
    if AMBIGUOUS.fullmatch(text):
        if language == "da" and marks == ["."]:
            return text, "", ""
        before, _, after = text.rpartition(marks[0])
        raise NumberError("ambiguous_number", grouped=before + after, decimal=f"{before},{after.rstrip('0') or '0'}")
    return text.rpartition(marks[-1])
