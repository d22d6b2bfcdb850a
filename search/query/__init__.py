"""From a reader's words to one tree that both engines compile.

:mod:`.vocabulary` finds the editors' concepts in a question, :mod:`.reading` finds out what each word can mean here,
:mod:`.building` makes the tree of :mod:`.tree`, :mod:`.strength` decides whether there is an answer at all.
:mod:`.to_tantivy` and :mod:`.to_elastic` compile the tree; nothing else knows an engine.
"""
