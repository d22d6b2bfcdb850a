"""An error in a seed file is named with file, line and field, and changes nothing."""

from __future__ import annotations

import re
import shutil

import pytest
from django.core.management import CommandError, call_command

from portal.seed.models import SeededItem
from portal.seed.problems import Problem, SeedError
from portal.seed.reading import DATA
from portal.seed.validation import load_files
from tests.seed.conftest import Files

GUIDE = "guides/markedsdialog.yaml"
CASE = "cases/odder-vr.yaml"
OPI = "opi\n  about: furesoe-netvaerk"


def test_the_portals_own_files_are_without_errors() -> None:
    assert len(load_files().pages) == 100  # 99 pages, and the process's text in the menu


Change = tuple[str, str, str, str, str]
"""File, what is replaced, by what; then the field and the message that name the error."""

# Each in a place of its own, since all are made at once: every error is to be found beside the others.
SHAPE: list[Change] = [
    (GUIDE, "number: 4", "number: four", "number", "is wrong: input should be a valid integer"),
    (GUIDE, "legal_note: true", "legal_note: ja", "legal_note", "is wrong: input should be a valid boolean"),
    (GUIDE, "<p>I skal vide", "<p><b>I skal vide", "why", "uses the element <b>, which is not allowed"),
    (GUIDE, "<p>I Danmark står", "I Danmark står<ul>", "country_dk", "does not close the element <ul>"),
    (GUIDE, "da: Første udgave", "da: ''", "change_note.da", "is empty"),
    (GUIDE, "da: 4–8 uger", "da: 4–8 uger ⚠", "time_normal", "holds “⚠”, which is for writers only"),
    (GUIDE, "da: Åben invitation", "da: 4444", "checklist[0].da", "is wrong: input should be a valid string"),
    (GUIDE, "key: markedsdialog", "key: Markedsdialog", "key", "does not have the form"),
    (GUIDE, "preparation:", "preperation:", "preperation", "is not a field of this kind of entry"),
    (CASE, "product_name: not_stated", "product_name: 3", "product_name", "is wrong: input should be a valid string"),
    (CASE, "status: unknown", "status: paused", "status", "is wrong: input should be 'ongoing', 'ended' or"),
    (CASE, "  period: not_stated", "  period: unknown", "facts.period", "is wrong: input should be 'not_stated'"),
    (CASE, "kind: not_stated", "kind: measured", "effects[0]", "is measured, so it needs a value or a change"),
    (CASE, "    role: municipality", "    role: mayor", "participants[0].role", "is wrong: input should be"),
    (CASE, "  - name:\n", "  - organisation: vise\n    name:\n", "participants[4]", "needs either an organisation or"),
    ("pages/om.yaml", "review_due: 2027", "review_due: 2025", "review_due", "is before last_reviewed"),
    (
        "pages/privatliv.yaml",
        "review_due: 2027-05-22",
        "review_due: 2027-13-99",
        "review_due",
        "is wrong: input should be",
    ),
    (
        "pages/privatliv.yaml",
        "last_reviewed: 2026-11-22",
        "last_reviewed: 2026-11-22 25:00:00",
        "last_reviewed",
        "is wrong:",
    ),
    ("facets.yaml", "kind: area", "kind: areal", "hjemmepleje: kind", "is wrong: input should be"),
    ("sources.yaml", "date: '2022-12-02'", "date: 2022-12-02", "S3: date", "is wrong: input should be a valid string"),
    (
        "organisations.yaml",
        "  member_of:",
        "  purpose: not_stated\n  member_of:",
        "dlsc: purpose",
        "does not belong to an entry of this",
    ),
]
ACROSS: list[Change] = [
    (GUIDE, "- marked-og-match", "- torv", "phases[0]", "names the phase “torv”, which does not exist"),
    (GUIDE, "- markedsdialog-invitation", "- opi", "templates[0]", "names the template “opi”, which does not exist"),
    (GUIDE, "- silver-robotik", "- faelles-behov", "cases[0]", "names the case “faelles-behov”, which does not exist"),
    (GUIDE, "- vaelg-samarbejdsform", "- markedsdialog", "related[0]", "refers to the entry itself"),
    (GUIDE, "point: V3", "point: V99", "verify[0].point", "names the point “V99”, which does not exist"),
    (GUIDE, "  - S2\nrelated", "  - S99\nrelated", "sources[2]", "names the source “S99”, which does not exist"),
    (
        GUIDE,
        "bredt. Hører",
        "bredt [R01]. Hører",
        "why.da",
        "uses the source R01, which the entry's sources do not list",
    ),
    (CASE, "legal_form: not_stated", "legal_form: udbud", "legal_form", "names the legal-form “udbud”, which does not"),
    ("pages/om.yaml", 'href="page:', 'href="page:u-', "body.da", "links to the page “u-for-virksomheder”, which does"),
    (
        "pages/home.yaml",
        "key: behovsinterview",
        "key: hvad",
        "start[1].key",
        "names the page “hvad”, which does not exist",
    ),
    ("phases.yaml", "pitfall: p3", "pitfall: p9", "mandat-og-netvaerk: pitfalls[0].pitfall", "names the pitfall “p9”"),
    ("guides/test-i-drift.yaml", "sv: test-i-verksamheten", "sv: behovsanalys", "slug.sv", "is the slug of a page in"),
    ("vocabulary.yaml", f"- key: netvaerks-{OPI}", f"- key: {OPI}", "opi: key", "is the key of an entry in"),
    (
        "sources.yaml",
        "- ref: S1\n  title:\n    da: >-",
        "- ref: S0\n  title:\n    da: >-",
        "S0: ref",
        "is the key of an entry in",
    ),
]
Found = list[tuple[Change, int, list[Problem]]]


@pytest.fixture(scope="module", params=[SHAPE, ACROSS], ids=["shape", "across"])
def broken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Found:
    """All changes of a table made at once: each with the line it is on, and the problems found."""
    folder = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(DATA, folder)
    files = Files(folder)
    for name, old, new, _field, _message in request.param:
        files.replace(name, old, new)
    with pytest.raises(SeedError) as caught:
        load_files(folder)
    return [(change, files.line_of(change[0], change[2]), caught.value.problems) for change in request.param]


def test_every_error_is_named_with_file_line_and_field(broken: Found) -> None:
    for (name, _old, new, field, message), line, problems in broken:
        found = [p for p in problems if p.file.endswith(name) and p.field.startswith(field)]
        found = [p for p in found if p.message.startswith(message)]
        assert found, f"{name}: {field}: {message}\n" + "\n".join(map(str, problems))
        # A text is named where it begins, a mapping that is wrong as a whole too; any other field on its own line.
        assert any(0 <= line - problem.line <= 7 for problem in found), (new, line, found)
        for problem in found:
            assert re.fullmatch(rf".*{re.escape(name)}, line \d+: .+[^.]\.", str(problem)), str(problem)


def test_a_missing_translation_and_a_missing_field_are_reported_where_they_should_be(files: Files) -> None:
    line = files.replace(GUIDE, "  sv: 4–8 veckor\n", "")
    files.replace(GUIDE, "number: 4\n", "")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert [(p.field, p.message) for p in caught.value.problems] == [
        ("number", "is missing"),
        ("time_normal", "lacks the Swedish text"),
    ]
    assert caught.value.problems[1].line == line - 3  # the number's line, and two above the missing one


def test_a_facet_of_a_wrong_kind_is_one_mistake_and_not_one_of_each_entry_that_names_it(files: Files) -> None:
    files.replace("facets.yaml", "  kind: area\n", "  kind: areal\n")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    (problem,) = caught.value.problems
    assert problem.file.endswith("facets.yaml")
    assert problem.field == "hjemmepleje: kind"


def test_a_source_in_the_text_must_be_listed(files: Files) -> None:
    files.replace(GUIDE, "  - R34\n", "")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    problems = caught.value.problems
    assert {problem.message for problem in problems} == {"uses the source R34, which the entry's sources do not list"}
    assert {problem.field for problem in problems} == {"why.da", "why.sv", "country_se.da", "country_se.sv"}


def test_a_field_written_twice_is_an_error(files: Files) -> None:
    line = files.replace(GUIDE, "number: 4\n", "number: 4\nnumber: 5\n") + 1
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert [(p.line, p.field, p.message) for p in caught.value.problems] == [(line, "number", "is written twice")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("key: [", "is not YAML"),
        ("- a\n", "does not hold one mapping"),
        ("", "does not hold one mapping"),
        ("a\0b", "is not YAML"),
    ],
)
def test_a_file_that_is_something_else_is_named(files: Files, content: str, message: str) -> None:
    (files.folder / GUIDE).write_text(content, encoding="utf-8")
    with pytest.raises(SeedError, match=message):
        load_files(files.folder)


def test_a_file_that_is_not_utf8_or_not_there_is_named(files: Files) -> None:
    (files.folder / GUIDE).write_bytes("key: bøger".encode("latin-1"))
    (files.folder / "phases.yaml").unlink()
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert [problem.message.split(" (")[0] for problem in caught.value.problems] == ["is not UTF-8", "is missing"]


@pytest.mark.usefixtures("seeded")
def test_every_error_is_told_at_once_and_nothing_is_changed(files: Files) -> None:
    files.replace(GUIDE, "da: Markedsdialog på lige vilkår", "da: Markedsdialog for alle")
    files.replace(CASE, "country: dk", "country: no")
    files.replace("vocabulary.yaml", "en: public-private innovation", "english: public-private innovation")
    before = list(SeededItem.objects.order_by("pk").values())
    with pytest.raises(CommandError) as caught:
        call_command("seed", data=files.folder)
    text = str(caught.value)
    assert "vocabulary.yaml" in text
    assert "english is not a field of this kind of entry" in text
    assert text.endswith("nothing was changed.")
    assert list(SeededItem.objects.order_by("pk").values()) == before


def test_an_error_in_a_field_does_not_hide_those_that_need_other_entries(files: Files) -> None:
    files.replace(CASE, "review_due: 2027", "review_due: 2027-13")
    files.replace(CASE, "country: dk", "country: xx")
    files.replace(GUIDE, "number: 4", "number: four")
    files.replace(GUIDE, "- silver-robotik", "- faelles-behov")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert {(p.file.split("/")[-1], p.field) for p in caught.value.problems} == {
        ("odder-vr.yaml", "review_due"),
        ("odder-vr.yaml", "country"),
        ("markedsdialog.yaml", "number"),
        ("markedsdialog.yaml", "cases[0]"),
    }


def test_checking_only_writes_nothing(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed", check=True, data=files.folder)
    assert capsys.readouterr().out == "The seed files hold 99 pages in two languages, without errors.\n"
