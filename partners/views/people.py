"""Administration of people: who works where, in which role, until when; and the second person."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from partners import queries, services
from partners.forms.people import MembershipForm, SearchForm, UntilForm
from partners.models import Membership
from partners.roles import Permission, has_permission
from partners.steps import available
from partners.transitions import TRANSITIONS
from zvh.exceptions import WrongState
from zvh.paging import whole_number

PEOPLE_PER_PAGE = 25


def get_house(request):
    """The house that is administered: the one in `?huis=`, else the first. Nobody else's exists: 404."""
    houses = queries.houses_of(request.user, Permission.PEOPLE_MANAGE)
    wanted = whole_number(request.GET.get("huis", ""))
    house = houses.first() if wanted is None else houses.filter(pk=wanted).first()
    if house is None:
        raise Http404
    return house


def get_person(request, pk):
    """Somebody of one of the administered houses, and that house."""
    for house in queries.houses_of(request.user, Permission.PEOPLE_MANAGE):
        user = queries.people_of(house).filter(pk=pk).first()
        if user:
            return user, house
    raise Http404


def get_membership(request, pk):
    """The database shows it, and it is of a house that is administered."""
    membership = get_object_or_404(Membership.objects.select_related("user", "organisation"), pk=pk)
    if not has_permission(request.user, Permission.PEOPLE_MANAGE, membership):
        raise Http404
    return membership


def get_waiting(request, pk):
    """A heavy role in a house where this person may be the second one, waiting or not any more."""
    memberships = Membership.objects.select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=pk)
    if not has_permission(request.user, Permission.ROLE_CONFIRM, membership):
        raise Http404
    return membership


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
    if form.is_valid():
        membership = services.add_membership(user, by=request.user, **form.cleaned_data)
        messages.success(request, _given(membership))
        return redirect(user)
    context = {"current_house": house, "person": user, "form": form}
    return render(request, "partners/membership_form.html", context)


def _given(membership):
    if membership.waits_for_confirmation:
        return "De rol is voorgesteld. Zij begint als een tweede persoon haar bevestigt."
    return "De rol is gegeven en werkt meteen."


def change_until(request, pk):
    membership = get_membership(request, pk)
    form = UntilForm(request.POST or None, initial={"valid_until": membership.valid_until})
    if form.is_valid():
        services.change_until(membership, by=request.user, **form.cleaned_data)
        messages.success(request, "De einddatum is bewaard.")
        return redirect(membership)
    return render(request, "partners/until_form.html", {"membership": membership, "form": form})


@require_POST
def end_membership(request, pk):
    membership = services.end_membership(get_membership(request, pk), by=request.user)
    messages.success(request, "De rol is beëindigd. Deze persoon ziet en kan hiermee niets meer.")
    return redirect(membership)


@require_POST
def reset_second_factor(request, pk):
    user, _ = get_person(request, pk)
    services.reset_second_factor(user, by=request.user)
    messages.success(
        request, f"De tweede stap is gewist. {user.name} stelt haar bij het inloggen opnieuw in."
    )
    return redirect(user)


def confirm(request):
    if not has_permission(request.user, Permission.ROLE_CONFIRM):
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
    try:
        service(membership, by=request.user)
    except WrongState as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done.format(name=membership.user.name))
    return redirect("partners:confirm")
