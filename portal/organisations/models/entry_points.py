"""Entry points: organisations, programmes and networks that a municipality or a company can turn to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.core import dates
from portal.core.contexts import Article, Fact, Kind
from portal.core.kinds import kind_name
from portal.core.models import PortalPage, Relation
from portal.core.searchable import SearchablePage
from portal.core.stating import Stating, StatingFormMixin, not_stated_text
from portal.organisations.contexts import OrganisationContext, Person
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from portal.vocabulary.models.classified import ClassifiedPageForm

from .participation import Participation

PASSING_TYPES = frozenset({"type-program", "type-netvaerk", "type-testmiljoe", "type-center"})
"""Keys of the types of organisation that are set up for a time. The others, such as a municipality or an authority, are
simply there: to say that they are ongoing would tell nothing.
"""


class EntryPointForm(StatingFormMixin, ClassifiedPageForm):
    """The editor's form of an entry point."""


class EntryPointPage(Stating, SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """What every entry point tells: what one gets, when to write, what to send."""

    class Status(models.TextChoices):
        """Whether the door is open."""

        ONGOING = "ongoing", _("ongoing")
        ENDED = "ended", pgettext_lazy("status", "ended")
        UNKNOWN = "unknown", pgettext_lazy("status", "unknown")

    content_kind: ClassVar[Kind] = "entry"
    name_fields: ClassVar[tuple[str, ...]] = ("title",)
    search_prior: ClassVar[float] = 0.8
    template = "organisations/organisation_page.html"
    parent_page_types: ClassVar[list[str]] = ["organisations.DirectoryPage"]
    subpage_types: ClassVar[list[str]] = []
    facets = (
        ConceptKind.ORGANISATION_TYPE,
        ConceptKind.COUNTRY,
        ConceptKind.AREA,
        ConceptKind.TECHNOLOGY,
        ConceptKind.ERRAND,
        ConceptKind.COMPANY_STAGE,
        ConceptKind.MUNICIPALITY_SIZE,
        ConceptKind.AUDIENCE,
        ConceptKind.PHASE,
    )
    shared_fields = (
        *PortalPage.shared_fields,
        "not_stated",
        "status",
        "website",
        "mailbox",
        "phone",
        "verified_on",
        "supplementary",
        "contact_name",
        "contact_basis",
        "contact_expires",
    )
    stateable: ClassVar[dict[str, Any]] = {
        "company_gets": _("what a company gets"),
        "municipality_gets": _("what a municipality gets"),
        "write_when": _("when to write"),
        "send": _("what to send"),
        "reply_time": _("reply time"),
        "website": _("website"),
        "mailbox": _("role mailbox"),
        "phone": _("telephone"),
    }
    must_answer = ("company_gets", "municipality_gets", "write_when", "send", "reply_time")
    base_form_class = EntryPointForm

    themes = models.CharField(_("themes"), max_length=255, blank=True)
    company_gets = models.TextField(_("what a company gets"), blank=True)
    municipality_gets = models.TextField(_("what a municipality gets"), blank=True)
    write_when = models.TextField(
        _("when to write"), blank=True, help_text=_("One sentence that goes on from “Write when …”.")
    )
    send = models.TextField(_("what to send"), blank=True, help_text=_("What they would like to know first."))
    reply_time = models.CharField(_("reply time"), max_length=120, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.UNKNOWN)
    status_note = models.CharField(_("what we know of the status, and when"), max_length=400, blank=True)
    website = models.URLField(_("website"), blank=True, max_length=500)
    mailbox = models.EmailField(
        _("role mailbox"), blank=True, help_text=_("A shared mailbox of a function, never a person's.")
    )
    phone = models.CharField(_("telephone of the function"), max_length=40, blank=True)
    verified_on = models.DateField(_("verified with the organisation on"), null=True, blank=True)
    supplementary = models.BooleanField(_("supplementary: not named in the main sources"), default=False)
    contact_name = models.CharField(
        _("named person"),
        max_length=120,
        blank=True,
        help_text=_("Only with a legal basis and an end date. The name leaves the page by itself on that date."),
    )
    contact_role = models.CharField(_("the person's role"), max_length=160, blank=True)
    contact_basis = models.CharField(_("legal basis for the name"), max_length=255, blank=True)
    contact_expires = models.DateField(_("the name is shown until"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A name needs a legal basis and an end.

        Raises:
            ValidationError: on ``contact_basis`` or ``contact_expires``.
        """
        super().clean()
        if self.contact_name and not self.contact_basis:
            raise ValidationError({"contact_basis": _now("A name may be shown only with a legal basis: write which.")})
        if self.contact_name and not self.contact_expires:
            raise ValidationError({"contact_expires": _now("A name may be shown only until a date: write which.")})

    @property
    def person(self) -> Person | None:
        """The named contact, gone from the day after which the name may not be shown."""
        expires = self.shared("contact_expires")
        if not self.shared("contact_name") or expires is None or expires <= timezone.localdate():
            return None
        return Person(name=self.shared("contact_name"), role=self.contact_role)

    # --- reading -----------------------------------------------------------------------------------------------------

    def extra_related(self) -> models.Q:
        """The pages in which the organisation takes part."""
        mine = Participation.objects.filter(organisation__translation_key=self.translation_key)
        return models.Q(translation_key__in=mine.values("page__translation_key"))

    @property
    def current_status(self) -> Status:
        """Whether the door is open today."""
        return self.Status(self.shared("status"))

    def closed(self) -> str:
        """One sentence when the door is known to be closed or its status is unknown."""
        status = self.current_status
        if status == self.Status.ENDED:
            return _now("Closed according to our newest source.")
        if status == self.Status.UNKNOWN:
            return _now("We do not know whether this is still open.")
        return ""

    def status_words(self) -> str:
        """The status in one or two words."""
        return capfirst(str(self.current_status.label))

    def status_fact(self, reader: Any) -> Fact | None:
        """The row about the status: the word and what is known of it. An organisation that is simply there has only
        what is known.
        """
        lasting = not PASSING_TYPES & {concept.key for concept in reader.own(ConceptKind.ORGANISATION_TYPE)}
        if lasting and self.current_status == self.Status.ONGOING:
            return reader.marked(Fact(label=_now("What we know"), text=self.status_note)) if self.status_note else None
        words = self.status_words()
        return Fact(
            label=_now("Status"),
            text=words,
            html=reader.text.inline(f"{words}. {self.status_note}") if self.status_note else "",
        )

    def missing_contact(self) -> tuple[Fact, ...]:
        """A row for each way of getting in touch that we do not have, so that readers need not look for it."""
        return tuple(
            Fact(label=capfirst(str(self.stateable[name])), text=not_stated_text(), stated=False)
            for name in ("website", "mailbox", "phone")
            if not self.shared(name)
        )

    def view(self, reader: Any) -> OrganisationContext:
        """The entry point as the template reads it."""
        roles, incoming = self._roles()
        entries = reader.related_of("entry")
        hosts = [p for p in entries if roles.get(p.translation_key) == Relation.Role.HOSTS]
        memberships = [p for p in entries if roles.get(p.translation_key) == Relation.Role.MEMBER_OF]
        members = [p for p in entries if incoming.get(p.translation_key) == Relation.Role.MEMBER_OF]
        run_by = [p for p in entries if incoming.get(p.translation_key) == Relation.Role.HOSTS]
        errands = reader.names(ConceptKind.ERRAND)
        facts = [
            Fact(label=_now("Type"), text=reader.names(ConceptKind.ORGANISATION_TYPE)),
            Fact(label=_now("Country"), text=reader.names(ConceptKind.COUNTRY)),
            Fact(label=_now("Themes"), text=self.themes),
            Fact(label=_now("Run by"), text="", links=reader.links(run_by)) if run_by else None,
            Fact(label=_now("Runs"), text="", links=reader.links(hosts)) if hosts else None,
            self.status_fact(reader),
            reader.phase_fact(),
        ]
        company = self._stated(
            ("company_gets", self.company_gets),
            ("write_when", self.write_when),
            ("send", self.send),
            ("reply_time", self.reply_time),
        ) + ((Fact(label=_now("Errands they take"), text=errands),) if errands else ())
        return OrganisationContext(
            article=Article(
                kind=self.content_kind,
                kind_name=kind_name(self.content_kind),
                title=self.title,
                lead=self.summary,
                line=None,
                sources=reader.sources,
                related=reader.links(
                    [
                        *reader.related_of("guide", "template", "phase"),
                        *[p for p in entries if p not in (*hosts, *memberships, *members, *run_by)],
                    ][:6]
                ),
                review=reader.review(),
            ),
            facts=tuple(f for f in facts if f and (f.text or f.links or f.phases or f.html)),
            company=tuple(map(reader.marked, company)),
            municipality=tuple(map(reader.marked, self._stated(("municipality_gets", self.municipality_gets)))),
            details=tuple(map(reader.marked, self.details(reader))),
            mailbox=self.shared("mailbox"),
            phone=self.shared("phone"),
            website=self.shared("website"),
            missing=self.missing_contact(),
            person=self.person,
            verified=self.verified(reader.language),
            members=reader.links(members),
            memberships=reader.links(memberships),
            cases=reader.related_cards("case"),
        )

    def _roles(self) -> tuple[dict[Any, str], dict[Any, str]]:
        """Role of each relation written here, and of each that leads here, by translation key of the other end."""
        key = self.translation_key
        both = Relation.objects.filter(models.Q(source__translation_key=key) | models.Q(target__translation_key=key))
        out, into = {}, {}
        for source, target, role in both.values_list("source__translation_key", "target__translation_key", "role"):
            if source == key:
                out[target] = role
            else:
                into[source] = role
        return out, into

    def _stated(self, *pairs: tuple[str, str]) -> tuple[Fact, ...]:
        return tuple(fact for name, text in pairs if (fact := self.state(name, text)))

    def details(self, reader: Any) -> list[Fact]:
        """Rows that only this type of entry point has."""
        return []

    def verified(self, language: str) -> str:
        """When and against what the entry was checked."""
        day = self.shared("verified_on")
        if day:
            return _now("Verified with the organisation on %(date)s.") % {"date": dates.full(day, language)}
        return _now("Built from public sources; not yet verified with the organisation.")

    def search_facets(self) -> dict[str, tuple[str, ...]]:
        """Whether the door is open."""
        return {"status": (self.current_status.value,)}

    def json_ld(self, reader: Any) -> dict[str, Any]:
        """An organisation; public ones are said to be that."""
        public = {"type-kommune", "type-region", "type-myndighed"} & {
            c.key for c in reader.own(ConceptKind.ORGANISATION_TYPE)
        }
        data: dict[str, Any] = {
            "@type": "GovernmentOrganization" if public else "Organization",
            "name": self.title,
            "description": self.summary,
            "mainEntityOfPage": reader.absolute(self.url or ""),
        }
        if self.shared("website"):
            data["url"] = self.shared("website")
        return data

    # --- editing -----------------------------------------------------------------------------------------------------

    text_panels: ClassVar[list[Any]] = [
        FieldPanel("themes"),
        MultiFieldPanel(
            [FieldPanel("company_gets"), FieldPanel("write_when"), FieldPanel("send"), FieldPanel("reply_time")],
            heading=_("For companies"),
        ),
        MultiFieldPanel([FieldPanel("municipality_gets")], heading=_("For municipalities")),
        FieldPanel("status_note"),
        FieldPanel("contact_role"),
    ]

    @classmethod
    def shared_panels(cls) -> list[Any]:
        """Panels of the facts that both languages share."""
        return [
            FieldPanel("not_stated"),
            cls.facets_panel(),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("status"), FieldPanel("verified_on")]), FieldPanel("supplementary")],
                heading=_("Status"),
            ),
            MultiFieldPanel(
                [FieldPanel("website"), FieldRowPanel([FieldPanel("mailbox"), FieldPanel("phone")])],
                heading=_("Contact by function"),
            ),
            MultiFieldPanel(
                [FieldPanel("contact_name"), FieldPanel("contact_basis"), FieldPanel("contact_expires")],
                heading=_("Named person (exception)"),
            ),
        ]


class OrganisationPage(EntryPointPage):
    """A municipality, company, knowledge institution, cluster, authority or other organisation."""

    edit_handler = PortalPage.tabs(EntryPointPage.text_panels, EntryPointPage.shared_panels())

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
