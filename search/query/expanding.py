"""Other words for a word: the editors' synonyms and translations, and what the portal's lexicon has beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from search.analysis.knowledge import Knowledge
from search.ports import OTHER, Lang

from .reading import Reading, Sort
from .tree import Node, Phrase, Word
from .vocabulary import Mention, StemmedForm, StemmedVocabulary

MOST_SYNONYMS: Final = 8
"""Other words for one word, per language, the nearest first."""
MOST_OF_PART: Final = 6
"""Other words for a part of a compound, of both languages together."""
SYNONYM: Final = 0.55
"""Worth of another word for a word that the index knows itself."""
SYNONYM_OF_PHRASE: Final = 1.0
"""The same where several words together name a concept: then hardly anything else is meant."""
TRANSLATED: Final = 0.9
"""Worth of another word for a word that the index does not know: then it is the only way."""
BETWEEN_LABELS: Final = 0.85
"""Two labels of a concept are further from each other than each is from its name."""
LEXICON: Final = 0.45
"""Worth of a word that the lexicon has beside another."""
LEAST_TRANSLATED: Final = 1.0


class Expander:
    """Finds other words in one vocabulary and one index's words."""

    def __init__(self, knowledge: Knowledge, vocabulary: StemmedVocabulary) -> None:
        self._knowledge, self._vocabulary = knowledge, vocabulary

    def idf(self, reading: Reading, mentions: Sequence[Mention], lang: Lang) -> float:
        """What a word says; a word that is not known says what its commonest other word does."""
        if reading.sort is Sort.OWN:
            return reading.idf
        common = self._translated_idf(mentions, lang)
        return reading.idf if common is None else max(common, LEAST_TRANSLATED)

    def synonyms(self, mentions: Sequence[Mention], lang: Lang, idf: float, *, known: bool) -> Iterator[Node]:
        """The editors' other words for what is mentioned, in both languages.

        Args:
            mentions: concepts that a word or phrase names.
            lang: the reader's language.
            idf: what the word or phrase says.
            known: whether the index knows it in the reader's language.
        """
        here = [mention for mention in mentions if mention.found.form.lang == lang]
        worth: dict[tuple[Lang, tuple[str, ...]], float] = {}
        for mention in here or mentions:
            matched = mention.found
            base = SYNONYM_OF_PHRASE if mention.end - mention.start > 1 else SYNONYM
            if not known or (not here and self._is_foreign(mention, lang, idf)):
                base = TRANSLATED
            for form in self._vocabulary.forms(matched.concept):
                near = 1.0 if form.form.name or matched.form.name else BETWEEN_LABELS
                value = base * near * matched.form.weight * form.form.weight
                key = (form.form.lang, form.stems)
                if form is not matched and value > worth.get(key, 0.0):
                    worth[key] = value
        for language in (lang, OTHER[lang]):
            found = sorted(
                ((value, stems) for (where, stems), value in worth.items() if where == language), reverse=True
            )
            for value, stems in found[:MOST_SYNONYMS]:
                weight = value * idf
                yield Word(language, stems[0], weight) if len(stems) == 1 else Phrase(stems, weight)

    def lexicon(self, reading: Reading, lang: Lang, idf: float) -> Iterator[Node]:
        """What the lexicon has: translations always, other words of the language only for one that is not known."""
        other = OTHER[lang]
        for stem in self._knowledge.translations(reading.own.stem, lang):
            yield Word(other, stem, LEXICON * idf)
        if reading.sort is Sort.OTHER:
            for stem in self._knowledge.translations(reading.other.stem, other):
                yield Word(lang, stem, LEXICON * idf)
        if reading.sort is Sort.VOCABULARY:
            for stem in self._knowledge.likes(reading.own.stem, lang):
                yield Word(lang, stem, TRANSLATED * idf)

    def part(self, leaf: str, lang: Lang, idf: float) -> Iterator[Node]:
        """Other words for a part of a compound that nobody has written: the test of ``afprøvningsplan``."""
        worth: dict[tuple[Lang, str], float] = dict.fromkeys(
            [(lang, stem) for stem in self._knowledge.likes(leaf, lang)]
            + [(OTHER[lang], stem) for stem in self._knowledge.translations(leaf, lang)],
            LEXICON,
        )
        for found in self._vocabulary.single(leaf, lang):
            for form in self._vocabulary.forms(found.concept):
                value = SYNONYM * found.form.weight * form.form.weight
                key = form.form.lang, form.stems[0]
                if len(form.stems) == 1 and value > worth.get(key, 0.0):
                    worth[key] = value
        best = sorted(((value, *key) for key, value in worth.items() if key != (lang, leaf)), reverse=True)
        for value, language, stem in best[:MOST_OF_PART]:
            yield Word(language, stem, value * idf)

    def _is_foreign(self, mention: Mention, lang: Lang, idf: float) -> bool:
        """Whether a word that texts of the reader's language do quote is rather the other language's word: its
        translation is the commoner one here.
        """
        common = self._translated_idf([mention], lang)
        return common is not None and common < idf

    def _translated_idf(self, mentions: Iterable[Mention], lang: Lang) -> float | None:
        language = self._knowledge.languages[lang]
        stems = {
            form.stems[0]
            for mention in mentions
            for form in self._own_words(mention.found, lang)
            if language.knows(form.stems[0])
        }
        return language.idf(stems) if stems else None

    def _own_words(self, found: StemmedForm, lang: Lang) -> Iterator[StemmedForm]:
        forms = self._vocabulary.forms(found.concept)
        return (form for form in forms if form.form.lang == lang and len(form.stems) == 1)
