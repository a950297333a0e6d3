"""The plan of a case: goals, the interventions that must reach them, and what stood there on an earlier day."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cases.models.actions import Action
from cases.models.life_areas import LifeArea
from cases.models.parts import Part
from partners.models import Organisation

Person = settings.AUTH_USER_MODEL


class GoalKind(models.TextChoices):
    RISK = "risk", "risico verminderen"
    PROTECTIVE = "protective", "bescherming versterken"


class GoalState(models.TextChoices):
    OPEN = "open", "loopt"
    REACHED = "reached", "bereikt"
    PARTLY = "partly", "deels bereikt"
    NOT_REACHED = "not_reached", "niet bereikt"
    DROPPED = "dropped", "vervallen"


class InterventionState(models.TextChoices):
    PLANNED = "planned", "gepland"
    RUNNING = "running", "loopt"
    DONE = "done", "afgerond"
    STOPPED = "stopped", "gestopt"


class InterventionEffect(models.TextChoices):
    WORKED = "worked", "het werkte"
    PARTLY = "partly", "het werkte een beetje"
    NOT = "not", "het werkte niet"


class Goal(models.Model):
    """What a plan wants to reach in one life area: less risk, or more of what protects."""

    # What is answered together: two people who change the same group have to look at each other's answer.
    TOGETHER = (("kind",), ("area",), ("text",), ("sign",), ("state", "reason"))

    part = models.ForeignKey(Part, models.PROTECT, related_name="goals", verbose_name="onderdeel")
    position = models.PositiveSmallIntegerField("volgorde", default=0)
    kind = models.CharField("soort", max_length=10, choices=GoalKind)
    area = models.CharField("leefgebied", max_length=15, choices=LifeArea)
    text = models.TextField("doel")
    sign = models.TextField("waaraan is te zien dat het is bereikt")
    state = models.CharField("stand", max_length=11, choices=GoalState, default=GoalState.OPEN)
    reason = models.TextField("toelichting op de stand", blank=True)
    changed_at = models.DateTimeField("veranderd op", default=timezone.now, editable=False)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="veranderd door")

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                name="cases_goal_in_words",
                condition=~Q(text="") & ~Q(sign="") & (~Q(state=GoalState.DROPPED) | ~Q(reason="")),
            ),
        )

    def __str__(self):
        return self.text

    @property
    def anchor(self):
        return f"doel-{self.pk}"

    @property
    def is_open(self):
        return self.state == GoalState.OPEN


class Intervention(models.Model):
    """What one organisation does to reach a goal, and why this; afterwards whether it worked."""

    TOGETHER = (
        *(("text",), ("organisation_id",), ("reason",), ("starts_on", "ends_on")),
        ("state", "end_reason", "effect", "effect_text"),
    )
    ENDED = (InterventionState.DONE, InterventionState.STOPPED)

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="interventions", verbose_name="doel")
    text = models.TextField("interventie")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    reason = models.TextField("waarom deze")
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    state = models.CharField(
        "stand", max_length=10, choices=InterventionState, default=InterventionState.PLANNED
    )
    end_reason = models.TextField("waarom gestopt", blank=True)
    effect = models.CharField("werkte het", max_length=10, choices=InterventionEffect, blank=True)
    effect_text = models.TextField("wat het opleverde", blank=True)
    changed_at = models.DateTimeField("veranderd op", default=timezone.now, editable=False)
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="veranderd door")

    class Meta:
        verbose_name = "interventie"
        verbose_name_plural = "interventies"
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="cases_intervention_in_words",
                condition=~Q(text="")
                & ~Q(reason="")
                & (~Q(state=InterventionState.STOPPED) | ~Q(end_reason=""))
                & (Q(effect="") | ~Q(effect_text="") & Q(state__in=("done", "stopped"))),
            ),
            models.CheckConstraint(
                name="cases_intervention_ends_after_it_begins",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self):
        return self.text

    @property
    def is_running(self):
        """It is still to be done, now or later."""
        return self.state not in self.ENDED

    @property
    def due_on(self):
        """The day on which something must have happened: it begins, or it ends."""
        return self.starts_on if self.state == InterventionState.PLANNED else self.ends_on

    @property
    def is_late(self):
        """It should have begun or ended by now."""
        return self.is_running and self.due_on is not None and self.due_on < timezone.localdate()


def versions_of(model, fields):
    """What keeps a row of every text that stood there, written by the database alone."""
    kept = pghistory.ObjForeignKey(related_name="versions")
    return pghistory.create_event_model(
        model, pghistory.InsertEvent(), pghistory.UpdateEvent(), fields=fields, obj_field=kept
    )


def fields_of(model):
    return [name.removesuffix("_id") for group in model.TOGETHER for name in group] + ["changed_by"]


class GoalVersion(versions_of(Goal, fields_of(Goal))):
    """A goal as it stood from one moment on. Only added to, by the database."""


class InterventionVersion(versions_of(Intervention, fields_of(Intervention))):
    """An intervention as it stood from one moment on. Only added to, by the database."""


class ActionVersion(
    versions_of(Action, ["text", "owner_name", "organisation", "due_on", "state", "goal", "intervention"])
):
    """An action as it stood from one moment on: who, what and before which day. Only added to, by the database."""
