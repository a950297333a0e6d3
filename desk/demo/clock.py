"""Moments of the demonstration, counted back from the day on which it is made."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from partners.workdays import add_workdays, is_workday


class Clock:
    """Days ago become moments in Dutch time; a negative number lies ahead."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()
        self.latest = self.at(1, 17, 30)

    def day(self, days_ago):
        return self.today - timedelta(days=days_ago)

    def at(self, days_ago, hour, minute=0):
        return self.on(self.day(days_ago), hour, minute)

    def on(self, day, hour, minute=0):
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def office(self, moment, workdays, rng):
        """So many working days later, in office hours; never after yesterday and always after `moment`."""
        day = timezone.localtime(moment).date()
        day = add_workdays(day, workdays) if workdays or not is_workday(day) else day
        wanted = self.on(day, rng.randint(9, 16), rng.randint(0, 59))
        later = moment + timedelta(minutes=rng.randint(20, 90))
        return max(min(wanted, self.latest), later)
