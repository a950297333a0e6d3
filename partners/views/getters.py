"""One getter per subject, and the house that is administered: it travels along in the address as `?huis=`."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, resolve_url

from partners import queries
from partners.models import Invitation, Membership
from partners.roles import Permission, has_permission
from zvh.exceptions import WrongState
from zvh.paging import whole_number


def administered(request):
    """The houses this person administers; only the one in `?huis=` when it is there.

    Each knows `choices`, all of them when there are several, and `query`, what an address needs to stay with this one.
    """
    houses = list(queries.houses_of(request.user, Permission.PEOPLE_MANAGE))
    choices = houses if len(houses) > 1 else []
    for house in houses:
        house.choices, house.query = choices, f"?huis={house.pk}" if choices else ""
    wanted = whole_number(request.GET.get("huis", ""))
    return houses if wanted is None else [house for house in houses if house.pk == wanted]


def get_house(request):
    """The house that is administered: the one in `?huis=`, else the first. Nobody else's exists: 404."""
    return _first(request, lambda house: True)[1]


def _first(request, find):
    """(what `find` gives, house) for the first administered house that has it."""
    for house in administered(request):
        found = find(house)
        if found:
            return found, house
    raise Http404


def get_organisation(house, pk):
    return get_object_or_404(queries.organisations_of(house), pk=pk)


def get_person(request, pk):
    """Somebody of one of the administered houses, and that house."""
    return _first(request, lambda house: queries.people_of(house).filter(pk=pk).first())


def get_membership(request, pk):
    """The database shows it, and it is of a house that is administered; with that house."""
    return _first(request, lambda house: queries.memberships_of(house).filter(pk=pk).first())


def get_invitation(request, pk):
    """Also one that was taken or withdrawn; with the house."""

    def find(house):
        places = queries.organisations_of(house).order_by()
        invitations = Invitation.objects.select_related("organisation").filter(organisation__in=places)
        return invitations.filter(pk=pk).first()

    return _first(request, find)


def get_waiting(request, pk):
    """A heavy role in a house where this person may be the second one, waiting or not any more."""
    memberships = Membership.objects.select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=pk)
    if not has_permission(request.user, Permission.ROLE_CONFIRM, membership):
        raise Http404
    return membership


def back(house, to, *args):
    """Redirect within the same house."""
    return redirect(resolve_url(to, *args) + house.query)


def do(request, act, done):
    """A step without a form: says that it was done, or why not; then the caller goes back to his own list."""
    try:
        act()
    except WrongState as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
