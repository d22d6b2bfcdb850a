"""What several files say together: relations written on either side, phases named on either side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from portal.core.models import Relation
from portal.seed.reading import Content
from portal.seed.schema import CaseItem, GuideItem, OrganisationItem, Upkeep


@dataclass
class Weave:
    """Looks up, for each page, what other files say about it."""

    home: str = ""
    _relations: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _phases: dict[str, set[str]] = field(default_factory=dict)
    _phase_order: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, content: Content, *, relations: bool = True) -> Weave:
        """From all files; without their relations when only the phases' order is wanted."""
        weave = cls(home=content.home[0].key if content.home else "")
        for facet in content.facets:
            weave._phase_order[facet.key] = facet.order
        for phase in content.phases:
            for key in (*phase.guides, *phase.templates):
                weave._phases.setdefault(key, set()).add(phase.key)
        if relations:
            weave.add_relations(content.pages)
        return weave

    def add_relations(self, items: Iterable[Upkeep]) -> None:
        """Keep one relation for each pair: the first that is written, but one with a role before one without."""
        written = [(item.key, target, role) for item in items for target, role in _written(item)]
        written.sort(key=lambda one: one[2] == Relation.Role.RELATED)
        pairs = {frozenset((source, target)) for source, known in self._relations.items() for target, _role in known}
        for source, target, role in written:
            if frozenset((source, target)) not in pairs:
                pairs.add(frozenset((source, target)))
                self._relations.setdefault(source, []).append((target, role))

    def relations(self, key: str) -> list[tuple[str, str]]:
        """Key and role of each relation that is kept on the page ``key``."""
        return self._relations.get(key, [])

    def phases(self, key: str, own: Sequence[str]) -> list[str]:
        """The phases that the page names or that name it, in their order."""
        return sorted({*own, *self._phases.get(key, ())}, key=lambda phase: self._phase_order.get(phase, 0))


def _written(item: Upkeep) -> Iterable[tuple[str, str]]:
    """Target and role of every relation that an entry writes."""
    if isinstance(item, OrganisationItem):
        yield from ((key, Relation.Role.MEMBER_OF.value) for key in item.member_of)
        yield from ((key, Relation.Role.HOSTS.value) for key in item.hosts)
    if isinstance(item, GuideItem):
        yield from ((key, Relation.Role.RELATED.value) for key in (*item.templates, *item.cases, *item.organisations))
    if isinstance(item, CaseItem):
        yield from ((key, Relation.Role.RELATED.value) for key in (*item.guides, *item.templates))
    yield from ((key, Relation.Role.RELATED.value) for key in item.related)
