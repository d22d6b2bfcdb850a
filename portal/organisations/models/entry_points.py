"""Entry points: organisations, programmes and networks that a municipality or a company can turn to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.core import dates
from portal.core.contexts import Article, Fact, Kind
from portal.core.kinds import kind_name
from portal.core.models import PortalPage, Relation
from portal.core.searchable import SearchablePage
from portal.core.stating import Stating, StatingFormMixin
from portal.organisations.contexts import OrganisationContext, Person
from portal.vocabulary.models import ClassifiedPage, ConceptKind
from portal.vocabulary.models.classified import ClassifiedPageForm

from .participation import Participation


class EntryPointForm(StatingFormMixin, ClassifiedPageForm):
    """The editor's form of an entry point."""


class EntryPointPage(Stating, SearchablePage, ClassifiedPage):  # type: ignore[misc]  # both are models; Wagtail's save has more arguments
    """What every entry point tells: what one gets, when to write, what to send."""

    class Status(models.TextChoices):
        """Whether the door is open."""

        ONGOING = "ongoing", _("ongoing")
        ENDED = "ended", _("ended")
        UNKNOWN = "unknown", _("unknown")

    content_kind: ClassVar[Kind] = "entry"
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
        "mailbox": _("role mailbox"),
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

    def closed(self) -> str:
        """One sentence when the door is known to be closed or its status is unknown."""
        status = self.shared("status")
        if status == self.Status.ENDED:
            return _now("Closed according to our newest source.")
        if status == self.Status.UNKNOWN:
            return _now("We do not know whether this is still open.")
        return ""

    def view(self, reader: Any) -> OrganisationContext:
        """The entry point as the template reads it."""
        roles, incoming = self._roles()
        entries = reader.related_of("entry")
        hosts = [p for p in entries if roles.get(p.translation_key) == Relation.Role.HOSTS]
        memberships = [p for p in entries if roles.get(p.translation_key) == Relation.Role.MEMBER_OF]
        members = [p for p in entries if incoming.get(p.translation_key) == Relation.Role.MEMBER_OF]
        run_by = [p for p in entries if incoming.get(p.translation_key) == Relation.Role.HOSTS]
        status = self.Status(self.shared("status")).label
        errands = reader.names(ConceptKind.ERRAND)
        facts = [
            Fact(label=_now("Type"), text=reader.names(ConceptKind.ORGANISATION_TYPE)),
            Fact(label=_now("Country"), text=reader.names(ConceptKind.COUNTRY)),
            Fact(label=_now("Themes"), text=self.themes),
            Fact(label=_now("Run by"), text="", links=reader.links(run_by)) if run_by else None,
            Fact(label=_now("Runs"), text="", links=reader.links(hosts)) if hosts else None,
            Fact(
                label=_now("Status"),
                text=str(status)[:1].upper() + str(status)[1:],
                html=reader.text.inline(f"{str(status)[:1].upper()}{str(status)[1:]}. {self.status_note}")
                if self.status_note
                else "",
            ),
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
        return {"status": (self.shared("status"),)}

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


class ProgrammePage(EntryPointPage):
    """A programme or fund."""

    template = EntryPointPage.template  # Wagtail would name one after the class

    class Covers(models.TextChoices):
        """Whether the money covers a part of the way."""

        YES = "yes", _("yes")
        NO = "no", _("no")
        NOT_STATED = "not_stated", _("not stated in the source")

    shared_fields = (
        *EntryPointPage.shared_fields,
        "covers_development",
        "covers_implementation",
        "covers_scaling",
        "opens_on",
        "closes_on",
        "checked_on",
    )
    stateable: ClassVar[dict[str, Any]] = {
        **EntryPointPage.stateable,
        "amount": _("amount"),
        "who_may_apply": _("who may apply"),
        "opens_on": _("opens"),
        "closes_on": _("closes"),
    }

    covers_development = models.CharField(
        _("covers development"), max_length=10, choices=Covers, default=Covers.NOT_STATED
    )
    covers_implementation = models.CharField(
        _("covers implementation"), max_length=10, choices=Covers, default=Covers.NOT_STATED
    )
    covers_scaling = models.CharField(_("covers scaling"), max_length=10, choices=Covers, default=Covers.NOT_STATED)
    amount = models.CharField(_("amount"), max_length=255, blank=True)
    who_may_apply = models.CharField(_("who may apply"), max_length=400, blank=True)
    co_funding = models.CharField(_("own contribution"), max_length=255, blank=True)
    partner_rules = models.TextField(_("rules on partners"), blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    def details(self, reader: Any) -> list[Fact]:
        """What the money covers, amount, dates and rules."""
        covers = [
            Fact(
                label=str(label),
                text=str(self.Covers(self.shared(name)).label),
                stated=self.shared(name) != self.Covers.NOT_STATED,
            )
            for name, label in (
                ("covers_development", _now("Covers development")),
                ("covers_implementation", _now("Covers implementation")),
                ("covers_scaling", _now("Covers scaling")),
            )
        ]
        opens, closes = self.shared("opens_on"), self.shared("closes_on")
        stated = self._stated(
            ("amount", self.amount),
            ("who_may_apply", self.who_may_apply),
            ("opens_on", dates.full(opens, reader.language) if opens else ""),
            ("closes_on", dates.full(closes, reader.language) if closes else ""),
        )
        more = [
            Fact(label=label, text=text)
            for label, text in ((_now("Own contribution"), self.co_funding), (_now("Partners"), self.partner_rules))
            if text
        ]
        if checked := self.shared("checked_on"):
            more.append(Fact(label=_now("Last checked"), text=dates.full(checked, reader.language)))
        return [*covers, *stated, *more]

    edit_handler = PortalPage.tabs(
        [
            *EntryPointPage.text_panels,
            MultiFieldPanel(
                [
                    FieldPanel("amount"),
                    FieldPanel("who_may_apply"),
                    FieldPanel("co_funding"),
                    FieldPanel("partner_rules"),
                ],
                heading=_("The programme"),
            ),
        ],
        [
            *EntryPointPage.shared_panels(),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("covers_development"),
                            FieldPanel("covers_implementation"),
                            FieldPanel("covers_scaling"),
                        ]
                    ),
                    FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on"), FieldPanel("checked_on")]),
                ],
                heading=_("The programme"),
            ),
        ],
    )

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")


class NetworkPage(EntryPointPage):
    """A network of municipalities, companies or practitioners."""

    template = EntryPointPage.template  # Wagtail would name one after the class

    stateable: ClassVar[dict[str, Any]] = {
        **EntryPointPage.stateable,
        "purpose": _("purpose"),
        "who_may_join": _("who may join"),
        "cost": _("what it costs"),
        "meetings": _("how often it meets"),
        "period": _("period"),
    }

    purpose = models.TextField(_("purpose"), blank=True)
    who_may_join = models.CharField(_("who may join"), max_length=255, blank=True)
    cost = models.CharField(_("what it costs"), max_length=120, blank=True)
    meetings = models.CharField(_("how often it meets"), max_length=120, blank=True)
    period = models.CharField(_("period"), max_length=120, blank=True)

    def details(self, reader: Any) -> list[Fact]:
        """Purpose and terms of the network."""
        return list(
            self._stated(
                *((name, getattr(self, name)) for name in ("purpose", "who_may_join", "cost", "meetings", "period"))
            )
        )

    edit_handler = PortalPage.tabs(
        [
            *EntryPointPage.text_panels,
            MultiFieldPanel(
                [FieldPanel(name) for name in ("purpose", "who_may_join", "cost", "meetings", "period")],
                heading=_("The network"),
            ),
        ],
        EntryPointPage.shared_panels(),
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
