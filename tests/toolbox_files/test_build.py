"""All files at once, and the command that builds them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from toolbox.files import look
from toolbox.files.build import build_all, build_template, chosen
from toolbox.files.packing import repack


def test_every_template_has_its_files_in_both_languages(built):
    assert len(built) == 58
    assert Counter(file.format for file in built) == {"docx": 18, "xlsx": 12, "pdf": 28}
    assert Counter(file.language for file in built) == {"da": 29, "sv": 29}
    examples = {file.path.name for file in built if file.filled_example}
    assert examples == {"faelles-business-case-ark-eksempel-da.xlsx", "faelles-business-case-ark-exempel-sv.xlsx"}
    for file in built:
        assert file.path.stat().st_size > 5000
        assert file.title


def test_file_names_are_fixed(built):
    for file in built:
        if not file.filled_example:
            assert file.path.name == f"{file.key}-{file.language}.{file.format}"


def test_the_same_input_gives_the_same_bytes(built, tmp_path):
    again = {file.path.name: file.path.read_bytes() for file in build_all(tmp_path)}
    assert again == {file.path.name: file.path.read_bytes() for file in built}


def test_what_is_up_to_date_is_left_alone(tmp_path):
    one = chosen(["kommunikationsark"])[0]
    files = build_template(one, tmp_path)
    old = 1_000_000_000
    os.utime(files[0].path, (old, old))
    files[1].path.write_bytes(b"changed")
    build_template(one, tmp_path)
    assert files[0].path.stat().st_mtime == old
    assert files[1].path.read_bytes() != b"changed"


def test_the_command_builds_what_it_is_asked_for(tmp_path):
    out = io.StringIO()
    call_command("build_templates", out=tmp_path, only=["laeringslog"], stdout=out)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"laeringslog-{language}.{kind}" for language in ("da", "sv") for kind in ("xlsx", "pdf")}
    said = out.getvalue()
    assert "[1/1] laeringslog" in said
    assert "kB" in said


def test_the_command_knows_its_templates():
    with pytest.raises(CommandError, match="no template 'nothing'"):
        call_command("build_templates", only=["nothing"])


def test_a_change_of_a_part_that_is_not_there_is_a_mistake(built):
    with pytest.raises(KeyError, match=r"no such\.xml"):
        repack(built[0].path.read_bytes(), date(2026, 1, 1), {"no such.xml": str})


def test_the_mark_is_a_picture():
    assert look.mark_png(16).startswith(b"\x89PNG")


def test_files_and_calculation_need_no_django():
    modules = "toolbox.files.build, toolbox.files.plain, toolbox.calculation.reading, toolbox.calculation.scenarios"
    code = f"import sys, {modules}; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[2])
