"""Users of the admin, and a case in both languages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from cases.models import CaseIndexPage, CasePage
from portal.core.models import PageSource, Source, VerificationMark, VerificationPoint
from portal.core.permissions import EDITORS
from portal.organisations.models import Participation, ParticipationRole
from portal.vocabulary.models import Concept, ConceptKind, PageConcept


@pytest.fixture
def editor(seeded: None) -> User:
    user = User.objects.create_user("redaktoer-i-test")
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def outsider(seeded: None) -> User:
    return User.objects.create_user("udenfor")


@pytest.fixture
def desk(editor: User) -> Client:
    """A browser in which the editor is logged in."""
    client = Client()
    client.force_login(editor)
    return client


def new_case(**values: object) -> CasePage:
    """A case that answers everything that is asked for, not yet in the tree."""
    texts = {
        "title": "Døgnrytme på Ærø",
        "search_description": "Lys om natten giver ro på plejehjemmet.",
        "fact_who": "Ærø Kommune og et firma fra Odense",
        "fact_what": "Lys, der følger døgnet på to afdelinger",
        "fact_goal": "Bedre søvn for beboere med demens",
        "fact_period": "2025",
        "fact_effect": "Færre urolige nætter",
        "funding": "Kommunens egne midler i hele perioden",
        "paid_by_after": "Kommunen",
        "running_cost": "Kendes ikke",
        "unknown": "<p>Vi ved ikke, om virkningen holder i længden.</p>",
        "story": [
            ("part", {"heading": "Før", "text": "Nattevagten gik mange runder hver nat."}),
            ("part", {"heading": "Efter", "text": "Beboerne sover nu det meste af natten."}),
        ],
    }
    return CasePage(**(texts | {"staff_hours": 40} | values))


@dataclass(frozen=True)
class Pair:
    """A case and its translation."""

    da: CasePage
    sv: CasePage

    def again(self) -> Pair:
        """Both as they are in the database."""
        return Pair(*(CasePage.objects.get(pk=page.pk) for page in (self.da, self.sv)))


@pytest.fixture
def danish(seeded: None) -> CasePage:
    """A published Danish case with facts of every kind."""
    index = CaseIndexPage.objects.get(locale__language_code="da")
    case = index.add_child(instance=new_case())
    case.page_sources.add(PageSource(source=Source.objects.all()[0]))
    case.verification_marks.add(
        VerificationMark(point=VerificationPoint.objects.all()[0], note_da="Ring", note_sv="Ring")
    )
    case.participations.add(
        Participation(name_da="Ærø Kommune", name_sv="Ærø kommun", role=ParticipationRole.MUNICIPALITY)
    )
    case.concept_tags.add(PageConcept(concept=Concept.objects.filter(kind=ConceptKind.AREA)[0]))
    case.effects = [("effect", {"kind": "experienced", "statement": {"da": "Ro", "sv": "Lugn"}})]
    case.save()
    case.save_revision().publish()
    return CasePage.objects.get(pk=case.pk)


def translate(page: Page, user: User | None = None) -> CasePage:
    """Wagtail-localize's “Translate this page”."""
    other = "sv" if page.locale.language_code == "da" else "da"
    translate_object(page, [Locale.objects.get(language_code=other)], user=user)
    return page.get_translation(Locale.objects.get(language_code=other))


SWEDISH = {
    "title": "Dygnsrytm på Ærø",
    "search_description": "Ljus om natten ger lugn på äldreboendet.",
    "fact_who": "Ærø kommun och ett företag från Odense",
    "fact_what": "Ljus som följer dygnet på två avdelningar",
    "fact_goal": "Bättre sömn för boende med demens",
    "fact_effect": "Färre oroliga nätter",
    "funding": "Kommunens egna medel under hela perioden",
    "running_cost": "Okänd",
    "unknown": "<p>Vi vet inte om effekten håller i längden.</p>",
}


def in_swedish(case: CasePage) -> CasePage:
    """The translation with its texts translated, not saved."""
    for name, text in SWEDISH.items():
        setattr(case, name, text)
    for block, text in zip(case.story, ("Nattpersonalen gick många rundor.", "De boende sover nu mest."), strict=True):
        block.value["text"] = text
    return case


@pytest.fixture
def pair(danish: CasePage, editor: User) -> Pair:
    """The case with its published Swedish translation."""
    swedish = in_swedish(translate(danish, editor))
    swedish.save_revision(user=editor).publish()
    return Pair(danish, swedish).again()
