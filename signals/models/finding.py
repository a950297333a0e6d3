"""Finding signals: what somebody keeps to find again, and the views that search goes through."""

from django.conf import settings
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from partners.models import Municipality, Organisation
from signals.models.report import Signal


class SavedFilter(models.Model):
    """A search somebody keeps under a name: seen by its owner alone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")  # not evidence
    name = models.CharField("naam", max_length=60)
    query = models.CharField("adres", max_length=2000)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    MOST = 20

    class Meta:
        verbose_name = "bewaard filter"
        verbose_name_plural = "bewaarde filters"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["owner", "name"], name="signals_savedfilter_name"),)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('signals:list')}?{self.query}"

    @property
    def fields(self):
        """The address as data for the form of the list."""
        return QueryDict(self.query)


class Findable(models.Model):
    """The columns of a signal that search may filter and sort by; the same names as in the table."""

    signal = models.OneToOneField(
        Signal, models.DO_NOTHING, primary_key=True, db_column="id", related_name="+"
    )
    number = models.CharField(max_length=16)
    title = models.CharField(max_length=120)
    submitted_at = models.DateTimeField()
    house = models.ForeignKey(Organisation, models.DO_NOTHING, related_name="+")
    municipality = models.ForeignKey(Municipality, models.DO_NOTHING, related_name="+")
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, null=True, related_name="+")
    reporter_function = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=15)
    channel = models.CharField(max_length=10)
    known_by = models.CharField(max_length=10)
    has_threat = models.BooleanField()
    observed_on = models.DateField()
    regime = models.CharField(max_length=5)
    source_reliability = models.CharField(max_length=12)
    information_reliability = models.CharField(max_length=16)
    safe_status = models.CharField(max_length=12)
    search = SearchVectorField()

    class Meta:
        abstract = True
        managed = False


class SignalSearch(Findable):
    """View of the owner: the visible signals in a form in which the planner may use the text index."""

    class Meta(Findable.Meta):
        managed = False
        db_table = "signals_search"


class WeighingSearch(Findable):
    """View of the owner: the signals of which the reader may see the weighing, to search its texts."""

    class Meta(Findable.Meta):
        managed = False
        db_table = "signals_weighingsearch"
