"""A series: its rhythm, and the meetings that follow from it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.log import log
from meetings.models import AgendaItem, ItemKind, Meeting, Seat, Series
from partners.roles import Permission
from partners.steps import require
from partners.workdays import is_workday

AHEAD = timedelta(weeks=26)
FIXED_ITEMS = (("Opening en vaststellen verslag", 5), ("Landelijk en regionaal beeld", 15))


@transaction.atomic
def add_series(house, *, by, organisations, **fields):
    """A new series with who is invited, and its first half year of meetings. Returns it."""
    series = Series(house=house, **fields)
    require(by, Permission.MEETING_PLAN, series)
    series.save()
    series.organisations.set(organisations)
    log("add_series", series)
    plan_series(series, by=by)
    return series


@transaction.atomic
def change_series(series, *, by, organisations, **fields):
    """Holds for what is planned from now on: meetings that are there stay as they are."""
    require(by, Permission.MEETING_PLAN, series)
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    for name, value in fields.items():
        setattr(series, name, value)
    series.save(update_fields=list(fields))
    series.organisations.set(organisations)
    log("change_series", series)
    return series


@transaction.atomic
def plan_series(series, *, by, until=None):
    """Make the meetings of a series that are not there yet, half a year ahead. Returns the new ones.

    A day that is no working day moves to the next one; the rhythm itself stays. A meeting that was moved keeps its
    day in the rhythm, so it is not made a second time.
    """
    require(by, Permission.MEETING_PLAN, series)
    series = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    until = until or timezone.localdate() + AHEAD
    there = set(series.meetings.values_list("starts_at", flat=True))
    days = [day for day in _rhythm(series, until) if _moment(series, day) not in there]
    organisations = list(series.organisations.all())
    meetings = [_plan(series, day, organisations) for day in days]
    log("plan_series", series, meetings=len(meetings))
    return meetings


def _rhythm(series, until):
    """The days from today until that day, after the last one that was planned."""
    last = series.meetings.aggregate(last=Max("rhythm_on"))["last"]
    day, step = series.first_on, timedelta(weeks=series.weeks)
    while day <= until:
        if day >= timezone.localdate() and (last is None or day > last):
            yield day
        day += step


def _moment(series, day):
    """The start in the time of the house, also over daylight saving; on the first working day."""
    while not is_workday(day):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, series.starts))


def _plan(series, day, organisations):
    meeting = Meeting.objects.create(
        series=series,
        house_id=series.house_id,
        starts_at=_moment(series, day),
        rhythm_on=day,
        minutes=series.minutes,
        place=series.place,
    )
    Seat.objects.bulk_create(Seat(meeting=meeting, organisation=one) for one in organisations)
    for position, (title, minutes) in enumerate(FIXED_ITEMS, start=1):
        AgendaItem.objects.create(
            meeting=meeting,
            position=position,
            kind=ItemKind.FIXED,
            title=title,
            minutes=minutes,
            is_open=True,
        )
    return meeting
