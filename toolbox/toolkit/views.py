"""The page of the list, and its files as one zip. They answer any address: what is not there is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from portal.core.blocks import raw_values
from portal.core.contexts import Frame, Language, Link
from portal.core.kinds import kind_of
from portal.core.languages import LANGUAGES, NAMES
from portal.core.templatetags.portal import in_quotes
from portal.core.views import not_found
from portal.core.visibility import visible_in
from toolbox.kits import kit_of
from toolbox.models import GuidePage, ToolboxPage
from toolbox.toolkit.contexts import Item, Points, ToolkitContext
from toolbox.toolkit.finding import LIST, MOST, TICKS, Found, find, ticked, wanted

TEMPLATE: Final = "toolbox/toolkit.html"
NOINDEX: Final = "noindex, nofollow"
MOST_NAMED: Final = 5
"""Keys that are named when they lead nowhere."""


def toolkit(request: HttpRequest, language: str) -> HttpResponse:
    """The list in one language."""
    home = visible_in(language).filter(depth=2).first()
    if home is None:
        return not_found(request)
    listed = Listed(request, language, home.specific)
    context = {"page": listed.page, "view": listed.view(), "frame": listed.frame()}
    return TemplateResponse(request, TEMPLATE, context)


def toolkit_zip(request: HttpRequest, language: str) -> HttpResponseBase:
    """The files and checklists of the list; back to the list where there are none."""
    asked = wanted(request.GET.getlist(LIST))
    found = find(asked.keys, language)
    page_url = address(language, asked.keys)
    made = kit_of(
        found.here.values(),
        language,
        name=_("my-toolkit"),
        title=_("My toolkit"),
        url=page_url,
        absolute=request.build_absolute_uri,
        ticks=ticked(request.GET.getlist(TICKS)),
    )
    if made is None:
        return HttpResponseRedirect(page_url)
    response = FileResponse(made.open(), as_attachment=True, filename=made.name, content_type="application/zip")
    response["X-Robots-Tag"] = NOINDEX
    response["Cache-Control"] = "private, no-store"  # the ticks are the reader's own
    return response


def address(language: str, keys: tuple[str, ...], name: str = "toolkit") -> str:
    """The address of a list with these keys on it."""
    base = reverse(f"{name}_{language}")
    return f"{base}?{urlencode({LIST: ','.join(keys)}, safe=',')}" if keys else base


class Listed:
    """One list at one address."""

    def __init__(self, request: HttpRequest, language: str, page: Any) -> None:
        self.request, self.language, self.page = request, language, page
        self.asked = wanted(request.GET.getlist(LIST))

    @cached_property
    def reader(self) -> Any:
        """Reads menu, footer and concepts for the front page, in whose frame the list stands."""
        return self.page.reader(self.request)

    @cached_property
    def found(self) -> Found:
        """The pages."""
        return find(self.asked.keys, self.language)

    def view(self) -> ToolkitContext:
        """What the template shows."""
        here, reader = self.found.here, self.reader
        cards = reader.cards(here.values(), reader.tags_for(page.translation_key for page in here.values()))
        items = tuple(
            Item(
                key=key,
                card=card,
                without=address(self.language, tuple(k for k in self.asked.keys if k != key)),
                address=self.request.build_absolute_uri(card.url),
            )
            for key, card in zip(here, cards, strict=True)
        )
        checklists = tuple(self._checklists())
        files = checklists or any(kind_of(page) == "template" for page in here.values())
        keys = tuple(here)
        return ToolkitContext(
            title=_("My toolkit"),
            lead=self._lead(),
            items=items,
            notices=tuple(self._notices()),
            elsewhere=tuple(
                Link(title=page.title, url=page.url or "", lang=page.locale.language_code)
                for page in self.found.elsewhere
            ),
            checklists=checklists,
            url=address(self.language, ()),
            share_url=self.request.build_absolute_uri(address(self.language, keys)) if keys else "",
            zip_url=address(self.language, keys, "toolkit_zip") if files else "",
            toolbox=None if items else self._toolbox(),
        )

    def _lead(self) -> str:
        """Where the list is. One in the address may be the reader's own or somebody else's, which only the browser
        knows.
        """
        if not self.asked.keys:
            return _(
                "Guides, templates and cases that you put aside. The list is kept in your browser and stands in the "
                "page’s address, so that you can share it."
            )
        return _(
            "Guides, templates and cases that were put aside. The list stands in the page’s address, so that it can be "
            "shared; your own is kept in your browser too."
        )

    def frame(self) -> Frame:
        """Header and footer; the language switch takes the list along."""
        plain, switch = self._languages(()), self._languages(self.asked.keys)
        title, url = _("My toolkit"), address(self.language, ())
        meta = self.reader.meta(title=title, description=self._lead(), path=url, languages=plain, json_ld={})
        frame: Frame = self.reader.frame(
            meta=replace(meta, robots=NOINDEX),
            languages=switch,
            breadcrumbs=(Link(title=title, url=url, current=True),),
        )
        return frame

    def _languages(self, keys: tuple[str, ...]) -> tuple[Language, ...]:
        return tuple(
            Language(code, NAMES[code], address(code, keys), current=code == self.language, exists=True)
            for code in LANGUAGES
        )

    def _notices(self) -> list[str]:
        """One sentence for each thing that is not shown."""
        said = []
        if gone := self.found.gone:
            named = ", ".join(in_quotes(key) for key in gone[:MOST_NAMED])
            said.append(
                ngettext(
                    "One entry of the list is not there any more, or is not public: %(names)s.",
                    "%(count)d entries of the list are not there any more, or are not public: %(names)s.",
                    len(gone),
                )
                % {"count": len(gone), "names": f"{named} …" if len(gone) > MOST_NAMED else named}
            )
        if self.asked.unreadable:
            said.append(_("A part of the address could not be read and was left out."))
        if self.asked.too_many:
            said.append(_("A list has room for %(most)d entries. The first are shown.") % {"most": MOST})
        return said

    def _checklists(self) -> list[Points]:
        """The checklists of the guides, in the order of the list, in one query."""
        guides = {page.pk: key for key, page in self.found.here.items() if kind_of(page) == "guide"}
        pages = GuidePage.objects.in_bulk(list(guides)) if guides else {}
        made = []
        for pk, key in guides.items():
            points = tuple(str(value) for value in raw_values(pages[pk].checklist)) if pk in pages else ()
            if points:
                made.append(Points(key=key, title=pages[pk].title, points=points))
        return made

    def _toolbox(self) -> Link | None:
        page = visible_in(self.language).filter(pk__in=ToolboxPage.objects.values("pk")).first()
        return Link(title=page.title, url=page.url or "") if isinstance(page, Page) else None
