"""My toolkit: guides, templates, cases and tools that a reader has put on a list.

The list is kept in the reader's browser (``static/js/toolkit.js``) and in its address; the server knows it only while
it answers. ``finding`` turns an address into pages, ``views`` shows and packs them.
"""
