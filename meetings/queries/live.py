"""The running meeting: which item it is at, who writes, what the chair keeps for himself."""

from datetime import timedelta

from django.utils import timezone

from meetings.models import ChairNote, MeetingState

DAYS_WITHOUT_MEETING = 21


def stage_of(meeting):
    """Where the meeting is, for who sees that item; None for others and while it does not run."""
    return getattr(meeting, "stage", None) if meeting.state == MeetingState.RELEASED else None


def pen_of(item):
    """Who writes this item now, or None."""
    pen = getattr(item, "pen", None)
    return pen if pen and pen.is_held else None


def note_of(item):
    return getattr(item, "note", None) or ChairNote(item=item)


def next_due(meeting):
    """The day of the next meeting like it: when a promise is heard of again."""
    later = meeting.like_it.filter(starts_at__gt=meeting.starts_at, cancelled_at=None)
    found = later.order_by("starts_at").values_list("starts_at", flat=True).first()
    today = timezone.localdate()
    day = timezone.localdate(found) if found else today
    return day if day > today else today + timedelta(days=DAYS_WITHOUT_MEETING)
