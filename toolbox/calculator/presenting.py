"""The calculator's page and the decision paper as their templates read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core import dates
from portal.core.contexts import Article, Frame, Link
from portal.core.kinds import kind_name
from portal.core.languages import LANGUAGES
from portal.vocabulary.reading import ConceptReader
from toolbox.calculation.inputs import BenefitClass, Case
from toolbox.calculator import fields
from toolbox.calculator.advice import for_readers
from toolbox.calculator.answering import AS, Asked, asked_of
from toolbox.calculator.contexts import CalculatorContext, PaperContext
from toolbox.calculator.showing import shown

NOINDEX: Final = "noindex, nofollow"
ROOM: Final = 400
"""Letters that the paper has room for where it says who makes the benefits happen."""


class CalculatorReader(ConceptReader):
    """Reads for the calculator; the language switch takes what was typed along."""

    @property
    def asked(self) -> Asked:
        """What the request asks for."""
        return asked_of(self.request, self.page.language)

    def frame(self, **given: Any) -> Frame:
        """The page's frame. Search engines are to know the empty form only."""
        state = self.asked.state
        if not state and not self.asked.too_long:
            return super().frame(**given)
        suffix = f"?{urlencode(state)}" if state else ""
        languages = self.languages(dict.fromkeys(LANGUAGES, suffix))
        meta = replace(self.meta(), robots=NOINDEX)
        return super().frame(meta=meta, languages=languages)


def calculator(page: Any, reader: CalculatorReader) -> CalculatorContext | PaperContext:
    """What the page shows for the reader's request."""
    asked = reader.asked
    if asked.paper:
        return paper(page, asked)
    language, said, url = asked.language, asked.said, page.url or ""
    intro, method = reader.text.rich(page.intro), reader.text.rich(page.method)
    warnings = fields.complaints(said.advice, asked.form, language)
    state = {name: value for name, value in asked.state.items() if name != AS}
    return CalculatorContext(
        article=Article(
            kind="tool",
            kind_name=kind_name("tool"),
            title=page.title,
            lead=page.summary,
            line=reader.line(),
            sources=reader.sources,
            related=(),
            review=reader.review(),
            keep=page.key,
        ),
        intro=intro,
        method=method,
        notice=" ".join(part for part in (asked.notice, asked.invented) if part),
        complaints=fields.complaints(said.wrong, asked.form, language),
        settings=fields.settings(asked.form, said, language),
        tables=fields.tables(asked.form, said, language),
        scenarios=fields.scenarios(asked.form, said, language),
        scenarios_closed=fields.scenarios_closed(asked.form, said, language),
        result=shown(asked.result, warnings, language) if asked.result else None,
        share_url=reader.absolute(f"{url}?{urlencode(state)}") if asked.result and state else "",
        too_long=asked.too_long,
        example_url=f"{url}?example=1",
        blank_url=url,
        templates=reader.related_cards("template"),
        guides=reader.related_cards("guide"),
    )


def paper(page: Any, asked: Asked) -> PaperContext:
    """The decision paper of a case that was calculated."""
    assert asked.result is not None
    case, today = asked.reading.case, timezone.localdate()
    state = {name: value for name, value in asked.state.items() if name != AS}
    return PaperContext(
        title=_("Decision paper"),
        project=case.project or page.title,
        made=_made(today, asked),
        result=shown(asked.result, (), asked.language),
        warnings=for_readers(asked.result, asked.reading, asked.language),
        owners=tuple(_owners(case)),
        invented=asked.invented,
        back=Link(_("Back to the figures"), f"{page.url}?{urlencode(state)}" if state else page.url or ""),
    )


def _owners(case: Case) -> Iterator[str]:
    """Who makes the benefits happen: roles with several are said once, with their number.

    Twenty benefits are not to push the decision itself to a second page: where they fill too much, single ones give
    their role only, and what there is no room for even then is counted.
    """
    owned: dict[str, list[str]] = {}
    for line in case.benefits:
        if line.kind in {BenefitClass.CASH, BenefitClass.TIME} and line.owner and any(line.amounts):
            owned.setdefault(line.owner, []).append(line.label or line.kind.value)
    groups = sorted(owned.items(), key=lambda group: -len(group[1]))
    whole = [_owned(owner, labels) for owner, labels in groups]
    told = whole if sum(map(len, whole)) <= ROOM else [_owned(owner, labels, brief=True) for owner, labels in groups]
    filled = 0
    for at, text in enumerate(told):
        filled += len(text)
        if at and filled > ROOM:
            rest = sum(len(labels) for _owner, labels in groups[at:])
            yield ngettext("one more", "%(count)d more", rest) % {"count": rest}
            return
        yield text


def _owned(owner: str, labels: list[str], *, brief: bool = False) -> str:
    if len(labels) > 1:
        return _("%(count)d benefits (%(owner)s)") % {"count": len(labels), "owner": owner}
    return owner if brief else _("%(benefit)s (%(owner)s)") % {"benefit": labels[0], "owner": owner}


def _made(today: date, asked: Asked) -> str:
    names = ", ".join(row.name for row in asked.reading.case.municipalities if row.takes_part)
    return _("%(names)s. Calculated on %(day)s.") % {"names": names, "day": dates.full(today, asked.language)}
