"""The register a house kept before: the file it brings, how its columns are read, and where each signal came from."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partners.models import Key, Organisation
from signals.models.report import Regime, Signal
from signals.models.weighing import Outcome

Person = settings.AUTH_USER_MODEL


class RegisterState(models.TextChoices):
    MATCHING = "matching", "kolommen koppelen"
    CHECKING = "checking", "wordt nagekeken"
    CHECKED = "checked", "nagekeken"
    PROPOSED = "proposed", "wacht op tweede persoon"
    RUNNING = "running", "wordt overgenomen"
    STOPPED = "stopped", "gestopt"
    DONE = "done", "overgenomen"
    DROPPED = "dropped", "weggegooid"


STARTED = (RegisterState.RUNNING, RegisterState.STOPPED, RegisterState.DONE)


class StopReason(models.TextChoices):
    BY_HAND = "by_hand", "met de hand gestopt"
    MEMBERSHIP = "membership", "wie dit begon, is geen procesregisseur van het huis meer"
    UNREADABLE = "unreadable", "het bestand is niet meer te openen"
    FAILED = "failed", "er ging iets mis in het systeem"


class RegisterImport(models.Model):
    """A file with the register of a house, on its way to signals. The row says how far; the bytes lie in the vault."""

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="ingelezen door", db_index=False
    )
    uploaded_at = models.DateTimeField("ingelezen op", default=timezone.now, editable=False)
    touched_at = models.DateTimeField("laatst veranderd", default=timezone.now, editable=False)
    name = models.CharField("bestand", max_length=120)
    sheets = models.JSONField("bladen", default=list)
    sheet = models.CharField("blad", max_length=100, blank=True)
    headers = models.JSONField("kolommen van het bestand", default=list)
    digest = models.CharField("kenmerk van de kolommen", max_length=64, blank=True)
    rows = models.PositiveIntegerField("rijen", default=0)
    skipped = models.JSONField("overgeslagen tussenkoppen", default=list)
    columns = models.JSONField("velden per kolom", default=dict)
    choices = models.JSONField("keuzes per waarde", default=dict)
    remembered = models.JSONField("velden per merk van een kolom", default=dict)
    regime = models.CharField("gegevens vallen onder", max_length=5, choices=Regime, default=Regime.AVG)
    state = models.CharField("stand", max_length=10, choices=RegisterState, default=RegisterState.MATCHING)
    runs_as = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="werkt als", db_index=False
    )
    position = models.PositiveIntegerField("porties gedaan", default=0)
    ready = models.PositiveIntegerField("over te nemen", default=0)
    there = models.PositiveIntegerField("stond er al", default=0)
    wrong = models.PositiveIntegerField("met fouten", default=0)
    made = models.PositiveIntegerField("overgenomen", default=0)
    threats = models.PositiveIntegerField("nog niet gewogen met dreiging", default=0)
    outcomes = models.JSONField("over te nemen per uitkomst", default=dict)
    personal = models.JSONField("rijen met persoonsgegevens per kolom", default=dict)
    personal_rows = models.PositiveIntegerField("rijen met persoonsgegevens", default=0)
    proposed_at = models.DateTimeField("voorgesteld op", null=True, editable=False)
    proposed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="voorgesteld door", db_index=False
    )
    confirmed_at = models.DateTimeField("akkoord op", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="akkoord van", db_index=False
    )
    ended_at = models.DateTimeField("klaar op", null=True, editable=False)
    stop_reason = models.CharField("waarom gestopt", max_length=10, choices=StopReason, blank=True)
    cleared_at = models.DateTimeField("bestand gewist op", null=True, editable=False)
    key = models.ForeignKey(
        Key, models.PROTECT, null=True, related_name="+", verbose_name="sleutel", db_index=False
    )

    PORTION = 500  # rows in one transaction
    DAYS_KEPT = 14  # the file and its rows, after the end or after being left behind

    log_kind = "register"

    class Meta:
        verbose_name = "register"
        verbose_name_plural = "registers"
        ordering = ("-uploaded_at", "-id")
        indexes = (
            models.Index(
                fields=["touched_at"], name="signals_register_kept", condition=Q(cleared_at__isnull=True)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="signals_register_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="signals_register_proposed_pair",
                condition=Q(proposed_at__isnull=True, proposed_by__isnull=True, confirmed_at__isnull=True)
                | Q(proposed_at__isnull=False, proposed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_register_confirmed_pair",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_register_started_by_two",
                condition=~Q(state__in=STARTED) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_register_at_work_as_somebody",
                condition=~Q(state__in=[RegisterState.CHECKING, RegisterState.RUNNING])
                | Q(runs_as__isnull=False),
            ),
        )

    def __str__(self):
        return self.name or "gewist bestand"

    def get_absolute_url(self):
        return reverse("signals:register", args=[self.pk])

    @property
    def portions(self):
        return -(-self.rows // self.PORTION)

    @property
    def rows_done(self):
        """How many rows the work of this moment has looked at."""
        return min(self.position * self.PORTION, self.rows)

    @property
    def outcomes_in_words(self):
        """['300 geen actie', '12 te wegen']: what a second person agrees with."""
        most_first = sorted(self.outcomes.items(), key=lambda pair: -pair[1])
        return [f"{many} {Outcome(code).label if code else 'te wegen'}" for code, many in most_first]

    @property
    def kept_until(self):
        return self.touched_at + timedelta(days=self.DAYS_KEPT)

    @property
    def is_at_work(self):
        return self.state in {RegisterState.CHECKING, RegisterState.RUNNING}


class RowState(models.TextChoices):
    READY = "ready", "over te nemen"
    THERE = "there", "stond er al"
    WRONG = "wrong", "met fouten"
    MADE = "made", "overgenomen"


class RegisterRow(models.Model):
    """A row of a register: what is wrong with it, or the signal it became. Never its text.

    The row of a signal stays and is its origin: `identity` stands for it once in a house.
    """

    register = models.ForeignKey(
        RegisterImport, models.PROTECT, related_name="found", verbose_name="register", db_index=False
    )
    house = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="huis", db_index=False
    )
    line = models.PositiveIntegerField("rij")
    state = models.CharField("stand", max_length=5, choices=RowState)
    identity = models.CharField("waaraan de rij te herkennen is", max_length=70, blank=True)
    reference = models.CharField("kenmerk van het huis", max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="volgens het register gemeld door",
        db_index=False,
    )
    problems = models.JSONField("wat er niet klopt", default=list)
    signal = models.OneToOneField(
        Signal, models.PROTECT, null=True, related_name="register_row", verbose_name="signaal"
    )

    class Meta:
        verbose_name = "rij van een register"
        verbose_name_plural = "rijen van een register"
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(fields=["register", "line"], name="signals_registerrow_once"),
            models.UniqueConstraint(
                fields=["house", "identity"],
                condition=Q(signal__isnull=False),
                name="signals_registerrow_nothing_twice",
            ),
            models.CheckConstraint(
                name="signals_registerrow_made_is_a_signal",
                condition=Q(state=RowState.MADE, signal__isnull=False)
                | ~Q(state=RowState.MADE) & Q(signal__isnull=True),
            ),
            models.CheckConstraint(
                name="signals_registerrow_recognised",
                condition=Q(state=RowState.WRONG) | ~Q(identity=""),
            ),
        )
