"""What a process knows about the words of one generation of the index: the artefact, brought to life."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from search.ports import OTHER, Lang

from . import words as known_words
from .artefact import Artefact, LanguageWords
from .chain import Chain, Token
from .completion import Completer
from .folding import without_letters
from .spelling import Speller, alike


class LanguageKnowledge:
    """The words of one language."""

    def __init__(self, lang: Lang, found: LanguageWords, chain: Chain) -> None:
        self.lang, self.chain = lang, chain
        self._words = found

    def has(self, word: str) -> bool:
        """Whether a document had the word, written so, when the index was built."""
        return word in self._words.words

    def knows(self, stem: str) -> bool:
        """Whether the folded stem leads to a document."""
        return stem in self._words.stems

    def is_topic(self, stem: str) -> bool:
        """Whether it stands in a title, a summary or the labels of one, and not only in bodies."""
        return stem in self._words.top

    def is_term(self, word: str) -> bool:
        """Whether it is one of the single words of the editors' vocabulary."""
        return word in self._words.terms

    def names(self, stem: str) -> bool:
        """Whether it is the folded stem of one of these words."""
        return stem in self._term_stems

    def idf(self, stems: Iterable[str]) -> float:
        """How much the commonest of the folded stems says; what is rarer than one document says no more than that."""
        return self._words.idf(max((self._words.stems[stem] for stem in stems), default=0))

    def spelled_so(self, word: str) -> list[Token]:
        """Words of the index that are written like ``word`` but for the letters of the language (``vasteras``)."""
        return [self.chain.token(known) for known in self._by_folding.get(without_letters(word), ()) if known != word]

    def corrections(self, word: str, most: int = 3) -> list[tuple[str, int]]:
        """Words of the index and the vocabulary that ``word`` may be a misspelling of, with the number of errors."""
        return self._speller.corrections(word, most)

    def alike(self, word: str) -> list[str]:
        """Words that pages are about and that are spelled somewhat like ``word``, the most alike first."""
        known = (other for other in self._words.words if self.is_topic(self.chain.key(other)))
        return alike(word, (other for other in known if other not in self.chain.stop_words))

    def completions(self, beginning: str, most: int) -> list[str]:
        """Words of the index that begin so."""
        return self._completer.completions(beginning, most)

    def begins(self, beginning: str) -> bool:
        """Whether a word of the index begins so."""
        return self._completer.begins(beginning)

    def begun_nearly(self, beginning: str, most: int) -> list[list[str]]:
        """Words of the index that begin so but for a slip, each in all its forms that do."""
        by_stem: dict[str, list[str]] = {}
        for word in self._completer.nearly(beginning):
            by_stem.setdefault(self.chain.key(word), []).append(word)
        return list(by_stem.values())[:most]

    @cached_property
    def _term_stems(self) -> frozenset[str]:
        return frozenset(self.chain.key(word) for word in self._words.terms)

    @cached_property
    def _by_folding(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words.words:
            found.setdefault(without_letters(word), []).append(word)
        return found

    @cached_property
    def _speller(self) -> Speller:
        known = dict.fromkeys(self._words.terms, 1) | self._words.words
        return Speller({word: count for word, count in known.items() if word not in self.chain.stop_words})

    @cached_property
    def _completer(self) -> Completer:
        stop = self.chain.stop_words
        return Completer({word: count for word, count in self._words.words.items() if word not in stop})


class Knowledge:
    """The words of both languages, and the lexicon's translations between them."""

    def __init__(self, artefact: Artefact) -> None:
        chains = artefact.chains()
        self.chains = chains
        self.languages = {
            lang: LanguageKnowledge(lang, found, chains[lang]) for lang, found in artefact.languages.items()
        }

    def translations(self, stem: str, lang: Lang) -> tuple[str, ...]:
        """Folded stems of the other language that the portal's lexicon gives for a word of ``lang``."""
        return self._relatives[lang].get(stem, ((), ()))[1]

    def likes(self, stem: str, lang: Lang) -> tuple[str, ...]:
        """Folded stems of the same language that the lexicon has beside a word."""
        return self._relatives[lang].get(stem, ((), ()))[0]

    @cached_property
    def _relatives(self) -> dict[Lang, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]]:
        tables: dict[Lang, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {lang: {} for lang in self.chains}
        for entry in known_words.lexicon():
            for lang, table in tables.items():
                here = [self.chains[lang].key(word) for word in entry.words[lang]]
                there = [self.chains[OTHER[lang]].key(word) for word in entry.words[OTHER[lang]]]
                for stem in here:
                    likes, translations = table.get(stem, ((), ()))
                    others = [other for other in here if other != stem]
                    table[stem] = (
                        tuple(dict.fromkeys((*likes, *others))),
                        tuple(dict.fromkeys((*translations, *there))),
                    )
        return tables
