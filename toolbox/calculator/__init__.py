"""The joint business case in the browser: a form, its address, its result.

``form`` holds what was typed, ``address`` carries it, ``words`` names everything in the reader's language, ``fields``
turns a form into fields to show, ``showing`` turns a result into sentences and tables, ``chart`` draws it and
``answering`` decides what a request gets. The calculation itself is :mod:`toolbox.calculation`; nothing is stored.
"""
