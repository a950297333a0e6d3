"""The running meeting: which item it is at, who writes, and what the chair keeps for himself."""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from meetings.models import ChairNote, MeetingState, Pen
from meetings.services.agenda import take_item
from meetings.services.table import record_item, take_open_item
from partners.roles import Permission
from zvh.exceptions import WrongState
from zvh.seen import plain


class PenTaken(WrongState):
    """Somebody else writes this item now, or the same person in another window."""


@transaction.atomic
def bring_up(item, *, by):
    """The meeting goes on to this item; every follower's page goes along."""
    item = take_item(item, by, Permission.MEETING_RECORD)
    if item.meeting.state != MeetingState.RELEASED:
        raise WrongState(
            "Dit overleg loopt nu niet. Geef de agenda vrij, of heropen het.", back_to=item.meeting
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.bring_up(%s)", [item.pk])
    log("bring_up", item)
    return item


@transaction.atomic
def take_pen(item, *, by, window="", force=False):
    """Become the one who writes the minutes of this item. With `force` also while somebody else holds the pen."""
    return _take_pen(take_open_item(item, by), by, window, force)


def _take_pen(item, by, window, force=False):
    """The item is locked, so of two people who reach for the pen one is first."""
    now, pen = timezone.now(), Pen.objects.select_related("user").filter(item=item).first()
    if pen and pen.is_of(by, window):
        pen.held_at = now
        pen.save(update_fields=["held_at"])
        return pen
    if pen and pen.is_held and not force:
        raise PenTaken(_who_writes(pen, by), back_to=item)
    pen, _ = Pen.objects.update_or_create(
        item=item, defaults={"user": by, "window": window, "taken_at": now, "held_at": now}
    )
    log("take_pen", item)
    return pen


@transaction.atomic
def put_pen_down(item, *, by, window):
    """The page was left: somebody else need not wait until the pen is free."""
    item = take_open_item(item, by)
    long_ago = timezone.now() - Pen.HELD_FOR
    Pen.objects.filter(item=item, user=by, window=window).update(held_at=long_ago)


def _who_writes(pen, by):
    if pen.user_id == by.pk:
        return "U schrijft dit punt al in een ander venster."
    return f"{pen.user.name} schrijft dit punt nu."


@transaction.atomic
def write_item(item, *, by, window, seen, force=False, **texts):
    """Keep what was typed so far, with the pen in hand. PenTaken when somebody else has it; see `record_item`."""
    item = take_open_item(item, by)
    is_new = not Pen.objects.filter(item=item, user=by, window=window).exists()
    _take_pen(item, by, window, force)
    return record_item(item, by=by, seen=seen, is_noted=is_new, **texts)


@transaction.atomic
def write_note(item, *, by, text, seen):
    """What the chair keeps at hand; refused when it was changed elsewhere since `seen`."""
    item = take_item(item, by, Permission.MEETING_RECORD)
    note = ChairNote.objects.select_for_update().filter(item=item).first() or ChairNote(item=item)
    if plain(note.text) not in {plain(seen), plain(text)}:
        raise WrongState("Uw aantekening is intussen in een ander venster veranderd.", back_to=item)
    note.text, note.written_by, note.written_at = text, by, timezone.now()
    note.save()
    return note
