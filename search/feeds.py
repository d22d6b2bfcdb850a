"""Any search as an Atom feed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from portal.core.addresses import absolute
from portal.core.kinds import kind_name
from portal.core.reading import SITE_NAME
from search.asking import Asked
from search.naming import Naming
from search.ports import Results
from search.presenting import heading, row


def write(request: HttpRequest, asked: Asked, results: Results, naming: Naming) -> HttpResponse:
    """The feed of a question's results.

    Args:
        request: gives scheme and host.
        asked: the question.
        results: its results, newest first.
        naming: names of facets and values.
    """
    page = reverse(f"search_{asked.lang}")
    filters = ", ".join(
        naming.label(facet, value, asked.lang) for facet, values in asked.filters.chosen.items() for value in values
    )
    subject = " · ".join(part for part in (asked.text, filters) if part) or _("Everything")
    feed = Atom1Feed(
        title=f"{subject} – {SITE_NAME[asked.lang]}",
        subtitle=heading(asked, results.total),
        link=absolute(request, asked.address(page)),
        feed_url=absolute(request, asked.address(reverse(f"search_feed_{asked.lang}"))),
        language=asked.lang,
        description="",
        author_name=SITE_NAME[asked.lang],
        feed_copyright=_("CC BY 4.0 unless a page says otherwise"),
    )
    for hit in results.hits:
        link = absolute(request, hit.url)
        feed.add_item(
            title=hit.title,
            link=link,
            description=hit.summary,
            unique_id=link,
            updateddate=hit.changed,
            categories=(kind_name(row(hit, naming, asked.lang).kind),),
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response
