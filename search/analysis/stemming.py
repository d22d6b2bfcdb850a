"""Bringing the inflected forms of a word together.

Snowball's Danish and Swedish stemmers (https://snowballstem.org, through PyStemmer) do most of the work. Around them
stand a table of words that they tear apart or run together (``data/stems.*.txt``), a few rules for endings that they
leave, such as the neuter of adjectives (``digitalt``), Swedish definite forms (``nätverket``, ``källan``) and double
consonants (``gemensamma``), and a list of words whose end only looks like an inflection (``data/bases.*.txt``:
``analys`` would lose its ``s``, ``analyser`` only its ``er``). Stemming comes before folding: a folded ``skemaet``
would lose more than its ending.
"""

from __future__ import annotations

import re
import threading
from typing import Final

import Stemmer

from search.ports import Lang

from . import words

_ALGORITHM: Final[dict[Lang, str]] = {"da": "danish", "sv": "swedish"}
_NEUTER: Final[dict[Lang, re.Pattern[str]]] = {
    "da": re.compile(r"(?<=.{3})(lig|[^s]ig|isk|al|iv|el|bar|som|løs)t$"),
    "sv": re.compile(r"(?<=.{3})(lig|[^sn]ig|isk|al|iv|ell|bar|sam|lös)t$"),
}
_ENDINGS: Final[dict[Lang, str]] = {
    "da": "s|e|es|n|ns|en|ens|et|ets|er|ers|r|ne|nes|rne|erne|ernes|me|met",
    "sv": "s|n|ns|en|ens|et|ets|er|ers|ar|ars|na|nas|rna|arna|arnas|erna|ernas|a|as|ad|ade|at|ats",
}
_BEFORE: Final[dict[Lang, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "da": (
        (re.compile(r"(?<=.{4}[øå])s$"), ""),  # Furesøs -> Furesø
        (re.compile(r"hede(?:ns?|rs?|rnes?)$"), "hed"),  # virksomhederne -> virksomhed
    ),
    "sv": (
        (re.compile(r"(?<=.{4})(et|en|er|or|ar|na|an|[øöå])s$"), r"\1"),  # nätverkets -> nätverket
        (re.compile(r"(?<=.[ts])ret$"), "er"),  # klustret -> kluster
        (re.compile(r"(?<=.{3})(?<!pl)(?<!org)(?<!rom)an$"), "a"),  # källan -> källa, samverkan -> samverka
        (re.compile(r"(?<=.{3}(?:ri|mi|gi|få|vå))n$"), ""),  # psykiatrin -> psykiatri
        (re.compile(r"(?<=.{2}[^aeiouyåäö]el)n$"), ""),  # artikeln -> artikel
        (re.compile(r"(?<=.{4})ena$"), "e"),  # områdena -> område
    ),
}
_SWEDISH_DEFINITE: Final = re.compile(r"(?<=.{3})(?<!h)(?<!it)ets?$")
_DOUBLED: Final = re.compile(r"(mm|nn)$")
_LOST_E: Final = re.compile(r"(?<=[bdfgkmnpstvx])l$")
"""eksempler and eksempel, nycklar and nyckel: the e comes back."""
_MEMO: Final = 100_000
"""Words remembered per language: 15 MB at most."""


class LanguageStemmer:
    """Stems words of one language. Safe to share between threads."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._irregular = words.stems(lang)
        bases = "|".join(sorted(words.bases(lang), key=len, reverse=True))
        self._base = re.compile(rf"(.*?(?:{bases}))(?:{_ENDINGS[lang]})?")
        self._snowball = Stemmer.Stemmer(_ALGORITHM[lang], 0)
        self._lock = threading.Lock()  # a Snowball stemmer keeps state while it works
        self._memo: dict[str, str] = {}

    def stem(self, word: str) -> str:
        """The stem of a word in lower case."""
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) >= _MEMO:
                self._memo.clear()
            found = self._memo[word] = self._stem(word)
        return found

    def _stem(self, word: str) -> str:
        if word in self._irregular:
            return self._irregular[word]
        if base := self._base.fullmatch(word):
            return base.group(1)
        word = _NEUTER[self._lang].sub(r"\1", word)
        for pattern, instead in _BEFORE[self._lang]:
            word = pattern.sub(instead, word)
        with self._lock:
            stem = str(self._snowball.stemWord(word))
        if self._lang == "sv":
            if stem == word:
                stem = _SWEDISH_DEFINITE.sub("", stem)
            stem = _DOUBLED.sub(lambda match: match.group()[0], stem)
        return _LOST_E.sub("el", stem)
