"""Stream blocks that several features use: one file per kind."""

from .bilingual import Bilingual, pick
from .reading import ForReaders, raw_values
from .texts import PLAIN_FEATURES, RICH_FEATURES, StepBlock

__all__ = ["PLAIN_FEATURES", "RICH_FEATURES", "Bilingual", "ForReaders", "StepBlock", "pick", "raw_values"]
