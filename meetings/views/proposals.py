"""The proposed agenda of a meeting in preparation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log
from meetings import services
from meetings.forms import MoveProposalForm, RejectForm
from meetings.models import MeetingState
from meetings.proposals import proposals_for
from meetings.views.getters import get_meeting
from meetings.views.steps import form_step
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState


def proposals(request, pk):
    """What is proposed, with reasons; as a part of the page of the meeting too."""
    meeting = _get(request, pk)
    found = proposals_for(meeting) if meeting.state == MeetingState.PLANNED else []
    shown = {signal.number for one in found for signal in one.signals}
    log("read", meeting, signals=sorted(shown), proposals=len(found))
    page = "meetings/proposals.html"
    context = {"meeting": meeting, "proposals": found, "is_part": bool(request.htmx)}
    return render(request, f"{page}#panel" if request.htmx else page, context)


def _get(request, pk):
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    if meeting.case_id:
        raise Http404
    return meeting


@require_POST
def accept(request, pk):
    """One proposal, or several that become one item."""
    meeting = _get(request, pk)
    one = request.POST.get("one")
    keys = [one] if one else request.POST.getlist("voorstel")
    if not keys:
        messages.error(request, "Vink aan welke voorstellen samen één agendapunt worden.")
        return redirect("meetings:proposals", meeting.pk)
    item = services.accept_proposals(meeting, by=request.user, keys=keys)
    messages.success(request, f"Op de agenda gezet: {item.title}.")
    return redirect(item)


def move(request, pk):
    meeting = _get(request, pk)
    proposal = _asked(request, meeting)
    return form_step(
        request,
        meeting,
        MoveProposalForm(request.POST or None, meeting=meeting),
        title="Voorstel naar een later overleg",
        about=f"{proposal.title}\n{proposal.reason}",
        button="Verschuiven",
        act=lambda typed: services.move_proposal(meeting, by=request.user, key=proposal.key, **typed),
        done="Het voorstel komt bij dat overleg terug.",
    )


def reject(request, pk):
    meeting = _get(request, pk)
    proposal = _asked(request, meeting)
    return form_step(
        request,
        meeting,
        RejectForm(request.POST or None),
        title="Voorstel niet op de agenda",
        about=f"{proposal.title}\n{proposal.reason}",
        button="Niet op deze agenda",
        act=lambda typed: services.reject_proposal(meeting, by=request.user, key=proposal.key, **typed),
        done="Het voorstel staat niet meer bij dit overleg.",
    )


def _asked(request, meeting):
    """The proposal in the address, as it is now."""
    log("read", meeting)
    asked = request.GET.get("voorstel", "")
    found = next((one for one in proposals_for(meeting) if one.key == asked), None)
    if found is None:
        raise WrongState("Dit voorstel is intussen veranderd of afgehandeld.", back_to=meeting)
    return found
