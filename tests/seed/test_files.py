"""An error in a seed file is named with file, line and field, and changes nothing."""

from __future__ import annotations

import re

import pytest
from django.core.management import CommandError, call_command

from portal.seed.models import SeededItem
from portal.seed.problems import SeedError
from portal.seed.validation import load_files
from tests.seed.conftest import Files

GUIDE = "guides/markedsdialog.yaml"
CASE = "cases/odder-vr.yaml"


def test_the_portals_own_files_are_without_errors() -> None:
    assert len(load_files().pages) == 99  # 98 pages, and the process's text in the menu


@pytest.mark.parametrize(
    ("name", "old", "new", "field", "message"),
    [
        (GUIDE, "number: 4", "number: four", "number", "is wrong: input should be a valid integer"),
        (GUIDE, "number: 4", "numer: 4", "numer", "is not a field of this kind of entry"),
        (GUIDE, "legal_note: true", "legal_note: ja", "legal_note", "is wrong: input should be a valid boolean"),
        (GUIDE, "- marked-og-match", "- marked", "phases[0]", "names the phase “marked”, which does not exist"),
        (GUIDE, "- markedsdialog-invitation", "- silver-robotik", "templates[0]", "names the template “silver-robotik”, which does not exist"),
        (GUIDE, "- vaelg-samarbejdsform", "- markedsdialog", "related[0]", "refers to the entry itself"),
        (GUIDE, "point: V3", "point: V99", "verify[0].point", "names the point “V99”, which does not exist"),
        (GUIDE, "  - S2\nrelated", "  - S99\nrelated", "sources[2]", "names the source “S99”, which does not exist"),
        (GUIDE, "why:\n  da: >-\n    <p>", "why:\n  da: >-\n    <p><b>", "why", "uses the element <b>, which is not allowed"),
        (GUIDE, "da: Første udgave", "da: ''", "change_note.da", "is empty"),
        (GUIDE, "da: 4–8 uger", "da: 4–8 uger ⚠", "time_normal", "holds “⚠”, which is for writers only"),
        (GUIDE, "review_due: 2027-05-22", "review_due: 2025-05-22", "the file", "review_due is before last_reviewed"),
        (CASE, "product_name: not_stated", "product_name: 3", "product_name", "is wrong: input should be a valid string"),
        (CASE, "legal_form: not_stated", "legal_form: udbud", "legal_form", "names the legal-form “udbud”, which does not exist"),
        (CASE, "status: unknown", "status: paused", "status", "is wrong: input should be 'ongoing', 'ended' or 'unknown'"),
        (CASE, "  period: not_stated", "  period: unknown", "facts.period", "is wrong: input should be 'not_stated'"),
        (CASE, "kind: not_stated", "kind: measured", "effects[0]", "is measured, so it needs a value and a metric"),
        (CASE, "    role: municipality", "    role: mayor", "participants[0].role", "is wrong: input should be"),
        ("pages/om.yaml", 'href="page:', 'href="page:ukendt-', "body.da", "does not exist"),
        ("pages/home.yaml", "key: behovsinterview", "key: interview", "start[1].key", "names the page “interview”, which does not exist"),
        ("facets.yaml", "kind: area", "kind: areal", "hjemmepleje: kind", "is wrong: input should be"),
        ("phases.yaml", "pitfall: p3", "pitfall: p9", "mandat-og-netvaerk: pitfalls[0].pitfall", "names the pitfall “p9”"),
        ("sources.yaml", "date: '2022-12-02'", "date: 2022-12-02", "S3: date", "is wrong: input should be a valid string"),
        ("organisations.yaml", "  member_of:", "  purpose: not_stated\n  member_of:", "dlsc: ", "purpose does not belong to an entry of this type"),
    ],
)  # fmt: skip
def test_an_error_is_named_with_file_line_and_field(
    files: Files, name: str, old: str, new: str, field: str, message: str
) -> None:
    line = files.replace(name, old, new)
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    first = str(caught.value.problems[0])
    found = re.match(r"(?P<file>.*), line (?P<line>\d+): (?P<rest>.*)", first)
    assert found is not None
    assert found["file"].endswith(name)
    assert found["rest"].startswith(field)
    assert message in found["rest"]
    assert first.count(".") >= 1
    assert first.endswith(".")
    if field not in {"the file", "dlsc: "}:
        # A field is reported where it stands or, for what spans lines, where its value begins.
        assert abs(int(found["line"]) - line) <= 2, first


def test_a_missing_translation_and_a_missing_field_are_reported_where_they_should_be(files: Files) -> None:
    line = files.replace(GUIDE, "  sv: 4–8 veckor\n", "")
    files.replace(GUIDE, "number: 4\n", "")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert [(p.field, p.message) for p in caught.value.problems] == [
        ("number", "is missing"),
        ("time_normal", "lacks the Swedish text"),
    ]
    assert caught.value.problems[1].line == line - 2


def test_a_source_in_the_text_must_be_listed(files: Files) -> None:
    files.replace(GUIDE, "- R34\n", "")
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    problems = caught.value.problems
    assert {problem.message for problem in problems} == {"uses the source R34, which the entry's sources do not list"}
    assert {problem.field for problem in problems} == {"why.da", "why.sv", "country_se.da", "country_se.sv"}


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (GUIDE, "key: markedsdialog\n", "key: test-i-drift\n", "is the key of an entry in "),
        (GUIDE, "  sv: marknadsdialog\n", "  sv: behovsanalys\n", "is the slug of a page in the same section in "),
        ("vocabulary.yaml", "- key: netvaerks-opi", "- key: opi", "is the key of an entry in "),
        ("sources.yaml", "- ref: S1", "- ref: S0", "is the key of an entry in "),
    ],
)
def test_a_key_or_slug_stands_once(files: Files, name: str, old: str, new: str, message: str) -> None:
    files.replace(name, old, new)
    with pytest.raises(SeedError) as caught:
        load_files(files.folder)
    assert any(
        problem.message.startswith(message) and "already" in problem.message for problem in caught.value.problems
    )


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
    # Files are checked one by one first; keys can only be looked up once they all are whole.
    assert "vocabulary.yaml" in text
    assert "english is not a field of this kind of entry" in text
    assert text.endswith("nothing was changed.")
    assert list(SeededItem.objects.order_by("pk").values()) == before


def test_checking_only_writes_nothing(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed", check=True, data=files.folder)
    assert capsys.readouterr().out == "The seed files hold 98 pages in two languages, without errors.\n"
