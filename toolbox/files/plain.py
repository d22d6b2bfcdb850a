"""What stands in a template as plain text, for the search: no file has to be opened for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from toolbox.files.structure import About, Language, Template, Text


def plain_text(template: Template, language: Language) -> str:
    """Every text of the template once, in its order, without what all templates have in common."""
    return "\n".join(dict.fromkeys(text[language] for text in texts(template)))


def texts(value: object) -> Iterator[Text]:
    """Every text in a part of a definition."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, About):
        yield from (value.title, value.purpose, value.minimum, value.keywords, *([value.law] if value.law else []))
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        yield from texts(tuple(value.values()))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
