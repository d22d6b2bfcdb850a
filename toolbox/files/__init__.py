"""The templates as files: bilingual definitions, and builders that turn them into Word, Excel and PDF. No Django in
here.

``definitions`` says what stands in each template, ``reading`` turns that into the types of ``structure``; ``word``,
``excel`` and ``pdf`` build one file each, ``business_case`` the workbook that calculates, and ``build`` all of
them.
"""
