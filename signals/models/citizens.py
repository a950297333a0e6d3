"""What somebody without an account tells: his half-made report, how it came in, the conversation, how to reach him."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partners.models import Key
from signals.models.report import Signal

Person = settings.AUTH_USER_MODEL


class IntakeChannel(models.TextChoices):
    FORM = "form", "formulier op de website"
    PHONE = "phone", "telefoon"
    MAIL = "mail", "e-mail"
    COUNTER = "counter", "balie of gesprek"


class HeldBecause(models.TextChoices):
    NO_WORK = "no_work", "verstuurd zonder JavaScript, dus zonder controle tegen misbruik"


class CitizenDraft(models.Model):
    """A report that somebody without an account is still writing: seen by its key alone, gone after seven days."""

    key = models.OneToOneField(Key, models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=timezone.now)

    DAYS_KEPT = 7

    class Meta:
        verbose_name = "melding in wording"
        verbose_name_plural = "meldingen in wording"


class Intake(models.Model):
    """How a report without an account came in, and whether a person must first look at it. For the desk alone."""

    signal = models.OneToOneField(Signal, models.PROTECT, related_name="intake", verbose_name="signaal")
    channel = models.CharField("binnengekomen via", max_length=10, choices=IntakeChannel)
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="ingevoerd door"
    )
    has_contact = models.BooleanField("met contactgegevens", default=False)
    held_because = models.CharField("waarom controle", max_length=10, choices=HeldBecause, blank=True)
    checked_at = models.DateTimeField("gecontroleerd op", null=True, editable=False)
    checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gecontroleerd door"
    )
    check_reason = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "binnenkomst"
        verbose_name_plural = "binnenkomsten"
        constraints = (
            models.CheckConstraint(
                name="signals_intake_checked_pair",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False) & ~Q(check_reason=""),
            ),
        )


class Message(models.Model):
    """A line of the conversation with a reporter without an account, beside the questions; `by` is empty for him."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="messages", verbose_name="signaal")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    text = models.TextField("bericht")

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ("at", "id")
        constraints = (models.CheckConstraint(name="signals_message_has_text", condition=~Q(text="")),)

    def get_absolute_url(self):
        return self.signal.get_absolute_url()


class ContactDetails(models.Model):
    """How a reporter without an account can be reached: read only with a grant that a second person gave."""

    signal = models.OneToOneField(Signal, models.PROTECT, related_name="contact", verbose_name="signaal")
    name = models.CharField("naam", max_length=120, blank=True)
    telephone = models.CharField("telefoon", max_length=30, blank=True)
    email = models.EmailField("e-mail", blank=True)

    class Meta:
        verbose_name = "contactgegevens"
        verbose_name_plural = "contactgegevens"
        constraints = (
            models.CheckConstraint(
                name="signals_contactdetails_reachable", condition=~Q(telephone="") | ~Q(email="")
            ),
        )


class ContactRequest(models.Model):
    """One of the desk asks to read contact details, with a reason; a second person decides."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="contact_requests", verbose_name="signaal"
    )
    reason = models.TextField("reden")
    requested_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    decided_at = models.DateTimeField("besloten op", null=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )
    is_granted = models.BooleanField("toegestaan", default=False)

    MINUTES_OPEN = 60

    class Meta:
        verbose_name = "verzoek om contactgegevens"
        verbose_name_plural = "verzoeken om contactgegevens"
        ordering = ("-requested_at",)
        constraints = (
            models.CheckConstraint(name="signals_contactrequest_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="signals_contactrequest_second_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
            ),
            models.CheckConstraint(
                name="signals_contactrequest_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_granted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["signal", "requested_by"],
                condition=Q(decided_at__isnull=True),
                name="signals_contactrequest_once",
            ),
        )

    @property
    def open_until(self):
        """Until when the one who asked may read, or None; the grant itself is the database's."""
        until = self.is_granted and self.decided_at + timedelta(minutes=self.MINUTES_OPEN)
        return until if until and until > timezone.now() else None
