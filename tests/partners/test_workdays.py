from datetime import date, timedelta

import pytest
from django.db import connection

from partners.workdays import add_workdays, is_workday, workdays_before, workdays_between

MONDAY = date(2026, 11, 16)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.mark.django_db
def test_the_database_knows_the_same_working_days_for_a_century():
    first, last = date(2015, 1, 1), date(2099, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    with connection.cursor() as cursor:
        cursor.execute("SELECT d FROM unnest(%s::date[]) d WHERE zvh.is_workday(d)", [days])
        found = [day for (day,) in cursor.fetchall()]

    assert found == [day for day in days if is_workday(day)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 1, 5, 20])
def test_the_database_adds_and_counts_working_days_alike(count):
    day = date(2026, 12, 18)  # Christmas and New Year lie ahead
    later = add_workdays(day, count)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.add_workdays(%s, %s), zvh.workdays_between(%s, %s)", [day, count, day, later]
        )
        found = cursor.fetchone()

    assert found == (later, workdays_between(day, later)) == (later, count)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (MONDAY, MONDAY, 0),
        (FRIDAY, MONDAY, 0),
        (MONDAY, FRIDAY, 4),
        (FRIDAY, FRIDAY + timedelta(days=2), 0),
        (FRIDAY, FRIDAY + timedelta(days=3), 1),
        (date(2026, 12, 24), date(2026, 12, 28), 1),
    ],
)
def test_workdays_between_counts_after_the_first_up_to_the_last(first, last, count):
    assert workdays_between(first, last) == count


@pytest.mark.parametrize(
    ("day", "before"),
    [(MONDAY, date(2026, 11, 8)), (FRIDAY, date(2026, 11, 12)), (date(2026, 12, 28), date(2026, 12, 17))],
)
def test_workdays_before_is_the_last_day_more_than_five_working_days_ago(day, before):
    assert workdays_before(day, 5) == before
    assert workdays_between(before, day) == 6
    assert workdays_between(before + timedelta(days=1), day) <= 5
