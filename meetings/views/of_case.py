"""Meetings about one case: planning one, and the list on the page of the case."""

from django.shortcuts import render

from audit.log import log, log_read
from meetings import queries, services
from meetings.forms import CaseMeetingForm
from meetings.models import Meeting
from meetings.services.notices import RULE as NOTICES
from meetings.views.getters import get_case
from meetings.views.steps import form_step
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.exceptions import WrongState


def plan(request, number):
    case = get_case(number)
    require(request.user, Permission.MEETING_PLAN, Meeting(case=case, house_id=case.house_id))
    if case.closed_at:
        raise WrongState("Deze casus is gesloten. Er kan geen overleg meer bij.", back_to=case)
    log_read(case)
    return form_step(
        request,
        None,
        CaseMeetingForm(request.POST or None),
        title="Casusoverleg plannen",
        about=f"Casus {case.number}. Wie de casus leest, leest ook dit overleg en het verslag ervan. {NOTICES}",
        button="Overleg plannen",
        act=lambda typed: services.plan_case_meeting(case, by=request.user, **typed),
        done="Het overleg is gepland. U vindt het op de pagina van de casus.",
        back_to=case,
        case=case,
    )


def listing(request, number):
    """The panel on the page of a case; without JavaScript a page of its own."""
    case = get_case(number)
    found = list(queries.meetings().filter(case=case).order_by("-starts_at", "-pk")[:50])
    log("list", case, shown=[meeting.pk for meeting in found])  # read by who reads the log of the case
    meeting = Meeting(case=case, house_id=case.house_id)
    can_plan = case.closed_at is None and has_permission(request.user, Permission.MEETING_PLAN, meeting)
    template = "meetings/of_case.html#panel" if request.htmx else "meetings/of_case.html"
    return render(request, template, {"case": case, "meetings": found, "can_plan": can_plan})
