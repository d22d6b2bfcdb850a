"""Marks in the texts of a hit: why it is one.

An inflected match is marked as a whole word, a match inside a compound only as far as the part reaches
(**behov**\\ safdækning), words of a phrase where they stand together. The texts are cut into segments; making HTML of
them is the template's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from search.ports import Highlights, Lang, Segment

from .chain import Chain
from .text import Span, clean, sentences, spans

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
        self._memo: dict[tuple[Lang, str], tuple[tuple[int, int, str, float], ...]] = {}

    def highlights(self, lang: Lang, *, title: str, summary: str, body: str) -> Highlights:
        """Title and summary with marks, and the passage of the body that shows most."""
        return Highlights(
            title=self.segments(lang, title), summary=self.segments(lang, summary), snippet=self.snippet(lang, body)
        )

    def segments(self, lang: Lang, text: str) -> tuple[Segment, ...]:
        """The whole text, cut at its matches."""
        cleaned = clean(text)
        return _cut(cleaned, self._matches(lang, cleaned))

    def snippet(self, lang: Lang, text: str) -> tuple[Segment, ...]:
        """The sentence that shows most of the question; empty where none shows anything."""
        cleaned = clean(text[:LONGEST_BODY])
        best: tuple[float, int, int, list[Match]] | None = None
        for start, end in sentences(cleaned):
            matches = self._matches(lang, cleaned[start:end])
            if matches:
                worth = sum({match.shows: match.worth for match in matches}.values())
                if best is None or worth > best[0]:
                    best = (worth, start, end, matches)
        if best is None:
            return ()
        _, start, end, matches = best
        return self._shortened(cleaned[start:end], matches)

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
        marks = self._marks.get(lang)
        if not marks:
            return []
        found: list[Match] = []
        content: list[Span] = []
        stop = self._chains[lang].stop_words
        for span in spans(cleaned):
            if span.word in stop:
                continue
            content.append(span)
            length = span.end - span.start
            for start, end, shows, worth in self._in_word(lang, span.word, marks):
                found.append(Match(span.start + start, span.start + min(end, length), shows, worth))
        if marks.phrases:
            found += self._in_phrases(lang, content, marks)
        return sorted(found, key=lambda match: (match.start, -match.end))

    def _in_word(self, lang: Lang, word: str, marks: Marks) -> tuple[tuple[int, int, str, float], ...]:
        """Marked places of a word, remembered for the other hits."""
        found = self._memo.get((lang, word))
        if found is None:
            found = self._memo[lang, word] = tuple(self._places(self._chains[lang], word, marks))
        return found

    @staticmethod
    def _places(chain: Chain, word: str, marks: Marks) -> Iterable[tuple[int, int, str, float]]:
        token = chain.token(word)
        for stem in (token.stem, *token.kin):
            if stem in marks.stems:
                return [(0, len(word), stem, marks.stems[stem])]
        if not any(part in marks.stems for part in token.parts):
            return []
        places = []
        for part in chain.split(word):
            inner = chain.token(part.word)
            shown = [stem for stem in (inner.stem, *inner.parts) if stem in marks.stems]
            if shown:
                places.append((part.start, part.end, shown[0], marks.stems[shown[0]]))
        return places

    def _in_phrases(self, lang: Lang, content: list[Span], marks: Marks) -> Iterable[Match]:
        chain = self._chains[lang]
        stems = [chain.token(span.word).stem for span in content]
        for phrase, worth in marks.phrases.items():
            for at in range(len(stems) - len(phrase) + 1):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    shows = " ".join(phrase)
                    for span in content[at : at + len(phrase)]:
                        yield Match(span.start, span.end, shows, worth)


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
