"""Meetings that come and that are over, and who is invited."""

from datetime import date, timedelta
from itertools import groupby

from django.db import connection
from django.db.models import Count, F, Func, IntegerField, Q
from django.utils import timezone

from meetings.models import Guest, Meeting, MeetingState, Seat


def meetings():
    """The meetings a reader may see, with the number of items that he sees."""
    return Meeting.objects.select_related("series", "case").annotate(item_count=Count("items"))


def coming():
    """From today on, and what was released but has no final minutes yet."""
    return meetings().filter(_coming()).order_by("starts_at", "pk")


def past():
    return meetings().exclude(_coming()).order_by("-starts_at", "-pk")


def _not_over():
    """A meeting is near until the day after."""
    return Q(starts_at__gte=timezone.now() - timedelta(hours=12))


def _coming():
    return _not_over() | Q(state__in=(MeetingState.RELEASED, MeetingState.HELD))


def next_to_prepare():
    """The first information meeting of which the agenda is not released yet, or None."""
    planned = meetings().filter(_not_over(), state=MeetingState.PLANNED, case__isnull=True)
    return planned.order_by("starts_at", "pk").first()


DATES = ("name", "starts_at", "place", "is_cancelled", "reason")


def dates_only(seen, *, with_cancelled=False):
    """Meetings of which an invited organisation knows only when and where: [{name, starts_at, place, …}]."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(DATES)} FROM zvh.next_meetings()")  # noqa: S608 - our own names
        found = [dict(zip(DATES, row, strict=True)) for row in cursor.fetchall()]
    known = {meeting.starts_at for meeting in seen}
    found = [meeting for meeting in found if with_cancelled or not meeting["is_cancelled"]]
    return [meeting for meeting in found if meeting["starts_at"] not in known]


def with_hidden_seats(meetings):
    """With how many participants are there of whom the reader learns only that, for `hidden_seats`."""
    return meetings.annotate(
        hidden_count=Func(F("pk"), function="zvh.hidden_seats", output_field=IntegerField())
    )


def hidden_seats(meeting):
    """How many participants are there of whom the reader learns only that."""
    if hasattr(meeting, "hidden_count"):
        return meeting.hidden_count
    return with_hidden_seats(Meeting.objects).values_list("hidden_count", flat=True).get(pk=meeting.pk)


def seats_of(meeting):
    return list(Seat.objects.filter(meeting=meeting).select_related("organisation"))


def guests_of(meeting):
    """Who was mailed the invitation and what he answered: of the own organisation, for the coordinator of all."""
    return list(
        Guest.objects.filter(meeting=meeting, withdrawn_at=None).select_related("user", "organisation")
    )


def in_holiday(holidays):
    """[(meeting, holiday)]: coming planned meetings that lie in a school holiday of their house."""
    planned = meetings().filter(_not_over(), state=MeetingState.PLANNED, series__isnull=False)
    found = planned.order_by("starts_at", "pk") if holidays else []
    return [
        (meeting, holiday)
        for meeting in found
        for holiday in holidays
        if holiday.house_id == meeting.house_id and holiday.holds(meeting.day)
    ]


def by_month(coming):
    """[(year, [(first day of the month, [meetings])])]: to fold."""
    years = []
    for (year, month), found in groupby(coming, key=lambda one: (one.day.year, one.day.month)):
        if not years or years[-1][0] != year:
            years.append((year, []))
        years[-1][1].append((date(year, month, 1), list(found)))
    return years


def _rows(sql, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def invitation_here():
    """What the key of this request may know of its meeting, or None."""
    found = _rows("SELECT name, starts_at, ends_at, place, reply, word FROM zvh.reply_here()")
    return found[0] if found else None


def has_calendar(digest):
    return _rows("SELECT zvh.has_calendar(%s) AS there", [digest])[0]["there"]


def calendar_of(digest):
    """The meetings behind a link: when and where."""
    found = _rows("SELECT * FROM zvh.calendar_of(%s)", [digest])
    for row in found:
        row["status"] = "CANCELLED" if row.pop("is_cancelled") else "CONFIRMED"
    return found
