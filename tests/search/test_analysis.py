"""The analysis: words, stems, folding, compounds, kin, spelling, completion, marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from search.analysis import words as known_words
from search.analysis.artefact import Artefact
from search.analysis.chain import Chain, fingerprint
from search.analysis.completion import Completer
from search.analysis.folding import fold, without_letters
from search.analysis.highlighting import LONGEST_SNIPPET, Highlighter, Marks
from search.analysis.impacts import LEVELS, impact
from search.analysis.knowledge import Knowledge
from search.analysis.spelling import Speller, allowed, distance, is_slip
from search.analysis.stemming import LanguageStemmer
from search.analysis.text import LONGEST_WORD, clean, sentences, words
from search.ports import LANGUAGES, Lang, SearchError, Segment

from . import corpus

HERE = Path(__file__).parent
FAMILIES = HERE / "families.txt"
COMPOUNDS = ("compounds.txt", "compounds_held_out.txt")
LEAST_RIGHT = {"compounds.txt": 0.97, "compounds_held_out.txt": 0.85}
"""Share of compounds that must come apart rightly: in the list that the splitter was made with, and in one that was
written when it was finished."""
MOST_TOUCHED = 0.04


@cache
def knowledge() -> Knowledge:
    """What an index of the seed knows."""
    artefact = Artefact(fingerprint())
    for document in corpus.documents():
        artefact.read(document)
    artefact.learn(corpus.vocabulary())
    return Knowledge(artefact)


def sections(path: Path) -> Iterator[tuple[Lang, str]]:
    lang: Lang = "da"
    for written in path.read_text(encoding="utf-8").splitlines():
        line = written.partition("#")[0].strip()
        if line.startswith("["):
            lang = "sv" if "sv" in line else "da"
        elif line:
            yield lang, line


class TestText:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Fælles OPI-projekt, §§ 73-79!", ["fælles", "opi", "projekt", "73", "79"]),
            ("a\u030a A\u030ar", ["å", "år"]),  # composed
            ("vel\u00adfærds\u200bteknologi", ["velfærdsteknologi"]),  # soft hyphen, zero width
            ("snake_case 3,5 %", ["snake", "case", "3", "5"]),
            ("\x00\x07…\n", []),
            ("مرحبا 👩🏽‍⚕️ 日本", ["مرحبا", "日本"]),
            ("x" * 300, ["x" * LONGEST_WORD]),
        ],
    )
    def test_words(self, text: str, expected: list[str]):
        assert words(text) == expected

    def test_sentences_cover_the_text_without_overlap(self):
        text = clean("Første. Anden?\n\nTredje: fjerde … femte")
        assert [text[start:end] for start, end in sentences(text)] == [
            "Første.", "Anden?", "Tredje:", "fjerde …", "femte",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("døgnrytme", "doegnrytme"),
            ("döda", "døda"),
            ("Århus".lower(), "aarhus"),
            ("ældre", "äldre"),
            ("café", "cafe"),
        ],
    )
    def test_spellings_of_a_letter_meet(self, one: str, other: str):
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("vård", "värd"), ("årlig", "ærlig"), ("låse", "læse"), ("såret", "säret")]
    )
    def test_a_with_a_ring_is_a_letter_of_its_own(self, one: str, other: str):
        """Only who types without any of the letters may mean either."""
        assert fold(one) != fold(other)
        assert without_letters(one) == without_letters(other)

    def test_the_shortest_words_keep_their_letters(self):
        assert fold("år") != fold("ar")
        assert fold("ø") == "ø"


class TestStems:
    @pytest.mark.parametrize(("lang", "family"), list(sections(FAMILIES)))
    def test_forms_of_a_word_meet(self, lang: Lang, family: str):
        chain = knowledge().chains[lang]
        together, _, apart = family.partition("|")
        stems = {chain.key(word) for word in together.split()}
        assert len(stems) == 1, stems
        for word in apart.split():
            assert chain.key(word) not in stems, word

    def test_a_stemmer_is_the_same_in_every_thread(self):
        from concurrent.futures import ThreadPoolExecutor

        stemmer = LanguageStemmer("da")
        asked = [word for _, line in sections(FAMILIES) for word in line.replace("|", " ").split()] * 20
        alone = [LanguageStemmer("da").stem(word) for word in asked]
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(stemmer.stem, asked)) == alone

    @pytest.mark.parametrize(
        ("lang", "verb", "noun"),
        [
            ("da", "afprøver", "afprøvning"),
            ("da", "skalerede", "skalering"),
            ("da", "afdækket", "afdækning"),
            ("da", "forskere", "forskning"),
            ("sv", "utvärderar", "utvärdering"),
            ("sv", "upphandlare", "upphandling"),
            ("da", "redaktionelle", "redaktion"),
            ("sv", "juridiska", "juridik"),
            ("da", "økonomisk", "økonomi"),
            ("sv", "politiskt", "politik"),
        ],
    )
    def test_verbs_and_adjectives_are_kin_to_nouns(self, lang: Lang, verb: str, noun: str):
        chain = knowledge().chains[lang]
        assert chain.key(noun) in chain.token(verb).kin

    def test_only_known_nouns_are_kin(self):
        assert knowledge().chains["da"].token("kludrer").kin == ()


class TestCompounds:
    @pytest.mark.parametrize("name", COMPOUNDS)
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_compounds_come_apart_and_simple_words_do_not(self, lang: Lang, name: str):
        chain = knowledge().chains[lang]
        right: list[str] = []
        wrong: list[tuple[str, ...]] = []
        touched: list[str] = []
        simple = 0
        for section, line in sections(HERE / name):
            if section != lang:
                continue
            compound, _, parts = line.partition("=")
            if not parts:
                simple += len(compound.split())
                touched += [word for word in compound.split() if chain.token(word).leaves]
                continue
            expected = tuple(chain.key(part) for part in parts.split())
            found = chain.token(compound.strip()).leaves
            if found == expected:
                right.append(compound)
            else:
                wrong.append((compound.strip(), *found))
        assert len(right) >= LEAST_RIGHT[name] * (len(right) + len(wrong)), wrong
        assert len(touched) <= MOST_TOUCHED * simple, touched

    def test_parts_that_are_compounds_are_kept_as_well(self):
        token = knowledge().chains["da"].token("velfærdsteknologivurdering")
        assert token.leaves == ("velfard", "teknologi", "vurdering")
        assert "teknologivurdering" in token.parts

    def test_an_irregular_head_stays_irregular(self):
        chain = knowledge().chains["da"]
        assert chain.key("projektlederne") == chain.key("projektleder")
        assert chain.key("udbudsregler") == chain.key("udbudsregel")

    def test_places_of_parts_do_not_include_the_link(self):
        parts = knowledge().chains["da"].split("behovsafdækning")
        assert ["behovsafdækning"[part.start : part.end] for part in parts] == ["behov", "afdækning"]

    def test_a_chain_gives_the_same_for_the_same_words(self):
        one, other = (Chain("sv", corpus=["test", "bädd"], terms=["plåster"]) for _ in range(2))
        assert one.token("testbäddar") == other.token("testbäddar")


class TestSpelling:
    speller = Speller({"behovsafdækning": 3, "sensor": 9, "censor": 1, "drift": 5, "databeskyttelsesforordningen": 2})

    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("behovsafdekning", "behovsafdækning"),
            ("behvosafdækning", "behovsafdækning"),
            ("sensro", "sensor"),
            ("senso", "sensor"),
            ("databeskyttelsesfororning", "databeskyttelsesforordning"),
        ],
    )
    def test_misspellings_find_their_word(self, typed: str, meant: str):
        assert self.speller.corrections(typed)[0][0] == meant

    @pytest.mark.parametrize(
        ("typed", "meant", "slip"),
        [
            ("robt", "robot", True),  # left out
            ("demenns", "demens", True),  # doubled
            ("tset", "test", True),  # swapped
            ("udbyd", "udbud", True),  # sounds alike
            ("rosiko", "risiko", True),  # lies beside
            ("wirk", "virk", True),  # the same sound
            ("ramte", "ramme", False),
            ("ramte", "rate", False),
        ],
    )
    def test_a_slip_is_told_from_another_word(self, typed: str, meant: str, *, slip: bool):
        assert is_slip(typed, meant) is slip

    def test_a_long_word_may_have_an_ending_too(self):
        assert self.speller.corrections("behvosafdækninger")[0][0] == "behovsafdækning"

    @pytest.mark.parametrize("typed", ["drfi", "dri", "xyz", "123456", "", "æ"])
    def test_short_words_and_numbers_are_left_alone(self, typed: str):
        assert self.speller.corrections(typed) == []

    def test_the_own_beginning_and_the_commoner_word_come_first(self):
        assert [word for word, _ in self.speller.corrections("fensor")] == ["sensor", "censor"]
        assert [word for word, _ in self.speller.corrections("cenzor")] == ["censor"]

    @pytest.mark.parametrize(
        ("left", "right", "errors"),
        [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abcd", "badc", 2), ("", "ab", 2)],
    )
    def test_distance(self, left: str, right: str, errors: int):
        assert distance(left, right, 2) == distance(right, left, 2) == errors

    def test_distance_stops_at_the_limit(self):
        assert distance("a" * 50, "b" * 50, 2) == 3

    def test_more_letters_allow_more_errors(self):
        assert [allowed(length) for length in (4, 5, 8, 9, 20)] == [0, 1, 1, 2, 2]


class TestCompletion:
    def test_the_commonest_first_in_any_spelling(self):
        completer = Completer({"skærm": 1, "skærmbesøg": 7, "skalering": 3, "sk": 9, "2026": 9})
        assert completer.completions("skæ") == ["skærmbesøg", "skærm", "skalering"]
        assert completer.completions("skae") == ["skærmbesøg", "skalering", "skærm"]
        assert completer.completions("") == completer.completions("zzz") == []


class TestMarks:
    def highlighter(self, *marked: str, phrases: tuple[tuple[str, ...], ...] = ()) -> Highlighter:
        marks = Marks()
        for stem in marked:
            marks.add((stem,), 1.0)
        for phrase in phrases:
            marks.add(phrase, 1.0)
        return Highlighter(knowledge().chains, {"da": marks})

    def shown(self, segments: tuple[Segment, ...]) -> str:
        return "".join(f"[{segment.text}]" if segment.marked else segment.text for segment in segments)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Behovet, behov og behovsafdækning", "[Behovet], [behov] og [behov]safdækning"),
            ("vel\u00adfærd og Behov", "velfærd og [Behov]"),
            ("Ingenting her", "Ingenting her"),
            ("", ""),
            ("İ behov", "İ [behov]"),  # a letter that gets longer in lower case
        ],
    )
    def test_whole_texts(self, text: str, expected: str):
        assert self.shown(self.highlighter("behov").segments("da", text)) == expected

    def test_words_of_a_phrase_are_marked_where_they_stand_together(self):
        highlighter = self.highlighter(phrases=(("teknisk", "dialog"),))
        assert (
            self.shown(highlighter.segments("da", "En teknisk dialog, dialogen")) == "En [teknisk] [dialog], dialogen"
        )

    def test_the_passage_that_shows_most_is_chosen_and_kept_short(self):
        body = "Et behov. " + "ord " * 200 + "behov og sensor " + "ord " * 200 + ". Behov behov."
        snippet = self.highlighter("behov", "sensor").snippet("da", body)
        assert [segment.text for segment in snippet if segment.marked] == ["behov", "sensor"]
        assert sum(len(segment.text) for segment in snippet) <= LONGEST_SNIPPET + 4
        assert snippet[0].text.startswith("…")
        assert snippet[-1].text.endswith("…")

    def test_no_match_no_passage(self):
        assert self.highlighter("behov").snippet("da", "Noget helt andet.") == ()


class TestData:
    def test_lists_do_not_contradict_each_other(self):
        for lang in LANGUAGES:
            assert not known_words.lexicon_words(lang) & known_words.stop_words(lang)
            assert len(known_words.lexicon_words(lang)) > 300

    def test_impacts_grow_with_evidence_and_stay_in_bounds(self):
        levels = [impact(evidence) for evidence in (0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 50.0)]
        assert levels == sorted(levels)
        assert levels[0] == 1
        assert levels[-1] == LEVELS
        assert impact(5.0, prior=0.4) < impact(5.0)

    def test_an_artefact_survives_packing_and_damage_is_noticed(self):
        artefact = Artefact("abc")
        artefact.read(corpus.documents()[0])
        packed = artefact.pack()
        assert Artefact.unpack(packed).pack() == packed
        for damaged in (b"", packed[:-20], b"x" + packed, packed[:50] + b"\x00" + packed[51:]):
            with pytest.raises(SearchError):
                Artefact.unpack(damaged)
