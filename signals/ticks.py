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
