"""Numbers as somebody would type them in a language, so that reading them gives the same number back."""

from __future__ import annotations

from decimal import Decimal

from toolbox.calculation.numbers import MOST_DIGITS, Language

GROUP: dict[Language, str] = {"da": ".", "sv": "\u00a0"}


def typed(value: Decimal | int, language: Language) -> str:
    """1.250,5 in Danish, 1 250,5 in Swedish. Digits beyond those that a field takes are rounded away."""
    number = Decimal(value)
    if number.adjusted() - number.as_tuple().exponent >= MOST_DIGITS:  # type: ignore[operator]  # finite
        number = round(number, MOST_DIGITS - 1 - max(number.adjusted(), 0))
    whole, _, decimals = f"{abs(number):f}".partition(".")
    decimals = decimals.rstrip("0")
    if len(decimals) == 3:
        decimals += "0"  # three digits after a separator could be thousands to somebody
    sign = "-" if number < 0 else ""
    return f"{sign}{int(whole):,}".replace(",", GROUP[language]) + (f",{decimals}" if decimals else "")


def typed_percent(value: Decimal, language: Language) -> str:
    """A share as per cents, without the sign."""
    return typed(value * 100, language)
