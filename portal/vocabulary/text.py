"""Texts with the first use of each glossary term explained and source codes turned into numbered links.

Two kinds of text come in: plain text (paragraphs separated by a blank line) and Wagtail's rich text. Both leave as
safe markup. Terms are looked for in running text only, never in links, headings, buttons or longer quotations, and
never on the page about the term itself. A link to a page that readers cannot see leaves its words behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from html.parser import HTMLParser

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from portal.core.contexts import Markup

from .models.concepts import glossary_url

_REFERENCE = re.compile(r"\s*\[((?:[A-Z]\d{1,3})(?:\s*,\s*[A-Z]\d{1,3})*)\]")
_PAGE_LINK = re.compile(r'<a\b(?=[^>]*\blinktype="page")[^>]*?\bid="(\d+)"[^>]*>(.*?)</a>', re.DOTALL)
_EMPTY = re.compile(r"<(p|h[1-6]|li)\b[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</\1>")
_CLOSING = re.compile(r"[,.;:!?)«»”…]+")
_QUOTED = re.compile(r"»([^»«]+)«|”([^”]+)”")
"""What is quoted, as Danish and Swedish quote it."""
_SET_PHRASES = {"da": ("til eksempel", "for eksempel"), "sv": ("till exempel",)}
"""In which a word is not the term that it may be elsewhere."""
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FOREIGN = {
    "da": (re.compile(r"[\w-]*[äöÄÖ][\w-]*"), "sv"),
    "sv": (re.compile(r"[\w-]*[æøÆØ][\w-]*"), "da"),
}
"""Names such as Västerås in a Danish text, so that they are read aloud as what they are."""
_NOT_IN = frozenset({"a", "button", "h1", "h2", "h3", "h4", "code", "script", "style"})
_VOID = frozenset({"br", "hr", "img", "embed", "wbr"})

Term = tuple[str, Sequence[str], str]
"""Key, forms to look for with the name first, explanation."""
LONGEST_ACRONYM = 6


def is_acronym(form: str) -> bool:
    """Whether a form is written in capitals only, and means something else, or nothing, in small letters."""
    return len(form) <= LONGEST_ACRONYM and form.isupper()


def without_codes(text: str) -> str:
    """The text without its source codes, for places that have no list of sources beside them."""
    return _REFERENCE.sub("", text)


class TextRenderer:
    """Renders the texts of one page, in reading order, so that each term is explained once.

    Args:
        language: ``da`` or ``sv``.
        terms: the explained terms of that language.
        source_numbers: number of each source of the page, by code.
        own_title: the page's title; a term that it consists of is not explained on that page.
        page_url: address of the page that a link with the given id leads to; empty where readers cannot see it.
    """

    def __init__(
        self,
        *,
        language: str,
        terms: Sequence[Term],
        source_numbers: dict[str, int],
        own_title: str = "",
        page_url: Callable[[int], str] = lambda pk: "",
    ) -> None:
        self.language = language
        self.source_numbers = source_numbers
        self._page_url = page_url
        self._definition: dict[str, tuple[str, str, str]] = {}
        for key, forms, definition in terms:
            for form in forms:
                if form.lower() != own_title.lower():
                    wanted = form if is_acronym(form) else form.lower()
                    self._definition.setdefault(wanted, (key, forms[0], definition))
        self._used: set[str] = set()
        longest = sorted(self._definition, key=len, reverse=True)
        longest = [*_SET_PHRASES[language], *longest]
        words = [re.escape(form) if is_acronym(form) else f"(?i:{re.escape(form)})" for form in longest]
        self._term = re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])") if self._definition else None

    def inline(self, value: str) -> Markup:
        """One line of plain text."""
        return mark_safe(self._running(value))  # noqa: S308 - _running escapes

    def point(self, value: str) -> Markup:
        """A point of a checklist, whose acronyms lead to the glossary: a label can hold a link, but no button."""
        return mark_safe(self._acronyms_linked(value))  # noqa: S308 - _acronyms_linked escapes

    def paragraphs(self, value: str) -> Markup:
        """Plain text as paragraphs; empty text gives empty markup."""
        parts = [part.strip() for part in _PARAGRAPHS.split(value or "") if part.strip()]
        return mark_safe("".join(f"<p>{self._running(part)}</p>" for part in parts))  # noqa: S308 - _running escapes

    def rich(self, value: str) -> Markup:
        """Wagtail rich text (its source, not its rendering), without paragraphs and headings that say nothing."""
        said = _EMPTY.sub("", str(value or ""))
        if not said.strip():
            return mark_safe("")
        walker = _Walker(self)
        walker.feed(expand_db_html(_PAGE_LINK.sub(self._page_link, said)))
        walker.close()
        return mark_safe("".join(walker.out))  # noqa: S308 - Wagtail's whitelist plus our own escaped parts

    def _page_link(self, match: re.Match[str]) -> str:
        """A link to a page; Wagtail's own way costs several queries a link and does not ask who may see the page."""
        url = self._page_url(int(match.group(1)))
        return f'<a href="{escape(url)}">{match.group(2)}</a>' if url else match.group(2)

    def _running(self, text: str) -> str:
        """Escape ``text``, link its source codes and explain its first terms."""
        out: list[str] = []
        end = 0
        for match in _REFERENCE.finditer(text):
            links = self._references(match.group(1))
            if links is None:
                continue
            out += [self._explained(text[end : match.start()]), links]
            end = match.end()
        out.append(self._explained(text[end:]))
        return "".join(out)

    def _references(self, codes: str) -> str | None:
        numbers = [self.source_numbers.get(code.strip()) for code in codes.split(",")]
        known = [number for number in numbers if number]
        if not known:
            return None
        label = escape(_("Source"))
        links = "".join(
            f'<a class="ref" href="#kilde-{number}"><span class="vh">{label} </span>{number}</a>' for number in known
        )
        return f'<span class="refs">{links}</span>'

    def _explained(self, text: str) -> str:
        if self._term is None:
            return self._foreign(text)
        out: list[str] = []
        end = 0
        quoted = [found.span() for found in _QUOTED.finditer(text)]
        for match in self._term.finditer(text):
            key, name, definition = self._meaning(match.group())
            if not key or key in self._used or _within(match.span(), quoted):
                continue
            self._used.add(key)
            after = _CLOSING.match(text, match.end())
            mark = after.group() if after else ""
            out += [self._foreign(text[end : match.start()]), self._popover(key, match.group(), name, definition, mark)]
            end = match.end() + len(mark)
        out.append(self._foreign(text[end:]))
        return "".join(out)

    def _meaning(self, word: str) -> tuple[str, str, str]:
        """Key, name and explanation of a word that was found."""
        # A dotless i is found where an i is looked for, and yet its lower case is another letter.
        return self._definition.get(word) or self._definition.get(word.lower(), ("", "", ""))

    def _acronyms_linked(self, text: str) -> str:
        out: list[str] = []
        end = 0
        for match in self._term.finditer(text) if self._term else ():
            word = match.group()
            if is_acronym(word) and (key := self._meaning(word)[0]):
                link = f'<a href="{glossary_url(key, self.language)}">{escape(word)}</a>'
                out += [self._foreign(text[end : match.start()]), link]
                end = match.end()
        out.append(self._foreign(text[end:]))
        return "".join(out)

    def _foreign(self, text: str) -> str:
        """Escape ``text`` and name the language of words with letters that only the other language has."""
        words, language = _FOREIGN[self.language]
        return words.sub(rf'<span lang="{language}">\g<0></span>', escape(text, quote=False))

    def _popover(self, key: str, word: str, name: str, definition: str, mark: str) -> str:
        """A word that opens its explanation, on one line with the punctuation ``mark`` behind it: a line may break
        before and after a button.
        """
        said = f"{word}, {name}" if is_acronym(word) and word != name else word
        target, url = f"t-{key}", glossary_url(key, self.language)
        shown, more, close = escape(word), escape(_("More in the glossary")), escape(_("Close"))
        button = f'<button type="button" class="term" popovertarget="{target}">{shown}</button>'
        if mark:
            button = f'<span class="nb">{button}{escape(mark)}</span>'
        return (
            f'{button}<span class="pop" id="{target}" popover role="note">'
            f"<strong>{escape(said)}</strong> <span>{escape(definition)}</span> "
            f'<span class="row"><a href="{url}">{more}</a> '
            f'<button type="button" class="btn quiet" popovertarget="{target}" popovertargetaction="hide">'
            f"{close}</button></span></span>"
        )


def _within(place: tuple[int, int], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a word is part of what somebody has called or said so: it is not this text that uses the term there."""
    start, end = place
    return any(left < start and end < right and (left + 1, right - 1) != place for left, right in quoted)


class _Walker(HTMLParser):
    """Copies rich text and lets the renderer work on its running text."""

    def __init__(self, renderer: TextRenderer) -> None:
        super().__init__(convert_charrefs=True)
        self.renderer = renderer
        self.out: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy the tag."""
        if tag not in _VOID:
            self._open.append(tag)
        self.out.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy the tag."""
        self.out.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Copy the tag."""
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Explain and link, unless inside a link, heading or button."""
        inside = _NOT_IN.intersection(self._open)
        self.out.append(escape(data, quote=False) if inside else self.renderer._running(data))
