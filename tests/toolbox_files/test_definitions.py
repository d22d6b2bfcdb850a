"""The definitions: complete in both languages, and the same templates that the portal's pages tell of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolbox.files import reading
from toolbox.files.common import common, sources
from toolbox.files.plain import plain_text, texts
from toolbox.files.reading import FOLDER, DefinitionError, read_template, templates
from toolbox.files.structure import LANGUAGES, Document, ListSheet, Text
from toolbox.files.wording import source_line

SEED = Path(__file__).resolve().parents[2] / "portal" / "seed" / "data"
SHARED = ("opi-samarbejdsaftale", "dpia-forhaandstjek", "testplan")
# Danish and Swedish names that stay as they are in the other language.
NAMES = re.compile(
    r"Lægemiddelstyrelsen|Läkemedelsverket|Kommunal Sundhed|Upphandlingsmyndigheten|Åte|SOU|Erhvervsfyrtårn"
)


def all_texts() -> list[Text]:
    return [*texts(templates()), *common().texts.values(), *texts(tuple(common().lists.values()))]


def seed(key: str) -> dict[str, Any]:
    return yaml.safe_load((SEED / "templates" / f"{key}.yaml").read_text("utf-8"))


def test_there_are_fourteen_in_order():
    assert [one.about.number for one in templates()] == list(range(1, 15))


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.about.key)
def test_a_template_is_the_one_on_its_page(one):
    page, about = seed(one.about.key), one.about
    assert page["number"] == about.number
    assert page["title"] == {"da": about.title.da, "sv": about.title.sv}
    assert page["version"] == about.version
    assert page["sources"] == list(about.sources)
    assert page["format"] == ("docx" if isinstance(one, Document) else "xlsx")
    assert bool(page.get("legal_note")) == (about.law is not None)


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.about.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_that_the_page_promises_is_in_the_file(one, language):
    own = [part.heading for part in one.sections] if isinstance(one, Document) else [sheet.name for sheet in one.sheets]
    names = [common()["readme"][language], *(name[language] for name in own)]
    for part in seed(one.about.key)["contents"]:
        heading = part["heading"][language].rstrip("?")
        assert any(name.startswith(heading) for name in names), heading


def test_sources_are_those_of_the_register():
    register = {row["ref"]: row for row in yaml.safe_load((SEED / "sources.yaml").read_text("utf-8"))}
    for ref, source in sources().items():
        row = register[ref]
        assert {"da": source.title.da, "sv": source.title.sv} == row["title"]
        assert source.publisher == row["publisher"]
        assert source.url == row.get("url", "")
        assert source.year == str(row.get("date") or "")[:4]
        assert source.dated is None or {"da": source.dated.da, "sv": source.dated.sv} == row["date_note"]
        assert list(source.sites) == ([] if source.url else row["also_at"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_source_in_a_file_leads_somewhere(language):
    for source in sources().values():
        line = source_line(source, language)
        assert line.url.isascii()
        assert line.url.startswith("http")
        assert line.linked in line.plain


@pytest.mark.parametrize(
    ("ref", "language", "end", "url"),
    [
        (
            "R55",
            "da",
            (
                "29-gruppen, 28. januar 2019; retningslinjerne er fra 2017. Fundet på datatilsynet.dk; den nøjagtige "
                "adresse er ikke noteret."
            ),
            "https://www.datatilsynet.dk/",
        ),
        (
            "R64",
            "sv",
            "Hämtat från skr.se och fireup.pro; den exakta adressen är inte antecknad.",
            "https://skr.se/",
        ),
        ("R09", "da", "Fundet på klogefødevareindkøb.dk; den nøjagtige adresse er ikke noteret.", "https://xn--"),
    ],
)
def test_a_source_without_an_address_names_where_it_was_found(ref, language, end, url):
    line = source_line(sources()[ref], language)
    assert line.plain.endswith(end)
    assert line.url.startswith(url)


def test_every_source_named_in_a_text_is_listed_in_its_template():
    for one in templates():
        for text in texts(one):
            for language in LANGUAGES:
                named = set(re.findall(r"\b(?:R\d\d|S\d)\b", text[language]))
                assert named <= set(one.about.sources), text


def test_no_text_is_in_the_wrong_language():
    for text in all_texts():
        assert not re.search("[æøÆØ]", NAMES.sub("", text.sv)), text.sv
        assert not re.search("[äöÄÖ]", NAMES.sub("", text.da)), text.da


def test_quotation_marks_are_those_of_the_language():
    for text in all_texts():
        assert not re.search('[”“"]', text.da), text.da
        assert not re.search('[»«"]', text.sv), text.sv


def test_texts_are_tidy():
    for text in all_texts():
        for language in LANGUAGES:
            words = text[language]
            assert "  " not in words, words
            assert not re.search(r" [,.;:?!](?!\.)", words), words
            assert words.count("(") == words.count(")"), words
            assert words.count("[") == words.count("]"), words


def test_both_languages_end_a_text_in_the_same_way():
    for text in all_texts():
        if text.da == "Nr.":
            continue
        ends = [text[language][-1] if text[language][-1] in ".?:…" else "" for language in LANGUAGES]
        assert ends[0] == ends[1], text


def test_both_languages_name_the_same_places():
    """Placeholders, gates, pitfalls and sources must not get lost on the way to the other language."""
    pattern = re.compile(r"{\w+}|\b[BFPR]\d+\b|\d+")
    for text in all_texts():
        assert sorted(pattern.findall(text.da)) == sorted(pattern.findall(text.sv)), text


def test_choices_are_all_different():
    for one in templates():
        if isinstance(one, Document):
            continue
        for sheet in one.sheets:
            columns = sheet.columns if isinstance(sheet, ListSheet) else ()
            for column in columns:
                for language in LANGUAGES:
                    options = [option[language] for option in column.options]
                    assert len(set(options)) == len(options)


@pytest.mark.parametrize("key", SHARED)
def test_law_has_notes_for_both_countries(key):
    notes = " ".join(text.da for text in texts(reading.template(key)))
    assert "Danmark:" in notes
    assert "Sverige:" in notes


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("title: Testplan ‖ Testplan", "title: Testplan"), "Danish"),
        (("title: Testplan ‖ Testplan", "title: 'Testplan ‖ '"), "Danish"),
        (("phases: [5]", "phases: [5]\nnonsense: 1"), "unknown nonsense"),
        (("key: testplan", "key: other"), "file's name"),
        (("version: '1.0'\n", ""), "version is missing"),
        (("- field: Hvis", "- feild: Hvis"), "no block 'feild'"),
        (("rows:\n            - [Nulpunkt ‖ Nolläge]", "rows:\n            - [a ‖ a, b ‖ b, c ‖ c, d ‖ d]"), "no cell"),
    ],
)
def test_a_mistake_in_a_definition_is_told_with_its_place(tmp_path, change, complaint):
    text = (FOLDER / "testplan.yaml").read_text("utf-8")
    assert change[0] in text, "the test changes nothing"
    path = tmp_path / "testplan.yaml"
    old, new = change
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=complaint):
        read_template(path)


def test_there_is_no_template_of_that_name():
    with pytest.raises(DefinitionError, match="no template"):
        reading.template("nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_text_holds_what_a_reader_may_look_for(language):
    text = plain_text(reading.template("styregruppemandat"), language)
    for words in {"da": ("Beslutningskort", "Habilitet", "udtræden"), "sv": ("Beslutskarta", "Jäv", "utträde")}[
        language
    ]:
        assert words.lower() in text.lower()
    lines = text.splitlines()
    assert len(set(lines)) == len(lines)
    risks = plain_text(reading.template("risikolog"), language)
    assert {"da": "falsk tryghed", "sv": "falsk trygghet"}[language] in risks
