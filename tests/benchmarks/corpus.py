"""A made-up bilingual corpus of any size for the search benchmarks, from the sentences of the seed.

Each content is a Danish and a Swedish document that are each other's translation. Sentences are drawn from all texts of
the seed; names that the seed does not have make the vocabulary grow with the corpus, as municipalities, companies and
products do in a real one. The same size always gives the same corpus.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from search.ports import LANGUAGES, OTHER, Document, Filters, Lang, Query, Translation, Vocabulary
from tests.search import corpus as seed

FACETS: Final = ("type", "phase", "area", "technology", "audience", "evidence", "country", "status")
"""The eight facets of the benchmark; the engine adds the language."""
TYPES: Final = {"guide": 25, "case": 35, "template": 15, "entry": 20, "page": 5}
"""How many in a hundred are of each type."""
PRIORS: Final = {"entry": 0.8, "page": 0.5}
NAMES: Final = 20_000
SYLLABLES: Final = [
    "ar",
    "bol",
    "dal",
    "fer",
    "grun",
    "hav",
    "ing",
    "jor",
    "kil",
    "lund",
    "mar",
    "nes",
    "od",
    "per",
    "rosk",
    "sund",
    "tor",
    "ul",
    "ven",
    "øst",
]
QUESTIONS: Final[dict[Lang, tuple[str, ...]]] = {
    "da": (
        "hjemmepleje", "velfærdsteknologi demens", "udbud", "innovationspartnerskab", "business case regneark",
        "skærmbesøg hjemmeplejen", "sensor fald", "databehandleraftale", "hvordan tester vi på plejehjem",
        "samarbejdsaftale kommune virksomhed", "rehabilitering træning hjemme", "gevinstrealisering", "medicin",
        "borgerinddragelse", "markedsdialog",
    ),
    "sv": (
        "hemtjänst", "välfärdsteknik demens", "upphandling", "innovationspartnerskap", "nyttokalkyl kalkylblad",
        "digitala besök hemtjänsten", "sensor fall", "personuppgiftsbiträdesavtal", "hur testar vi på äldreboende",
        "samverkansavtal kommun företag", "rehabilitering träning hemma", "nyttorealisering", "läkemedel",
        "brukarmedverkan", "marknadsdialog",
    ),
}  # fmt: skip
"""What the four users ask: single words, compounds, two or three words, a question."""


def vocabulary() -> Vocabulary:
    """The editors' vocabulary, the same for every size."""
    return seed.vocabulary()


@cache
def values() -> dict[str, tuple[str, ...]]:
    """Values per facet, from the seed."""
    found: dict[str, dict[str, None]] = {facet: {} for facet in FACETS}
    for document in seed.documents():
        for facet in FACETS:
            found[facet].update(dict.fromkeys(document.facets.get(facet, ())))
    return {facet: tuple(known) for facet, known in found.items()} | {"type": tuple(TYPES)}


@cache
def _sentences() -> dict[Lang, tuple[str, ...]]:
    """Sentences of the seed per language."""
    return {
        lang: tuple(
            dict.fromkeys(
                sentence.strip(" .")
                for document in seed.documents()
                if document.lang == lang and document.type != "term"
                for sentence in document.body.split(". ")
                if 4 <= len(sentence.split()) <= 40
            )
        )
        for lang in LANGUAGES
    }


def documents(count: int) -> Iterator[Document]:
    """So many documents, in pairs.

    Args:
        count: even.
    """
    chance = random.Random(20)
    heads = {lang: [d for d in seed.documents() if d.lang == lang and d.type != "term"] for lang in LANGUAGES}
    names = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(NAMES)]
    types, weights = list(TYPES), list(TYPES.values())
    for number in range(count // 2):
        kind = chance.choices(types, weights)[0]
        facets = _facets(chance, kind)
        at = chance.randrange(len(heads["da"]))
        name = names[min(int(chance.paretovariate(0.4)), NAMES) - 1]
        picked = [chance.random() for _ in range(chance.randint(6, 14))]
        changed = datetime(2022, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(1700))
        pair = {}
        for lang in LANGUAGES:
            pool, head = _sentences()[lang], heads[lang][at]
            pair[lang] = Document(
                uid=f"page-{number * 2 + LANGUAGES.index(lang) + 1}",
                pk=number * 2 + LANGUAGES.index(lang) + 1,
                key=f"indhold-{number}",
                type=kind,
                lang=lang,
                title=f"{head.title} – {name}",
                summary=head.summary,
                body=". ".join(pool[int(share * len(pool))] for share in picked),
                url=f"/{lang}/{kind}/indhold-{number}/",
                facets=facets,
                labels=seed.labels_of(kind, {}, facets, lang),
                changed=changed,
                phase=min((seed.names().order.get(key, 0) for key in facets["phase"]), default=None),
                prior=PRIORS.get(kind, 1.0),
                revision="1",
            )
        for lang, document in pair.items():
            other = pair[OTHER[lang]]
            translation = Translation(other.lang, other.title, other.summary, other.body, other.url, other.labels)
            yield replace(document, translation=translation)


def _facets(chance: random.Random, kind: str) -> dict[str, tuple[str, ...]]:
    """One to three values of most facets, common ones more often than rare ones."""

    def some(facet: str, least: int, most: int) -> tuple[str, ...]:
        known = values()[facet]
        weights = [1 / (at + 1) ** 0.7 for at in range(len(known))]
        return tuple(dict.fromkeys(chance.choices(known, weights, k=chance.randint(least, most))))

    found = {
        "type": (kind,),
        "phase": some("phase", 1, 3),
        "area": some("area", 1, 3),
        "technology": some("technology", 0, 2),
        "audience": some("audience", 1, 3),
        "country": some("country", 1, 1),
    }
    if kind == "case":
        found["evidence"] = some("evidence", 1, 1)
    if kind in {"case", "entry"}:
        found["status"] = some("status", 1, 1)
    return {facet: chosen for facet, chosen in found.items() if chosen}


def queries(count: int) -> list[Query]:
    """So many questions, each with one value chosen in each of two facets, in both languages."""
    chance = random.Random(30)
    found = []
    for number in range(count):
        lang = LANGUAGES[number % 2]
        text = QUESTIONS[lang][number // 2 % len(QUESTIONS[lang])]
        chosen = {
            facet: (values()[facet][chance.randrange(min(3, len(values()[facet])))],)
            for facet in chance.sample(("type", "phase", "area", "audience"), 2)
        }
        found.append(Query(text, lang, Filters(chosen)))
    return found
