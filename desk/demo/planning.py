"""The standing items of the series, and the school holidays of the region."""

from datetime import date

from meetings.models import SchoolHoliday, SeriesItem
from meetings.services.series import FIXED_ITEMS

HOLIDAYS = (
    ("Kerstvakantie", (12, 19), (1, 3)),
    ("Meivakantie", (4, 24), (5, 9)),
    ("Zomervakantie", (7, 10), (8, 22)),
)


def save_planning(series, clock):
    """What the coordinator noted for this year and the next."""
    for position, (title, minutes) in enumerate(FIXED_ITEMS, start=1):
        SeriesItem.objects.create(series=series, position=position, title=title, minutes=minutes)
    for year in (clock.today.year, clock.today.year + 1):
        for name, first, last in HOLIDAYS:
            until = date(year + (last < first), *last)
            SchoolHoliday.objects.create(
                house=series.house, name=name, starts_on=date(year, *first), ends_on=until
            )
