"""The register a house has today, read from Excel or CSV and understood row by row.

`reading` and `apart` know no Django: they run in a process of their own. `columns` and `values` say what a column and
a cell mean, `rows` makes a signal of a row or says what is wrong with it, `store` keeps it all encrypted.
"""
