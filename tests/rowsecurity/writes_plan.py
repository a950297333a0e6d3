"""What people may not write around the plan of a case and the templates of tasks. See writes.py."""

from uuid import uuid4

from cases.models import Goal, Intervention, TaskTemplate, TemplateTask, TemplateUse
from tests.rowsecurity.handmade import ADMINISTRATOR, COORDINATOR, DIRECTOR, HOUSE, POLICE, POLICE_ID
from tests.rowsecurity.making import ORGANISATION_ID, SECOND
from tests.rowsecurity.written import action, change, remove

REFUSED = "refused"
PICTURE, PLAN = 3, 4  # parts of the first case


def goal(part=PLAN):
    texts = {"kind": "risk", "area": "work", "text": "t", "sign": "s"}
    return Goal.objects.create(part_id=part, changed_by_id=SECOND, **texts)


def intervention():
    texts = {"text": "t", "reason": "r", "organisation_id": POLICE_ID}
    return Intervention.objects.create(goal_id=1, changed_by_id=SECOND, **texts)


def use(by):
    return TemplateUse.objects.create(part_id=PLAN, form=uuid4(), name="n", number=1, by_id=by + 1)


def agreement(goal_id):
    return action(DIRECTOR, case_id=1, organisation_id=POLICE_ID, goal_id=goal_id)


def task(template):
    return TemplateTask.objects.create(template_id=template, position=2, text="t", days=5)


WRITES = {
    "adds a goal": (DIRECTOR, goal, 1),
    "adds a goal as a partner": (POLICE, goal, REFUSED),
    "adds a goal to another part": (COORDINATOR, lambda: goal(PICTURE), REFUSED),
    "changes a goal": (COORDINATOR, change(Goal, 1, text="x"), 1),
    "changes a goal as a partner": (POLICE, change(Goal, 1, text="x"), REFUSED),
    "adds an intervention": (DIRECTOR, intervention, 1),
    "adds an intervention as a partner": (POLICE, intervention, REFUSED),
    "changes an intervention": (DIRECTOR, change(Intervention, 1, text="x"), 1),
    "changes an intervention as a partner": (POLICE, change(Intervention, 1, text="x"), REFUSED),
    "gives an agreement of the plan": (DIRECTOR, lambda: agreement(1), 1),
    "gives an agreement of another plan": (DIRECTOR, lambda: agreement(2), REFUSED),
    "gives out a template": (DIRECTOR, lambda: use(DIRECTOR), 1),
    "gives out a template as another": (DIRECTOR, lambda: use(COORDINATOR), REFUSED),
    "gives out a template as a partner": (POLICE, lambda: use(POLICE), REFUSED),
    "keeps a template": (
        ADMINISTRATOR,
        lambda: TaskTemplate.objects.create(house_id=HOUSE, name="x"),
        1,
    ),
    "keeps a template of another house": (
        ADMINISTRATOR,
        lambda: TaskTemplate.objects.create(house_id=ORGANISATION_ID["buurhuis"], name="x"),
        REFUSED,
    ),
    "renames a template": (ADMINISTRATOR, change(TaskTemplate, 1, name="x"), 1),
    "renames a template from the desk": (COORDINATOR, change(TaskTemplate, 1, name="x"), 0),
    "adds a task to a template": (ADMINISTRATOR, lambda: task(1), 1),
    "adds a task to a template of another house": (ADMINISTRATOR, lambda: task(2), REFUSED),
    "adds a task from the desk": (COORDINATOR, lambda: task(1), REFUSED),
    "takes a task out": (ADMINISTRATOR, remove(TemplateTask, pk=1), 1),
    "takes a task out as a director": (DIRECTOR, remove(TemplateTask, pk=1), 0),
}
