"""How much a document is about a word, decided once, when it is indexed.

The score of BM25F (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.3)
has two factors: how strongly the word stands in the document, counted over weighted fields, and how much the word says
at all. The first depends on nothing but the document, if field lengths are compared with fixed lengths instead of the
collection's averages. So it is computed here and kept in the index as one of :data:`LEVELS` *impacts* (Anh and
Moffat, "Simplified Similarity Scoring Using Term Ranks", SIGIR 2005): a token is a word and its level. A question then
asks for each level of a word and adds constants.

What that buys: two engines give the same score to the last bit, whatever their own formulas, statistics, shards,
replicas and deleted documents; and title, summary and body are weighed in one place that can be read.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from search.ports import Document, Lang, Translation

from .chain import PAUSE, Chain, Token
from .folding import fold, without_letters
from .text import words
from .words import bodies

LEVELS: Final = 8
SATURATION: Final = 1.0
"""BM25's k1, for the sum over the streams: how soon more evidence adds little."""
REPEATED: Final = 1.4
"""The same within one stream: however often a word is repeated there, it counts less than 2.4 times."""
LONGEST_PREFIX: Final = 15
LONGEST_TITLE: Final = 120
TERM: Final = "term"
"""Type of glossary entries: the vocabulary's own words, which no concept needs to name as the page about it."""
LIKELY: Final = 0.75
"""Prior from which on a document is lifted by being called as the question says; a glossary entry is so far less."""
_BETWEEN: Final = re.compile(r"\s*[:–—]|\s-\s")
_GLOSS: Final = re.compile(r"\s*\([^)]*\)")
"""An explanation in brackets, which is no part of a name."""
_JOINED: Final = re.compile(r"(\S+)-\w+")
"""A name and its sort in one word: ``SundVÆKST-netværket``."""
_TITLES: Final[Mapping[str, str]] = {"whole": "t", "head": "h", "unlikely": "u"}
PART_SHARE: Final = 0.5
"""A part of a compound in the translation, or beside the page, counts as half a mention there."""


@dataclass(frozen=True, slots=True)
class Stream:
    """A field of BM25F: its weight, how much its length matters (BM25's b), and the length that counts as usual."""

    weight: float
    lengths_matter: float
    usual_length: int

    def share(self, length: int) -> float:
        """What one mention counts in a text of so many words."""
        return 1 / (1 - self.lengths_matter + self.lengths_matter * length / self.usual_length)


STREAMS: Final[Mapping[str, Stream]] = {
    "title": Stream(weight=4.0, lengths_matter=0.3, usual_length=6),
    "summary": Stream(weight=2.0, lengths_matter=0.3, usual_length=22),
    "labels": Stream(weight=1.0, lengths_matter=0.3, usual_length=12),
    "links": Stream(weight=0.55, lengths_matter=0.6, usual_length=100),
    "body": Stream(weight=0.7, lengths_matter=0.7, usual_length=300),
}
PHRASE_STREAMS: Final[Mapping[str, tuple[str, ...]]] = {
    "title_text": ("title",),
    "head_text": ("summary", "labels"),
    "body_text": ("body",),
}
"""Fields in which words are looked for side by side, and what stands in each."""
TOPIC: Final = frozenset({"title", "summary", "labels"})
"""A word in one of these is what a page is about; elsewhere it may only be mentioned."""
SHARED: Final = ("title", "summary", "labels", "body")
"""What a document and its translation both have."""
OWN: Final = frozenset(SHARED)
"""A word in one of these is the page's own; how rare words are is counted there."""


@dataclass(frozen=True, slots=True)
class DocumentTokens:
    """What an engine indexes of a document's texts: every field holds ready tokens with blanks between them."""

    terms: str
    """Words with their impacts; no positions."""
    phrases: dict[str, str]
    """Folded stems in order, for phrases, by field."""
    prefixes: str
    """Beginnings of the title's words, for suggestions."""
    stems: frozenset[str]
    """Folded stems that lead to the document, in its own language."""
    top_stems: frozenset[str]
    """Those of them that stand in the title, summary or labels."""


def word_token(lang: Lang, level: int, stem: str) -> str:
    """A word of the document."""
    return f"{lang}w{level}:{stem}"


def part_token(lang: Lang, level: int, stem: str) -> str:
    """A part of a compound, or kin of a word, of the document."""
    return f"{lang}p{level}:{stem}"


def cross_token(lang: Lang, level: int, stem: str) -> str:
    """A word of the document's translation, ``lang`` being the translation's language."""
    return f"{lang}x{level}:{stem}"


def near_token(lang: Lang, level: int, stem: str) -> str:
    """A word that only the pages beside the document are headed with, and the document itself does not have."""
    return f"{lang}n{level}:{stem}"


def exact_token(lang: Lang, stem: str) -> str:
    """A word with its own letters."""
    return f"{lang}e:{stem}"


def written_token(lang: Lang, word: str) -> str:
    """A word as it stands in the document: what readers may be shown of its words, only as long as it is public."""
    return f"{lang}s:{word}"


TitleSort = Literal["whole", "head", "unlikely"]
"""A whole title; what stands before, between or after colons and dashes, which several pages may share; one of a
document that is not likely from the start."""


def title_token(lang: Lang, tokens: Iterable[Token], sort: TitleSort = "whole") -> str:
    """What a document is called.

    Order does not count, nor whether compounds are written apart.
    """
    stems = {stem for token in tokens for stem in (token.leaves or (token.stem,))}
    return f"{lang}{_TITLES[sort]}:{'_'.join(sorted(stems))[:LONGEST_TITLE]}"


def key_token(key: str) -> str:
    """A page, in whatever language."""
    return f"k:{key}"


def term_token(key: str) -> str:
    """The glossary's entry of a concept."""
    return f"g:{key}"


def related_token(key: str) -> str:
    """A page that belongs together with the one that has the key."""
    return f"r:{key}"


def impact(evidence: float, prior: float = 1.0) -> int:
    """The level of a word, 1 to :data:`LEVELS`, from its evidence in all streams and the document's prior."""
    return min(LEVELS, 1 + int(LEVELS * prior * evidence / (evidence + SATURATION)))


NEAREST: Final = impact((1 + PART_SHARE) * STREAMS["links"].weight * (1 + REPEATED))
"""The highest level of a word that a document only has beside it."""


def _beginnings(lang: Lang, kind: str) -> list[str]:
    """How the tokens of a kind begin, for each level; the last stands twice, for evidence without end."""
    return [f"{lang}{kind}{min(LEVELS, level)}:" for level in range(1, LEVELS + 2)]


def prefixes(text: str) -> Iterator[str]:
    """All beginnings of the words of a text, folded, and as they are typed without the letters of the language."""
    for word in words(text):
        yield from _prefixes(word)


@lru_cache(maxsize=10_000)
def _prefixes(word: str) -> tuple[str, ...]:
    keys = (fold(word), without_letters(word))
    return tuple(dict.fromkeys(key[:length] for key in keys for length in range(1, min(len(key), LONGEST_PREFIX) + 1)))


class Weigher:
    """Turns documents into tokens with the chains of one index."""

    def __init__(self, chains: Mapping[Lang, Chain]) -> None:
        self._chains = chains
        # A page and its translation come together, and each needs the other's texts.
        self._read = lru_cache(maxsize=64)(self._read_text)
        self._mentions = lru_cache(maxsize=8)(self._mentions_of)
        self._begins = {(lang, kind): _beginnings(lang, kind) for lang in chains for kind in "wpxn"}

    def weigh(self, document: Document) -> DocumentTokens:
        """All tokens of a document."""
        lang, prior = document.lang, document.prior
        mentions = self._mentions(lang, *_texts(document))
        if document.links:
            mentions = mentions.copy()
            mentions.add("links", self._read(lang, document.links))
        terms = self._with_impacts(lang, "w", _only(mentions.whole, mentions.own), prior)
        terms += self._with_impacts(lang, "p", _only(mentions.parts, mentions.own), prior)
        terms += self._with_impacts(lang, "n", mentions.near(), prior)
        exact, written = exact_token(lang, ""), written_token(lang, "")
        terms += [exact + stem for stem in mentions.exact]
        terms += [written + word for word in mentions.written]
        if document.type == TERM:
            terms.append(term_token(document.key))
        else:
            terms.append(key_token(document.key))
            terms += [related_token(key) for key in dict.fromkeys(document.related)]
        terms += self._title_terms(document)
        if document.translation:
            terms += self._cross_terms(document.translation, prior)
        return DocumentTokens(
            terms=" ".join(terms),
            phrases={field: self._text(document, names) for field, names in PHRASE_STREAMS.items()},
            prefixes=" ".join(dict.fromkeys(prefixes(document.title))),
            stems=frozenset(mentions.own),
            top_stems=frozenset(mentions.topic),
        )

    def _title_terms(self, document: Document) -> set[str]:
        """The whole title, what stands between colons and dashes, and a name without brackets or its sort of body."""
        lang, chain = document.lang, self._chains[document.lang]
        name = chain.tokens(_GLOSS.sub("", document.title))
        joined = _JOINED.fullmatch(document.title)
        short = chain.tokens(joined.group(1)) if joined else []
        bare = [token for token in name if token.word not in bodies(lang)]
        heads = [chain.tokens(part) for part in _BETWEEN.split(document.title)]
        if document.prior < LIKELY:
            return {title_token(lang, part, "unlikely") for part in (name, bare, heads[0]) if part}
        whole = {title_token(lang, part) for part in (chain.tokens(document.title), name, bare, short) if part}
        return whole | {title_token(lang, head, "head") for head in heads if head}

    def _cross_terms(self, translation: Translation, prior: float) -> list[str]:
        mentions = self._mentions(translation.lang, *_texts(translation))
        either = mentions.whole.copy()
        for stem, found in mentions.parts.items():
            either[stem] += PART_SHARE * found
        return self._with_impacts(translation.lang, "x", either, prior)

    def _with_impacts(self, lang: Lang, kind: str, evidence: Mapping[str, float], prior: float) -> list[str]:
        """:func:`impact` and the token of each stem: most of the work of a rebuild, so nothing is called for each."""
        begins, scale = self._begins[lang, kind], LEVELS * prior
        return [begins[int(scale * found / (found + SATURATION))] + stem for stem, found in evidence.items()]

    def _text(self, document: Document, names: Iterable[str]) -> str:
        return " ".join(filter(None, (self._read(document.lang, getattr(document, name)).stems for name in names)))

    def _read_text(self, lang: Lang, text: str) -> _Read:
        return _Read(self._chains[lang].tokens_and_pauses(text))

    def _mentions_of(self, lang: Lang, *texts: str) -> _Mentions:
        mentions = _Mentions()
        for name, text in zip(SHARED, texts, strict=True):
            if text:
                mentions.add(name, self._read(lang, text))
        return mentions


class _Read:
    """A text as it was read: its sentences' stems in order, and how often each stem and each part stands in it."""

    def __init__(self, tokens: list[Token]) -> None:
        stems = [token.stem for token in tokens]
        self.whole = Counter(stems)
        self.length = len(tokens) - self.whole.pop(PAUSE.stem, 0)
        self.stems = " ".join([*stems, PAUSE.stem]) if self.length else ""
        self.parts = Counter([stem for token in tokens if token.parts or token.kin for stem in token.parts + token.kin])
        self.exact = {token.exact for token in tokens} - {PAUSE.exact}
        self.written = {token.word for token in tokens} - {PAUSE.word}


def _texts(page: Document | Translation) -> list[str]:
    return [getattr(page, name) for name in SHARED]


def _only(evidence: Mapping[str, float], stems: Container[str]) -> dict[str, float]:
    return {stem: found for stem, found in evidence.items() if stem in stems}


class _Mentions:
    """What the streams of a document say about each stem."""

    def __init__(self) -> None:
        self.whole: defaultdict[str, float] = defaultdict(float)
        self.parts: defaultdict[str, float] = defaultdict(float)
        self.exact: set[str] = set()
        self.written: set[str] = set()
        self.own: set[str] = set()
        self.topic: set[str] = set()

    def copy(self) -> _Mentions:
        """The same, to be added to."""
        made = _Mentions()
        for name, found in vars(self).items():
            setattr(made, name, found.copy())
        return made

    def near(self) -> dict[str, float]:
        """What only the streams that are not the page's own say."""
        found = {stem: evidence for stem, evidence in self.whole.items() if stem not in self.own}
        for stem, evidence in self.parts.items():
            if stem not in self.own:
                found[stem] = found.get(stem, 0.0) + PART_SHARE * evidence
        return found

    def add(self, name: str, read: _Read) -> None:
        """Take in one stream."""
        stream = STREAMS[name]
        share, most = stream.share(read.length), stream.weight * (1 + REPEATED)
        for counts, evidence in ((read.whole, self.whole), (read.parts, self.parts)):
            worth = {count: most * (count * share) / (count * share + REPEATED) for count in set(counts.values())}
            for stem, count in counts.items():
                evidence[stem] += worth[count]
            if name in OWN:
                self.own.update(counts)
            if name in TOPIC:
                self.topic.update(counts)
        if name in OWN:
            self.exact.update(read.exact)
            self.written.update(read.written)
