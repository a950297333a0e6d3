"""Who was mailed the invitation of a meeting and what he answered, and the calendar that somebody subscribes to."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from meetings.models.planning import Meeting
from partners.models import Key, Organisation

Person = settings.AUTH_USER_MODEL


class Reply(models.TextChoices):
    NONE = "none", "nog geen antwoord"
    ACCEPTED = "accepted", "komt"
    TENTATIVE = "tentative", "komt misschien"
    DECLINED = "declined", "komt niet"


class Guest(models.Model):
    """A person who was mailed an invitation, and his answer to it; the link of the last mail holds the key."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests", verbose_name="overleg")
    user = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="persoon")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    key = models.ForeignKey(Key, models.PROTECT, related_name="+", verbose_name="sleutel")
    starts_at = models.DateTimeField("voor het moment")
    sent_at = models.DateTimeField("verstuurd op", default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    reply = models.CharField("antwoord", max_length=10, choices=Reply, default=Reply.NONE)
    word = models.CharField("toelichting", max_length=200, blank=True)
    replied_at = models.DateTimeField("geantwoord op", null=True, editable=False)

    class Meta:
        verbose_name = "genodigde"
        verbose_name_plural = "genodigden"
        ordering = ("organisation__name", "user__name")
        constraints = (models.UniqueConstraint(fields=["meeting", "user"], name="meetings_guest_once"),)


class CalendarFeed(models.Model):
    """The secret link by which the calendar of one person reads his meetings; only its digest is kept."""

    user = models.OneToOneField(Person, models.PROTECT, related_name="+", verbose_name="van wie")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "agendalink"
        verbose_name_plural = "agendalinks"
