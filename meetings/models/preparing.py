"""What prepares a meeting: standing tables, what became of proposals, what a table saw, who was reminded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models import Case
from meetings.models.items import AgendaItem, Contribution
from meetings.models.planning import Meeting
from partners.models import Municipality, Organisation, Theme
from signals.models import Signal

Person = settings.AUTH_USER_MODEL


class StandingTable(models.Model):
    """Who usually sits at the table for a theme, a municipality or both, and what is asked of them beforehand."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thema"
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    organisations = models.ManyToManyField(Organisation, related_name="+", verbose_name="aan tafel")
    question = models.TextField("vaste vraag", blank=True)
    is_active = models.BooleanField("in gebruik", default=True)

    log_kind = "standing_table"

    class Meta:
        verbose_name = "vaste tafel"
        verbose_name_plural = "vaste tafels"
        ordering = ("theme__name", "municipality__name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["house", "theme", "municipality"],
                nulls_distinct=False,
                name="meetings_standingtable_once",
            ),
        )

    def __str__(self):
        parts = [str(part) for part in (self.theme, self.municipality) if part]
        return " in ".join(parts) or "elk punt"

    @property
    def weight(self):
        """How closely it fits: both named before one, one before none."""
        return bool(self.theme_id) + bool(self.municipality_id)


class FateKind(models.TextChoices):
    ACCEPTED = "accepted", "op de agenda gezet"
    MOVED = "moved", "naar een later overleg"
    REJECTED = "rejected", "deze keer niet"
    CLOSED = "closed", "afgesloten"


class ProposalFate(models.Model):
    """What the coordinator did with one thing that was proposed for a meeting. `key` names that thing for ever."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    key = models.CharField("voorstel", max_length=80)
    kind = models.CharField("wat ermee gebeurde", max_length=10, choices=FateKind)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="fates", verbose_name="overleg")
    to_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="+", verbose_name="naar overleg"
    )
    item = models.ForeignKey(
        AgendaItem, models.SET_NULL, null=True, related_name="fates", verbose_name="agendapunt"
    )
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="+", verbose_name="signaal")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+", verbose_name="casus")
    reason = models.TextField("reden", blank=True)
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "afhandeling van een voorstel"
        verbose_name_plural = "afhandelingen van voorstellen"
        ordering = ("at", "id")
        indexes = (models.Index(fields=["house", "key"], name="meetings_fate_key"),)
        constraints = (
            models.CheckConstraint(
                name="meetings_fate_refused_has_reason",
                condition=~Q(kind__in=[FateKind.REJECTED, FateKind.CLOSED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="meetings_fate_moved_somewhere",
                condition=Q(kind=FateKind.MOVED, to_meeting__isnull=False)
                | ~Q(kind=FateKind.MOVED) & Q(to_meeting__isnull=True),
            ),
        )


class ContributionVersion(models.Model):
    """A text as it lay on the table, from its release until it was corrected or withdrawn. The database writes it."""

    contribution = models.ForeignKey(
        Contribution, models.PROTECT, related_name="versions", verbose_name="inbreng"
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="brought_versions", verbose_name="agendapunt"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    text = models.TextField("inbreng")
    released_at = models.DateTimeField("op tafel sinds")
    released_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="op tafel gelegd door"
    )
    withdrawn_at = models.DateTimeField("teruggenomen op", null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="teruggenomen door"
    )

    class Meta:
        verbose_name = "versie van inbreng"
        verbose_name_plural = "versies van inbreng"
        ordering = ("released_at", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_contributionversion_withdrawn_pair",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        )


class PreparationReminder(models.Model):
    """That somebody was reminded of the questions of a meeting, once a day at most."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reminders", verbose_name="overleg")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    user = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="persoon")
    on = models.DateField("dag")

    class Meta:
        verbose_name = "herinnering aan vragen vooraf"
        verbose_name_plural = "herinneringen aan vragen vooraf"
        constraints = (
            models.UniqueConstraint(fields=["meeting", "user", "on"], name="meetings_reminder_once_a_day"),
        )
