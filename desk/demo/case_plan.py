"""The plans of the running cases: goals, interventions, and which of the actions were agreed upon for them."""

from datetime import datetime, time, timedelta
from itertools import cycle

from django.db import connection
from django.utils import timezone

from cases.models import (
    Action,
    CaseKind,
    Goal,
    GoalState,
    GoalVersion,
    Intervention,
    InterventionState,
    InterventionVersion,
    Part,
    PartKind,
)
from desk.demo.plan_texts import OF_A_PERSON, OF_A_PHENOMENON

WRITTEN, CHANGED = 5, 45  # days after the opening
# The database wrote the versions of the actions just now: they begin when each was given, and go on when it was over.
AS_IT_WAS = """
    DELETE FROM cases_actionversion;
    INSERT INTO cases_actionversion (pgh_created_at, pgh_label, pgh_obj_id, text, owner_name, organisation_id, due_on,
                                     goal_id, intervention_id, state)
      SELECT given_at, 'insert', id, text, owner_name, organisation_id, due_on, goal_id, intervention_id, 'open'
        FROM cases_action
      UNION ALL
      SELECT done_at, 'update', id, text, owner_name, organisation_id, due_on, goal_id, intervention_id, state
        FROM cases_action WHERE done_at IS NOT NULL
      ORDER BY 1, 2;
"""


def save_plans(approaches, clock):
    """Of every running case a plan; returns how many goals."""
    plans = {one.case_id: one for one in Part.objects.filter(kind=PartKind.PLAN)}
    goals = 0
    for approach in approaches:
        if approach.case.closed_at is None:
            goals += len(_save_plan(approach, plans[approach.case.pk], clock))
    with connection.cursor() as cursor:
        cursor.execute(AS_IT_WAS)
    return goals


def _save_plan(approach, part, clock):
    aims = OF_A_PERSON if approach.case.kind == CaseKind.PERSON else OF_A_PHENOMENON
    partners = [
        one.organisation for one in approach.case.partners.select_related("organisation").order_by("pk")
    ]
    director = approach.case.directors.select_related("membership__user").first().membership.user
    written = approach.opened_at + timedelta(days=WRITTEN)
    places = []
    for position, aim in enumerate(aims, start=1):
        goal = _save_goal(aim, part, position, director, written, clock)
        works = [_save_work(work, goal, approach, partners, written, clock) for work in aim.work]
        if aim.state == GoalState.OPEN:
            places += [(goal, None), *((goal, one) for one in works)]
    _tie_actions(approach.case, places)
    return aims


def _save_goal(aim, part, position, by, written, clock):
    fields = {"kind": aim.kind, "area": aim.area, "sign": aim.sign, "changed_by": by}
    first = aim.before or aim.text
    goal = Goal.objects.create(part=part, position=position, text=first, changed_at=written, **fields)
    GoalVersion.objects.filter(pgh_obj=goal).update(pgh_created_at=written)
    later = min(written + timedelta(days=CHANGED), clock.latest)
    if aim.before or aim.state != GoalState.OPEN:
        goal.text, goal.state, goal.reason, goal.changed_at = aim.text, aim.state, aim.reason, later
        goal.save()
        GoalVersion.objects.filter(pgh_obj=goal, pgh_label="update").update(pgh_created_at=later)
    return goal


def _save_work(work, goal, approach, partners, written, clock):
    days = [(approach.opened_at + timedelta(days=number)).date() for number in work.days]
    state = InterventionState.PLANNED if days[0] > clock.today else work.state
    made = Intervention.objects.create(
        goal=goal,
        text=work.text,
        organisation=partners[work.who % len(partners)],
        reason=work.reason,
        starts_on=days[0],
        ends_on=days[1],
        changed_by=goal.changed_by,
        changed_at=written,
    )
    if state != InterventionState.PLANNED:
        made.state = state
        made.end_reason, made.effect, made.effect_text = work.ended, work.effect, work.result
        made.save()
    versions = InterventionVersion.objects.filter(pgh_obj=made)
    versions.filter(pgh_label="insert").update(pgh_created_at=written)
    moment = timezone.make_aware(datetime.combine(days[1 if state in Intervention.ENDED else 0], time(9)))
    versions.filter(pgh_label="update").update(pgh_created_at=min(max(moment, written), clock.latest))
    return made


def _tie_actions(case, places):
    """The actions of the case in turn at each goal and intervention; the last one stays without."""
    actions = list(Action.objects.filter(case=case).order_by("given_at", "pk"))
    for action, (goal, intervention) in zip(actions[:-1], cycle(places), strict=False):
        action.goal, action.intervention = goal, intervention
        action.save(update_fields=["goal", "intervention"])
