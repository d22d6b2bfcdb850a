"""The question that an address asks. Page, list, feed and API read and write it here, so it means the same to all.

One parameter per facet, repeated or with commas: ``?q=behov&type=guide,template&phase=faelles-behov&page=2``.
A person's address is read leniently: what cannot be understood is left out, and said. A program's is read strictly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Protocol, get_args
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from search.ports import DEEPEST_HIT, FACETS, LANGUAGE_FACET, LONGEST_TEXT, Filters, Lang, Query, Sort

PAGE_SIZE: Final = 20
FACET_ORDER: Final = (*FACETS, LANGUAGE_FACET)
"""Facets in the order in which readers see them and addresses name them."""
TEXT, SORT, PAGE, EXACT = "q", "sort", "page", "exact"
SORTS: Final[tuple[Sort, ...]] = get_args(Sort)
LAST_PAGE: Final = DEEPEST_HIT // PAGE_SIZE
_PASSED_OVER = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|untranslated|_")
"""Parameters that others hang on to addresses: no reader typed them, so nothing is said about them."""
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
BROKEN: Final = "\ufffd"
"""What stands where the bytes of an address were no letters."""
_MOST_NAMED = 3
"""Things that are named when they are left out; an address may hold thousands."""
_LONGEST_NAMED = 40

Known = Mapping[str, Collection[str]]
"""The values that each facet has."""
Preset = Mapping[str, tuple[str, ...]]
"""Values that a list is limited to, such as guides and templates for the toolbox."""


class Parameters(Protocol):
    """What is read of a ``QueryDict``."""

    def __iter__(self) -> Iterator[str]: ...

    def getlist(self, key: str) -> list[str]:
        """Every value that a parameter has."""
        ...


class BadParameter(ValueError):
    """A parameter that a program should not have sent; the message is a sentence in the active language."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in an address that was not understood."""

    what: Literal["facet", "value", "text", "repeated", "page", "sort"]
    name: str = ""
    value: str = ""

    def sentence(self, name: str = "") -> str:
        """What the reader is told.

        Args:
            name: the facet's name in the reader's language.
        """
        match self.what:
            case "facet":
                return _("There is no filter called “%(name)s”, so it was left out.") % {"name": self.name}
            case "value":
                return _("The filter “%(name)s” has no value “%(value)s”, so it was left out.") % {
                    "name": name or self.name,
                    "value": self.value,
                }
            case "text":
                return _("Only the first %(count)d characters were searched for.") % {"count": LONGEST_TEXT}
            case "repeated":
                return _("The address had several questions; “%(value)s” was searched for.") % {"value": self.value}
            case "sort":
                return _("Results cannot be sorted by “%(value)s”.") % {"value": self.value}
            case _:
                return _("“%(value)s” is no page number.") % {"value": self.value}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its address has it."""

    lang: Lang
    text: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: Sort | None = None
    """None for the usual order: by relevance when there are words, by phase otherwise."""
    page: int = 1
    exact: bool = False
    """Whether the reader insists on the spelling."""
    preset: Preset = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    # --- to the engine ---------------------------------------------------------------------------------------------

    @property
    def usual_sort(self) -> Sort:
        """The order when the address names none."""
        return "relevance" if self.text else "phase"

    @property
    def order(self) -> Sort:
        """The order of the results."""
        return self.sort or self.usual_sort

    def query(self, *, size: int = PAGE_SIZE) -> Query:
        """The question as the port has it. A list's limits hold unless the reader chose among them."""
        chosen = {**self.preset, **self.filters.chosen}
        return Query(
            text=self.text,
            lang=self.lang,
            filters=Filters(chosen),
            sort=self.order,
            page=self.page,
            size=size,
            correct=not self.exact,
        )

    # --- to an address ---------------------------------------------------------------------------------------------

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of the address, in their one order, without those that say nothing."""
        pairs = [(TEXT, self.text)] if self.text else []
        chosen = ((facet, self.filters.values(facet)) for facet in FACET_ORDER)
        pairs += [(facet, ",".join(sorted(values))) for facet, values in chosen if values]
        if self.sort and self.sort != self.usual_sort:
            pairs.append((SORT, self.sort))
        if self.exact and self.text:
            pairs.append((EXACT, "1"))
        if self.page > 1:
            pairs.append((PAGE, str(self.page)))
        return pairs

    def address(self, base: str) -> str:
        """The address of the question below ``base``; the same question always has the same address."""
        query = urlencode(self.parameters(), safe=",", errors="replace")
        return f"{base}?{query}" if query else base

    # --- other questions -------------------------------------------------------------------------------------------

    def toggled(self, facet: str, value: str) -> Asked:
        """With the value chosen, or without it if it is."""
        values = self.filters.values(facet)
        if value in values:
            return self.without(facet, value)
        chosen = {**self.filters.chosen, facet: (*values, value)}
        return replace(self, filters=Filters(chosen), page=1)

    def without(self, facet: str, value: str | None = None) -> Asked:
        """Without a value, or without all of a facet."""
        return replace(self, filters=self.filters.without(facet, value), page=1)

    def unfiltered(self) -> Asked:
        """Without any chosen filter."""
        return replace(self, filters=Filters(), page=1)

    def sorted_by(self, sort: Sort) -> Asked:
        """In another order."""
        return replace(self, sort=None if sort == self.usual_sort else sort, page=1)

    def at(self, page: int) -> Asked:
        """On another page."""
        return replace(self, page=page)

    def with_text(self, text: str) -> Asked:
        """With other words and the same filters."""
        return replace(self, text=text, page=1, exact=False, sort=None)

    def limited(self) -> Asked:
        """The same question for an address that has no limits of its own, on its first page and in its usual order."""
        chosen = Filters({**self.preset, **self.filters.chosen})
        return replace(self, filters=chosen, preset={}, sort=None, page=1)

    def insisting(self) -> Asked:
        """With the words just as they were typed."""
        return replace(self, exact=True, page=1)


# --- reading an address ----------------------------------------------------------------------------------------------


def clean(text: str) -> str:
    """Words as they are searched for: composed, on one line, without controls, marks of direction and broken bytes."""
    kept = []
    for letter in text[: LONGEST_TEXT * 5]:
        if letter in _BIDI:
            continue
        broken = letter == BROKEN or unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"}
        kept.append(" " if broken else letter)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def lenient(parameters: Parameters, lang: Lang, known: Known, *, preset: Preset | None = None) -> Asked:
    """The question of a person's address, whatever it holds."""
    limits = preset or {}
    left_out: list[LeftOut] = []
    raw = _last(parameters, TEXT)
    text = clean(raw)
    if len(text) > LONGEST_TEXT or len(raw) > LONGEST_TEXT * 5:
        left_out.append(LeftOut("text"))
    if len({clean(one) for one in parameters.getlist(TEXT)} | {""}) > 2:
        left_out.append(LeftOut("repeated", value=_short(text)))
    chosen: dict[str, tuple[str, ...]] = {}
    for name in parameters:
        if name in FACET_ORDER:
            allowed = limits.get(name) or known.get(name, ())
            values = list(_values(parameters, name))
            chosen[name] = tuple(value for value in values if value in allowed)
            left_out += [LeftOut("value", name, _short(value)) for value in values if value not in allowed]
        elif name not in {TEXT, SORT, PAGE, EXACT} and not _PASSED_OVER.fullmatch(name):
            left_out.append(LeftOut("facet", _short(name)))
    order = _last(parameters, SORT)
    sort = next((one for one in SORTS if one == order), None)
    if order and sort is None:
        left_out.append(LeftOut("sort", value=_short(order)))
    number = _last(parameters, PAGE)
    page = int(number) if re.fullmatch(r"-?[0-9]{1,12}", number) else 1
    if number and not re.fullmatch(r"-?[0-9]+", number):
        left_out.append(LeftOut("page", value=_short(number)))
    elif len(number) > 12:
        page = LAST_PAGE
    named = [one for one in dict.fromkeys(left_out) if one.name or one.value or one.what == "text"]
    return Asked(
        lang=lang,
        text=text[:LONGEST_TEXT].strip(),
        filters=Filters(chosen),
        sort=sort,
        page=min(max(page, 1), LAST_PAGE),
        exact=_last(parameters, EXACT) == "1",
        preset=limits,
        left_out=tuple(named[:_MOST_NAMED]),
    )


def strict(parameters: Parameters, lang: Lang, known: Known, *, also: Collection[str] = ()) -> Asked:
    """The question of a program's address.

    Args:
        parameters: the address's.
        lang: the reader's language.
        known: the values that each facet has.
        also: names of further parameters, which are read elsewhere.

    Raises:
        BadParameter: with a sentence about the first thing that is wrong.
    """
    for name in parameters:
        if name not in {TEXT, SORT, PAGE, EXACT, *FACET_ORDER, *also}:
            raise BadParameter(_("There is no parameter “%(name)s”.") % {"name": _short(name)})
        if name not in FACET_ORDER and len(parameters.getlist(name)) > 1:
            raise BadParameter(_("The parameter “%(name)s” may be given once only.") % {"name": name})
    if len(_last(parameters, TEXT)) > LONGEST_TEXT:
        raise BadParameter(_("The question may have %(count)d characters at most.") % {"count": LONGEST_TEXT})
    if BROKEN in _last(parameters, TEXT):
        raise BadParameter(_("The question is not valid UTF-8."))
    number = _last(parameters, PAGE) or "1"
    if not re.fullmatch(r"[0-9]{1,6}", number) or not 1 <= int(number) <= LAST_PAGE:
        raise BadParameter(
            _("“%(value)s” is no page number from 1 to %(last)d.") % {"value": _short(number), "last": LAST_PAGE}
        )
    if _last(parameters, EXACT) not in {"", "0", "1"}:
        raise BadParameter(_("The parameter “%(name)s” is 0 or 1.") % {"name": EXACT})
    asked = lenient(parameters, lang, known)
    for wrong in asked.left_out:
        if wrong.what == "value":
            raise BadParameter(
                _("The facet “%(name)s” has no value “%(value)s”.") % {"name": wrong.name, "value": wrong.value}
            )
        if wrong.what == "sort":
            raise BadParameter(wrong.sentence())
    return asked


def _last(parameters: Parameters, name: str) -> str:
    """The value that counts where a parameter stands several times: the last one, as in Django."""
    values = parameters.getlist(name)
    return str(values[-1]) if values else ""


def _values(parameters: Parameters, facet: str) -> Iterator[str]:
    """The values of a facet, each once."""
    found = (part.strip() for value in parameters.getlist(facet) for part in str(value).split(","))
    yield from dict.fromkeys(part for part in found if part)


def _short(text: str) -> str:
    """Something strange, short enough to be repeated in a sentence."""
    shown = clean(text)
    return f"{shown[:_LONGEST_NAMED]}…" if len(shown) > _LONGEST_NAMED else shown
