"""Working days in the Netherlands."""

from datetime import timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=16)
def _holidays(year):
    return holidays.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))


def is_workday(day):
    """Monday to Friday and no holiday. Good Friday and 5 May count as working days: most offices are open."""
    name = _holidays(day.year).get(day, "").lower()
    return day.weekday() < 5 and (not name or name in {"goede vrijdag", "bevrijdingsdag"})


def add_workdays(day, count):
    """The date that lies `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
