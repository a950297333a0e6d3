"""What the readers of a signal see happen to it, and its safe status."""

from signals.models import Event, SafeStatus


def tell(signal, text, *, by, for_desk=False):
    """A line of the timeline. It has no returned id: its writer may not be among its readers."""
    Event.objects.bulk_create([Event(signal=signal, by=by, text=text, for_desk=for_desk)])


def set_safe_status(signal, status):
    if signal.safe_status != status:
        signal.safe_status = status
        signal.save(update_fields=["safe_status"])


def mark_followed_up(signal, *, by):
    """A case was opened: the reporter reads that there is a follow-up. Called within that transaction."""
    if signal.safe_status != SafeStatus.FOLLOWED_UP:
        set_safe_status(signal, SafeStatus.FOLLOWED_UP)
        tell(signal, "Er is vervolg gegeven", by=None)
