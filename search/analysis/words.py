"""The words that the analysis knows by itself: stop words, irregular stems, the lexicon. Read from ``data/``.

The files are for editing by hand; :func:`digest` goes into the fingerprint of every index, so that an index made
with other words is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from search.ports import Lang

DATA: Final = Path(__file__).with_name("data")


def lines(name: str) -> Iterator[str]:
    """The lines of a data file without comments and blanks."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        kept = line.partition("#")[0].strip()
        if kept:
            yield kept


@cache
def stop_words(lang: Lang) -> frozenset[str]:
    """Words that say nothing by themselves."""
    return frozenset(word for line in lines(f"stopwords.{lang}.txt") for word in line.split())


@cache
def stems(lang: Lang) -> dict[str, str]:
    """Stem by form, for what the stemmer gets wrong."""
    found: dict[str, str] = {}
    for line in lines(f"stems.{lang}.txt"):
        stem, _, forms = line.partition(":")
        found |= dict.fromkeys(forms.split(), stem)
    return found


@cache
def bases(lang: Lang) -> frozenset[str]:
    """Words whose end looks like an inflection and is none."""
    return frozenset(word for line in lines(f"bases.{lang}.txt") for word in line.split())


@cache
def not_parts(lang: Lang) -> frozenset[str]:
    """Letters that look like a word but are never a part of a compound: endings, prepositions, false friends."""
    return frozenset(word for line in lines(f"notparts.{lang}.txt") for word in line.split())


@cache
def light(lang: Lang) -> frozenset[str]:
    """Words that are said about anything, and say little about what a question is about."""
    return frozenset(word for line in lines(f"light.{lang}.txt") for word in line.split())


@cache
def bodies(lang: Lang) -> frozenset[str]:
    """Words for a sort of public or private body, which readers leave away: Furesø for Furesø Kommune."""
    return frozenset(word for line in lines(f"bodies.{lang}.txt") for word in line.split())


@cache
def wished_types(lang: Lang) -> dict[str, str]:
    """Question words, and the type of page that answers them."""
    found: dict[str, str] = {}
    for line in lines(f"questions.{lang}.txt"):
        value, _, asked = line.partition(":")
        found |= dict.fromkeys(asked.split(), value.strip())
    return found


@cache
def explained(lang: Lang) -> frozenset[str]:
    """How one asks what a word means; two words that stand side by side are joined by a hyphen."""
    return frozenset(word for line in lines(f"explained.{lang}.txt") for word in line.split())


@cache
def whole(lang: Lang) -> frozenset[str]:
    """Words that are not taken apart although their letters would allow it."""
    return frozenset(word for line in lines(f"whole.{lang}.txt") for word in line.split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon: words of both languages that mean the same."""

    words: dict[Lang, tuple[str, ...]]


@cache
def lexicon() -> tuple[Entry, ...]:
    """The portal's own bilingual lexicon of words that compounds in its field are made of."""
    found = []
    for line in lines("lexicon.txt"):
        danish, _, swedish = line.partition("=")
        found.append(Entry({"da": tuple(danish.split()), "sv": tuple(swedish.split())}))
    return tuple(found)


@cache
def lexicon_words(lang: Lang) -> frozenset[str]:
    """All words of one language in the lexicon."""
    return frozenset(word for entry in lexicon() for word in entry.words[lang])


@cache
def digest() -> str:
    """A hash of everything in ``data/``."""
    hashed = hashlib.sha256()
    for path in sorted(DATA.glob("*.txt")):
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()
