"""What the tick does for signals."""

from django.db import connection

from audit.tick import every
from signals.models import Draft


@every(days=1)
def clear_drafts():
    """Remove drafts that nobody touched for a week; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.clear_drafts(%s)", [Draft.DAYS_KEPT])
        return cursor.fetchone()[0]


@every(hours=1)
def clear_citizen_drafts():
    """Remove reports without an account, begun a week ago and never sent, with their keys; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.clear_citizen_drafts()")
        return cursor.fetchone()[0]
