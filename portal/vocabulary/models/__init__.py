"""Concepts with their names in both languages, pages classified by them, and the glossary."""

from .classified import ClassifiedPage, PageConcept
from .concepts import Concept, ConceptKind, ConceptLabel
from .glossary import GlossaryPage

__all__ = ["ClassifiedPage", "Concept", "ConceptKind", "ConceptLabel", "GlossaryPage", "PageConcept"]
