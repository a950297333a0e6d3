"""The plan of a case: its goals and interventions. Two people who change the same one both keep their text."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.log import log
from cases.models import CaseEvent, Goal, Intervention, Part, PartKind
from cases.services.steps import take_content, tell
from zvh.exceptions import WrongState
from zvh.seen import plain

CHANGED = "Het plan is veranderd"


@transaction.atomic
def add_goal(case, *, by, **answers):
    case = take_content(case, by)
    part = Part.objects.get(case=case, kind=PartKind.PLAN)
    last = Goal.objects.filter(part=part).aggregate(last=Max("position"))["last"] or 0
    goal = Goal.objects.create(part=part, position=last + 1, changed_by=by, **answers)
    _tell_changed(case, by)
    log("add_goal", case, goal=goal.pk)
    return goal


@transaction.atomic
def change_goal(goal, *, by, base, **answers):
    """`base` is the version from which the writer started: what he left as it was stays as it is now."""
    case = take_content(goal.part.case, by)
    goal = Goal.objects.select_for_update(of=("self",), no_key=True).get(pk=goal.pk)
    _keep(goal, by, what_changed(goal, base, answers, back_to=case))
    _tell_changed(case, by)
    log("change_goal", case, goal=goal.pk)
    return goal


@transaction.atomic
def move_goal(goal, *, by, up):
    """Change places with the goal of its kind before or after it."""
    case = take_content(goal.part.case, by)
    locked = Goal.objects.select_for_update(of=("self",), no_key=True)
    goals = list(locked.filter(part=goal.part_id, kind=goal.kind).order_by("position", "pk"))
    at = [one.pk for one in goals].index(goal.pk)
    to = at - 1 if up else at + 1
    if 0 <= to < len(goals):
        goals[at], goals[to] = goals[to], goals[at]
        for position, one in enumerate(goals, start=1):
            one.position = position
        Goal.objects.bulk_update(goals, ["position"])
        log("order_goals", case, goal=goal.pk)
    return goal


@transaction.atomic
def add_intervention(goal, *, by, organisation, **answers):
    case = take_content(goal.part.case, by)
    _refuse_stranger(case, organisation)
    made = Intervention.objects.create(goal=goal, organisation=organisation, changed_by=by, **answers)
    _tell_changed(case, by)
    log("add_intervention", case, intervention=made.pk, partner=organisation.pk)
    return made


@transaction.atomic
def change_intervention(intervention, *, by, base, organisation, **answers):
    """As change_goal."""
    case = take_content(intervention.goal.part.case, by)
    locked = Intervention.objects.select_for_update(of=("self",), no_key=True)
    intervention = locked.get(pk=intervention.pk)
    answers["organisation_id"] = organisation.pk
    changed = what_changed(intervention, base, answers, back_to=case)
    if "organisation_id" in changed:
        _refuse_stranger(case, organisation)
    _keep(intervention, by, changed)
    _tell_changed(case, by)
    log("change_intervention", case, intervention=intervention.pk, partner=organisation.pk)
    return intervention


def _refuse_stranger(case, organisation):
    if organisation.pk not in case.organisation_ids | {case.house_id}:
        raise WrongState(f"{organisation} doet niet mee aan deze casus.", back_to=case)


def what_changed(row, base, answers, *, back_to):
    """{field: answer} of what the writer changed since the version `base`.

    When somebody else changed the same in between nothing is overwritten: WrongState, and the page shows both.
    """
    started = row.versions.filter(pk=base).first()
    changed = {}
    for group in row.TOGETHER:
        if started and all(same(answers[name], getattr(started, name)) for name in group):
            continue
        if not all(same(getattr(row, name), answers[name]) for name in group):
            _refuse_changed(row, started, group, back_to)
        changed |= {name: answers[name] for name in group}
    return changed


def _refuse_changed(row, started, group, back_to):
    if started is None or not all(same(getattr(row, name), getattr(started, name)) for name in group):
        thing = row._meta.verbose_name
        article = "Dit" if isinstance(row, Goal) else "Deze"
        message = f"{article} {thing} is intussen veranderd. Vergelijk de teksten en bewaar dan opnieuw."
        raise WrongState(message, back_to=back_to)


def same(one, other):
    """A browser sends other line ends than it got; that is no change."""
    return plain(one) == plain(other) if isinstance(one, str) and isinstance(other, str) else one == other


def _keep(row, by, changed):
    """The database keeps the version that stood there."""
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        row.changed_at, row.changed_by = timezone.now(), by
        row.save(update_fields=[*(name.removesuffix("_id") for name in changed), "changed_at", "changed_by"])


def _tell_changed(case, by):
    """In the timeline that every reader of the case reads: that it changed, once a day for each person."""
    today = timezone.localdate()
    if not CaseEvent.objects.filter(case=case, by=by, text=CHANGED, at__date=today).exists():
        tell(case, CHANGED, by=by)
