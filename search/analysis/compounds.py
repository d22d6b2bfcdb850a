"""Taking Danish and Swedish compounds apart, so that ``behov`` finds ``behovsafdækning``.

A word is covered from left to right by words of a dictionary, with the linking elements of the language between them;
of all covers the cheapest is taken (the idea of Koehn and Knight, "Empirical Methods for Compound Splitting", EACL
2003, with costs by source instead of corpus frequencies, since the corpora here are small). The dictionary is made
of the words of the indexed texts, the editors' vocabulary and the portal's lexicon; a full spelling dictionary is no
help, it finds words everywhere (``hjemmepleje``: *emme*, *leje*).

After ``-tions-``, ``-ings-``, ``-heds-`` and their kin a seam is seen without a dictionary. Guards: the endings and
small words of ``data/notparts.*.txt`` are no parts, the words of ``data/whole.*.txt`` are left alone, and an inflected
form is only taken apart where its base form is (``kommuner`` is not *komme* and *uner*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from search.ports import Lang

from . import words
from .folding import without_letters
from .stemming import LanguageStemmer

SHORTEST: Final = 6
"""Letters of the shortest word that is looked into: ``opi`` and ``lov``."""
SHORTEST_PART: Final = 3
SHORTEST_FOUND: Final = 4
"""A word of the corpus needs one letter more to be a part than one that somebody wrote into the lexicon."""
MOST_PARTS: Final = 5
LINKS: Final[dict[Lang, tuple[str, ...]]] = {"da": ("s", "e", "er", "n"), "sv": ("s", "e", "o", "u", "a")}
_CUE: Final[dict[Lang, re.Pattern[str]]] = {
    "da": re.compile(r".{2,}(?:tion|sion|ing|hed|skab|tet|dom)s"),
    "sv": re.compile(r".{2,}(?:tion|sion|ing|het|skap|tet|dom)s"),
}
_KNOWN, _FOUND, _SHORT, _SEEN, _GUESSED = 1.0, 1.15, 0.2, 2.0, 3.0
"""What a part costs: from the lexicon or vocabulary, from the corpus, in addition if short, only seen by a seam after
it, only left over beside a long word of the lexicon."""
_LONG_WORD, _LONG_REST = 5, 6
"""Letters of a word of the lexicon, and of what follows it, to take the rest for a word that is nowhere written."""
_ONSET: Final = re.compile(r"(?:s[kpt][lrnjv]?|s[lmnvj]|[bdfghmckpt]?[lrnjv]?)[aeiouyåäöæø]")
"""How a Danish or Swedish word can begin; an s before a vowel is rather a link."""
_VOWELS: Final = frozenset("aeiouyåäöæø")
_MEMO: Final = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound: where it stands in the word, and the dictionary's word for it."""

    start: int
    end: int
    word: str


class _Words:
    """A dictionary for one alphabet: real letters, or folded ones."""

    def __init__(self, costs: Mapping[str, float], stemmer: LanguageStemmer, lang: Lang, *, folded: bool) -> None:
        excluded = {without_letters(word) for word in words.not_parts(lang)} if folded else words.not_parts(lang)
        self._lang, self._stemmer = lang, stemmer
        self._costs: dict[str, float] = {}
        self._words: dict[str, str] = {}
        self._stems: dict[str, float] = {}
        for word, cost in costs.items():
            spelled = without_letters(word) if folded else word
            if spelled not in excluded and cost < self._costs.get(spelled, 9.0):
                self._costs[spelled], self._words[spelled] = cost, word
        self.excluded = excluded
        for spelled, cost in self._costs.items():
            stem = stemmer.stem(spelled)
            if len(stem) >= SHORTEST_PART and cost < self._stems.get(stem, 9.0):
                self._stems[stem] = cost

    def exact(self, letters: str) -> tuple[float, str] | None:
        """Cost and word, if the letters are a word of the dictionary."""
        cost = self._costs.get(letters)
        return None if cost is None else (cost + (_SHORT if len(letters) == SHORTEST_PART else 0), self._words[letters])

    def first(self, letters: str) -> tuple[float, str, int] | None:
        """Cost, word and length without the link, if the letters can stand before another part."""
        if letters in self.excluded:
            return None
        if found := self.exact(letters):
            return (*found, len(letters))
        for link in LINKS[self._lang]:
            bare = letters.removesuffix(link)
            if bare != letters and (found := self.exact(bare)):
                return (*found, len(bare))
        found = next(filter(None, map(self._given, self._lost_vowel(letters))), None)
        return (*found, len(letters)) if found else None

    def _lost_vowel(self, letters: str) -> list[str]:
        """What the letters may have been before their last vowel changed: ``kvinno-`` kvinna, ``arbejds-`` arbejde."""
        if len(letters) <= SHORTEST_PART:
            return []
        changed = [letters[:-1] + "e"] if letters.endswith("s") else []
        if self._lang == "sv":
            changed += [letters[:-1] + "a"] if letters.endswith(("o", "u")) else [letters + "a", letters + "e"]
        return changed

    def _given(self, letters: str) -> tuple[float, str] | None:
        """Cost and word, if somebody wrote the word into the lexicon or the vocabulary."""
        found = self.exact(letters)
        return found if found and found[0] < _FOUND else None

    def last(self, letters: str) -> tuple[float, str] | None:
        """Cost and word, if the letters can stand last, inflected or not."""
        if letters in self.excluded:
            return None
        if found := self.exact(letters):
            return found
        if len(letters) > SHORTEST_PART:
            cost = self._stems.get(self._stemmer.stem(letters))
            if cost is not None:
                return cost, letters
        return None


class Splitter:
    """Takes words of one language apart."""

    def __init__(
        self, lang: Lang, stemmer: LanguageStemmer, *, corpus: Iterable[str] = (), terms: Iterable[str] = ()
    ) -> None:
        """Make the dictionary.

        Args:
            lang: the language of the words.
            stemmer: of the same language.
            corpus: the words of the indexed texts.
            terms: single words of the editors' vocabulary.
        """
        self._lang, self._stemmer = lang, stemmer
        stop = words.stop_words(lang)
        costs = {word: _FOUND for word in corpus if len(word) >= SHORTEST_FOUND and word.isalpha() and word not in stop}
        costs |= {word: _KNOWN for word in terms if len(word) >= SHORTEST_PART and word.isalpha() and word not in stop}
        costs |= dict.fromkeys(words.lexicon_words(lang), _KNOWN)
        self._lexicon = words.lexicon_words(lang)
        self._whole = {stemmer.stem(word) for word in words.whole(lang)}
        self._bases: dict[str, list[str]] = {}
        for word in costs:
            self._bases.setdefault(stemmer.stem(word), []).append(word)
        self._words = _Words(costs, stemmer, lang, folded=False)
        self._folded = _Words(costs, stemmer, lang, folded=True)
        self._memo: dict[str, tuple[Part, ...]] = {}

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a word in lower case, in order; empty where it is no compound.

        Parts that are compounds themselves are not taken further apart here.
        """
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[word] = self._split(word)
        return found

    def _split(self, word: str) -> tuple[Part, ...]:
        stem = self._stemmer.stem(word)
        if len(word) < SHORTEST or not word.isalpha() or stem in self._whole:
            return ()
        bases = [base for base in self._bases.get(stem, ()) if len(base) < len(word)]
        if bases and not any(self.split(base) for base in bases):
            return ()
        found = self._cover(word, self._words)
        if not found and word.isascii() and not self._words.exact(word):
            # Typed without the letters of the language: positions are those of the folded word, so the whole is one.
            found = tuple(Part(0, len(word), part.word) for part in self._cover(without_letters(word), self._folded))
        return found

    def _cover(self, word: str, known: _Words) -> tuple[Part, ...]:
        """The cheapest cover. ``best`` holds, for each length, cost and parts of the modifiers up to there."""
        length = len(word)
        best: dict[int, tuple[float, tuple[Part, ...]]] = {0: (0.0, ())}
        for end in range(SHORTEST_PART, length - SHORTEST_PART + 1):
            for start in range(end - SHORTEST_PART + 1):
                if start not in best or len(best[start][1]) >= MOST_PARTS - 1:
                    continue
                letters = word[start:end]
                found: tuple[float, str, int] | None = known.first(letters)
                if not found and _CUE[self._lang].fullmatch(letters):
                    found = (_SEEN, letters[:-1], len(letters) - 1)
                if found:
                    cost, parts = best[start]
                    total = cost + found[0]
                    for reached in self._reached(word, end):
                        if reached not in best or total < best[reached][0]:
                            best[reached] = (total, (*parts, Part(start, start + found[2], found[1])))
        covers = []
        for start, (cost, parts) in best.items():
            if parts and (head := self._head(word, start, parts[-1], known)):
                covers.append((cost + head[0], start, (*parts, Part(start, length, head[1]))))
        return min(covers, key=lambda cover: cover[:2])[2] if covers else ()

    def _reached(self, word: str, end: int) -> tuple[int, ...]:
        """Where the next part may begin. Of three equal consonants Swedish writes two: *fall*, *larm*: ``fallarm``."""
        doubled = self._lang == "sv" and word[end - 1] == word[end - 2] and word[end - 1] not in _VOWELS
        return (end, end - 1) if doubled else (end,)

    def _head(self, word: str, start: int, before: Part, known: _Words) -> tuple[float, str] | None:
        """Cost and word of the last part, also where only the part before it says that it is one."""
        letters = word[start:]
        if found := known.last(letters):
            return found
        if letters in known.excluded or len(letters) <= SHORTEST_PART:
            return None
        if _CUE[self._lang].fullmatch(word[before.start : start]):
            return _SEEN, letters
        # Only the word before says that this is one, so it has to be whole and the rest has to sound like a word:
        # ``kommunikation`` is no kind of *kommun*, and a vowel can only follow a link.
        sounds = _ONSET.match(letters) and (letters[0] not in _VOWELS or word[start - 1] == "s")
        given = before.word in self._lexicon and word.startswith(before.word, before.start)
        long = len(letters) >= _LONG_REST and len(before.word) >= _LONG_WORD
        return (_GUESSED, letters) if long and given and sounds else None
