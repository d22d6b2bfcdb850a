"""All files of all templates, in both languages. The seed and ``manage.py build_templates`` call this."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolbox.files.business_case.book import KEY as BUSINESS_CASE
from toolbox.files.business_case.book import build_business_case, build_example
from toolbox.files.excel import build_excel
from toolbox.files.preview import build_preview
from toolbox.files.reading import template, templates
from toolbox.files.structure import LANGUAGES, Document, Language, Template
from toolbox.files.word import build_word

Format = Literal["docx", "xlsx", "pdf"]
EXAMPLE: dict[Language, str] = {"da": "eksempel", "sv": "exempel"}


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that was built; ``title`` is the template's, which for a filled example is not the file's whole name."""

    key: str
    language: Language
    format: Format
    path: Path
    title: str
    filled_example: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A file that can be built."""

    key: str
    language: Language
    format: Format
    title: str
    content: Callable[[], bytes]
    filled_example: bool = False

    @property
    def name(self) -> str:
        """The file's name, the same from version to version."""
        example = f"-{EXAMPLE[self.language]}" if self.filled_example else ""
        return f"{self.key}{example}-{self.language}.{self.format}"


def build_all(target: Path) -> list[BuiltFile]:
    """Build every file into a folder, which is made if need be."""
    return [built for one in templates() for built in build_template(one, target)]


def build_template(one: Template, target: Path) -> list[BuiltFile]:
    """Build one template's files. What stands there with the same content is left alone."""
    target.mkdir(parents=True, exist_ok=True)
    built = []
    for plan in plans(one):
        path, content = target / plan.name, plan.content()
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
        built.append(BuiltFile(plan.key, plan.language, plan.format, path, plan.title, plan.filled_example))
    return built


def plans(one: Template) -> Iterator[Plan]:
    """The files of a template: for each language the file itself, a filled example where there is one, and the
    preview.
    """
    key = one.about.key
    for language in LANGUAGES:
        title = one.about.title[language]
        if key == BUSINESS_CASE:
            yield Plan(key, language, "xlsx", title, _later(build_business_case, language))
            yield Plan(key, language, "xlsx", title, _later(build_example, language), filled_example=True)
        elif isinstance(one, Document):
            yield Plan(key, language, "docx", title, _later(build_word, one, language))
        else:
            yield Plan(key, language, "xlsx", title, _later(build_excel, one, language))
        yield Plan(key, language, "pdf", title, _later(build_preview, one, language))


def chosen(keys: Sequence[str]) -> tuple[Template, ...]:
    """The templates with these keys, or all."""
    return tuple(template(key) for key in keys) if keys else templates()


def _later(build: Callable[..., bytes], *arguments: object) -> Callable[[], bytes]:
    """The file's content, made only when it is asked for."""
    return lambda: build(*arguments)
