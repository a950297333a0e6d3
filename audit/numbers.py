"""Numbers such as S-2026-0412."""

from django.db import connection
from django.utils import timezone


def next_number(prefix, digits):
    """The next number of this year; numbers have gaps and tell nothing about how many there are."""
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.next_number(%s, %s)", [prefix, year])
        (value,) = cursor.fetchone()
    return f"{prefix}-{year}-{value:0{digits}d}"
