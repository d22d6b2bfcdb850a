"""The seed content as search documents, read from its YAML files without Django: the corpus of the relevance tests."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from search.ports import CLOSENESS, FACETS, LANGUAGES, OTHER, Concept, Document, Form, Lang, Translation, Vocabulary

SEED = Path(__file__).resolve().parents[2] / "portal" / "seed" / "data"
PRIOR = {"entry": 0.8, "phase": 0.85, "term": 0.4, "page": 0.5}
"""What explains how to do something stands before who is who, glossary entries and pages about the portal."""
TYPE_NAMES = {
    "guide": {"da": "Guide Vejledning", "sv": "Guide Vägledning"},
    "case": {"da": "Case Eksempel", "sv": "Exempel Case"},
    "template": {"da": "Skabelon", "sv": "Mall"},
    "entry": {"da": "Indgang Organisation", "sv": "Kontaktväg Organisation"},
    "phase": {"da": "Fase", "sv": "Fas"},
    "term": {"da": "Begreb", "sv": "Begrepp"},
    "page": {"da": "", "sv": ""},
}
STATUS = {
    "ongoing": {"da": "Status: i gang", "sv": "Status: pågår"},
    "ended": {"da": "Status: afsluttet", "sv": "Status: avslutad"},
    "unknown": {"da": "Status: ukendt", "sv": "Status: okänd"},
}
TYPE_CONCEPTS = {
    "vejledning": "guide",
    "case": "case",
    "skabelon": "template",
    "indgang": "entry",
    "fase": "phase",
}
"""Concepts of the vocabulary that name types of pages."""
KINDS_OF_WISH = {"format"}
"""Facets whose values say what a reader wants, as type and status do; the others say what a page is about, and stand in
its texts."""
FORMATS = {"docx": "Word", "xlsx": "Excel"}
NOT_TEXT = {"slug", "title", "summary", "verify", "change_note", "menu_title"}
CONCEPT_FIELDS = {
    "phases": "phase",
    "areas": "area",
    "technologies": "technology",
    "audiences": "audience",
    "country": "country",
    "time_facet": "time",
    "format": "format",
}
_TAG = re.compile(r"<[^>]+>")
_SOURCE = re.compile(r"\s*\[[SR]\d+(?:, ?[SR]\d+)*\]")


@dataclass
class Names:
    """Names of concepts by key."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)


def load(name: str) -> Any:
    """One file of the seed."""
    return yaml.safe_load((SEED / name).read_text(encoding="utf-8"))


def folder(name: str) -> Iterator[Any]:
    """All files of one folder, in the order of their names."""
    for path in sorted((SEED / name).glob("*.yaml")):
        yield yaml.safe_load(path.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Text without markup and source marks."""
    return " ".join(_SOURCE.sub("", html.unescape(_TAG.sub(" ", text))).split())


def texts(value: Any, lang: str) -> Iterator[str]:
    """Every text of one language in a structure, in order."""
    if isinstance(value, dict):
        if value.keys() <= {"da", "sv"}:
            if isinstance(value.get(lang), str):
                yield plain(value[lang])
            return
        for name, part in value.items():
            if name not in NOT_TEXT:
                yield from texts(part, lang)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, lang)


@cache
def names() -> Names:
    """Names of all concepts that classify pages."""
    found = Names()
    for concept in load("facets.yaml"):
        found.of[str(concept["key"])] = concept["name"]
        found.order[str(concept["key"])] = concept.get("order", 0)
    return found


@cache
def sources() -> dict[str, Any]:
    """The source register by reference."""
    return {source["ref"]: source for source in load("sources.yaml")}


def facets_of(kind: str, item: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Values per facet."""
    facets: dict[str, tuple[str, ...]] = {"type": (kind,)}
    for name, facet in CONCEPT_FIELDS.items():
        value = item.get(name)
        if value:
            facets[facet] = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    if kind == "phase":
        facets["phase"] = (item["key"],)
    if item.get("status"):
        facets["status"] = (item["status"],)
    if item.get("evidence_level"):
        facets["evidence"] = (str(item["evidence_level"]),)
    kinds = tuple(dict.fromkeys(effect["kind"] for effect in item.get("effects") or () if effect.get("kind")))
    if kinds:
        facets["effect"] = kinds
    return facets


def labels_of(kind: str, item: dict[str, Any], facets: dict[str, tuple[str, ...]], lang: str) -> str:
    """The names that readers see as labels."""
    parts = [TYPE_NAMES[kind][lang]]
    for facet in ("area", "technology", "audience", "country", "format"):
        parts += [names().of[value][lang] for value in facets.get(facet, ()) if value in names().of]
    parts += [names().of[value][lang] for value in (item.get("organisation_type"),) if value]
    parts += [names().of[value][lang] for value in item.get("errands") or ()]
    parts += [FORMATS[value] for value in facets.get("format", ()) if value in FORMATS]
    parts += [STATUS[value][lang] for value in facets.get("status", ())]
    return ". ".join(filter(None, parts))


def body_of(item: dict[str, Any], lang: str) -> str:
    """Everything else that a reader sees on the page."""
    cited = [sources()[ref]["title"] for ref in item.get("sources") or () if ref in sources()]
    sponsored = any(sources()[ref].get("sponsored") for ref in item.get("sources") or () if ref in sources())
    note = {"da": "Sponsoreret kilde", "sv": "Sponsrad källa"}[lang] if sponsored else ""
    return ". ".join(filter(None, [*texts(item, lang), note, *texts(cited, lang)]))


@cache
def items() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Type and data of every page."""
    return tuple(_items())


def _items() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("guide", item) for item in folder("guides"))
    yield from (("template", item) for item in folder("templates"))
    yield from (("case", item) for item in folder("cases"))
    yield from (("phase", item) for item in load("phases.yaml"))
    yield from (("entry", item) for item in load("organisations.yaml"))
    yield from (("page", item) for item in folder("pages") if isinstance(item, dict) and "body" in item)
    for concept in load("vocabulary.yaml"):
        if concept.get("definition"):
            yield (
                "term",
                {
                    "key": concept["key"],
                    "title": concept["name"],
                    "summary": concept["definition"],
                    "labels": concept["labels"],
                },
            )


LINK_FIELDS = ("related", "templates", "cases", "organisations", "guides", "member_of", "hosts", "phases")


def linked(item: dict[str, Any]) -> set[str]:
    """Keys of the pages that a page names."""
    found = {key for name in LINK_FIELDS for key in item.get(name) or ()}
    parts = item.get("participants") or ()
    found |= {part["organisation"] for part in parts if isinstance(part, dict) and part.get("organisation")}
    return found


@cache
def links() -> dict[str, tuple[str, ...]]:
    """For each page the keys of those that it links to or that link to it."""
    found: dict[str, set[str]] = {}
    for kind, item in items():
        if kind != "term":
            for key in linked(item):
                found.setdefault(item["key"], set()).add(key)
                found.setdefault(key, set()).add(item["key"])
    return {key: tuple(sorted(keys)) for key, keys in found.items()}


@cache
def heads() -> dict[str, dict[str, str]]:
    """Title and summary of pages by key and language."""
    return {
        item["key"]: {lang: plain(f"{item['title'][lang]}. {item['summary'][lang]}") for lang in LANGUAGES}
        for kind, item in items()
        if kind != "term"
    }


def neighbours_of(key: str, lang: str) -> str:
    """Titles and summaries of the pages that a page links to or that link to it."""
    return "\n".join(heads()[other][lang] for other in links().get(key, ()) if other in heads())


def document(number: int, kind: str, item: dict[str, Any], lang: Lang) -> Document:
    """One page in one language, without its translation."""
    facets = facets_of(kind, item)
    words = [label["text"] for label in item["labels"].get(lang, ())] if kind == "term" else []
    phases = [names().order[key] for key in facets.get("phase", ()) if key in names().order]
    return Document(
        uid=f"{kind}-{item['key']}-{lang}",
        pk=number * 2 + LANGUAGES.index(lang),
        key=item["key"],
        type=kind,
        lang=lang,
        title=plain(item["title"][lang]),
        summary=plain(item["summary"][lang]),
        body=", ".join(words) if kind == "term" else body_of(item, lang),
        url=f"/{lang}/{kind}/{item.get('slug', {}).get(lang, item['key'])}/",
        facets=facets,
        labels=labels_of(kind, item, facets, lang),
        links="" if kind == "term" else neighbours_of(item["key"], lang),
        changed=datetime.combine(day, time(), UTC) if isinstance(day := item.get("last_reviewed"), date) else None,
        phase=min(phases, default=None),
        prior=PRIOR.get(kind, 1.0),
        revision="1",
    )


@cache
def documents() -> tuple[Document, ...]:
    """The whole seed in both languages, every page with its translation."""
    found: list[Document] = []
    for number, (kind, item) in enumerate(items(), start=1):
        pair = {lang: document(number, kind, item, lang) for lang in LANGUAGES}
        for lang, page in pair.items():
            other = pair[OTHER[lang]]
            translation = Translation(other.lang, other.title, other.summary, other.body, other.url, other.labels)
            found.append(replace(page, translation=translation))
    return tuple(found)


@cache
def vocabulary() -> Vocabulary:
    """The editors' vocabulary as the seed brings it, with the names of all facet values; one concept for each key."""
    forms: dict[str, list[Form]] = {}
    classifies: dict[str, list[tuple[str, str]]] = {}
    for concept in load("vocabulary.yaml"):
        found = forms.setdefault(concept["key"], [])
        found += [Form(text=concept["name"][lang], lang=lang, name=True) for lang in LANGUAGES]
        found += [
            Form(text=label["text"], lang=lang, weight=CLOSENESS[label["weight"]])
            for lang in LANGUAGES
            for label in concept["labels"].get(lang, ())
        ]
    for concept in load("facets.yaml"):
        key = str(concept["key"])
        if concept["kind"] in FACETS:
            if concept["kind"] in KINDS_OF_WISH:
                classifies.setdefault(key, []).append((concept["kind"], key))
            found = forms.setdefault(key, [])
            known = {(form.lang, form.text.lower()) for form in found}
            found += [
                Form(text=concept["name"][lang], lang=lang, name=True)
                for lang in LANGUAGES
                if (lang, concept["name"][lang].lower()) not in known
            ]
    for key, kind in TYPE_CONCEPTS.items():
        classifies.setdefault(key, []).append(("type", kind))
    for value, label in STATUS.items():
        forms[f"status-{value}"] = [
            Form(text=label[lang].removeprefix("Status: "), lang=lang, name=True) for lang in LANGUAGES
        ]
        classifies[f"status-{value}"] = [("status", value)]
    return Vocabulary(tuple(Concept(key, tuple(found), tuple(classifies.get(key, ()))) for key, found in forms.items()))
