"""Working days in the Netherlands."""

from datetime import timedelta
from functools import lru_cache

import holidays

MORNING = range(7, 12)  # hours


@lru_cache(maxsize=16)
def _holidays(year):
    return holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))


def is_workday(day):
    """Monday to Friday and no holiday. Good Friday and 5 May count as working days: most offices are open."""
    name = _holidays(day.year).get(day, "").lower()
    return day.weekday() < 5 and (not name or name in {"goede vrijdag", "bevrijdingsdag"})


def is_morning_of_workday(moment):
    """When reminders go out: of a working day between seven and noon. `moment` in Dutch time."""
    return moment.hour in MORNING and is_workday(moment.date())


def add_workdays(day, count):
    """The date that lies `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def workdays_between(first, last):
    """How many working days come after `first`, up to and including `last`."""
    return sum(is_workday(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def workdays_before(day, count):
    """The latest date that lies more than `count` working days before `day`."""
    while count >= 0:
        count -= is_workday(day)
        day -= timedelta(days=1)
    return day


def workdays_earlier(day, count):
    """The working day that lies `count` working days before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= is_workday(day)
    return day


def holiday_name(day):
    """The Dutch name of a day off, or ''."""
    return "" if is_workday(day) else _holidays(day.year).get(day, "")
