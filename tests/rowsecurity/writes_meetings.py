"""What people may not write around a running meeting and its planning. See writes.py."""

from datetime import date

from meetings import models as meetings
from tests.rowsecurity.handmade import COORDINATOR, EXPERT, HOUSE, POLICE
from tests.rowsecurity.written import change, remove

REFUSED = "refused"
WITHOUT_PEN = 3  # an item nobody wrote at


def pen(user):
    return meetings.Pen.objects.create(item_id=WITHOUT_PEN, user_id=user + 1)


def note(user):
    return meetings.ChairNote.objects.create(item_id=WITHOUT_PEN, text="x", written_by_id=user + 1)


def holiday():
    days = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 8, 1)}
    return meetings.SchoolHoliday.objects.create(house_id=HOUSE, name="x", **days)


def standing_item():
    return meetings.SeriesItem.objects.create(series_id=1, position=2, title="x", minutes=5)


WRITES = {
    "takes a pen": (COORDINATOR, lambda: pen(COORDINATOR), 1),
    "takes a pen as another": (COORDINATOR, lambda: pen(EXPERT), REFUSED),
    "takes a pen as an expert": (EXPERT, lambda: pen(EXPERT), REFUSED),
    "takes over": (COORDINATOR, change(meetings.Pen, 1, user_id=COORDINATOR + 1), 1),
    "takes over as another": (COORDINATOR, change(meetings.Pen, 1, user_id=EXPERT + 1), REFUSED),
    "takes over at the table": (POLICE, change(meetings.Pen, 1, user_id=POLICE + 1), 0),
    "notes": (COORDINATOR, lambda: note(COORDINATOR), 1),
    "notes as another": (COORDINATOR, lambda: note(EXPERT), REFUSED),
    "changes a note as another": (
        COORDINATOR,
        change(meetings.ChairNote, 1, written_by_id=EXPERT + 1),
        REFUSED,
    ),
    "plans a holiday": (COORDINATOR, holiday, 1),
    "plans a holiday as an expert": (EXPERT, holiday, REFUSED),
    "removes a holiday as an expert": (EXPERT, remove(meetings.SchoolHoliday, pk=1), 0),
    "adds a standing item": (COORDINATOR, standing_item, 1),
    "adds a standing item as an expert": (EXPERT, standing_item, REFUSED),
    "removes a standing item as an expert": (EXPERT, remove(meetings.SeriesItem, pk=1), 0),
}
