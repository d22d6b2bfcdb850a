"""The workbook of the joint business case: its formulas as specified, each with the value that the Python model
gives.
"""
