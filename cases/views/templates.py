"""Templates of tasks: giving one out in a case, and keeping them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audit.log import log_read
from cases import services
from cases.forms import ApplyForm, TemplateForm, TemplateTasks
from cases.models import Goal, TaskTemplate
from cases.queries import templates_of
from cases.views.plan import get_plan, to_plan
from cases.views.steps import typed
from partners.views.getters import back, get_house
from zvh.forms import acted


def choose_template(request, number):
    case = get_plan(request, number)
    log_read(case)
    found = templates_of(case.house_id).filter(is_active=True)
    return render(
        request, "cases/choose_template.html", {"case": case, "templates": found, "back": to_plan(case)}
    )


def apply_template(request, number, pk):
    """Every task with a tick, who does it and when: one form gives them all, once."""
    case = get_plan(request, number)
    template = get_object_or_404(templates_of(case.house_id), is_active=True, pk=pk)
    goals = Goal.objects.filter(part__case=case)
    form, used = ApplyForm(typed(request), case=case, template=template, goals=goals), []

    def act(answers):
        chosen = {"form": answers["form"], "goal": answers["goal"], "agreements": form.agreements}
        used.append(services.apply_template(case, template, by=request.user, **chosen))

    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, _done(used[0]))
        return redirect(to_plan(case))
    log_read(case)
    context = {"case": case, "template": template, "form": form, "back": to_plan(case)}
    return render(request, "cases/apply_template.html", context)


def _done(use):
    if use is None:
        return "Dit sjabloon was al uitgezet. Er is niets dubbel gemaakt."
    return "De afspraak is gemaakt." if use.number == 1 else f"De {use.number} afspraken zijn gemaakt."


# -- keeping them


def templates(request):
    house = get_house(request)
    context = {"current_house": house, "templates": templates_of(house.pk)}
    return render(request, "cases/templates.html", context)


def add_template(request):
    return _write(request, get_house(request), None)


def change_template(request, pk):
    house = get_house(request)
    return _write(request, house, get_object_or_404(TaskTemplate, pk=pk, house=house.pk))


def _write(request, house, template):
    form = TemplateForm(typed(request), instance=template or TaskTemplate(house_id=house.pk))
    tasks = TemplateTasks(typed(request), template=template)

    def act(answers):
        answers = {"name": answers["name"], "is_active": answers["is_active"], "tasks": tasks.answers}
        services.save_template(template, by=request.user, house=house, **answers)

    if form.is_valid() and tasks.is_valid() and acted(form, act):
        messages.success(request, "Het sjabloon is bewaard.")
        return back(house, "cases:templates")
    context = {"current_house": house, "template": template, "form": form, "tasks": tasks}
    return render(request, "cases/template_form.html", context)
