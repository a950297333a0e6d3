"""The meeting while it runs: which item it is at, who writes, and what the chair keeps for himself."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.models.items import AgendaItem
from meetings.models.planning import Meeting

Person = settings.AUTH_USER_MODEL


class Stage(models.Model):
    """The item that a meeting is at, and since when. Only who sees the item sees that the meeting is there."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="stage", verbose_name="overleg")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="+", verbose_name="agendapunt")
    since = models.DateTimeField("sinds", default=timezone.now)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gekozen door")

    class Meta:
        verbose_name = "punt van nu"
        verbose_name_plural = "punten van nu"


class Pen(models.Model):
    """Who writes the minutes of an item: one person in one window, until he stops or somebody takes over."""

    HELD_FOR = timedelta(seconds=45)  # without a word or a sign of life the pen is free

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="pen", verbose_name="agendapunt")
    user = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="schrijver")
    window = models.CharField("venster", max_length=40, blank=True)
    taken_at = models.DateTimeField("gepakt op", default=timezone.now)
    held_at = models.DateTimeField("laatst gebruikt", default=timezone.now)

    class Meta:
        verbose_name = "pen"
        verbose_name_plural = "pennen"

    @property
    def is_held(self):
        return timezone.now() - self.held_at < self.HELD_FOR

    def is_of(self, user, window):
        return (self.user_id, self.window) == (user.pk, window)


class ChairNote(models.Model):
    """What the chair keeps at hand about an item: only for the coordinators of the house, and part of no paper."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="note", verbose_name="agendapunt")
    text = models.TextField("aantekening", blank=True)
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geschreven door")

    class Meta:
        verbose_name = "aantekening van de voorzitter"
        verbose_name_plural = "aantekeningen van de voorzitter"
