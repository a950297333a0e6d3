"""Signals: what a partner noticed, and the parties it is about."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from audit.models import Guarded
from partners.models import Function, Key, Membership, Municipality, Organisation, Theme

Person = settings.AUTH_USER_MODEL


class Channel(models.TextChoices):
    OFFLINE = "offline", "op straat of in een gesprek"
    ONLINE = "online", "online"
    BOTH = "both", "allebei"


class KnownBy(models.TextChoices):
    OBSERVED = "observed", "zelf gezien of gehoord"
    TOLD = "told", "van iemand gehoord"
    ONLINE = "online", "online gelezen of gezien"


class SubjectKind(models.TextChoices):
    NONE = "none", "een plek, gebeurtenis of maatregel (geen persoon)"
    PERSON = "person", "een persoon"
    ORGANISATION = "organisation", "een organisatie"
    GROUP = "group", "een groep"


# Beside the functions of people with an account: who tells something without one.
REPORTER_FUNCTIONS = [
    *Function.choices,
    ("inwoner", "inwoner"),
    ("professional", "professional zonder account"),
]


class SourceReliability(models.TextChoices):
    RELIABLE = "reliable", "betrouwbaar"
    UNTESTED = "untested", "nog niet getoetst"
    UNRELIABLE = "unreliable", "onbetrouwbaar"


class InformationReliability(models.TextChoices):
    SEEN = "seen", "zelf gezien"
    CORROBORATED = "corroborated", "bevestigd door een ander"
    FROM_OTHERS = "from_others", "van anderen gehoord"
    NOT_KNOWN = "not_known", "niet bekend"
    SUSPECTED_FALSE = "suspected_false", "vermoedelijk onjuist"


class Regime(models.TextChoices):
    """The law under which the source holds the data; the strictest part counts."""

    AVG = "avg", "AVG"
    WPG = "wpg", "Wpg (politiegegevens)"
    WJSG = "wjsg", "Wjsg (justitiële gegevens)"


class SafeStatus(models.TextChoices):
    """All that a reporter learns of what happened with his signal."""

    RECEIVED = "received", "ontvangen"
    IN_PROGRESS = "in_progress", "in behandeling"
    DISCUSSED = "discussed", "besproken"
    FOLLOWED_UP = "followed_up", "vervolg gegeven"
    CLOSED = "closed", "afgerond"


# What a list filters by: each with an index, so that a rare value does not read the whole table.
FILTERED = (
    ("reporter_function", "function"),
    ("safe_status", "status"),
    ("subject_kind", "subject"),
    ("channel", "channel"),
    ("known_by", "known_by"),
    ("observed_on", "observed"),
    ("regime", "regime"),
    ("source_reliability", "source"),
    ("information_reliability", "information"),
)


class Draft(models.Model):
    """A report somebody is still writing: seen by its writer alone, gone after seven days.

    `form` is the form it is typed in, also when that is opened again; `page` the page that wrote it last, and `version`
    which one of that page this is.
    """

    writer = models.ForeignKey(Person, models.CASCADE, related_name="+")  # goes with its writer: not evidence
    form = models.UUIDField("formulier", default=uuid4, editable=False)
    page = models.UUIDField("bladzijde", null=True, editable=False)
    version = models.PositiveIntegerField("versie van die bladzijde", default=0, editable=False)
    fields = models.JSONField(default=dict)
    updated_at = models.DateTimeField(default=timezone.now)

    DAYS_KEPT = 7

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        indexes = (models.Index(fields=["writer", "-updated_at"], name="signals_draft_writer"),)
        constraints = (models.UniqueConstraint(fields=["writer", "form"], name="signals_draft_one_per_form"),)

    def get_absolute_url(self):
        return f"{reverse('signals:new')}?concept={self.pk}"

    @property
    def title(self):
        return self.fields.get("title") or "Signaal zonder titel"


class SentForm(models.Model):
    """That a form was sent, and what it became, so that the same form makes nothing twice. Kept as long as a draft."""

    writer = models.ForeignKey(Person, models.CASCADE, related_name="+")  # goes with its writer: not evidence
    form = models.UUIDField("formulier", editable=False)
    digest = models.CharField("wat er is verstuurd", max_length=64, editable=False)
    number = models.CharField("nummer", max_length=16, editable=False)
    signal = models.ForeignKey("Signal", models.CASCADE, related_name="+")  # goes with it: says nothing alone
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "verstuurd formulier"
        verbose_name_plural = "verstuurde formulieren"
        constraints = (models.UniqueConstraint(fields=["writer", "form"], name="signals_sentform_once"),)


class Signal(Guarded):
    """Something a partner noticed and reports. Holds only what each of its readers may see."""

    number = models.CharField("nummer", max_length=16, unique=True, editable=False)
    house = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="huis", db_index=False
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name="gemeente", db_index=False
    )
    themes = models.ManyToManyField(Theme, related_name="signals", verbose_name="thema's")
    reported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="melder"
    )
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, related_name="+", verbose_name="gemeld als"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="gemeld namens",
        db_index=False,
    )
    key = models.ForeignKey(Key, models.PROTECT, null=True, related_name="+", verbose_name="ontvangstcode")
    reporter_function = models.CharField("functie van de melder", max_length=30, choices=REPORTER_FUNCTIONS)
    submitted_at = models.DateTimeField("gemeld op", default=timezone.now, editable=False)
    weigh_before = models.DateField("gewogen voor", editable=False)

    title = models.CharField("waar gaat het om", max_length=120)
    facts = models.TextField("wat is er gezien of gehoord")
    meaning = models.TextField("wat betekent dit volgens u", blank=True)
    contradiction = models.TextField("wat wijst op het tegendeel", blank=True)
    observed_on = models.DateField("wanneer")
    place = models.CharField("plaats of wijk", max_length=120, blank=True)
    channel = models.CharField("waar speelde het", max_length=10, choices=Channel, default=Channel.OFFLINE)
    known_by = models.CharField("hoe weet u dit", max_length=10, choices=KnownBy, default=KnownBy.OBSERVED)
    subject_kind = models.CharField(
        "over wie of wat", max_length=15, choices=SubjectKind, default=SubjectKind.NONE
    )
    trigger = models.CharField("aanleiding", max_length=200, blank=True)
    has_threat = models.BooleanField("dreiging of wens om te schaden", default=False)
    threat = models.TextField("welke dreiging", blank=True)
    vulnerability = models.TextField("kwetsbaarheid", blank=True)
    steps_taken = models.TextField("wat is er al gedaan", blank=True)
    source_reliability = models.CharField(
        "bron", max_length=12, choices=SourceReliability, default=SourceReliability.RELIABLE
    )
    information_reliability = models.CharField(
        "informatie",
        max_length=16,
        choices=InformationReliability,
        default=InformationReliability.SEEN,
    )
    regime = models.CharField("gegevens vallen onder", max_length=5, choices=Regime, default=Regime.AVG)
    safe_status = models.CharField("status", max_length=12, choices=SafeStatus, default=SafeStatus.RECEIVED)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="dutch")
        + SearchVector(
            *(
                "facts",
                "meaning",
                "contradiction",
                "place",
                "trigger",
                "threat",
                "vulnerability",
                "steps_taken",
            ),
            config="dutch",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    log_kind = "signal"

    class Meta(Guarded.Meta):
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(fields=["-submitted_at", "-id"], name="signals_newest"),
            models.Index(
                fields=["house", "-submitted_at"], include=["municipality"], name="signals_house_newest"
            ),
            models.Index(fields=["organisation", "-submitted_at"], name="signals_organisation_newest"),
            models.Index(fields=["municipality", "-submitted_at"], name="signals_municipality_newest"),
            *(
                models.Index(fields=[name, "-submitted_at"], name=f"signals_by_{short}")
                for name, short in FILTERED
            ),
            models.Index(
                fields=["-submitted_at"], name="signals_threat_newest", condition=Q(has_threat=True)
            ),
            GinIndex(fields=["search"], name="signals_search_words"),
        )
        constraints = (
            models.CheckConstraint(
                name="signals_signal_one_origin",
                condition=Q(
                    reported_by__isnull=False,
                    membership__isnull=False,
                    organisation__isnull=False,
                    key__isnull=True,
                )
                | Q(
                    reported_by__isnull=True,
                    membership__isnull=True,
                    organisation__isnull=True,
                    key__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="signals_signal_threat_in_words", condition=Q(has_threat=False) | ~Q(threat="")
            ),
            models.CheckConstraint(name="signals_signal_has_facts", condition=~Q(facts="")),
        )

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("signals:detail", args=[self.number])

    @property
    def organisation_ids(self):
        return {self.organisation_id}

    @property
    def person_ids(self):
        return {self.reported_by_id}


class Party(models.Model):
    """Somebody a signal is about, without identity: 'persoon A', and why naming is needed."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="parties", verbose_name="signaal")
    label = models.CharField("aanduiding", max_length=40)
    kind = models.CharField("soort", max_length=15, choices=SubjectKind, default=SubjectKind.PERSON)
    why = models.TextField("waarom nodig")

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        ordering = ("label",)
        constraints = (
            models.CheckConstraint(name="signals_party_has_why", condition=~Q(why="")),
            models.CheckConstraint(name="signals_party_is_somebody", condition=~Q(kind=SubjectKind.NONE)),
        )

    log_kind = "party"

    def __str__(self):
        return self.label

    @property
    def house_id(self):
        return self.signal.house_id


class PartyIdentity(Guarded):
    """The name of a party: shown only to who holds a grant for it, given with a reason."""

    party = models.OneToOneField(Party, models.PROTECT, related_name="identity", verbose_name="betrokkene")
    name = models.CharField("naam", max_length=120)
    details = models.CharField("geboortedatum of andere gegevens", max_length=200, blank=True)

    class Meta(Guarded.Meta):
        verbose_name = "identiteit"
        verbose_name_plural = "identiteiten"
        indexes = ()


class Event(models.Model):
    """A line of the timeline of a signal: what happened, in safe words. Some lines are for the desk alone."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="events", verbose_name="signaal")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    text = models.CharField("wat", max_length=200)
    for_desk = models.BooleanField("alleen voor het huis", default=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ("at", "id")
