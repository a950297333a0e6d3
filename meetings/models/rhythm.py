"""What a series gives to its meetings: standing items, and the school holidays it avoids."""

from django.db import models
from django.db.models import F, Q

from meetings.models.planning import Series
from partners.models import Organisation


class SeriesItem(models.Model):
    """A standing item of a series: on the agenda of each meeting that is planned from now on, for all invited."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="standing", verbose_name="reeks")
    position = models.PositiveSmallIntegerField("volgorde")
    title = models.CharField("onderwerp", max_length=120)
    minutes = models.PositiveSmallIntegerField("minuten", default=10)

    class Meta:
        verbose_name = "vast punt van een reeks"
        verbose_name_plural = "vaste punten van een reeks"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_seriesitem_minutes",
                condition=Q(minutes__gte=1, minutes__lte=480) & ~Q(title=""),
            ),
        )

    def __str__(self):
        return self.title


class SchoolHoliday(models.Model):
    """Weeks in which a house does not meet, as its coordinator noted them."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    name = models.CharField("naam", max_length=80)
    starts_on = models.DateField("eerste dag")
    ends_on = models.DateField("laatste dag")

    class Meta:
        verbose_name = "schoolvakantie"
        verbose_name_plural = "schoolvakanties"
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_schoolholiday_order", condition=Q(ends_on__gte=F("starts_on")) & ~Q(name="")
            ),
        )

    def __str__(self):
        return self.name

    def holds(self, day):
        return self.starts_on <= day <= self.ends_on
