"""Amendments of the draft minutes: proposing, answering, taking back; and errata of the final ones."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log
from meetings import queries, services
from meetings.forms import AnswerForm, ErratumForm, ProposeForm
from meetings.services.table import TEXTS
from meetings.views.getters import get_amendment, get_item
from meetings.views.steps import form_step
from partners.models import Organisation
from partners.roles import Permission
from partners.steps import require
from zvh.forms import acted


def propose(request, pk):
    """The texts as the proposer thinks they should be. Who may not (any more) reads why, and keeps what he typed."""
    item = get_item(pk)
    require(request.user, Permission.AMENDMENT_PROPOSE)
    mine = Organisation.objects.filter(pk__in=queries.my_organisations(request.user))
    can = Organisation.objects.filter(pk__in=queries.amenders([item], request.user).get(item.pk, []))
    form = ProposeForm(request.POST or None, item=item, organisations=can or mine)
    if request.method == "POST" and form.is_valid() and acted(form, _proposing(request, item, form)):
        messages.success(request, "Uw voorstel is verstuurd. De procesregisseur beslist erover.")
        return redirect(item.meeting.minutes_url)
    log("read", item.meeting, items=[item.pk])
    now = [(form.fields[name].label, getattr(item, name)) for name in TEXTS] if form.is_bound else []
    context = {"meeting": item.meeting, "item": item, "form": form, "can": bool(can), "now": now}
    return render(request, "meetings/propose.html", context)


def _proposing(request, item, form):
    def act(typed):
        services.propose_amendments(
            item,
            by=request.user,
            organisation=typed["organisation"],
            texts=form.texts,
            start=form.start,
            remark=typed["remark"],
        )

    return act


def handle(request, pk):
    """The difference with what stands in the minutes now, and the answer of the coordinator."""
    amendment = get_amendment(pk)
    require(request.user, Permission.AMENDMENT_HANDLE, amendment)
    shown = services.amendment_seen(amendment)
    form = AnswerForm(request.POST or None, shown=shown)
    if request.method == "POST" and form.is_valid() and acted(form, _answering(request, amendment)):
        messages.success(request, "Uw antwoord is bewaard. De indiener krijgt een e-mail zonder inhoud.")
        return redirect(amendment)
    if form.is_bound:  # what it says now is what he looks at next
        form.data = form.data.copy()
        form.data["shown"] = shown
    log("read", amendment.item.meeting, items=[amendment.item_id])
    context = {"meeting": amendment.item.meeting, "amendment": amendment, "form": form}
    return render(request, "meetings/amendment.html", context)


def _answering(request, amendment):
    def act(typed):
        if typed["answer"] == "accept":
            services.accept_amendment(
                amendment, by=request.user, shown=typed["shown"], reason=typed["reason"]
            )
        else:
            services.reject_amendment(amendment, by=request.user, reason=typed["reason"])

    return act


@require_POST
def withdraw(request, pk):
    amendment = services.withdraw_amendment(get_amendment(pk), by=request.user)
    messages.success(request, "Uw voorstel is ingetrokken.")
    return redirect(amendment)


def erratum(request, pk):
    item = get_item(pk)
    require(request.user, Permission.ERRATUM_ADD, item)
    return form_step(
        request,
        item.meeting,
        ErratumForm(request.POST or None),
        title=f"Erratum bij: {item.title}",
        about="Het erratum komt bij het verslag van dit punt te staan, voor iedereen die dit punt leest. "
        "Het kan daarna niet meer veranderen.",
        button="Erratum toevoegen",
        act=lambda typed: services.add_erratum(item, by=request.user, **typed),
        done="Het erratum staat bij het verslag.",
        back_to=item.meeting.minutes_url,
    )
