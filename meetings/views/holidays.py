"""School holidays of a house, and the meetings that lie in them."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_list
from meetings import queries, services
from meetings.forms import HolidayForm
from meetings.models import SchoolHoliday
from meetings.services.rhythm import RULE
from meetings.views.getters import get_house, get_meeting
from zvh.forms import acted


def holidays(request):
    """The table, what lies in it, and one form to add."""
    house = get_house(request)
    form = HolidayForm(request.POST or None)
    act = partial(_add, house, request.user)
    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, "De schoolvakantie staat erin.")
        return redirect("meetings:holidays")
    noted = list(SchoolHoliday.objects.filter(house=house.pk))
    inside = queries.in_holiday(noted)
    log_list("meeting", [meeting for meeting, _ in inside])
    context = {"form": form, "holidays": noted, "inside": inside, "rule": RULE}
    return render(request, "meetings/holidays.html", context)


def _add(house, by, typed):
    return services.add_holiday(house, by=by, **typed)


@require_POST
def remove(request, pk):
    services.remove_holiday(get_object_or_404(SchoolHoliday, pk=pk), by=request.user)
    messages.success(request, "De schoolvakantie is weg. Verplaatste overleggen blijven waar zij nu staan.")
    return redirect("meetings:holidays")


@require_POST
def follow_rule(request, pk):
    meeting = services.follow_rule(get_meeting(pk), by=request.user)
    what = "vervalt" if meeting.is_cancelled else f"is nu op {meeting.day:%d-%m-%Y}"
    messages.success(request, f"Het overleg {what}.")
    return redirect("meetings:holidays")
