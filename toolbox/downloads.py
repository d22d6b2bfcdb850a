"""Serves the files of templates and kits under the addresses of their pages, and counts them.

The page's own address is asked first, so Wagtail's hooks have already refused what is not live or is private; a
document's own hooks are asked here. Counting keeps a number per file and day, and nothing about who asked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import IO, Any, Final

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import document_served

from toolbox.kits import Kit
from toolbox.models import DownloadCount, FileVersion, Role
from toolbox.models.shelf import FOLDER, address

logger = logging.getLogger(__name__)

BOTS: Final = re.compile(
    r"bot|crawl|spider|slurp|archiv|preview|scan|monitor|check|curl|wget|python|java/|okhttp|go-http|headless|fetch",
    re.IGNORECASE,
)


def versions_of(page: Any) -> list[FileVersion]:
    """Every version of every file of a template, in one query."""
    return list(FileVersion.objects.of([page.translation_key]).with_rows())


def serve_file(page: Any, request: HttpRequest, name: str) -> HttpResponseBase:
    """The file of a template's page that has this name.

    A name from before the page was renamed leads to the right one; so does the name of a format that the page had
    before.

    Raises:
        Http404: there is none, or it is not on the disk.
    """
    versions = versions_of(page)
    current = [version for version in versions if version.place is not None]
    for found, versioned in (*((one, True) for one in versions), *((one, False) for one in current)):
        if name == found.name(page.slug, versioned=versioned):
            return _file(request, found, name)
    known = [(one, True) for one in versions] + [(one, False) for one in [*current, *versions]]
    slugs = [page.slug, *_slugs_before(page)]
    for found, versioned in known:
        if any(name == found.name(slug, versioned=versioned) for slug in slugs):
            here = found if versioned or found.place is not None else _heir(found, current)
            if here is not None:
                return HttpResponseRedirect(address(page, here, versioned=versioned))
    raise Http404(f"{page} has no file {name}")


def _slugs_before(page: Any) -> list[str]:
    """What the page was called in its addresses before; Wagtail keeps a redirect from each of them."""
    paths = Redirect.objects.filter(redirect_page_id=page.pk).values_list("old_path", flat=True)
    return sorted({path.partition(f"/{FOLDER}/")[0].rstrip("/").rpartition("/")[2] for path in paths} - {""})


def _heir(old: FileVersion, current: Sequence[FileVersion]) -> FileVersion | None:
    """The file that has taken the place of one in another format."""
    return next((one for one in current if (one.language, one.role) == (old.language, old.role)), None)


def _file(request: HttpRequest, version: FileVersion, name: str) -> HttpResponseBase:
    document = version.document
    for hook in hooks.get_hooks("before_serve_document"):
        answer = hook(document, request)
        if isinstance(answer, HttpResponse):
            return answer
    if not version.there():
        logger.warning("The file of document %s is not on the disk: %s", document.pk, document.file.name)
        raise Http404(f"{document.file.name} is not on the disk")
    document_served.send(sender=type(document), instance=document, request=request)
    modified = int(version.saved_at.timestamp())
    early = _unchanged(request, document.get_file_hash(), modified)
    if early is not None:
        return early
    file = document.file.storage.open(document.file.name, "rb")
    shown = version.role == Role.PREVIEW
    response = _answer(request, file, name, document.content_type, attached=not shown)
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Content-Language"] = version.language  # which may be the other one than the page's
    _with_validators(response, document.get_file_hash(), modified)
    count_after(response, request, [version])
    return response


def serve_kit(request: HttpRequest, kit: Kit) -> HttpResponseBase:
    """A kit as one zip, packed only for a reader who has not got it yet."""
    early = _unchanged(request, kit.etag, None)
    if early is not None:
        return early
    response = _answer(request, kit.open(), kit.name, "application/zip", attached=True)
    _with_validators(response, kit.etag, None)
    count_after(response, request, kit.versions, in_kits=True)
    return response


def _unchanged(request: HttpRequest, mark: str, modified: int | None) -> HttpResponse | None:
    """The answer to somebody who has the file already; None for everybody else."""
    answer = get_conditional_response(request, etag=f'"{mark}"', last_modified=modified)
    if answer is not None:
        _with_validators(answer, mark, modified)
    return answer


def _with_validators(response: Any, mark: str, modified: int | None) -> None:
    response["ETag"] = f'"{mark}"'
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    # Kept by browsers, but asked for each time: the page may have become private, and the download counts.
    response["Cache-Control"] = "no-cache"


def _answer(request: HttpRequest, file: IO[bytes], name: str, content_type: str, *, attached: bool) -> FileResponse:
    # What is compressed already is not compressed again, which would also take its length away.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = FileResponse(file, as_attachment=attached, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response


# --- counting --------------------------------------------------------------------------------------------------------


def count_after(response: Any, request: HttpRequest, versions: Sequence[FileVersion], *, in_kits: bool = False) -> None:
    """Count a download when it has been sent, so that no reader waits for it. Bots and mere looks do not count."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    if request.method == "GET" and versions and agent and not ahead and not BOTS.search(agent):
        ids = [version.pk for version in versions]
        response._resource_closers.append(lambda: count(ids, in_kits=in_kits))


def count(versions: Sequence[int], *, in_kits: bool = False) -> None:
    """Add one to today's number of some files: one query, and three more for the first of a day.

    A database that is busy or read-only costs a number, never an answer.
    """
    column = "in_kits" if in_kits else "alone"
    wanted, day = set(versions), timezone.localdate()
    try:
        with transaction.atomic():
            rows = DownloadCount.objects.filter(day=day, file__in=wanted)
            if rows.update(**{column: F(column) + 1}) < len(wanted):
                new = wanted - set(rows.values_list("file", flat=True))
                made = [DownloadCount(day=day, file_id=pk) for pk in sorted(new)]
                DownloadCount.objects.bulk_create(made, ignore_conflicts=True)
                rows.filter(file__in=new).update(**{column: F(column) + 1})
    except DatabaseError as error:
        logger.warning("A download was not counted: %s", error)
