"""Whether a case is still needed: reviews at least every half year, and resting or lasting longer with a reason."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.approach import HALF_A_YEAR, Case
from cases.models.plan import Goal

Person = settings.AUTH_USER_MODEL


class ReviewOutcome(models.TextChoices):
    SCALE_UP = "scale_up", "opschalen"
    GO_ON = "go_on", "doorgaan"
    SCALE_DOWN = "scale_down", "afschalen"
    CLOSE = "close", "sluiten"


class Review(models.Model):
    """Is the approach still needed and in proportion, does it work, and what follows. Only added to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews", verbose_name="casus")
    held_on = models.DateField("gehouden op")
    is_necessary = models.BooleanField("nog nodig")
    necessity = models.TextField("waarom wel of niet nodig")
    is_proportionate = models.BooleanField("nog in verhouding")
    proportionality = models.TextField("waarom wel of niet in verhouding")
    works = models.TextField("wat werkt en wat niet")
    outcome = models.CharField("uitkomst", max_length=10, choices=ReviewOutcome)
    reason = models.TextField("waarom deze uitkomst")
    next_on = models.DateField("volgende evaluatie", null=True, blank=True)
    recorded_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door")

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ("-held_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="cases_review_in_words",
                condition=~Q(necessity="") & ~Q(proportionality="") & ~Q(works="") & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="cases_review_within_half_a_year",
                condition=Q(outcome=ReviewOutcome.CLOSE, next_on__isnull=True)
                | ~Q(outcome=ReviewOutcome.CLOSE)
                & Q(next_on__isnull=False, next_on__gt=F("held_on"))
                & Q(next_on__lte=F("held_on") + timedelta(days=HALF_A_YEAR)),
            ),
            models.CheckConstraint(
                name="cases_review_ends_what_is_not_needed",
                condition=Q(is_necessary=True, is_proportionate=True)
                | Q(outcome__in=(ReviewOutcome.SCALE_DOWN, ReviewOutcome.CLOSE)),
            ),
        )


class GoalVerdict(models.TextChoices):
    WORKS = "works", "het werkt"
    PARTLY = "partly", "het werkt een beetje"
    NOT = "not", "het werkt niet"


class ReviewGoal(models.Model):
    """Of one goal: does what is done for it work. Read by who reads the review and the plan."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="goals", verbose_name="evaluatie")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+", verbose_name="doel")
    verdict = models.CharField("werkt het", max_length=10, choices=GoalVerdict)
    text = models.TextField("in woorden", blank=True)

    class Meta:
        verbose_name = "doel in een evaluatie"
        verbose_name_plural = "doelen in een evaluatie"
        ordering = ("goal__position", "goal_id")
        constraints = (
            models.UniqueConstraint(fields=["review", "goal"], name="cases_reviewgoal_once"),
            models.CheckConstraint(
                name="cases_reviewgoal_in_words", condition=Q(verdict=GoalVerdict.WORKS) | ~Q(text="")
            ),
        )


class TermKind(models.TextChoices):
    SUSPENDED = "suspended", "opgeschort"
    RESUMED = "resumed", "weer opgepakt"
    EXTENDED = "extended", "verlengd"


class Term(models.Model):
    """The approach rests until a day, goes on, or lasts longer: with a reason. Only added to."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="terms", verbose_name="casus")
    kind = models.CharField("wat", max_length=10, choices=TermKind)
    until = models.DateField("tot", null=True, blank=True)
    reason = models.TextField("reden")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "looptijd"
        verbose_name_plural = "looptijden"
        ordering = ("-at", "-id")
        constraints = (
            models.CheckConstraint(
                name="cases_term_in_words",
                condition=~Q(reason="")
                & (
                    Q(kind=TermKind.RESUMED, until__isnull=True)
                    | ~Q(kind=TermKind.RESUMED) & Q(until__isnull=False)
                ),
            ),
        )
