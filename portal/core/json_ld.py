"""Data about a page for search engines elsewhere, in schema.org's words."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import mark_safe


def as_script(objects: list[dict[str, Any]]) -> Any:
    """A JSON-LD data block with schema.org objects; ``<`` is escaped so that no text can end the element."""
    data = {"@context": "https://schema.org", "@graph": objects}
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    body = body.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(body))  # noqa: S308 - escaped above
