"""Asking a function of the database for one value."""

from django.db import connection


def value(sql, parameters=()):
    """The first column of the first row; `sql` is our own text, what was typed goes into `parameters`."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]
