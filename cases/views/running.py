"""Who takes part in a case, who may read it and which signals belong to it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases import services
from cases.forms import (
    DirectorForm,
    HandOverForm,
    InformForm,
    JoinForm,
    LeaveForm,
    LinkSignalForm,
    NamePersonForm,
    ProfileForm,
    TakeOverForm,
)
from cases.views.getters import (
    get_case,
    get_content,
    get_director,
    get_managed_case,
    get_named,
    get_orphaned,
    get_partner,
)
from cases.views.steps import back_to, form_step, typed
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.forms import acted


def join(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        JoinForm(typed(request), case=case),
        title="Organisatie laten meedoen",
        button="Laten meedoen",
        act=lambda answers: services.join(case, by=request.user, **answers),
        done="De organisatie doet mee.",
    )


def change_profile(request, number, pk):
    case = get_managed_case(request, number)
    partner = get_partner(case.number, pk)
    now = {"task": partner.task, "parts": partner.parts}
    return form_step(
        request,
        case,
        ProfileForm(typed(request), initial=now),
        title=f"Wat {partner.organisation} doet en leest",
        button="Bewaren",
        act=lambda answers: services.change_profile(partner, by=request.user, **answers),
        done="Het profiel is bewaard en geldt meteen.",
    )


def leave(request, number, pk):
    """By the coordinator, or by the organisation itself."""
    partner = get_partner(number, pk)
    case = services.require_running(get_case(partner.case.number))
    if not has_permission(request.user, Permission.CASE_MANAGE, case):
        require(request.user, Permission.CASE_ANSWER, partner)
    return form_step(
        request,
        case,
        LeaveForm(typed(request)),
        title=f"{partner.organisation} stopt met deze casus",
        button="Stoppen",
        act=lambda answers: services.leave(partner, by=request.user, **answers),
        done=f"{partner.organisation} doet niet meer mee.",
    )


def add_director(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        DirectorForm(typed(request), case=case),
        title="Casusregisseur aanwijzen",
        button="Aanwijzen",
        act=lambda answers: services.add_director(case, by=request.user, **answers),
        done="De casusregisseur is aangewezen.",
    )


@require_POST
def end_director(request, number, pk):
    director = get_director(number, pk)
    services.end_director(director, by=request.user)
    messages.success(request, f"{director.name} is geen casusregisseur meer.")
    return back_to(director.case)


def name_person(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        NamePersonForm(typed(request), case=case),
        title="Persoon noemen",
        button="Noemen",
        act=lambda answers: services.name_person(case, by=request.user, **answers),
        done="Deze persoon mag de casus lezen, ook als die is afgeschermd.",
    )


@require_POST
def unname_person(request, number, pk):
    named = get_named(number, pk)
    case = services.unname_person(named, by=request.user)
    messages.success(request, f"{named.name} is niet meer genoemd.")
    return back_to(case)


def hand_over(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        HandOverForm(typed(request), case=case),
        title="Casus overdragen",
        button="Overdragen",
        act=lambda answers: services.hand_over_case(case, by=request.user, **answers),
        done="De casus is overgedragen.",
    )


def take_over(request, number):
    """Its page shows a number alone: who takes it over reads the case after that."""
    number = get_orphaned(number)
    form = TakeOverForm(typed(request))
    if form.is_valid() and acted(
        form, lambda answers: services.take_over_case(number, by=request.user, **answers)
    ):
        messages.success(request, "U bent nu de procesregisseur van deze casus.")
        return redirect("cases:detail", number)
    return render(request, "cases/take_over.html", {"number": number, "form": form})


@require_POST
def restrict(request, number):
    case = services.restrict(get_case(number), by=request.user, is_restricted=True)
    messages.success(request, "De casus is afgeschermd: alleen wie genoemd is, ziet deze.")
    return back_to(case)


@require_POST
def unrestrict(request, number):
    case = services.restrict(get_case(number), by=request.user, is_restricted=False)
    messages.success(request, "De deelnemers van alle organisaties die meedoen, zien de casus weer.")
    return back_to(case)


def inform(request, number):
    """By who directs the content: told and how, or not yet and when to look again."""
    case = get_content(request, number)
    return form_step(
        request,
        case,
        InformForm(typed(request)),
        title="De betrokkene inlichten",
        button="Vastleggen",
        act=lambda answers: services.inform_party(case, by=request.user, **answers),
        done="Het is vastgelegd.",
    )


def link_signal(request, number):
    case = get_managed_case(request, number)
    return form_step(
        request,
        case,
        LinkSignalForm(typed(request), case=case, initial={"signal": request.GET.get("signaal", "")}),
        title="Signaal koppelen",
        button="Koppelen",
        act=lambda answers: services.link_signal(case, by=request.user, **answers),
        done="Het signaal hoort nu bij deze casus.",
    )
