"""Cases: an integrated approach with a ground, a director and partners."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from audit.models import Guarded
from cases.models.grounds import CaseGround, Criterion
from partners.models import Membership, Municipality, Organisation, Theme
from signals.models import Signal

Person = settings.AUTH_USER_MODEL


class CaseKind(models.TextChoices):
    PERSON = "person", "persoon"
    ORGANISATION = "organisation", "organisatie"
    PHENOMENON = "phenomenon", "fenomeen"


class CaseState(models.TextChoices):
    OPEN = "open", "lopend"
    SUSPENDED = "suspended", "opgeschort"
    CLOSED = "closed", "gesloten"


HALF_A_YEAR = 184  # days: the longest half of a year; a case is reviewed at least that often


def in_half_a_year():
    return timezone.localdate() + timedelta(days=HALF_A_YEAR)


class PartKind(models.TextChoices):
    AGREEMENTS = "agreements", "afspraken"
    JOURNAL = "journal", "journaal"
    PICTURE = "picture", "beeld"
    PLAN = "plan", "plan van aanpak"


# What an organisation reads that joins with the opening; more is given one by one.
FIRST_PARTS = [PartKind.AGREEMENTS, PartKind.PLAN]


def people_of(membership_ids):
    return set(Membership.objects.in_force().filter(pk__in=membership_ids).values_list("user_id", flat=True))


class Case(Guarded):
    """An approach around a person, organisation or phenomenon: separate decision, legal ground, end."""

    number = models.CharField("nummer", max_length=16, unique=True, editable=False)
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name="gemeente")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+", verbose_name="thema")
    title = models.CharField("titel", max_length=120)
    kind = models.CharField("gaat over", max_length=15, choices=CaseKind)
    state = models.CharField("status", max_length=10, choices=CaseState, default=CaseState.OPEN)
    legal_ground = models.CharField("grondslag", max_length=10, choices=CaseGround)
    # Empty of a case from before they were asked one by one.
    criteria_met = ArrayField(models.CharField(max_length=15), default=list, verbose_name="wat klopt")
    criteria = models.TextField("waarom voldoet dit aan de grondslag")
    proportionality = models.TextField("staat de aanpak in verhouding tot het doel")
    subsidiarity = models.TextField("waarom kan het niet lichter")
    reason = models.TextField("reden van openen", blank=True)
    is_informed = models.BooleanField("betrokkene is ingelicht", default=False)
    informed = models.TextField("hoe ingelicht, of waarom niet", blank=True)
    inform_again_on = models.DateField("wanneer opnieuw bekeken", null=True, blank=True)
    is_restricted = models.BooleanField("alleen voor genoemde personen", default=False)
    coordinator = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="procesregisseur")
    opened_at = models.DateTimeField("geopend op", default=timezone.now, editable=False)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geopend door")
    closed_at = models.DateTimeField("gesloten op", null=True, editable=False)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gesloten door"
    )
    result = models.TextField("resultaat", blank=True)
    told = models.TextField("wie is wat verteld", blank=True)
    handover = models.ForeignKey(
        "cases.PartnerRequest", models.PROTECT, null=True, related_name="+", verbose_name="overgedragen aan"
    )
    handover_name = models.CharField("wie gaat verder", max_length=120, blank=True, editable=False)
    no_handover = models.TextField("waarom niet overgedragen", blank=True)
    review_on = models.DateField("volgende evaluatie", null=True, default=in_half_a_year, editable=False)
    runs_until = models.DateField("loopt naar verwachting tot", default=in_half_a_year)
    suspended_until = models.DateField("opgeschort tot", null=True, blank=True, editable=False)
    signals = models.ManyToManyField(
        Signal, through="CaseSignal", related_name="cases", verbose_name="signalen"
    )

    log_kind = "case"

    class Meta(Guarded.Meta):
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(fields=["-opened_at", "-id"], name="cases_newest"),
        )
        constraints = (
            models.CheckConstraint(
                name="cases_case_has_ground",
                condition=~Q(criteria="") & ~Q(proportionality="") & ~Q(subsidiarity=""),
            ),
            models.CheckConstraint(
                name="cases_case_closed_pair",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True) & ~Q(state=CaseState.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False, state=CaseState.CLOSED) & ~Q(result=""),
            ),
            # Of a case from before it was asked nothing is told, and so nothing is known of who goes on.
            models.CheckConstraint(
                name="cases_case_ends_with_who_goes_on",
                condition=Q(told="")
                | Q(handover__isnull=False, no_handover="")
                | Q(handover__isnull=True) & ~Q(no_handover=""),
            ),
            models.CheckConstraint(
                name="cases_case_rests_until",
                condition=Q(state=CaseState.SUSPENDED, suspended_until__isnull=False)
                | ~Q(state=CaseState.SUSPENDED) & Q(suspended_until__isnull=True),
            ),
            models.CheckConstraint(
                name="cases_case_informed_in_words",
                condition=Q(kind=CaseKind.PHENOMENON) | ~Q(informed=""),
            ),
            models.CheckConstraint(
                name="cases_case_informed_or_when_again",
                condition=Q(is_informed=True, inform_again_on__isnull=True)
                | Q(is_informed=False) & (Q(kind=CaseKind.PHENOMENON) | Q(inform_again_on__isnull=False)),
            ),
        )

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("cases:detail", args=[self.number])

    @cached_property
    def person_ids(self):
        """Who directs this case and still is a case director, as far as the reader sees that; his own he sees."""
        return people_of([director.membership_id for director in self.current_directors])

    @property
    def review_is_late(self):
        """Nobody looked in time at whether the approach is still needed; or a review said to close, and it runs on."""
        return self.closed_at is None and (self.review_on is None or self.review_on < timezone.localdate())

    @property
    def is_over_time(self):
        """It lasts longer than was thought, and nobody said why."""
        return self.closed_at is None and self.runs_until < timezone.localdate()

    @property
    def should_inform_again(self):
        """The day has come to look again at whether the party can be told."""
        waits = self.closed_at is None and self.inform_again_on is not None
        return waits and self.inform_again_on <= timezone.localdate()

    @property
    def criteria_labels(self):
        """What is met, in words."""
        return [one.label for one in Criterion if one in self.criteria_met]

    @property
    def current_directors(self):
        return [director for director in self.directors.all() if director.ended_at is None]

    @property
    def current_parties(self):
        return [party for party in self.parties.all() if party.ended_at is None]

    @property
    def organisation_ids(self):
        return {partner.organisation_id for partner in self.partners.all() if partner.left_at is None}


class CaseSignal(models.Model):
    """A signal that led to a case, or that came in later and belongs to it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="signal_links", verbose_name="casus")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="case_links", verbose_name="signaal")
    linked_at = models.DateTimeField("gekoppeld op", default=timezone.now, editable=False)
    linked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gekoppeld door")

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = (models.UniqueConstraint(fields=["case", "signal"], name="cases_casesignal_once"),)


class Informing(models.Model):
    """What was said about telling the party of the case: told and how, or not yet and why. Only added to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="informings", verbose_name="casus")
    is_informed = models.BooleanField("betrokkene is ingelicht")
    text = models.TextField("hoe, of waarom niet")
    again_on = models.DateField("wanneer opnieuw bekeken", null=True)
    said_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door")

    class Meta:
        verbose_name = "inlichten van de betrokkene"
        verbose_name_plural = "inlichten van de betrokkene"
        ordering = ("-said_at", "-id")


class Director(models.Model):
    """A person who directs a case, as the membership under which he was named."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="directors", verbose_name="casus")
    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name="casusregisseur"
    )
    name = models.CharField("naam", max_length=120, editable=False)
    named_at = models.DateTimeField("vanaf", default=timezone.now, editable=False)
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="aangewezen door")
    ended_at = models.DateTimeField("tot", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beëindigd door"
    )

    class Meta:
        verbose_name = "casusregisseur"
        verbose_name_plural = "casusregisseurs"
        constraints = (
            models.UniqueConstraint(
                fields=["case", "membership"],
                condition=Q(ended_at__isnull=True),
                name="cases_director_once",
            ),
            models.CheckConstraint(
                name="cases_director_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        )

    def __str__(self):
        return self.name


class Named(models.Model):
    """A person who may read a restricted case, as the membership under which he was named."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="named", verbose_name="casus")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name="persoon")
    name = models.CharField("naam", max_length=120, editable=False)

    class Meta:
        verbose_name = "genoemde persoon"
        verbose_name_plural = "genoemde personen"
        constraints = (models.UniqueConstraint(fields=["case", "membership"], name="cases_named_once"),)


class CasePartner(models.Model):
    """An organisation takes part in a case, from joining until leaving: what it reads of it and what it is to do."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="partners", verbose_name="casus")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    name = models.CharField("naam toen", max_length=120, editable=False)
    task = models.TextField("wat de organisatie doet", blank=True)
    parts = ArrayField(
        models.CharField(max_length=12, choices=PartKind),
        default=list,
        blank=True,
        verbose_name="leest ook",
    )
    is_lead = models.BooleanField("heeft het voortouw", default=False)
    joined_at = models.DateTimeField("doet mee vanaf", default=timezone.now, editable=False)
    joined_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    left_at = models.DateTimeField("gestopt op", null=True, editable=False)
    left_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gestopt door"
    )
    leave_reason = models.TextField("waarom gestopt", blank=True)

    class Meta:
        verbose_name = "deelnemende organisatie"
        verbose_name_plural = "deelnemende organisaties"
        ordering = ("organisation__name",)
        constraints = (
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(left_at__isnull=True),
                name="cases_casepartner_once",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(is_lead=True), name="cases_casepartner_one_leads"
            ),
            models.CheckConstraint(
                name="cases_casepartner_lead_takes_part", condition=Q(is_lead=False) | Q(left_at__isnull=True)
            ),
            models.CheckConstraint(
                name="cases_casepartner_left_pair",
                condition=Q(left_at__isnull=True, left_by__isnull=True)
                | Q(left_at__isnull=False, left_by__isnull=False),
            ),
        )

    @property
    def organisation_ids(self):
        """Who may say that it stops."""
        return set() if self.left_at else {self.organisation_id}

    @property
    def part_names(self):
        """What it reads besides the overview, in words and in a fixed order."""
        return [kind.label for kind in PartKind if kind in self.parts]


class CaseEvent(models.Model):
    """A line of the timeline of a case, in words that each of its readers may see."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name="casus")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    text = models.CharField("wat", max_length=200)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ("at", "id")
