"""Says which texts of a translation's original have changed since the translation was made, text by text.

Translations are ordinary pages (docs/adr/0004), so nothing is ever copied over by itself; the portal only remembers
what each text was translated from. The rules:

- Making a translation remembers the original as it is.
- A text that is edited on the translation stands, from then on, for the original as it was at that edit; publishing the
  edit makes it count. So a change of the original is never forgotten by publishing something else, nor by publishing a
  draft that is older than the change.
- An editor can mark texts as up to date without touching them.
- An edit of the translation says nothing about the original.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.core.languages import OTHER
from portal.core.models.page import PortalPage
from portal.core.models.translation import TranslationState
from portal.core.prose import SEPARATOR, Prose, texts, top_field
from portal.core.recognising import is_nordic, is_written_in

Entries = dict[str, dict[str, str]]
LONG = 5
"""From how many words on a text that is the same in both languages cannot be just a name."""


@dataclass(frozen=True, slots=True)
class Change:
    """One text of the original that has changed."""

    path: str
    label: str
    before: str
    after: str
    order: bool = False
    """Whether only the order of blocks has changed."""

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def is_translation(page: Any) -> bool:
    """Whether the page is a translation whose state is kept."""
    return isinstance(page, PortalPage) and bool(page.translated_from_id) and not page.alias_of_id


def source_of(translation: PortalPage) -> PortalPage | None:
    """The original as readers see it, or its newest draft while it was never published."""
    found = type(translation)._default_manager.filter(pk=translation.translated_from_id).first()
    if found is None or found.live:
        return found
    return found.get_latest_revision_as_object()


def changes(translation: PortalPage) -> list[Change]:
    """What has changed in the original since the translation was made or marked as up to date."""
    state = TranslationState.objects.filter(page_id=translation.pk).first()
    source = source_of(translation) if state else None
    if state is None or source is None:
        return []
    return _differences(state.remembered, texts(source), type(translation))


def untranslated(translation: PortalPage) -> tuple[list[str], list[str]]:
    """Which texts are still word for word the original's, leaving out what was chosen.

    Returns:
        where the longer ones are, short ones may be names; and where those are that must not be published, since they
        are recognised as being in the original's language, or since not one longer text differs.
    """
    source = source_of(translation)
    if source is None:
        return [], []
    state = TranslationState.objects.filter(page_id=translation.pk).first()
    now, own = texts(source), texts(translation)
    then = state.remembered if state else {}
    names = translation.name_fields
    written = [
        path for path, prose in own.items() if prose.text and not (prose.order or prose.chosen) and path not in names
    ]
    originals = {path: {then.get(path, {}).get("sum"), now[path].sum if path in now else None} for path in written}
    same = [path for path in written if own[path].sum in originals[path]]
    long = [path for path in written if _is_long(own[path])]
    same_long = [path for path in same if _is_long(own[path])]
    if same_long and len(same_long) == len(long):
        wrong = same_long
    else:
        wrong = [path for path in same if _is_still_in(own[path], source.language)]
    return [own[path].label for path in same_long], [own[path].label for path in wrong]


def _is_long(prose: Prose) -> bool:
    return len(prose.text.split()) >= LONG


def _is_still_in(prose: Prose, language: str) -> bool:
    """Whether a text that is the same in both languages is in this one."""
    if len(prose.text.split()) < 2:
        return False  # a key such as vi-er-i-drift
    if is_written_in(prose.text, language):
        return True
    return _is_long(prose) and is_nordic(prose.text) and not is_written_in(prose.text, OTHER[language])


def ensure_state(translation: PortalPage) -> None:
    """Remember the original for a translation that has no record yet."""
    if not TranslationState.objects.filter(page_id=translation.pk).exists():
        mark_up_to_date(translation)


def remember_new(pages: Iterable[PortalPage]) -> None:
    """Begin to watch translations that were written in bulk, each together with its original, without signals."""
    by_pk = {page.pk: page for page in pages}
    new = [page for page in by_pk.values() if is_translation(page)]
    known = set(TranslationState.objects.filter(page__in=[page.pk for page in new]).values_list("page_id", flat=True))
    states = []
    for page in new:
        source = by_pk.get(page.translated_from_id) or source_of(page)
        if page.pk not in known and source is not None:
            own = texts(page)
            remembered = {path: _entry(prose, _own_sum(own, path)) for path, prose in texts(source).items()}
            states.append(TranslationState(page_id=page.pk, remembered=remembered))
    TranslationState.objects.bulk_create(states, batch_size=200)


def mark_up_to_date(translation: PortalPage, *, user: Any = None, paths: Collection[str] | None = None) -> None:
    """Let the translation stand for the original as it is now.

    Args:
        translation: the page; its newest draft is looked at too.
        user: who says so.
        paths: only these texts; all when None.
    """
    source = source_of(translation)
    if source is None:
        return
    state, _created = TranslationState.objects.get_or_create(page_id=translation.pk)
    now, own = texts(source), texts(translation.get_latest_revision_as_object())
    for path in {*now, *state.remembered} if paths is None else paths:
        _put(state.remembered, path, _entry(now.get(path), _own_sum(own, path)))
        state.edited.pop(path, None)
    if user is not None:
        state.marked_on, state.marked_by = timezone.now(), user
    _save(state, now, type(translation))


def note_draft(draft: PortalPage) -> None:
    """A draft of a translation was saved: the texts edited in it stand for the original as it is now."""
    state = TranslationState.objects.filter(page_id=draft.pk).first()
    source = source_of(draft) if state else None
    if state is None or source is None:
        return
    now, own = texts(source), texts(draft)
    for path in {*now, *state.remembered}:
        current = _own_sum(own, path)
        known = state.edited.get(path) or state.remembered.get(path) or _block_before(state, path)
        if known.get("own") != current:
            state.edited[path] = _entry(now.get(path), current)
    _save(state, now, type(draft))


def note_publication(translation: PortalPage) -> None:
    """A translation was published: what was noted of the texts it publishes counts from now on."""
    ensure_state(translation)
    state = TranslationState.objects.get(page_id=translation.pk)
    source = source_of(translation)
    if source is None:
        return
    own = texts(translation)
    for path, entry in list(state.edited.items()):
        if entry["own"] == _own_sum(own, path):
            _put(state.remembered, path, state.edited.pop(path))
    _save(state, texts(source), type(translation))


def refresh(original: PortalPage) -> None:
    """An original was saved: count anew what has changed for each of its translations."""
    states = list(
        TranslationState.objects.filter(page__translation_key=original.translation_key).exclude(page_id=original.pk)
    )
    now = texts(original) if states else {}
    for state in states:
        _save(state, now, type(original))


def forget(page: Page) -> None:
    """The page is no translation any more."""
    TranslationState.objects.filter(page_id=page.pk).delete()


def _differences(remembered: Entries, now: dict[str, Prose], model: type[PortalPage]) -> list[Change]:
    found = []
    for path in [*now, *(path for path in remembered if path not in now)]:
        prose, entry = now.get(path), remembered.get(path, {})
        if prose is not None and prose.order:
            if not _same_order(entry.get("sum", ""), prose.sum):
                found.append(Change(path, prose.label + SEPARATOR + _("order"), entry["text"], prose.text, order=True))
        elif (prose.sum if prose else "") != entry.get("sum", ""):
            label = prose.label if prose else _removed_label(path, model)
            found.append(Change(path, label, entry.get("text", ""), prose.text if prose else ""))
    return found


def _same_order(before: str, after: str) -> bool:
    """Whether the blocks that exist on both sides stand in the same order."""
    old, new = before.split(","), after.split(",")
    return [i for i in old if i in new] == [i for i in new if i in old]


def _removed_label(path: str, model: type[PortalPage]) -> str:
    field = model._meta.get_field(top_field(path))
    return capfirst(str(getattr(field, "verbose_name", field.name))) + SEPARATOR + _("removed part")


def _entry(prose: Prose | None, own: str) -> dict[str, str]:
    return {
        "sum": prose.sum if prose else "",
        "text": prose.text if prose else "",
        "own": own,
        "gone": "" if prose else "1",
    }


def _put(entries: Entries, path: str, entry: dict[str, str]) -> None:
    """Keep an entry; one of a text that is gone from the original leaves nothing behind."""
    if entry["gone"]:
        entries.pop(path, None)
    else:
        entries[path] = entry


def _own_sum(own: dict[str, Prose], path: str) -> str:
    """Checksum of the translation's own text; where it has no such block, of which blocks it has in that field."""
    prose = own.get(path) or own.get(top_field(path))
    if prose is None:
        return ""
    return hashlib.sha256(prose.sum.encode()).hexdigest()[:16] if prose.order else prose.sum


def _block_before(state: TranslationState, path: str) -> dict[str, str]:
    """For a block that is new in the original: which blocks the translation had when it was last looked at."""
    field = top_field(path)
    entry: dict[str, str] = state.remembered.get(field) or {}
    return entry


def _save(state: TranslationState, now: dict[str, Prose], model: type[PortalPage]) -> None:
    state.changed_fields = len(_differences(state.remembered, now, model))
    state.save()
