"""The five working days of a weighing: when they stand still, and who was reminded of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from signals.models.report import Signal

Person = settings.AUTH_USER_MODEL


class StartedBecause(models.TextChoices):
    """Why the clock of a weighing goes on."""

    ANSWER = "answer", "er is antwoord"
    WITHOUT_ANSWER = "without_answer", "verder zonder antwoord"
    BY_HAND = "by_hand", "met de hand"
    DATE = "date", "de afgesproken dag is er"
    WEIGHED = "weighed", "de weging gaat verder"


class ClockStop(models.Model):
    """The clock of a weighing stands still while the house waits for an answer. For the desk, not for the table."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="clock_stops", verbose_name="signaal", db_index=False
    )
    stopped_at = models.DateTimeField("stilgezet op", default=timezone.now, editable=False)
    stopped_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="stilgezet door")
    reason = models.CharField("omdat", max_length=200)
    until = models.DateField("uiterlijk tot")
    ended_at = models.DateTimeField("loopt weer sinds", null=True, editable=False)
    ended_because = models.CharField("loopt weer omdat", max_length=16, choices=StartedBecause, blank=True)
    days = models.PositiveSmallIntegerField("werkdagen stil", null=True, editable=False)

    MOST_WORKDAYS = 20

    class Meta:
        verbose_name = "stilstand"
        verbose_name_plural = "stilstanden"
        constraints = (
            models.UniqueConstraint(
                fields=["signal"], condition=Q(ended_at__isnull=True), name="signals_clockstop_one_open"
            ),
            models.CheckConstraint(name="signals_clockstop_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="signals_clockstop_ended_together",
                condition=Q(ended_at__isnull=True, ended_because="", days__isnull=True)
                | Q(ended_at__isnull=False, days__isnull=False) & ~Q(ended_because=""),
            ),
            models.CheckConstraint(
                name="signals_clockstop_ends_after", condition=Q(ended_at__gte=F("stopped_at"))
            ),
        )
        indexes = (
            models.Index(fields=["signal", "stopped_at"], name="signals_clockstop_of_signal"),
            models.Index(
                fields=["until"], name="signals_clockstop_running", condition=Q(ended_at__isnull=True)
            ),
        )

    def __str__(self):
        return f"stilstand tot {self.until:%d-%m-%Y}"


class Reminded(models.TextChoices):
    """Why somebody is reminded. In words in signals/services/reminders.py."""

    TOMORROW = "tomorrow", "morgen te wegen"
    LATE = "late", "te laat"
    VERY_LATE = "very_late", "veel te laat"
    SECOND = "second", "wacht op uw tweede oordeel"
    QUESTION = "question", "een vraag aan u wacht al drie werkdagen"


class Reminder(models.Model):
    """That somebody was reminded of a signal on a day, for one reason: so nobody is twice. Read by nobody."""

    user = models.ForeignKey(Person, models.CASCADE, related_name="+")  # goes with its person: not evidence
    on = models.DateField("dag")
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="+")  # goes with its signal: not evidence
    reason = models.CharField("reden", max_length=10, choices=Reminded)

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        constraints = (
            models.UniqueConstraint(fields=["user", "signal", "reason", "on"], name="signals_reminder_once"),
        )
        indexes = (models.Index(fields=["on"], name="signals_reminder_on"),)
