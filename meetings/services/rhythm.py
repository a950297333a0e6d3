"""The rule of where a meeting of a series falls, stated once: in words for the pages, and as the code below."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from partners.workdays import holiday_name, is_workday

RULE = (
    "Een overleg op een feestdag of in het weekend schuift naar de eerstvolgende werkdag; een overleg in een "
    "schoolvakantie schuift naar dezelfde weekdag na die vakantie. Komt een overleg door een schoolvakantie binnen "
    "een week voor de volgende keer van de reeks, dan vervalt het."
)
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Placed:
    """Where a day of the rhythm falls; `reason` says why it is another day, or why it is skipped."""

    day: date
    reason: str = ""
    is_skipped: bool = False


def place_day(rhythm_on, weeks, holidays):
    """Apply the rule to one day of a rhythm of so many weeks; `holidays` are the school holidays of the house."""
    day, reasons, by_school = rhythm_on, [], False
    while True:
        holiday = next((one for one in holidays if one.holds(day)), None)
        if holiday:
            reasons.append(holiday.name)
            by_school, day = True, _same_weekday_after(holiday.ends_on, rhythm_on)
        elif not is_workday(day):
            reasons.append(holiday_name(day) or "weekend")
            day += timedelta(days=1)
        else:
            break
    reason = ", ".join(dict.fromkeys(reasons))[:200]
    if by_school and day > rhythm_on + weeks * WEEK - WEEK:
        return Placed(rhythm_on, reason, is_skipped=True)
    return Placed(day, reason)


def _same_weekday_after(day, like):
    return day + timedelta(days=1 + (like.weekday() - day.weekday() - 1) % 7)


def moment(day, starts):
    """The start in the time of the house, also over daylight saving."""
    return timezone.make_aware(datetime.combine(day, starts))
