"""Templates of tasks: kept by the administrators of a house, given out in a case all together or not at all."""

from django.db import transaction

from audit.log import log
from cases.models import Part, PartKind, TaskTemplate, TemplateTask, TemplateUse
from cases.services.actions import give_action_in_case
from cases.services.steps import lock_memberships, take_content
from partners.models import House
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


@transaction.atomic
def save_template(template, *, by, house, name, is_active, tasks):
    """Change a template, or make one when `template` is None. `tasks` are dicts of text, days and kind, in order."""
    require(by, Permission.PEOPLE_MANAGE, house)
    House.objects.select_for_update(of=("self",)).get(pk=house.pk)
    _refuse_taken(template, house, name)
    if template is None:
        template = TaskTemplate.objects.create(house_id=house.pk, name=name, is_active=is_active)
    else:
        require(by, Permission.PEOPLE_MANAGE, template)
        template.name, template.is_active = name, is_active
        template.save(update_fields=["name", "is_active"])
        template.tasks.all().delete()
    _add_tasks(template, tasks)
    log("save_template", template, organisation=house.pk, tasks=len(tasks), in_use=is_active)
    return template


def _refuse_taken(template, house, name):
    same = TaskTemplate.objects.filter(house=house.pk, name__iexact=name)
    if same.exclude(pk=template and template.pk).exists():
        message = f"Er is al een sjabloon '{name}'. Kies een andere naam."
        raise WrongState(message, back_to="cases:templates")


def _add_tasks(template, tasks):
    TemplateTask.objects.bulk_create(
        TemplateTask(template=template, position=position, **task)
        for position, task in enumerate(tasks, start=1)
    )


def start_templates(house, templates):
    """The first ones of a new house: {name: ((text, days, kind), …)}. As the owner: nothing is asked or logged."""
    for name, tasks in templates.items():
        made = TaskTemplate.objects.create(house_id=house.pk, name=name)
        _add_tasks(made, [dict(zip(("text", "days", "kind"), task, strict=True)) for task in tasks])


@transaction.atomic
def apply_template(case, template, *, by, form, agreements, goal=None):
    """Give the agreements, dicts of what give_action_in_case asks. The same form a second time gives none: None."""
    lock_memberships(*[one["owner"] for one in agreements if one["owner"]])
    case = take_content(case, by)
    part = Part.objects.get(case=case, kind=PartKind.PLAN)
    if TemplateUse.objects.filter(part=part, form=form).exists():
        return None
    use = TemplateUse.objects.create(part=part, form=form, name=template.name, number=len(agreements), by=by)
    for one in agreements:
        give_action_in_case(case, by=by, goal=goal, **one)
    log("apply_template", case, template=template.pk, number=len(agreements))
    return use
