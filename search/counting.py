"""Counts what is searched for, so that editors see what is missing. Nothing about who searched is ever at hand here.

A question becomes a number per day, language and words. Words that look like a person's are not counted at all; words
that were searched for once only are shown to nobody (``search/reports.py``), and forgotten after 30 days
(``manage.py search_forget``).
"""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import F, Sum
from django.http import HttpResponse
from django.utils import timezone

from search.asking import clean
from search.models import SearchCount

logger = logging.getLogger(__name__)

LONGEST: Final = 80
"""Longer questions are sentences, pasted text, or about somebody."""
FORGET_AFTER: Final = timedelta(days=30)
_PERSONAL = re.compile(
    r"""\S@\S                                   # e-mail addresses, also half ones
      |(?:\d[\s\-+./]{0,2}){7,}\d               # CPR, personnummer, telephone and case numbers: eight digits or more
      |https?://|www\.                          # addresses that may hold anything
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(r"</?[a-z!?]")
"""Beginning of a tag: nobody asks the portal in HTML, but many programs try whether it shows what they send."""


def folded(text: str) -> str:
    """The words without capitals and without the marks around them, as counted and as matched with recommendations."""
    return clean(text).casefold().strip(" ?!.,;:\"'»«”“")


def normalised(text: str) -> str:
    """The words as they are counted; empty when they shall not be, or are no question: no word at all, or markup."""
    words = folded(text)
    wordless = not any(character.isalnum() for character in words)
    told = len(words) <= LONGEST and not _PERSONAL.search(words) and not _MARKUP.search(words)
    return words if told and not wordless else ""


def count(*, lang: str, text: str, found: bool) -> None:
    """Count a question. A database that is busy or read-only costs a number, never an answer."""
    words = normalised(text)
    if not words:
        return
    zero = 0 if found else 1
    try:
        with transaction.atomic():
            row, made = SearchCount.objects.get_or_create(
                day=timezone.localdate(), language=lang, query=words, defaults={"count": 1, "zero_results": zero}
            )
            if not made:
                SearchCount.objects.filter(pk=row.pk).update(
                    count=F("count") + 1, zero_results=F("zero_results") + zero
                )
    except DatabaseError as error:
        logger.warning("A search was not counted: %s", error)


def after(response: HttpResponse, *, lang: str, text: str, found: bool) -> None:
    """Count a question when its answer has been sent, so that no reader waits for it."""
    response._resource_closers.append(  # type: ignore[attr-defined]  # Django's own place for it
        lambda: count(lang=lang, text=text, found=found)
    )


def clicked(*, lang: str, text: str) -> None:
    """Count that a result of a question was opened. Only questions that were counted today or yesterday have one."""
    words = normalised(text)
    if not words:
        return
    recent = SearchCount.objects.filter(
        language=lang, query=words, day__gte=timezone.localdate() - timedelta(days=1)
    ).order_by("-day")
    try:
        with transaction.atomic():
            newest = recent.values_list("pk", flat=True).first()
            if newest is not None:
                SearchCount.objects.filter(pk=newest, clicks__lt=F("count") * 5).update(clicks=F("clicks") + 1)
    except DatabaseError as error:
        logger.warning("A click was not counted: %s", error)


def forget() -> int:
    """Delete what was searched for once only, and more than 30 days ago; how many rows that were."""
    seen_once = SearchCount.objects.values("language", "query").annotate(all=Sum("count")).filter(all=1).values("query")
    old = SearchCount.objects.filter(day__lt=timezone.localdate() - FORGET_AFTER, count=1)
    deleted = 0
    for language in ("da", "sv"):
        once = seen_once.filter(language=language)
        deleted += old.filter(language=language, query__in=once).delete()[0]
    return deleted
