"""Writes the plans of a world to the database. See rows.py."""

from cases import models as cases
from tests.rowsecurity.making import SECOND, make


def build_plans(world):
    texts = {"text": "t", "changed_by_id": SECOND}
    make(cases.Goal, world, "goals", kind="risk", area="work", sign="s", **texts)
    make(cases.Intervention, world, "interventions", reason="r", **texts)
    make(cases.ReviewGoal, world, "review_goals", verdict="works")
    form = "00000000-0000-4000-8000-000000000000"
    make(cases.TemplateUse, world, "template_uses", form=form, name="n", number=1, by_id=SECOND)
    make(cases.TaskTemplate, world, "task_templates", name="n")
    make(cases.TemplateTask, world, "template_tasks", position=1, text="t", days=5)
