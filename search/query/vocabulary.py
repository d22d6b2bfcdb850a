"""The editors' vocabulary, stemmed once, and found in questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from search.analysis.chain import Chain, Token
from search.analysis.text import words
from search.ports import Form, Lang, Vocabulary

LONGEST_ACRONYM: Final = 3
"""Forms of so few letters have to be typed exactly: ``AR`` is not ``år``."""
NEARLY: Final = 0.7
"""Weight of a form of which one word is missing."""
KIN: Final = 0.8
"""Weight of a form that the question has as a verb: ``evaluerer``."""
SUBJECT: Final = 0.5
"""Weight of a form that is only the beginning of a compound nobody has written: the *udbud* of ``udbudspligt``."""
SHORTEST_SUBJECT: Final = 5
SHORTEST_SUBJECT_PART: Final = 4
"""Letters of such a beginning, and of one that the analysis sees as a part."""
SHORTEST_REST: Final = 3
CONJUNCT: Final = 0.8
"""Weight of one half of a facet value with two: ``VR og AR``."""
SURELY_MEANT: Final = 0.7
"""Weight from which on a form means its concept, and not only something near it."""
LONGEST_FORM: Final = 8
"""Words of the longest form that is looked for."""


_AND: Final = re.compile(r"\s+(?:og|och|and|&)\s+|\s*[/,]\s*")


@dataclass(frozen=True, slots=True)
class StemmedForm:
    """A form of a concept, with the folded stems of its words."""

    form: Form
    concept: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept in a question: from which word to which, by which of its forms."""

    start: int
    end: int
    found: StemmedForm


def _conjuncts(text: str) -> list[str]:
    """The halves of a name that has several: ``Jura og indkøb``."""
    parts = [part.strip() for part in _AND.split(text)]
    return parts if len(parts) > 1 else []


def _weaker(stemmed: StemmedForm, share: float) -> StemmedForm:
    """The same form, found by something that is less sure to mean it."""
    return replace(stemmed, form=replace(stemmed.form, weight=share * stemmed.form.weight))


def matching_key(token: Token) -> str:
    """What a word of a form and a word of a question must have in common: ``små`` is ``lille``, ``år`` is no ``AR``."""
    return token.word if max(len(token.word), len(token.stem)) <= LONGEST_ACRONYM else token.stem


class StemmedVocabulary:
    """All forms of all concepts, by the words that they are found with."""

    def __init__(self, vocabulary: Vocabulary, chains: Mapping[Lang, Chain]) -> None:
        self.source = vocabulary
        self._concepts: list[list[StemmedForm]] = []
        self._classified: list[tuple[tuple[str, str], ...]] = []
        self._about: list[str] = []
        self._about_sort: dict[tuple[str, str], list[str]] = {}
        self._keys: list[str] = []
        self._in_names: set[tuple[Lang, str]] = set()
        self._only_explained: list[bool] = []
        self._by_key: dict[Lang, dict[tuple[str, ...], list[StemmedForm]]] = {lang: {} for lang in chains}
        for number, concept in enumerate(vocabulary.concepts):
            forms: list[StemmedForm] = []
            for form in concept.forms:
                tokens = self._tokens(form.text, chains[form.lang])
                if tokens and len(tokens) <= LONGEST_FORM:
                    stemmed = StemmedForm(form, number, tuple(token.stem for token in tokens))
                    forms.append(stemmed)
                    self._enter(tokens, stemmed)
                    for part in _conjuncts(form.text) if concept.classifies else ():
                        inner = self._tokens(part, chains[form.lang])
                        self._enter(inner, _weaker(stemmed, CONJUNCT))
            if not concept.classifies:
                names = (form for form in forms if form.form.name and len(form.stems) > 1)
                self._in_names |= {(form.form.lang, stem) for form in names for stem in form.stems}
            self._concepts.append(forms)
            self._classified.append(concept.classifies)
            self._about.append(concept.about)
            for place in concept.classifies if concept.about else ():
                self._about_sort.setdefault(place, []).append(concept.about)
            self._keys.append(concept.key)
            self._only_explained.append(concept.only_explained)

    def _enter(self, tokens: Sequence[Token], stemmed: StemmedForm) -> None:
        """Let a form be found by these words; of three and more also by all but one, as nobody remembers them all."""
        keys = tuple(map(matching_key, tokens))
        table = self._by_key[stemmed.form.lang]
        table.setdefault(keys, []).append(stemmed)
        if len(keys) > 2:
            nearly = _weaker(stemmed, NEARLY)
            for at in range(len(keys)):
                table.setdefault(keys[:at] + keys[at + 1 :], []).append(nearly)

    def classified(self, concept: int) -> tuple[tuple[str, str], ...]:
        """Facets and values that a concept names."""
        return self._classified[concept]

    def stands_in_a_name(self, stem: str, lang: Lang) -> bool:
        """Whether a word is one of several in the name of a concept that is no sort of page."""
        return (lang, stem) in self._in_names

    def key(self, concept: int) -> str:
        """Stable key of a concept."""
        return self._keys[concept]

    def only_explained(self, concept: int) -> bool:
        """Whether nothing but the glossary is about a concept."""
        return self._only_explained[concept]

    def about(self, concept: int) -> str:
        """Key of the page that the editors have named for a concept; may be empty."""
        return self._about[concept]

    def about_sort(self, place: tuple[str, str]) -> Sequence[str]:
        """Keys of the pages that the editors have named for what is of a sort: how to find a contact, for contacts."""
        return self._about_sort.get(place, ())

    def forms(self, concept: int) -> Sequence[StemmedForm]:
        """All words for a concept."""
        return self._concepts[concept]

    def names(self, lang: Lang) -> Iterator[StemmedForm]:
        """All forms of one language."""
        return (form for forms in self._concepts for form in forms if form.form.lang == lang)

    def mentions(self, tokens: Sequence[Token], lang: Lang) -> list[Mention]:
        """Every form of ``lang`` in the words of a question, overlapping or not.

        A compound counts as its parts written apart: ``opiprojekt`` is ``OPI-projekt``.
        """
        table = self._by_key[lang]
        keys = tuple(map(matching_key, tokens))
        found = []
        for start in range(len(tokens)):
            for end in range(start + 1, min(len(tokens), start + LONGEST_FORM) + 1):
                found += [Mention(start, end, form) for form in table.get(keys[start:end], ())]
            if len(tokens[start].leaves) > 1:
                found += [Mention(start, start + 1, form) for form in table.get(tokens[start].leaves, ())]
            for noun in tokens[start].kin:
                found += [Mention(start, start + 1, _weaker(form, KIN)) for form in table.get((noun,), ())]
        return found

    def subjects(self, word: str, chain: Chain, tells: Callable[[str], bool]) -> list[StemmedForm]:
        """What a compound that nobody has written is about: names that it begins with, the longest that there is.

        Only a concept's name counts: another word for it means something else too often, once something follows it
        (``genbrug`` is what is spread, ``genbrugsplads`` is not).

        Args:
            word: not known in any other way.
            chain: of the language of ``word``.
            tells: whether a folded stem is what pages are about, and rare enough to say something alone.
        """
        seams = {part.end for part in chain.split(word)}
        for end in range(len(word) - SHORTEST_REST, SHORTEST_SUBJECT_PART - 1, -1):
            if end < SHORTEST_SUBJECT and end not in seams:
                continue
            token = chain.token(word[:end])
            if token.word in chain.stop_words or not tells(token.stem):
                continue
            found = [one for one in self.single(token.stem, chain.lang) if one.form.name]
            if found:
                return [_weaker(one, SUBJECT) for one in found]
        return []

    def single(self, stem: str, lang: Lang) -> Sequence[StemmedForm]:
        """Forms of one word with a folded stem."""
        return self._by_key[lang].get((stem,), ())

    @staticmethod
    def outermost(mentions: Sequence[Mention]) -> list[Mention]:
        """Mentions that do not lie inside a longer one: in ``business case`` nobody asks for a case."""
        spans = {(mention.start, mention.end) for mention in mentions}
        return [
            one
            for one in mentions
            if not any(
                start <= one.start and one.end <= end and end - start > one.end - one.start for start, end in spans
            )
        ]

    @staticmethod
    def _tokens(text: str, chain: Chain) -> list[Token]:
        return chain.tokens(text) or [chain.token(word) for word in words(text)]
