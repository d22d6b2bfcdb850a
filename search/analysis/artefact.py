"""What is written down beside each generation of an index: its words, how common they are, and by which analysis.

From it every process, on every server, makes the same chains, the same corrections and the same completions as the one
that built the index. It is frozen with the generation: a word that came into the index later is looked up there.
"""

from __future__ import annotations

import gzip
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from search.ports import LANGUAGES, Document, Lang, SearchError, Vocabulary

from .chain import Chain
from .impacts import DocumentTokens
from .text import words


@dataclass(slots=True)
class LanguageWords:
    """The words of one language."""

    documents: int = 0
    words: Counter[str] = field(default_factory=Counter)
    """In how many documents each word stands, as written."""
    terms: tuple[str, ...] = ()
    """Single words of the editors' vocabulary."""
    stems: Counter[str] = field(default_factory=Counter)
    """How many documents each folded stem leads to, as a word or a part of one."""
    top: Counter[str] = field(default_factory=Counter)
    """In how many of them it stands in the title, summary or labels."""

    def merge(self, other: LanguageWords) -> None:
        """Take in what was counted elsewhere, of other documents."""
        self.documents += other.documents
        self.words.update(other.words)
        self.stems.update(other.stems)
        self.top.update(other.top)

    def idf(self, frequency: int) -> float:
        """How much a word says that leads to so many documents (inverse document frequency, as in BM25+)."""
        return math.log1p((self.documents - min(frequency, self.documents) + 0.5) / (frequency + 0.5))


@dataclass(slots=True)
class Artefact:
    """The words of both languages and the fingerprint of the analysis."""

    fingerprint: str
    languages: dict[Lang, LanguageWords] = field(default_factory=lambda: {lang: LanguageWords() for lang in LANGUAGES})

    def read(self, document: Document) -> None:
        """Take in the words of a document. All documents are read before the first is weighed."""
        found = self.languages[document.lang]
        found.documents += 1
        found.words.update(set(words("\n".join(_texts(document)))))

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take in the words of the editors' vocabulary that compounds may be made of."""
        for lang, found in self.languages.items():
            found.terms = tuple(sorted(vocabulary_words(vocabulary, lang)))

    def count(self, document: Document, tokens: DocumentTokens) -> None:
        """Take in where a weighed document is found."""
        found = self.languages[document.lang]
        found.stems.update(tokens.stems)
        found.top.update(tokens.top_stems)

    def merge(self, part: Artefact) -> None:
        """Take in what another has read or counted of other documents."""
        for lang, found in self.languages.items():
            found.merge(part.languages[lang])

    def chains(self) -> dict[Lang, Chain]:
        """The analysis that belongs to these words."""
        return {lang: Chain(lang, corpus=found.words, terms=found.terms) for lang, found in self.languages.items()}

    def pack(self) -> bytes:
        """As bytes, the same for the same words."""
        data: dict[str, Any] = {"fingerprint": self.fingerprint, "languages": {}}
        for lang, found in self.languages.items():
            data["languages"][lang] = {
                "documents": found.documents,
                "words": dict(sorted(found.words.items())),
                "terms": found.terms,
                "stems": dict(sorted(found.stems.items())),
                "top": dict(sorted(found.top.items())),
            }
        return gzip.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """What :meth:`pack` made.

        Raises:
            SearchError: if it is damaged.
        """
        try:
            data: Mapping[str, Any] = json.loads(gzip.decompress(packed))
            artefact = cls(str(data["fingerprint"]))
            for lang, found in artefact.languages.items():
                kept = data["languages"][lang]
                found.documents, found.terms = int(kept["documents"]), tuple(kept["terms"])
                found.words, found.stems, found.top = (
                    Counter(kept["words"]),
                    Counter(kept["stems"]),
                    Counter(kept["top"]),
                )
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
            raise SearchError(f"The index's word list cannot be read: {error}") from error
        return artefact


def vocabulary_words(vocabulary: Vocabulary, lang: Lang) -> set[str]:
    """Words of the vocabulary that can be parts of compounds: one-word forms, and the longer words of phrases."""
    found: set[str] = set()
    for concept in vocabulary.concepts:
        for form in concept.forms:
            if form.lang == lang:
                cut = words(form.text)
                found.update(word for word in cut if len(cut) == 1 or len(word) > 3)
    return found


def _texts(document: Document) -> Iterable[str]:
    return document.title, document.summary, document.labels, document.body
