"""One getter per subject. What the database does not show this person does not exist: 404, never 403."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cases.models import Case
from meetings.models import AgendaItem, Amendment, Meeting, Recusal, Seat, Series
from meetings.queries import decisions, items_of, partners_at, with_hidden_seats
from partners.models import Organisation
from partners.roles import Permission
from signals.models import Signal
from zvh.exceptions import NotAllowed


def get_meeting(pk):
    found = with_hidden_seats(Meeting.objects.select_related("series", "case", "house", "stage"))
    return get_object_or_404(found, pk=pk)


def get_item(pk):
    return get_object_or_404(AgendaItem.objects.select_related("meeting__series", "meeting__case"), pk=pk)


def get_item_with_table(pk):
    """The item with its table, its signals and its start."""
    item = get_item(pk)
    return get_object_or_404(items_of(item.meeting), pk=pk)


def get_seated(item, pk):
    """An organisation at the table of this item."""
    place = get_object_or_404(item.places.select_related("organisation"), organisation=pk)
    return place.organisation


def get_linked(item, pk):
    """A signal that this item is about."""
    return get_object_or_404(Signal.objects.filter(item_links__item=item).defer("search"), pk=pk)


def get_recusal(item, pk):
    return get_object_or_404(Recusal.objects.select_related("user", "item__meeting"), item=item, pk=pk)


def get_seat(meeting, pk):
    return get_object_or_404(Seat.objects.select_related("organisation", "meeting"), meeting=meeting, pk=pk)


def get_decision(pk):
    return get_object_or_404(
        decisions().select_related("item__meeting__series", "item__meeting__case"), pk=pk
    )


def get_amendment(pk):
    related = ("item__meeting__series", "item__meeting__case", "organisation", "proposed_by")
    return get_object_or_404(Amendment.objects.select_related(*related), pk=pk)


def get_partner(meeting, pk):
    """An organisation that is invited to this meeting or sits at a table of it."""
    return get_object_or_404(partners_at(meeting), pk=pk)


def get_series(pk):
    return get_object_or_404(Series.objects.select_related("house"), pk=pk)


def get_case(number):
    return get_object_or_404(Case.objects.select_related("house"), number=number)


def get_house(request):
    """The house for which this person plans: the one he asks for, else his first."""
    houses = [one.organisation for one in request.user.membership_for(Permission.MEETING_PLAN)]
    if not houses:
        raise NotAllowed
    asked = request.GET.get("huis")
    chosen = [house for house in houses if str(house.pk) == asked] if asked else houses
    if not chosen:
        raise Http404
    return get_object_or_404(Organisation, pk=chosen[0].pk)
