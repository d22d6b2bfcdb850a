"""Menu, footer and tagline of each language."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Locale

from portal.core.languages import LANGUAGES
from portal.core.models import Navigation
from portal.seed.drafts import Ref, fingerprint
from portal.seed.drafts.base import block_id, stream
from portal.seed.loading.ledger import Ledger
from portal.seed.loading.registry import Registry
from portal.seed.loading.report import Outcome
from portal.seed.models import SeededItem
from portal.seed.reading import Content
from portal.seed.schema import FooterItem

_KIND = SeededItem.Kind.NAVIGATION
_KEY = "navigation"


def write_navigation(content: Content, registry: Registry, ledger: Ledger) -> list[Navigation]:
    """Write header and footer of each language.

    Returns:
        the records that were made or changed.
    """
    written = []
    present = {row.locale.language_code: row for row in Navigation.objects.select_related("locale")}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for language in LANGUAGES:
        fields = _fields(content, content.footer[0], language)
        row, checksum = present.get(language), fingerprint(fields)
        outcome = ledger.decide(_KIND, _KEY, language, checksum, present=row is not None)
        if outcome is Outcome.CREATED:
            row = Navigation(locale=locales[language])
        elif (
            outcome is not Outcome.UPDATED or row is None or not ledger.untouched(_KIND, _KEY, language, _content(row))
        ):
            continue
        row.tagline = fields["tagline"]
        for name in ("menu", "footer"):
            setattr(row, name, json.dumps(registry.resolve(fields[name], language)))
        row.save()
        ledger.wrote(_KIND, _KEY, language, checksum, _content(row), outcome)
        written.append(row)
    return written


def _content(row: Navigation) -> str:
    return fingerprint([row.tagline, *(getattr(row, name).get_prep_value() for name in ("menu", "footer"))])


def _fields(content: Content, footer: FooterItem, language: str) -> dict[str, Any]:
    menu = [
        {"page": Ref("page", section.key), "title": section.menu_title.of(language)} for section in content.sections
    ]  # fmt: skip
    columns = []
    for number, column in enumerate(footer.columns):
        links = [
            {
                "type": "item",
                "value": {"page": Ref("page", link.page), "title": ""},
                "id": block_id(_KEY, number, position),
            }
            for position, link in enumerate(column.links)
        ]
        columns.append({"heading": column.heading.of(language), "links": links})
    return {
        "tagline": footer.tagline.of(language),
        "menu": stream(_KEY, "menu", "link", menu),
        "footer": stream(_KEY, "footer", "column", columns),
    }
