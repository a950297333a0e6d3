"""Administration of people: who works where, in which role, until when; and the second person."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partners import queries, services
from partners.forms.people import MembershipForm, SearchForm, UntilForm
from partners.roles import Permission
from partners.steps import available
from partners.transitions import TRANSITIONS
from partners.views.getters import back, do, get_house, get_membership, get_person, get_waiting
from zvh.forms import acted

PEOPLE_PER_PAGE = 25


def people(request):
    house = get_house(request)
    form = SearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = Paginator(queries.people_of(house, words), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "partners/people.html",
        {
            "current_house": house,
            "form": form,
            "page": page,
            "invitations": queries.open_invitations_of(house)[:50],
        },
    )


def person(request, pk):
    user, house = get_person(request, pk)
    memberships = queries.memberships_of(house).filter(user=user).order_by("ended_at", "-valid_from", "pk")
    return render(
        request,
        "partners/person.html",
        {
            "current_house": house,
            "person": user,
            "memberships": [(one, available(TRANSITIONS, request.user, one)) for one in memberships],
            "is_self": user.pk == request.user.pk,
            "has_second_factor": Authenticator.objects.filter(user=user).exists(),
        },
    )


def add_membership(request, pk):
    user, house = get_person(request, pk)
    form = MembershipForm(request.POST or None, organisations=queries.organisations_of(house), user=user)
    given = []
    if form.is_valid() and acted(form, lambda typed: given.append(_give(user, request.user, typed))):
        messages.success(request, _given(given[0]))
        return back(house, user)
    context = {"current_house": house, "person": user, "form": form}
    return render(request, "partners/membership_form.html", context)


def _give(user, by, typed):
    return services.add_membership(user, by=by, **typed)


def _given(membership):
    if membership.waits_for_confirmation:
        return "De rol is voorgesteld. Die begint als een tweede persoon de rol bevestigt."
    return "De rol is gegeven en werkt meteen."


def change_until(request, pk):
    membership, house = get_membership(request, pk)
    form = UntilForm(request.POST or None, initial={"valid_until": membership.valid_until})
    if form.is_valid() and acted(
        form, lambda typed: services.change_until(membership, by=request.user, **typed)
    ):
        messages.success(request, "De einddatum is bewaard.")
        return back(house, membership)
    context = {"current_house": house, "membership": membership, "form": form}
    return render(request, "partners/until_form.html", context)


@require_POST
def end_membership(request, pk):
    membership, house = get_membership(request, pk)
    done = "De rol is beëindigd. Deze persoon ziet en kan hiermee niets meer."
    do(request, lambda: services.end_membership(membership, by=request.user), done)
    return back(house, membership)


@require_POST
def reset_second_factor(request, pk):
    user, house = get_person(request, pk)
    services.reset_second_factor(user, by=request.user)
    messages.success(
        request, f"De tweede stap is gewist. {user.name} stelt deze bij het inloggen opnieuw in."
    )
    return back(house, user)


def confirm(request):
    if not request.user.houses_for(Permission.ROLE_CONFIRM):
        raise Http404
    waiting = queries.waiting_for_confirmation(request.user)
    return render(request, "partners/confirm.html", {"waiting": waiting})


@require_POST
def confirm_role(request, pk):
    return _second(request, pk, services.confirm_role, "De rol van {name} is bevestigd en werkt meteen.")


@require_POST
def refuse_role(request, pk):
    return _second(request, pk, services.refuse_role, "De rol van {name} is afgewezen.")


def _second(request, pk, service, done):
    """Back to the list, also when somebody was first: not every second person may open the page of the other."""
    membership = get_waiting(request, pk)
    do(request, lambda: service(membership, by=request.user), done.format(name=membership.user.name))
    return redirect("partners:confirm")
