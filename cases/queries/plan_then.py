"""What a plan said on an earlier day, and what changed since."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from cases.models import (
    Action,
    ActionVersion,
    Goal,
    GoalKind,
    GoalVersion,
    Intervention,
    InterventionVersion,
)


@dataclass(frozen=True)
class Change:
    """What one field of a goal, intervention or agreement said then and says now."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class Then:
    """A goal, intervention or agreement as it stood that day, with what changed since and what hung on it."""

    version: object
    changes: list
    interventions: tuple = ()
    agreements: tuple = ()


@dataclass(frozen=True)
class PlanThen:
    """The plan at the end of a day: [(kind in words, [Then])], and what came after."""

    day: object
    kinds: list
    new: list

    @property
    def is_empty(self):
        return not any(goals for _, goals in self.kinds)


def plan_on(case, day):
    """As far as the reader sees the goals and actions now."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    works = Intervention.objects.filter(goal__part__case=case)
    goals = _stood(GoalVersion, Goal.objects.filter(part__case=case), end, "changed_by")
    interventions = _stood(InterventionVersion, works, end, "organisation")
    agreements = _stood(ActionVersion, Action.objects.filter(case=case), end, "organisation")
    stood = [_goal(row, version, interventions, agreements) for row, version in goals if version]
    return PlanThen(
        day=day,
        kinds=[(kind, [one for one in stood if one.version.kind == kind]) for kind in GoalKind],
        new=_later(goals, "doel")
        + _later(interventions, "interventie")
        + _later(_tied(agreements), "afspraak"),
    )


def _stood(model, rows, end, *related):
    """[(row, its version at that moment or None)] in the order of the plan."""
    rows = list(rows.select_related(*related))
    versions = model.objects.filter(pgh_obj__in=[row.pk for row in rows], pgh_created_at__lt=end)
    versions = versions.select_related(*related).order_by("pgh_created_at", "pgh_id")
    newest = {version.pgh_obj_id: version for version in versions}
    return [(row, newest.get(row.pk)) for row in rows]


def _goal(row, version, interventions, agreements):
    own = [(one, then) for one, then in agreements if then and then.goal_id == row.pk]
    under = [(one, then) for one, then in interventions if then and one.goal_id == row.pk]
    return Then(
        version=version,
        changes=changes_of(row, version),
        interventions=tuple(Then(then, changes_of(one, then)) for one, then in under),
        agreements=tuple(Then(then, changes_of(one, then)) for one, then in own),
    )


def _tied(agreements):
    """The actions with a goal; one that had none yet was no agreement yet."""
    return [
        (row, version if version and version.goal_id else None) for row, version in agreements if row.goal_id
    ]


def _later(rows, what):
    """What was not there yet: (what it is, row)."""
    return [(what, row) for row, version in rows if version is None]


SHOWN = {
    Goal: ("kind", "area", "text", "sign", "state", "reason"),
    Intervention: (
        *("text", "organisation", "reason", "starts_on", "ends_on", "state"),
        *("end_reason", "effect", "effect_text"),
    ),
    Action: ("text", "owner_name", "organisation", "due_on", "state"),
}


def changes_of(row, version):
    """[Change] of what is said otherwise now."""
    said = [
        Change(row._meta.get_field(name).verbose_name, in_words(version, name), in_words(row, name))
        for name in SHOWN[type(row)]
    ]
    return [change for change in said if change.then != change.now]


def in_words(row, name):
    """What a field of a row says on the page."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value in (None, ""):
        return ""
    return date_format(value, "j F Y") if name.endswith("_on") else str(value)
