"""What people may not write around a running meeting and its planning. See writes.py."""

from datetime import date

from meetings import models as meetings
from tests.rowsecurity.handmade import COORDINATOR, DIRECTOR, EXPERT, HOUSE, POLICE
from tests.rowsecurity.making import when
from tests.rowsecurity.written import change, remove

REFUSED = "refused"
WITHOUT_PEN = 3  # an item nobody wrote at
MEETING_OF_CASE, ITEM_OF_CASE = 3, 4


def pen(user):
    return meetings.Pen.objects.create(item_id=WITHOUT_PEN, user_id=user + 1)


def note(user):
    return meetings.ChairNote.objects.create(item_id=WITHOUT_PEN, text="x", written_by_id=user + 1)


def holiday():
    days = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 8, 1)}
    return meetings.SchoolHoliday.objects.create(house_id=HOUSE, name="x", **days)


def standing_item():
    return meetings.SeriesItem.objects.create(series_id=1, position=2, title="x", minutes=5)


def case_meeting(about, house=HOUSE):
    values = {"case_id": about, "house_id": house, "starts_at": when(3), "place": "x"}
    return meetings.Meeting.objects.create(**values)


def item_of_case(meeting=MEETING_OF_CASE):
    return meetings.AgendaItem.objects.create(meeting_id=meeting, position=9, title="x")


def signal_of_case():
    return meetings.ItemSignal.objects.create(item_id=ITEM_OF_CASE, signal_id=1)


OF_CASE = {
    "plans a case meeting": (COORDINATOR, lambda: case_meeting(1), 1),
    "plans a meeting about a case he directs": (DIRECTOR, lambda: case_meeting(1), 1),
    "plans a meeting about a shielded case he does not direct": (DIRECTOR, lambda: case_meeting(2), REFUSED),
    "plans a case meeting as a partner": (POLICE, lambda: case_meeting(1), REFUSED),
    "plans a case meeting as an expert": (EXPERT, lambda: case_meeting(1), REFUSED),
    "plans a case meeting at another house": (COORDINATOR, lambda: case_meeting(1, house=2), REFUSED),
    "adds an item about a case he directs": (DIRECTOR, item_of_case, 1),
    "adds an item as a partner of the case": (POLICE, item_of_case, REFUSED),
    "adds an item as an expert": (EXPERT, item_of_case, REFUSED),
    "adds an item of another meeting": (DIRECTOR, lambda: item_of_case(meeting=1), REFUSED),
    "writes minutes of a case he directs": (
        DIRECTOR,
        change(meetings.AgendaItem, ITEM_OF_CASE, information="x"),
        1,
    ),
    "writes minutes as a partner of the case": (
        POLICE,
        change(meetings.AgendaItem, ITEM_OF_CASE, information="x"),
        0,
    ),
    "brings a signal to a case meeting": (COORDINATOR, signal_of_case, REFUSED),
    "moves a meeting to a case": (COORDINATOR, change(meetings.Meeting, 1, case_id=1), REFUSED),
}
WRITES = OF_CASE | {
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
