"""Before the meeting: 'uw vragen voor donderdag', and who has answered them."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.log import log, log_read
from meetings import queries, services
from meetings.forms import ContributionForm
from meetings.models import Contribution
from meetings.views.agenda import log_agenda
from meetings.views.getters import get_item_with_table, get_meeting, get_seated
from partners.roles import Permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.forms import acted

PAGE = "meetings/prepare.html"


def prepare(request, pk):
    """All that the reader's organisations are asked, on one screen."""
    return _page(request, get_meeting(pk))


def _page(request, meeting, typed=None):
    tasks = queries.tasks_of(meeting, request.user)
    log_agenda(meeting, list({task.item.pk: task.line for task in tasks}.values()))
    rows = [(task, _form(task, typed)) for task in tasks]
    waiting = sum(bool(task.place.question) and not task.is_released for task in tasks)
    return render(request, PAGE, {"meeting": meeting, "rows": rows, "waiting": waiting})


def _form(task, typed=None):
    """The form of one task; the one that was typed in comes back as it was typed."""
    prefix = _prefix(task.item, task.place.organisation)
    if typed is not None and typed.prefix == prefix:
        return typed
    return ContributionForm(contribution=task.contribution, prefix=prefix)


def _prefix(item, organisation):
    return f"p{item.pk}-{organisation.pk}"


@require_POST
def answer(request, pk, organisation_pk):
    """Save, release, correct or withdraw, and stay on the page."""
    item, organisation = _seated(request, pk, organisation_pk)
    form = ContributionForm(request.POST, prefix=_prefix(item, organisation))
    withdraws = "withdraw" in request.POST
    step = _withdraw if withdraws else _save
    is_done = (form.is_valid() or withdraws) and acted(
        form, lambda typed: step(request, item, organisation, typed.get("text", ""))
    )
    if request.htmx:
        return _part(request, item, organisation, None if is_done else form)
    if not is_done:
        return _page(request, item.meeting, form)
    messages.success(
        request, "Uw inbreng ligt niet meer op tafel." if withdraws else "Uw inbreng is bewaard."
    )
    return redirect(f"{_address(item)}#vraag-{item.pk}-{organisation.pk}")


def _seated(request, pk, organisation_pk):
    item = get_item_with_table(pk)
    organisation = get_seated(item, organisation_pk)
    require(request.user, Permission.CONTRIBUTE, Contribution(item=item, organisation=organisation))
    return item, organisation


def _save(request, item, organisation, text):
    saved = services.save_contribution(item, by=request.user, organisation=organisation, text=text)
    if "release" in request.POST and not saved.is_released:
        services.release_contribution(item, by=request.user, organisation=organisation)


def _withdraw(request, item, organisation, text):
    """What stood in the field is kept too, for the own organisation."""
    services.withdraw_contribution(item, by=request.user, organisation=organisation)
    if text:
        services.keep_draft(item, by=request.user, organisation=organisation, text=text)


def _part(request, item, organisation, form=None):
    """This one question again, for htmx."""
    log_read(item)
    task = next(
        one
        for one in queries.tasks_of(item.meeting, request.user)
        if (one.item.pk, one.place.organisation.pk) == (item.pk, organisation.pk)
    )
    context = {"meeting": item.meeting, "task": task, "form": _form(task, form), "is_part": True}
    return render(request, f"{PAGE}#answer", context)


def _address(item):
    return reverse("meetings:prepare", args=[item.meeting_id])


@require_POST
def draft(request, pk, organisation_pk):
    """What is typed, every few seconds. What lies on the table is not changed so."""
    item, organisation = _seated(request, pk, organisation_pk)
    form = ContributionForm(request.POST, prefix=_prefix(item, organisation))
    if not form.is_valid():
        return JsonResponse({})
    try:
        services.keep_draft(item, by=request.user, organisation=organisation, **form.cleaned_data)
    except WrongState as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse({})


def prepared(request, pk):
    """For who makes the agenda: which organisation has answered what."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_PLAN, meeting)
    asked = queries.prepared(meeting, request.user)
    log("read", meeting, partners=[one.organisation.pk for one in asked])
    context = {
        "meeting": meeting,
        "asked": asked,
        "can_remind": bool(meeting.released_at and not meeting.held_at),
        "waiting": [one.organisation for one in asked if one.has_open_question],
    }
    return render(request, "meetings/prepared.html", context)


@require_POST
def remind(request, pk):
    meeting = get_meeting(pk)
    number = services.remind_unprepared(meeting, by=request.user)
    if number:
        messages.success(
            request, f"Herinnering gestuurd aan {number} {'persoon' if number == 1 else 'personen'}."
        )
    else:
        messages.info(
            request, "Er ging geen herinnering uit: niemand hoeft nog, of iedereen kreeg er vandaag al één."
        )
    return redirect("meetings:prepared", meeting.pk)
