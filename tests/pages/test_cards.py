"""What the foot of a card says of the phases: the names of all of them or, of many, the numbers alone."""

from __future__ import annotations

import re

import pytest

from portal.vocabulary.models import Concept, ConceptKind
from portal.vocabulary.reading import NAMED_PHASES
from tests.pages.portal import LANGUAGES, Portal, words

FOOT = re.compile(r"\bFase? (?P<numbers>\d[\d–, ]*)(?:: (?P<names>.+))?$")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_names_all_its_phases_or_none(portal: Portal, language: str) -> None:
    phases = {one.order: one.name(language) for one in Concept.objects.filter(kind=ConceptKind.PHASE)}
    seen = set()
    for answer in portal.everything(language):
        for foot in answer.main.select(".card:is(.k-guide, .k-tmpl) > .foot"):
            found = FOOT.search(words(foot))
            if found is None:
                continue
            numbers: list[int] = []
            for span in found["numbers"].split(", "):
                first, _, last = span.partition("–")
                numbers += range(int(first), int(last or first) + 1)
            seen.add(len(numbers))
            named = ", ".join(phases[number] for number in numbers) if len(numbers) <= NAMED_PHASES else None
            assert found["names"] == named, (answer.url, words(foot))
    assert {1, 2} <= seen
    assert max(seen) > NAMED_PHASES
