"""Writes the meetings of a world. See rows.py."""

from datetime import date, timedelta

from django.utils import timezone

from meetings import models as meetings
from tests.rowsecurity.making import ORGANISATION_ID, SECOND, make, when


def build_meetings(world):
    make(
        meetings.Series,
        world,
        "series",
        name="i2o",
        first_on=date(2026, 1, 1),
        starts="09:00",
        place="Alkmaar",
    )
    make(
        meetings.Meeting,
        world,
        "meetings",
        series_id=lambda n, one: ORGANISATION_ID[one["house"]] if n % 2 and one["case"] is None else None,
        starts_at=lambda n, one: when(one["starts"]) + timedelta(minutes=n),
        place=lambda n, one: str(n - 1),
    )
    make(meetings.SeriesItem, world, "standing_items", position=1, title="Opening")
    weeks = {"starts_on": date(2026, 7, 1), "ends_on": date(2026, 8, 1)}
    make(meetings.SchoolHoliday, world, "school_holidays", name="zomer", **weeks)
    make(meetings.Guest, world, "guests", user_id=SECOND, key_id=1, starts_at=when(1))
    make(meetings.CalendarFeed, world, "feeds", user_id=lambda n, one: n, digest=lambda n, one: f"{n:064}")
    make(meetings.Seat, world, "seats", is_hidden=lambda n, one: one["hidden"])
    make(meetings.AgendaItem, world, "items", position=1, title="Punt", is_open=lambda n, one: one["open"])
    make(meetings.ItemSignal, world, "item_signals")
    make(meetings.TablePlace, world, "places")
    make(meetings.Recusal, world, "recusals", user_id=lambda n, one: one["user"] + 1, by_id=SECOND)
    make(
        meetings.Contribution,
        world,
        "contributions",
        text="Inbreng",
        written_by_id=SECOND,
        released_at=lambda n, one: timezone.now() if one["released"] else None,
        released_by_id=lambda n, one: SECOND if one["released"] else None,
    )
    make(meetings.Decision, world, "decisions", kind="follow", text="t", reasons="r", recorded_by_id=SECOND)
    make(meetings.ItemAction, world, "item_actions")
    make(meetings.Stage, world, "stages", by_id=SECOND)
    make(meetings.Pen, world, "pens", user_id=SECOND)
    make(meetings.ChairNote, world, "notes", text="Let op", written_by_id=SECOND)
    make(meetings.Erratum, world, "errata", text="t", reason="r", by_id=SECOND)
    make(
        meetings.Amendment,
        world,
        "amendments",
        field="remark",
        text="t",
        proposed_by_id=SECOND,
        state="rejected",  # one that waits would keep minutes from becoming final
        reason="r",
        handled_at=timezone.now(),
        handled_by_id=SECOND,
    )
    make(meetings.StandingTable, world, "standing_tables")
    make(meetings.ProposalFate, world, "fates", kind="accepted", key="x", by_id=SECOND)
    make(meetings.PreparationReminder, world, "reminders", user_id=1, on=date(2026, 1, 1))
    make(meetings.DecisionCase, world, "decision_cases")
    make(meetings.DecisionShare, world, "decision_shares")
    old = {"on": date(2026, 1, 1), "answer": "yes", "reason": "r", "correction": "c"}
    make(meetings.EarlierAnswer, world, "earlier_answers", **old)
    for n, one in enumerate(world["meetings"], start=1):
        put(n, "released" if one["released"] else "planned")
        put(n, "final" if one["final"] else "planned")


def put(meeting_id, state):
    """Bring a meeting to this state, as its steps do."""
    steps = {"released": ("released",), "final": ("released", "held", "final")}.get(state, ())
    if steps:
        values = {f"{step}_at": timezone.now() for step in steps} | {f"{step}_by": SECOND for step in steps}
        meetings.Meeting.objects.filter(pk=meeting_id).update(state=state, **values)
