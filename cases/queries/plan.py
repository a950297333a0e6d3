"""The plan of a case at a glance: its goals with what hangs on them, and whose turn it is."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from cases.models import (
    ActionRequest,
    Goal,
    GoalKind,
    GoalState,
    Intervention,
    InterventionState,
    RequestKind,
    TemplateUse,
)
from cases.queries.actions import ActionsOfCase, actions_of


@dataclass(frozen=True)
class PlannedIntervention:
    """An intervention with its agreements."""

    intervention: Intervention
    agreements: ActionsOfCase


@dataclass(frozen=True)
class PlannedGoal:
    """A goal with its interventions, the agreements of the goal itself, and how far all its agreements are."""

    goal: Goal
    interventions: list
    agreements: ActionsOfCase
    progress: ActionsOfCase


@dataclass(frozen=True)
class Task:
    """Something that somebody has to do before a day, and where to read it."""

    text: str
    url: str
    day: date | None
    is_late: bool = False
    who: str = ""
    kind: str = "afspraak"


@dataclass
class Turn:
    """What an organisation has to do in this plan: what is late, what it is asked, and what comes first."""

    organisation: object
    late: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    coming: list = field(default_factory=list)

    @property
    def next(self):
        return min(self.coming, key=lambda task: task.day, default=None)

    @property
    def more(self):
        """How much comes after the next."""
        return max(len(self.coming) - 1, 0)


@dataclass(frozen=True)
class Plan:
    """Everything of a plan that its reader may see."""

    kinds: list  # [(kind in words, [PlannedGoal])] of every kind of goal
    loose: ActionsOfCase  # the actions without a goal
    all: ActionsOfCase
    turns: list
    uses: list

    @property
    def reached(self):
        """How far the goals are, in words; what was dropped does not count."""
        states = [one.goal.state for _, goals in self.kinds for one in goals]
        total = sum(state != GoalState.DROPPED for state in states)
        word = "doel" if total == 1 else "doelen"
        return f"{states.count(GoalState.REACHED)} van {total} {word} bereikt" if total else ""


def plan_of(case):
    """The same few questions to the database, however long the plan is."""
    goals = list(Goal.objects.filter(part__case=case))
    found = Intervention.objects.filter(goal__part__case=case).select_related("organisation")
    interventions = list(found)
    actions = actions_of(case)
    hung = _by_place(actions.rows)
    planned = [
        _planned(goal, [one for one in interventions if one.goal_id == goal.pk], hung) for goal in goals
    ]
    return Plan(
        kinds=[(kind, [one for one in planned if one.goal.kind == kind]) for kind in GoalKind],
        loose=ActionsOfCase(hung[None, None]),
        all=actions,
        turns=turns_of(case, goals, interventions, actions.rows),
        uses=list(TemplateUse.objects.filter(part__case=case).select_related("by")),
    )


def _by_place(actions):
    """{(goal, intervention): actions}, of what hangs on neither (None, None)."""
    places = defaultdict(list)
    for action in actions:
        places[action.goal_id, action.intervention_id].append(action)
    return places


def _planned(goal, interventions, hung):
    own = hung[goal.pk, None]
    under = [(one, hung[goal.pk, one.pk]) for one in interventions]
    return PlannedGoal(
        goal=goal,
        interventions=[PlannedIntervention(one, ActionsOfCase(rows)) for one, rows in under],
        agreements=ActionsOfCase(own),
        progress=ActionsOfCase([*own, *(row for _, rows in under for row in rows)]),
    )


def turns_of(case, goals, interventions, actions):
    """[Turn] of every organisation that has something to do; who is late first, then who is asked something."""
    turns = {}

    def of(organisation):
        return turns.setdefault(organisation.pk, Turn(organisation))

    for organisation, task in _tasks(goals, interventions, actions):
        (of(organisation).late if task.is_late else of(organisation).coming).append(task)
    for organisation, task in _requests(case):
        of(organisation).asked.append(task)
    return sorted(turns.values(), key=_order)


def _tasks(goals, interventions, actions):
    """(organisation, task) of every open agreement, and of the interventions with a day for goals that still run."""
    going = {goal.pk: goal for goal in goals if goal.is_open}
    yield from ((one.organisation, _agreement(one)) for one in actions if one.is_open)
    for one in interventions:
        if one.is_running and one.due_on and one.goal_id in going:
            yield one.organisation, _intervention(one, going[one.goal_id])


def _order(turn):
    first = min((task.day for task in turn.late or turn.coming), default=date.max)
    return -len(turn.late), -len(turn.asked), first, str(turn.organisation)


def _agreement(action):
    url = action.get_absolute_url()
    return Task(action.text, url, action.due_on, action.is_late, action.owner_name)


def _intervention(one, goal):
    what = "moet beginnen" if one.state == InterventionState.PLANNED else "loopt af"
    return Task(one.text, f"#{goal.anchor}", one.due_on, one.is_late, kind=f"interventie {what}")


def _requests(case):
    """What is asked about an agreement: another day is for the house to answer, handing over for who is asked."""
    waiting = ActionRequest.objects.filter(action__case=case, answered_at__isnull=True)
    for asked in waiting.select_related("action", "organisation"):
        receiver = case.house if asked.kind == RequestKind.DATE else asked.organisation
        url = asked.action.get_absolute_url()
        yield (
            receiver,
            Task(asked.action.text, url, None, kind=asked.get_kind_display(), who=asked.owner_name),
        )
