"""How the desk weighs a signal, and what it asks the reporter."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from audit.models import Guarded
from partners.models import Organisation
from signals.models.clock import ClockStop
from signals.models.report import Signal

Person = settings.AUTH_USER_MODEL


class WeighingState(models.TextChoices):
    HELD = "held", "eerst controleren"
    NEW = "new", "te wegen"
    WEIGHING = "weighing", "in weging"
    ASKED = "asked", "wacht op antwoord"
    TO_CONFIRM = "to_confirm", "wacht op tweede persoon"
    DONE = "done", "gewogen"
    REJECTED = "rejected", "afgewezen als misbruik"


WORKDAYS_TO_WEIGH = 5
# Nobody needs to weigh these any more.
SETTLED = {WeighingState.DONE, WeighingState.REJECTED}


class Outcome(models.TextChoices):
    NO_ACTION = "no_action", "geen actie"
    CARE_ROUTE = "care_route", "naar de zorgroute van de gemeente"
    ON_AGENDA = "on_agenda", "op de agenda van het informatieoverleg"
    POLICE = "police", "naar politie of OM"
    TREND_ONLY = "trend_only", "alleen voor het trendbeeld"
    MERGED = "merged", "samengevoegd: volgt het hoofdsignaal"


class Answer(models.TextChoices):
    YES = "yes", "ja"
    NO = "no", "nee"
    UNKNOWN = "unknown", "niet te zeggen"


def criterion(label):
    return models.CharField(label, max_length=8, choices=Answer, blank=True)


class Weighing(Guarded):
    """How the desk weighs one signal, on criteria that are the same for everyone. Made with the signal."""

    signal = models.OneToOneField(Signal, models.PROTECT, related_name="weighing", verbose_name="signaal")
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    state = models.CharField("stand", max_length=12, choices=WeighingState, default=WeighingState.NEW)
    due_on = models.DateField("wegen voor")
    stop = models.OneToOneField(
        ClockStop,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="de klok staat stil",
        editable=False,
    )
    started_at = models.DateTimeField("begonnen op", null=True, editable=False)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="weger")
    concrete = criterion("concreet")
    recent = criterion("recent")
    factual = criterion("feitelijk")
    several_life_areas = criterion("meer dan één leefgebied")
    several_chains = criterion("meer dan één keten nodig")
    surroundings = criterion("gevolgen voor de omgeving")
    local_safety = criterion("ernstig lokaal veiligheidsprobleem")
    contradicted = criterion("wordt het tegengesproken")
    notes = models.TextField("aantekeningen van het huis", blank=True)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True)
    reason = models.TextField("reden", blank=True)
    decided_at = models.DateTimeField("gewogen op", null=True, editable=False)
    decided_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gewogen door"
    )
    confirmed_at = models.DateTimeField("bevestigd op", null=True, editable=False)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="bevestigd door"
    )
    search = models.GeneratedField(
        expression=SearchVector("notes", "reason", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    CRITERIA = (
        "concrete",
        "recent",
        "factual",
        "several_life_areas",
        "several_chains",
        "surroundings",
        "local_safety",
        "contradicted",
    )

    log_kind = "weighing"

    class Meta(Guarded.Meta):
        verbose_name = "weging"
        verbose_name_plural = "wegingen"
        indexes = (
            *Guarded.Meta.indexes,
            models.Index(
                fields=["house", "due_on"],
                name="signals_weighing_open",
                condition=~Q(state=WeighingState.DONE),
            ),
            models.Index(fields=["outcome"], name="signals_weighing_outcome", condition=~Q(outcome="")),
            models.Index(
                fields=["state"], name="signals_weighing_state", condition=~Q(state=WeighingState.DONE)
            ),
            models.Index(
                fields=["due_on"], name="signals_weighing_due_first", condition=~Q(state=WeighingState.DONE)
            ),
            GinIndex(fields=["search"], name="signals_weighing_words"),
        )
        constraints = (
            models.CheckConstraint(
                name="signals_weighing_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("decided_by")),
            ),
            models.CheckConstraint(
                name="signals_weighing_no_action_confirmed",
                condition=~Q(state=WeighingState.DONE, outcome=Outcome.NO_ACTION)
                | Q(confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_weighing_done_has_reason",
                condition=~Q(state=WeighingState.DONE)
                | ~Q(outcome="") & ~Q(reason="") & Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_weighing_started_pair",
                condition=Q(started_at__isnull=True, started_by__isnull=True)
                | Q(started_at__isnull=False, started_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_weighing_decided_pair",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="signals_weighing_confirmed_pair",
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"weging van {self.signal}"

    def get_absolute_url(self):
        return self.signal.get_absolute_url()

    @property
    def number(self):
        return self.signal.number

    @property
    def criteria(self):
        """[(label, answer in words)] of all eight, for the page."""
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, f"get_{name}_display")())
            for name in self.CRITERIA
        ]


class Question(Guarded):
    """The desk asks the reporter for more; his answer stands with it."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="questions", verbose_name="signaal")
    text = models.TextField("vraag")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    answer = models.TextField("antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="beantwoord door"
    )

    log_kind = "question"

    class Meta(Guarded.Meta):
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ("asked_at",)
        constraints = (
            models.CheckConstraint(
                name="signals_question_answered_pair",
                condition=Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | Q(answered_at__isnull=False) & ~Q(answer=""),  # by nobody: the holder of the key
            ),
        )

    def get_absolute_url(self):
        return self.signal.get_absolute_url()
