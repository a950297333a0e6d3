"""Whom a case is about: its parties, how they stand to each other, who they are, and who asks to be removed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from audit.models import Guarded
from cases.models.approach import Case

Person = settings.AUTH_USER_MODEL
REMOVED = "verwijderd"  # what zvh.remove_party() leaves of a label and of words


class PartyKind(models.TextChoices):
    PERSON = "person", "persoon"
    ORGANISATION = "organisation", "organisatie"
    GROUP = "group", "groep"


class Influence(models.TextChoices):
    """What somebody does to somebody else: to the main party, or as one party to another."""

    PROTECTIVE = "protective", "beschermend"
    RISKY = "risky", "risico"
    BOTH = "both", "beide"
    NEUTRAL = "neutral", "geen van beide"


class CaseParty(models.Model):
    """Somebody a case is about, by a label only, and why that is needed; one main party at a time."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties", verbose_name="casus")
    kind = models.CharField("soort", max_length=15, choices=PartyKind, default=PartyKind.PERSON)
    label = models.CharField("aanduiding", max_length=40)
    relation = models.CharField("rol of relatie", max_length=80, blank=True)
    is_main = models.BooleanField("hoofdbetrokkene", default=False)
    influence = models.CharField("invloed", max_length=10, choices=Influence, default=Influence.NEUTRAL)
    why = models.TextField("waarom nodig", blank=True)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="toegevoegd door")
    ended_at = models.DateTimeField("tot", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beëindigd door"
    )
    end_reason = models.TextField("waarom niet meer", blank=True)

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        ordering = ("-is_main", "label", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(is_main=True, ended_at__isnull=True),
                name="cases_caseparty_one_main",
            ),
            models.CheckConstraint(name="cases_caseparty_has_why", condition=Q(is_main=True) | ~Q(why="")),
            models.CheckConstraint(
                name="cases_caseparty_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
            ),
        )

    def __str__(self):
        return self.label


class PartyRelation(models.Model):
    """How one party of a case stands to another, in words: 'broer van', and what that does."""

    INFLUENCES = [choice for choice in Influence.choices if choice[0] != Influence.BOTH]

    party = models.ForeignKey(CaseParty, models.PROTECT, related_name="relations", verbose_name="wie")
    other = models.ForeignKey(CaseParty, models.PROTECT, related_name="related", verbose_name="tot wie")
    words = models.CharField("hoe", max_length=60)
    influence = models.CharField("invloed", max_length=10, choices=INFLUENCES, default=Influence.NEUTRAL)
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="toegevoegd door")
    ended_at = models.DateTimeField("tot", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beëindigd door"
    )

    class Meta:
        verbose_name = "relatie"
        verbose_name_plural = "relaties"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(name="cases_partyrelation_of_two", condition=~Q(party=F("other"))),
            models.CheckConstraint(name="cases_partyrelation_has_words", condition=~Q(words="")),
            models.UniqueConstraint(
                fields=["party", "other", "words"],
                condition=Q(ended_at__isnull=True),
                name="cases_partyrelation_once",
            ),
            models.CheckConstraint(
                name="cases_partyrelation_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.party} {self.words} {self.other}"


class CasePartyIdentity(Guarded):
    """Who a party is: shown only to who works in the case and holds a grant for it, given with a reason."""

    party = models.OneToOneField(
        CaseParty, models.PROTECT, related_name="identity", verbose_name="betrokkene"
    )
    name = models.CharField("naam", max_length=120)
    born_on = models.DateField("geboortedatum", null=True, blank=True)
    address = models.CharField("adres", max_length=200, blank=True)
    other = models.TextField("andere gegevens", blank=True)
    kept_at = models.DateTimeField("ingevuld op", default=timezone.now, editable=False)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="ingevuld door")

    class Meta(Guarded.Meta):
        verbose_name = "identiteit"
        verbose_name_plural = "identiteiten"
        indexes = ()
        constraints = (
            models.CheckConstraint(name="cases_casepartyidentity_has_name", condition=~Q(name="")),
        )


class RemovalOutcome(models.TextChoices):
    KEPT = "kept", "blijft staan"
    REMOVED = "removed", "verwijderd"


class RemovalRequest(models.Model):
    """A party asks to be taken out. Everything stays until the decision; of what is removed only that remains."""

    party = models.ForeignKey(
        CaseParty, models.PROTECT, related_name="removal_requests", verbose_name="betrokkene"
    )
    asked_on = models.DateField("gevraagd op")
    asked = models.TextField("wat wordt gevraagd", blank=True)
    noted_at = models.DateTimeField("genoteerd op", default=timezone.now, editable=False)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="genoteerd door")
    outcome = models.CharField("besluit", max_length=10, choices=RemovalOutcome, blank=True)
    reason = models.TextField("reden", blank=True)
    decided_at = models.DateTimeField("besloten op", null=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="besloten door"
    )

    class Meta:
        verbose_name = "verzoek om verwijdering"
        verbose_name_plural = "verzoeken om verwijdering"
        ordering = ("noted_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["party"],
                condition=Q(decided_at__isnull=True),
                name="cases_removalrequest_one_waits",
            ),
            models.CheckConstraint(
                name="cases_removalrequest_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="", reason="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="cases_removalrequest_asks",
                condition=~Q(asked="") | Q(outcome=RemovalOutcome.REMOVED),
            ),
        )

    @property
    def waits(self):
        return self.decided_at is None
