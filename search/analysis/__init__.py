"""Text analysis for Danish and Swedish, in Python and for every engine alike: the engines are handed finished tokens.

The chain: :mod:`.text` cuts words, :mod:`.stemming` brings inflected forms together, :mod:`.compounds` takes compounds
apart, :mod:`.folding` lets spellings meet, :mod:`.chain` joins them. :mod:`.spelling`, :mod:`.completion` and
:mod:`.highlighting` use what it makes. The words it knows are in ``data/``, for editing by hand.
"""
