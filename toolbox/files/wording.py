"""Sentences of the first and the last block, the same in Word, Excel and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from toolbox.files.common import common, sources
from toolbox.files.structure import PORTAL, About, Language, Source

LICENCE = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence with one link in it, or none."""

    before: str
    linked: str = ""
    after: str = ""
    url: str = ""

    @property
    def plain(self) -> str:
        """The sentence alone."""
        return f"{self.before}{self.linked}{self.after}"


@dataclass(frozen=True, slots=True)
class Colophon:
    """The last block: what stands at the end of every file."""

    heading: str
    privacy: str
    maker: str
    licence: Linked
    sources_heading: str
    sources: tuple[Linked, ...]


def first_block(about: About, language: Language) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Label, value that stands there already, and choices of the fields that every file begins with."""
    texts = common()
    phases = tuple(phase[language] for phase in texts.lists["phases"])
    statuses = tuple(status[language] for status in texts.lists["statuses"])
    return (
        (texts["project"][language], "", ()),
        (texts["municipalities"][language], "", ()),
        (texts["phase"][language], phases[about.phases[0] - 1], phases),
        (texts["version_date"][language], "", ()),
        (texts["role"][language], "", ()),
        (texts["status"][language], statuses[0], statuses),
    )


def colophon(about: About, language: Language) -> Colophon:
    """The last block."""
    texts, names = common(), {"portal": PORTAL[language], "title": about.title[language], "version": about.version}
    before, licence, after = texts["licence"][language].format(**names).partition(LICENCE)
    return Colophon(
        heading=texts["last_block"][language],
        privacy=texts["privacy"][language],
        maker=texts["maker"][language].format(**names, date=full_date(about.dated, language)),
        licence=Linked(before, licence, after, texts["licence_url"][language]),
        sources_heading=texts["sources"][language],
        sources=tuple(source_line(sources()[ref], language) for ref in about.sources),
    )


def licence_properties(about: About, language: Language) -> tuple[tuple[str, str], ...]:
    """Name and value of the properties that give a Word or Excel file's licence: the format has none of its own."""
    licence = colophon(about, language).licence
    return (("License", licence.plain), ("License URL", licence.url))


def source_line(source: Source, language: Language) -> Linked:
    """A source on one line: reference, title, publisher and year. The title is the link; without an address it is the
    website that the source was found on, said to be no more than that.
    """
    year = source.dated[language] if source.dated else source.year
    tail = f". {source.publisher}, {year}." if year else f". {source.publisher}."
    if source.url or not source.sites:
        return Linked(f"{source.ref} · ", source.title[language], tail, source.url)
    first, *others = (urlsplit(site).netloc.removeprefix("www.") for site in source.sites)
    joined = "".join(f" {common()['and'][language]} {other}" for other in others)
    before, after = common()["found_at"][language].split("{sites}")
    return Linked(
        f"{source.ref} · {source.title[language]}{tail} {before}", first, joined + after, _in_ascii(source.sites[0])
    )


def _in_ascii(site: str) -> str:
    """A website's address as every program can open it: Word and PDF viewers stumble over letters like ø in it."""
    host = urlsplit(site).netloc
    return site.replace(host, host.encode("idna").decode("ascii"))


def full_date(day: date, language: Language) -> str:
    """22. november 2026 / 22 november 2026."""
    return f"{day.day}{'.' if language == 'da' else ''} {common().lists['months'][day.month - 1][language]} {day.year}"


def footer_line(about: About, language: Language) -> str:
    """Title, version and licence at the foot of each page."""
    version = common()["version"][language].format(version=about.version)
    return f"{about.title[language]} · {version} · {full_date(about.dated, language)} · CC BY 4.0"
