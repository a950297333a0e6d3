"""Numbers such as S-2026-0412."""

from django.db import connection
from django.utils import timezone


def next_number(prefix, digits):
    """The next number of this year; numbers have gaps and tell nothing about how many there are."""
    return next_numbers(prefix, digits, 1)[0]


def next_numbers(prefix, digits, many):
    """So many numbers at once."""
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.next_number(%s, %s) FROM generate_series(1, %s)", [prefix, year, many])
        return [f"{prefix}-{year}-{value:0{digits}d}" for (value,) in cursor.fetchall()]
