"""The plan of a case: now, on an earlier day, and the steps that change it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from audit.log import log_read
from cases import services
from cases.forms import (
    AgreementForm,
    ChangeGoalForm,
    ChangeInterventionForm,
    GoalForm,
    InterventionForm,
    PlanOnForm,
    TieForm,
)
from cases.models import Goal, Intervention, Part, PartKind
from cases.queries import plan_of, plan_on
from cases.views.getters import get_action, get_case, get_content
from cases.views.pages import case_page
from cases.views.plan_both import Both
from cases.views.steps import typed
from zvh.exceptions import WrongState
from zvh.forms import acted


def plan(request, number):
    """At a glance; with `?dag=` what it said on that day."""
    case, form = get_case(number), PlanOnForm(request.GET or None)
    day = form.cleaned_data["dag"] if form.is_valid() else None
    context = {"on_form": form, "reads_agreements": PartKind.AGREEMENTS in case.read_parts}
    if day:
        context |= {"then": plan_on(case, day), "shown_day": date_format(day, "j F Y")}
        return case_page(request, case, "cases/plan_then.html", **context)
    return case_page(request, case, "cases/plan.html", plan=plan_of(case), **context)


# -- steps: who reads the plan and may not change it gets 403; who does not read it 404


def get_plan(request, number):
    """The case with its plan, for who may change it."""
    get_object_or_404(Part, case__number=number, kind=PartKind.PLAN)
    return get_content(request, number)


def get_goal(case, pk):
    return get_object_or_404(Goal.objects.select_related("part__case"), part__case=case, pk=pk)


def get_intervention(case, pk):
    found = Intervention.objects.select_related("goal__part__case", "organisation")
    return get_object_or_404(found, goal__part__case=case, pk=pk)


def to_plan(case, goal=None):
    url = reverse("cases:plan", args=[case.number])
    return f"{url}#{goal.anchor}" if goal else url


def plan_step(request, case, form, *, title, button, act, done, goal=None, both=None):
    """The page of one step in the plan, and the way back to where it stands."""
    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect(to_plan(case, goal))
    log_read(case)
    both = both and both.after(form)
    context = {"case": case, "form": both.form if both else form, "title": title, "button": button}
    context |= {"goal": goal, "both": both.fields if both else [], "back": to_plan(case, goal)}
    status = 409 if both and both.fields else 200
    return render(request, "cases/plan_form.html", context, status=status)


def add_goal(request, number):
    case = get_plan(request, number)
    return plan_step(
        request,
        case,
        GoalForm(typed(request), initial={"kind": request.GET.get("soort", "")}),
        title="Doel toevoegen",
        button="Toevoegen",
        act=lambda answers: services.add_goal(case, by=request.user, **without_base(answers)),
        done="Het doel staat in het plan.",
    )


def without_base(answers):
    return {name: value for name, value in answers.items() if name != "base"}


def change_goal(request, number, pk):
    case = get_plan(request, number)
    goal = get_goal(case, pk)
    both = Both(goal, ChangeGoalForm.names())
    return plan_step(
        request,
        case,
        ChangeGoalForm(typed(request), initial=both.now),
        title="Doel bijwerken",
        button="Bewaren",
        act=lambda answers: services.change_goal(goal, by=request.user, **answers),
        done="Het doel is bijgewerkt.",
        goal=goal,
        both=both,
    )


@require_POST
def move_goal(request, number, pk):
    case = get_plan(request, number)
    goal = get_goal(case, pk)
    services.move_goal(goal, by=request.user, up=request.POST.get("move") == "up")
    return redirect(to_plan(case, goal))


def add_intervention(request, number, pk):
    case = get_plan(request, number)
    goal = get_goal(case, pk)
    return plan_step(
        request,
        case,
        InterventionForm(typed(request), case=case),
        title="Interventie toevoegen",
        button="Toevoegen",
        act=lambda answers: services.add_intervention(goal, by=request.user, **without_base(answers)),
        done="De interventie staat in het plan.",
        goal=goal,
    )


def change_intervention(request, number, pk):
    case = get_plan(request, number)
    intervention = get_intervention(case, pk)
    both = Both(intervention, ChangeInterventionForm.names())
    return plan_step(
        request,
        case,
        ChangeInterventionForm(typed(request), case=case, initial=both.now),
        title="Interventie bijwerken",
        button="Bewaren",
        act=lambda answers: services.change_intervention(intervention, by=request.user, **answers),
        done="De interventie is bijgewerkt.",
        goal=intervention.goal,
        both=both,
    )


def give_agreement(request, number, pk):
    """An action for a goal, or with `?interventie=` for one of its interventions."""
    case = get_plan(request, number)
    goal = get_goal(case, pk)
    chosen = {"intervention": request.GET.get("interventie", "")}
    return plan_step(
        request,
        case,
        AgreementForm(typed(request), case=case, goal=goal, initial=chosen),
        title="Afspraak maken",
        button="Afspreken",
        act=lambda answers: services.give_action_in_case(case, by=request.user, goal=goal, **answers),
        done="De afspraak is gemaakt.",
        goal=goal,
    )


def tie_action(request, pk):
    """An action of a case, for instance one given at its meeting, gets its goal in the plan."""
    action = get_action(pk)
    case = get_plan(request, action.case.number if action.case else "")
    if action.goal_id:
        raise WrongState("Deze actie hoort al bij een doel.", back_to=action)
    goals = Goal.objects.filter(part__case=case).prefetch_related("interventions")
    return plan_step(
        request,
        case,
        TieForm(typed(request), goals=goals),
        title=f"Bij een doel zetten: {action}",
        button="Bewaren",
        act=lambda answers: services.tie_action(action, by=request.user, **answers),
        done="De afspraak staat bij het doel.",
    )
