"""The journal of a case: entries with readers of their own, that are corrected or withdrawn and never changed."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from audit.models import Guarded
from cases.models.approach import Case
from partners.models import Membership, Organisation
from signals.models import Regime

Person = settings.AUTH_USER_MODEL


class Visibility(models.TextChoices):
    """For whom an entry is, within the readers of its case."""

    PARTNERS = "partners", "alle partners die het journaal lezen"
    OWN = "own", "alleen de eigen organisatie"
    NAMED = "named", "alleen personen die ik noem"


class JournalEntry(Guarded):
    """What somebody who reads a case noted about it for one organisation: when it was, whence and under which law.

    Its text never changes. Its organisation is the house for who works in the case itself (its staff).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="journal", verbose_name="casus")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="als")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="namens")
    occurred_at = models.DateTimeField("moment")
    written_at = models.DateTimeField("geschreven op", db_default=TransactionNow(), editable=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geschreven door")
    source = models.CharField("bron", max_length=120)
    regime = models.CharField("regime", max_length=5, choices=Regime, default=Regime.AVG)
    text = models.TextField("tekst")
    visible_to = models.CharField("zichtbaar voor", max_length=10, choices=Visibility)
    share_reason = models.TextField("waarom mogen alle partners dit lezen", blank=True)
    corrected_at = models.DateTimeField("gecorrigeerd op", null=True, editable=False)
    corrected_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gecorrigeerd door"
    )
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="ingetrokken door"
    )
    withdraw_reason = models.TextField("reden van intrekken", blank=True)

    log_kind = "journal_entry"

    class Meta(Guarded.Meta):
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(fields=["case", "-occurred_at", "-id"], name="cases_journal_newest"),
        )
        constraints = (
            models.CheckConstraint(
                name="cases_journalentry_not_in_the_future", condition=Q(occurred_at__lte=F("written_at"))
            ),
            models.CheckConstraint(name="cases_journalentry_in_words", condition=~Q(text="") & ~Q(source="")),
            models.CheckConstraint(
                name="cases_journalentry_shared_with_reason",
                condition=Q(regime=Regime.AVG) | ~Q(visible_to=Visibility.PARTNERS) | ~Q(share_reason=""),
            ),
            models.CheckConstraint(
                name="cases_journalentry_corrected_pair",
                condition=Q(corrected_at__isnull=True, corrected_by__isnull=True)
                | Q(corrected_at__isnull=False, corrected_by__isnull=False, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_journalentry_withdrawn_pair",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdraw_reason=""),
            ),
        )

    def __str__(self):
        return f"aantekening bij {self.case.number}"

    def get_absolute_url(self):
        return f"{reverse('cases:journal', args=[self.case.number])}#aantekening-{self.pk}"

    @property
    def number(self):
        """Of its case: that is how the log names it."""
        return self.case.number

    @property
    def is_open(self):
        """Neither corrected nor withdrawn: this is what its writer says now."""
        return self.corrected_at is None and self.withdrawn_at is None

    @property
    def is_for_all(self):
        return self.visible_to == Visibility.PARTNERS

    @property
    def is_for_named(self):
        return self.visible_to == Visibility.NAMED

    @property
    def is_stricter(self):
        """Under a law that asks more than the AVG."""
        return self.regime != Regime.AVG

    @property
    def is_of_staff(self):
        return self.organisation_id == self.case.house_id


class JournalReader(models.Model):
    """Somebody named at an entry: he reads it as long as he reads the case by this very membership."""

    entry = models.ForeignKey(
        JournalEntry, models.PROTECT, related_name="readers", verbose_name="aantekening"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="persoon")
    name = models.CharField("naam", max_length=120, editable=False)

    class Meta:
        verbose_name = "lezer van een aantekening"
        verbose_name_plural = "lezers van een aantekening"
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=["entry", "membership"], name="cases_journalreader_once"),
        )

    def __str__(self):
        return self.name


class JournalCorrection(models.Model):
    """A later entry stands in the place of an earlier one, and why. For who reads both: each keeps its own readers."""

    earlier = models.OneToOneField(
        JournalEntry, models.PROTECT, related_name="corrected_in", verbose_name="eerdere aantekening"
    )
    later = models.OneToOneField(
        JournalEntry, models.PROTECT, related_name="corrects", verbose_name="latere aantekening"
    )
    reason = models.TextField("reden van de correctie")

    class Meta:
        verbose_name = "correctie"
        verbose_name_plural = "correcties"
        constraints = (
            models.CheckConstraint(
                name="cases_journalcorrection_of_another",
                condition=~Q(earlier=F("later")) & ~Q(reason=""),
            ),
        )
