"""A series: its rhythm, its standing items, and the meetings that follow from it."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from audit.log import log
from meetings.models import (
    AgendaItem,
    ItemKind,
    Meeting,
    MeetingState,
    SchoolHoliday,
    Seat,
    Series,
    SeriesItem,
)
from meetings.services.rhythm import moment, place_day
from partners.models import User
from partners.roles import Permission
from partners.steps import require
from zvh.actor import acting_as
from zvh.exceptions import WrongState

AHEAD = timedelta(weeks=104)
FIXED_ITEMS = (("Opening en vaststellen verslag", 5), ("Landelijk en regionaal beeld", 15))
MOST_STANDING = 12


@transaction.atomic
def add_series(house, *, by, organisations, standing=FIXED_ITEMS, **fields):
    """A new series with who is invited and its standing items, and its first two years of meetings. Returns it."""
    series = Series(house=house, **fields)
    require(by, Permission.MEETING_PLAN, series)
    series.save()
    series.organisations.set(organisations)
    _write_standing(series, standing)
    log("add_series", series)
    plan_series(series, by=by)
    return series


@transaction.atomic
def change_series(series, *, by, organisations, standing=None, **fields):
    """Holds for what is planned from now on: meetings that are there stay as they are."""
    require(by, Permission.MEETING_PLAN, series)
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    for name, value in fields.items():
        setattr(series, name, value)
    series.save(update_fields=list(fields))
    series.organisations.set(organisations)
    if standing is not None:
        _write_standing(series, standing)
    log("change_series", series)
    return series


def _write_standing(series, standing):
    """The standing items as a whole, in this order."""
    if len(standing) > MOST_STANDING:
        sentence = f"Een reeks heeft hooguit {MOST_STANDING} vaste punten. Haal er een weg."
        raise WrongState(sentence, back_to="meetings:list")
    series.standing.all().delete()
    SeriesItem.objects.bulk_create(
        SeriesItem(series=series, position=position, title=title, minutes=minutes)
        for position, (title, minutes) in enumerate(standing, start=1)
    )


@transaction.atomic
def plan_series(series, *, by, until=None, origin="web"):
    """Make the meetings of a series that are not there yet, two years ahead. Returns the new ones.

    Where a day falls says the rule (rhythm.py); the rhythm itself stays. A meeting that was moved keeps its day in the
    rhythm, so it is not made a second time.
    """
    require(by, Permission.MEETING_PLAN, series)
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    until = until or timezone.localdate() + AHEAD
    there = set(series.meetings.values_list("starts_at", flat=True))
    given = _Given(
        list(series.organisations.all()), list(series.standing.all()), list(holidays_of(series.house_id)), by
    )
    placed = [(day, place_day(day, series.weeks, given.holidays)) for day in _rhythm(series, until)]
    meetings = [
        _plan(series, day, where, given)
        for day, where in placed
        if moment(where.day, series.starts) not in there
    ]
    log("plan_series", series, origin=origin, meetings=len(meetings))
    return meetings


class _Given:
    """What each meeting of one planning gets."""

    def __init__(self, organisations, standing, holidays, by):
        self.organisations, self.standing, self.holidays, self.by = organisations, standing, holidays, by


def holidays_of(house_id):
    return SchoolHoliday.objects.filter(house=house_id)


def _rhythm(series, until):
    """The days from today until that day, after the last one that was planned."""
    last = series.meetings.aggregate(last=Max("rhythm_on"))["last"]
    day, step = series.first_on, timedelta(weeks=series.weeks)
    while day <= until:
        if day >= timezone.localdate() and (last is None or day > last):
            yield day
        day += step


def _plan(series, day, where, given):
    meeting = Meeting(
        series=series,
        house_id=series.house_id,
        starts_at=moment(where.day, series.starts),
        rhythm_on=day,
        minutes=series.minutes,
        place=series.place,
        change_reason=where.reason,
    )
    if where.is_skipped:
        meeting.state, meeting.cancelled_at, meeting.cancelled_by = (
            MeetingState.CANCELLED,
            timezone.now(),
            given.by,
        )
    meeting.save(force_insert=True)
    if not where.is_skipped:
        furnish(meeting, given.organisations, given.standing)
    return meeting


def furnish(meeting, organisations, standing):
    """Who is always invited, and what is always on the agenda."""
    Seat.objects.bulk_create(Seat(meeting=meeting, organisation=one) for one in organisations)
    for position, item in enumerate(standing, start=1):
        AgendaItem.objects.create(
            meeting=meeting,
            position=position,
            kind=ItemKind.FIXED,
            title=item.title,
            minutes=item.minutes,
            is_open=True,
        )


def plan_ahead():
    """For the tick: each series that ends within two years goes on, as a coordinator of its house; how many are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT series, person FROM zvh.series_to_plan(%s)", [timezone.localdate() + AHEAD])
        due = cursor.fetchall()
    people = User.objects.in_bulk({person for _, person in due})
    planned = 0
    for series, person in due:
        with acting_as(people[person]):
            found = Series.objects.get(pk=series)
            planned += len(plan_series(found, by=people[person], origin="tick"))
    return planned
