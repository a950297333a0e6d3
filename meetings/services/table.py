"""At the table: what was said, decided and promised, and who was there."""

from django.db import transaction

from audit.log import log
from meetings.models import Seat
from meetings.services.agenda import take_item
from meetings.services.planning import take_meeting
from partners.roles import Permission
from zvh.exceptions import WrongState
from zvh.seen import plain

TEXTS = ("information", "interpretation", "conclusion")


def take_open_item(item, by):
    """An item can be recorded from the release of the agenda until the minutes are final."""
    item = take_item(item, by, Permission.MEETING_RECORD)
    if not item.meeting.released_at:
        raise WrongState(
            "Geef eerst de agenda vrij. Daarna kunt u het verslag schrijven.", back_to=item.meeting
        )
    return item


@transaction.atomic
def record_item(item, *, by, seen, is_noted=True, **texts):
    """Write the minutes of an item. `seen` are the texts the writer started from.

    When somebody else wrote in between, nothing is overwritten: WrongState, and the page shows both. Without `is_noted`
    no line of the log: of what is kept every few words the first one tells enough.
    """
    item = take_open_item(item, by)
    changed = [name for name in TEXTS if plain(texts[name]) != plain(seen[name])]
    if any(plain(getattr(item, name)) not in {plain(seen[name]), plain(texts[name])} for name in changed):
        raise WrongState(
            "Iemand anders heeft dit punt intussen veranderd. Vergelijk de teksten.", back_to=item
        )
    for name in changed:
        setattr(item, name, texts[name])
    item.save(update_fields=changed)
    if changed and is_noted:
        log("record_item", item)
    return item


@transaction.atomic
def record_seat(seat, *, by, attendance, names=""):
    take_meeting(seat.meeting, by, Permission.MEETING_RECORD)
    seat = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    seat.attendance, seat.names = attendance, names
    seat.save(update_fields=["attendance", "names"])
    log("record_seat", seat.meeting, partner=seat.organisation_id, attendance=attendance)
    return seat
