"""What the readers of a signal see happen to it, and its safe status."""

from django.db import connection

from signals.models import Event, SafeStatus


def tell(signal, text, *, by, for_desk=False):
    """A line of the timeline. It has no returned id: its writer may not be among its readers."""
    Event.objects.bulk_create([Event(signal=signal, by=by, text=text, for_desk=for_desk)])


def tell_desk(signal, what):
    """What its reporter did ("answer", "message"), in a line that he does not see himself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.tell_desk(%s, %s)", [signal.pk, what])


def set_safe_status(signal, status):
    if signal.safe_status != status:
        signal.safe_status = status
        signal.save(update_fields=["safe_status"])


def mark_followed_up(signal, *, by):
    """A case was opened: the reporter reads that there is a follow-up. Called within that transaction."""
    if signal.safe_status != SafeStatus.FOLLOWED_UP:
        set_safe_status(signal, SafeStatus.FOLLOWED_UP)
        tell(signal, "Er is vervolg gegeven", by=None)
