r"""Marks in the texts of a hit: why it is one.

An inflected match is marked as a whole word, a match inside a compound only as far as the part reaches
(**behov**\ safdækning), words of a phrase where they stand together. The texts are cut into segments; making HTML of
them is the template's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from search.ports import Highlights, Lang, Segment

from .chain import Chain
from .text import LONGEST_WORD, WORD, clean, lowered, sentences

LONGEST_BODY: Final = 20_000
"""Characters of a body that a passage is looked for in."""
LONGEST_SNIPPET: Final = 220
LEAD: Final = 60
"""Characters shown before the first match of a passage that has to be cut."""
ELLIPSIS: Final = "…"


@dataclass(slots=True)
class Marks:
    """What to mark in texts of one language: folded stems and what they are worth, and phrases of folded stems."""

    stems: dict[str, float] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], float] = field(default_factory=dict)

    def add(self, stems: tuple[str, ...], worth: float) -> None:
        """Mark a word or a phrase."""
        if len(stems) == 1:
            self.stems[stems[0]] = max(worth, self.stems.get(stems[0], 0.0))
        else:
            self.phrases[stems] = max(worth, self.phrases.get(stems, 0.0))


@dataclass(frozen=True, slots=True)
class Match:
    """A marked piece of text, what it shows and what that is worth."""

    start: int
    end: int
    shows: str
    worth: float


class Highlighter:
    """Marks the texts of the hits of one question."""

    def __init__(self, chains: Mapping[Lang, Chain], marks: Mapping[Lang, Marks]) -> None:
        self._chains, self._marks = chains, marks
        self._memo: dict[Lang, dict[str, tuple[Match, ...]]] = {}
        self._words: dict[Lang, tuple[int, set[str], set[str]]] = {}
        # A phrase whose words are marked anyway needs no looking for.
        self._phrases = {
            lang: {phrase: worth for phrase, worth in found.phrases.items() if not found.stems.keys() >= set(phrase)}
            for lang, found in marks.items()
        }

    def highlights(self, lang: Lang, *, title: str, summary: str, body: str) -> Highlights:
        """Title and summary with marks; where the summary shows nothing, the passage of the body that shows most."""
        said = self.segments(lang, summary)
        shown = any(segment.marked for segment in said)
        return Highlights(
            title=self.segments(lang, title), summary=said, snippet=() if shown else self.snippet(lang, body)
        )

    def segments(self, lang: Lang, text: str) -> tuple[Segment, ...]:
        """The whole text, cut at its matches."""
        cleaned = clean(text)
        return _cut(cleaned, self._matches(lang, cleaned))

    def snippet(self, lang: Lang, text: str) -> tuple[Segment, ...]:
        """The sentence that shows most of the question; empty where none shows anything."""
        cleaned = clean(text[:LONGEST_BODY])
        matches = self._matches(lang, cleaned)
        best: tuple[float, int, int, list[Match]] | None = None
        at = 0
        for start, end in sentences(cleaned) if matches else ():
            inside = []
            while at < len(matches) and matches[at].start < end:
                inside.append(matches[at])
                at += 1
            worth = sum({match.shows: match.worth for match in inside}.values())
            if inside and (best is None or worth > best[0]):
                best = (worth, start, end, inside)
        if best is None:
            return ()
        _, start, end, inside = best
        moved = [Match(m.start - start, min(m.end, end) - start, m.shows, m.worth) for m in inside]
        return self._shortened(cleaned[start:end], moved)

    def _shortened(self, sentence: str, matches: list[Match]) -> tuple[Segment, ...]:
        if len(sentence) <= LONGEST_SNIPPET:
            return _cut(sentence, matches)
        start = max(0, matches[0].start - LEAD)
        start = sentence.rfind(" ", 0, start) + 1 if start else 0
        end = min(len(sentence), max(start + LONGEST_SNIPPET, matches[0].end))
        if end < len(sentence):
            space = sentence.rfind(" ", start, end)
            end = space if space > matches[0].end else end
        kept = [Match(m.start - start, m.end - start, m.shows, m.worth) for m in matches if m.end <= end]
        cut = _cut(sentence[start:end], kept)
        before = (Segment(ELLIPSIS + " "),) if start else ()
        after = (Segment(" " + ELLIPSIS),) if end < len(sentence) else ()
        return (*before, *cut, *after)

    def _matches(self, lang: Lang, cleaned: str) -> list[Match]:
        """All matches in a text, in order."""
        marks = self._marks.get(lang)
        if not marks or not (marks.stems or marks.phrases):
            return []
        memo, lower = self._memo.setdefault(lang, {}), lowered(cleaned)
        found: list[Match] = []
        distinct = set(WORD.findall(lower))
        marked, in_phrases = self._showing(lang, distinct, marks)
        for word in distinct & marked:
            places = memo.get(word)
            if places is None:
                places = memo[word] = tuple(self._places(self._chains[lang], word, marks))
            for at in _occurrences(word, lower):
                found += [Match(at + one.start, at + one.end, one.shows, one.worth) for one in places]
        if in_phrases and (words := distinct & in_phrases):
            found += self._in_phrases(lang, lower, words)
        found.sort(key=lambda match: (match.start, -match.end))
        return found

    def _showing(self, lang: Lang, distinct: set[str], marks: Marks) -> tuple[set[str], set[str]]:
        """The words of all texts so far that may be marked, and those that may stand in a phrase."""
        chain = self._chains[lang]
        listed = chain.list_words(distinct)
        kept = self._words.get(lang)
        if kept is None or kept[0] != listed:
            stems = {stem for phrase in self._phrases[lang] for stem in phrase}
            kept = self._words[lang] = listed, chain.showing(marks.stems), chain.showing(stems)
        return kept[1], kept[2]

    @staticmethod
    def _places(chain: Chain, word: str, marks: Marks) -> Iterable[Match]:
        """Marked places in a word: the whole, or parts of a compound."""
        if word in chain.stop_words:
            return
        token = chain.token(word[:LONGEST_WORD])
        for stem in (token.stem, *token.kin):
            if stem in marks.stems:
                yield Match(0, len(word), stem, marks.stems[stem])
                return
        for part in chain.split(word[:LONGEST_WORD]) if token.parts else ():
            inner = chain.token(part.word)
            shown = [stem for stem in (inner.stem, *inner.parts) if stem in marks.stems]
            if shown:
                yield Match(part.start, part.end, shown[0], marks.stems[shown[0]])

    def _in_phrases(self, lang: Lang, lower: str, words: Iterable[str]) -> Iterable[Match]:
        there = {self._stem(lang, word) for word in words}
        phrases = {phrase: worth for phrase, worth in self._phrases[lang].items() if there.issuperset(phrase)}
        if not phrases:
            return
        content = [(m.start(), m.end(), stem) for m in WORD.finditer(lower) if (stem := self._stem(lang, m.group()))]
        for phrase, worth in phrases.items():
            for at in range(len(content) - len(phrase) + 1):
                if tuple(stem for _, _, stem in content[at : at + len(phrase)]) == phrase:
                    for start, end, _ in content[at : at + len(phrase)]:
                        yield Match(start, end, " ".join(phrase), worth)

    def _stem(self, lang: Lang, word: str) -> str:
        chain = self._chains[lang]
        return "" if word in chain.stop_words else chain.token(word[:LONGEST_WORD]).stem


def _occurrences(word: str, lower: str) -> Iterator[int]:
    """Where a word stands as a whole; quicker than to look at every word of a text that has few of those marked."""
    at = lower.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and lower[at - 1].isalnum()) and not lower[end : end + 1].isalnum():
            yield at
        at = lower.find(word, end)


def _cut(text: str, matches: Iterable[Match]) -> tuple[Segment, ...]:
    """Segments of the text; matches that touch or overlap become one."""
    merged: list[list[int]] = []
    for match in matches:
        if merged and match.start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], match.end)
        else:
            merged.append([match.start, match.end])
    found, at = [], 0
    for start, end in merged:
        if start > at:
            found.append(Segment(text[at:start]))
        found.append(Segment(text[start:end], marked=True))
        at = end
    if at < len(text):
        found.append(Segment(text[at:]))
    return tuple(found)
