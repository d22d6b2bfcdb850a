"""The joint business case: alone or together, calculated without Django, files or a clock.

``inputs`` holds what is filled in, ``model`` calculates, ``scenarios`` asks what tips the result, ``checks`` warns,
``reading`` turns what a person typed into inputs and says what it could not read. The workbook (``toolbox.files``)
carries the same formulas as live Excel formulas; tests hold the two together to the krone.
"""
