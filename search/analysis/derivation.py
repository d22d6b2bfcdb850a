"""From a verb or an adjective to its noun: ``afprøver`` is kin to ``afprøvning``, ``upphandlare`` to ``upphandling``,
``redaktionel`` to ``redaktion``, ``juridisk`` to ``juridik``.

The stemmers bring inflected forms together, not verbs and nouns, though readers ask with the one and editors write the
other. A noun is made from the verb's letters and kept only if it is a word of the dictionary, so a wrong guess
does nothing. One direction is enough: the verb in a text leads to the noun, and so does the verb in a question.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

from search.ports import Lang

SHORTEST_ROOT: Final = 3

_RULES: Final[dict[Lang, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]] = {
    "da": (
        (re.compile(r"er(?:e|er|et|ede|es|ende|ing)?$"), ("ering",)),
        (re.compile(r"(?:e|er|ere|erne|ede|et|te|t|es|ende)$"), ("ning", "else", "ing", "sel")),
        (re.compile(r"isk(?:e|t)?$"), ("i", "ik")),
        (re.compile(r"ion(?:el|elt|elle)$"), ("ion",)),
    ),
    "sv": (
        (re.compile(r"er(?:a|ar|at|ade|as|ad)$"), ("ering",)),
        (
            re.compile(r"(?:a|ar|at|ade|as|ad|er|t|te|ts|are|aren|arna)$"),
            ("ning", "ing", "an", "ande", "else", "sel", "nad"),
        ),
        (re.compile(r"isk(?:a|t)?$"), ("i", "ik")),
        (re.compile(r"ion(?:ell|ellt|ella)$"), ("ion",)),
    ),
}


def nouns(word: str, lang: Lang, known: Container[str]) -> tuple[str, ...]:
    """The nouns that belong to a verb, to the one who does it, or to an adjective.

    Args:
        word: in lower case.
        lang: its language.
        known: the words of the dictionary.
    """
    found: list[str] = []
    for ending, suffixes in _RULES[lang]:
        root, ended = ending.subn("", word)
        if not ended or len(root) < SHORTEST_ROOT:
            continue
        single = root[:-1] if root[-1] == root[-2] else root  # afdækket, afdækning
        for suffix in suffixes:
            noun = next((base + suffix for base in (root, single) if base + suffix in known), "")
            if noun and noun != word:
                found.append(noun)
    return tuple(dict.fromkeys(found))
