"""What holds a page back, whichever way it is published: the editor's button, a list, a workflow, a copy, a schedule.

A draft may be incomplete, so Wagtail defers the rules of its fields and blocks until the page editor publishes. The
other ways never ask for them. ``PortalPage.publish`` does, for all of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.admin import messages
from wagtail.fields import StreamField
from wagtail.models import Revision

SCHEDULED = "wagtail.publish.scheduled"
"""What Wagtail calls it in a page's history when ``publish_scheduled`` publishes the page."""
logger = logging.getLogger(__name__)


class HeldBackError(Exception):
    """A page was to be published that is not ready. The message is one sentence for the editor."""

    def __init__(self, page: Any, reason: str) -> None:
        super().__init__(reason)
        self.page = page


def held_back(revision: Revision, log_action: object = True) -> bool:
    """Whether the revision stays a draft for now: at its scheduled time, when nobody is there to be told and other
    pages wait behind it. It is tried again at the next round.

    Args:
        revision: what is to be published.
        log_action: Wagtail's name of the way in which it is published.

    Raises:
        HeldBackError: there is an obstacle, and whoever publishes the revision is to be told.
    """
    draft = revision.as_object()
    obstacle = draft.obstacle()
    if obstacle and log_action != SCHEDULED:
        raise HeldBackError(draft, obstacle)
    if obstacle:
        logger.warning("“%s” was not published at its time. %s", draft.get_admin_display_title(), obstacle)
    return bool(obstacle)


def unfinished(page: Any) -> str:
    """What the rules of the page's own fields and blocks say against publishing it; empty when nothing."""
    try:
        page.full_clean()
    except ValidationError as error:
        wrong = dict(error.message_dict)
        general = wrong.pop(NON_FIELD_ERRORS, [])
        return "; ".join([*(_said(page, name, found) for name, found in wrong.items()), *general])
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            try:
                field.stream_block.clean(stream)
            except blocks.StreamBlockValidationError as error:
                general = [message for one in error.non_block_errors.as_data() for message in one.messages]
                inner = [reason for n, one in error.block_errors.items() for reason in _reasons(one, stream[n].block)]
                return _said(page, field.name, [*general, *dict.fromkeys(inner)])
    return ""


def _said(page: Any, name: str, reasons: Any) -> str:
    label = capfirst(str(page._meta.get_field(name).verbose_name))
    return f"{label}: {' '.join(map(str, reasons))}"


def _reasons(error: Any, block: blocks.Block) -> Iterator[str]:
    """The sentences in a block's error, however deep in blocks within blocks they are, with the part's name."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from (f"{capfirst(str(block.label))}: {message}" for message in error.messages)
        return
    yield from (message for one in error.non_block_errors.as_data() for message in one.messages)
    for name, one in inner.items():
        yield from _reasons(one, block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name])


class HeldBackMiddleware:
    """Tells an editor why a page was held back, where a view of Wagtail's admin does not expect it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do for a view that went well."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Back to the page's editor, with the reason. A dialogue of the admin is led there by its own script."""
        if not isinstance(error, HeldBackError):
            return None
        messages.error(request, f"{error.page.get_admin_display_title()}: {error}")
        editor = reverse("wagtailadmin_pages:edit", args=[error.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": editor})
        return redirect(editor)
