"""Whether a case is still needed: its reviews, and resting, going on and lasting longer."""

from cases import services
from cases.forms import ResumeForm, ReviewForm, UntilForm
from cases.queries import open_goals, reviews_of
from cases.transitions import TRANSITIONS
from cases.views.getters import get_case, get_content, get_managed_case
from cases.views.pages import case_page
from cases.views.steps import form_step, typed
from partners.steps import available


def reviews(request, number):
    case = get_case(number)
    return case_page(
        request,
        case,
        "cases/reviews.html",
        reviews=reviews_of(case),
        terms=case.terms.select_related("by"),
        steps=available(TRANSITIONS, request.user, case),
    )


def record_review(request, number):
    case = get_content(request, number)
    return form_step(
        request,
        case,
        ReviewForm(typed(request), goals=open_goals(case)),
        title="Evaluatie vastleggen",
        button="Vastleggen",
        act=lambda answers: services.record_review(case, by=request.user, **answers),
        done="De evaluatie is vastgelegd.",
        then="cases:reviews",
    )


def suspend(request, number):
    case = get_managed_case(request, number)
    TRANSITIONS["suspend_case"].check(request.user, case)
    return form_step(
        request,
        case,
        UntilForm(typed(request)),
        title="De aanpak opschorten",
        button="Opschorten",
        act=lambda answers: services.suspend_case(case, by=request.user, **answers),
        done="De aanpak rust. Evaluaties gaan door.",
        then="cases:reviews",
    )


def resume(request, number):
    case = get_managed_case(request, number)
    TRANSITIONS["resume_case"].check(request.user, case)
    return form_step(
        request,
        case,
        ResumeForm(typed(request)),
        title="De aanpak weer oppakken",
        button="Weer oppakken",
        act=lambda answers: services.resume_case(case, by=request.user, **answers),
        done="De aanpak loopt weer.",
        then="cases:reviews",
    )


def extend(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        UntilForm(typed(request), after=case.runs_until),
        title="De aanpak verlengen",
        button="Verlengen",
        act=lambda answers: services.extend_case(case, by=request.user, **answers),
        done="De aanpak is verlengd.",
        then="cases:reviews",
    )
