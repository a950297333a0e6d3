"""What was decided and promised at the table, and what follows from it: the driehoek, a case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.log import log, log_read
from cases.forms import OpenCaseForm
from cases.forms.layout import bare_helper
from meetings import queries, services
from meetings.forms import (
    ActionForm,
    CorrectDriehoekForm,
    DecisionForm,
    DriehoekForm,
    KindForm,
)
from meetings.models import NEEDS, DecisionKind
from meetings.views.getters import get_decision, get_linked
from meetings.views.steps import form_step
from meetings.views.table import at_table, get_recorded, show, to_item
from partners.roles import Permission
from partners.steps import require
from signals.forms import ShareForm
from zvh.forms import acted

NO_RULE = (
    "Voor deze ontvanger is er geen regel voor delen bij dit signaal. "
    "Vraag de privacy officer of er een regel nodig is."
)


@require_POST
def decide(request, pk):
    """Record it; a kind that needs more asks that on a page of its own, with what was typed."""
    item = get_recorded(request, pk)
    form = DecisionForm(request.POST, meeting=item.meeting)
    if form.is_valid() and form.needs_more:
        return _ask_more(request, item, _more_of(form, item))
    if form.is_valid() and acted(
        form, lambda typed: services.record_decision(item, by=request.user, **typed)
    ):
        messages.success(request, "Het besluit is vastgelegd.")
        return redirect(to_item(item))
    return show(request, item.meeting, str(pk), decision_form=form)


def decide_kind(request, pk, kind):
    """A decision of a kind that needs more than text and reasons."""
    item, kind = get_recorded(request, pk), _kind(kind)
    form = KindForm(request.POST or None, item=item, kind=kind)

    def act(typed):
        services.record_decision(item, by=request.user, kind=kind, **typed)

    if form.is_valid() and acted(form, act):
        messages.success(request, "Het besluit is vastgelegd.")
        return redirect(to_item(item))
    return _ask_more(request, item, (kind, form, reverse("meetings:decide-kind", args=[pk, kind])))


def _kind(name):
    """One that asks more; anything else is no page."""
    if name not in NEEDS:
        raise Http404
    return DecisionKind(name)


def _more_of(form, item, decision=None):
    """(kind, form, address) of the step that asks what this kind needs, begun with what is known."""
    kind = DecisionKind(form.cleaned_data["kind"])
    known = {name: getattr(decision, name) for name in NEEDS[kind]} if decision else {}
    texts = {name: form.cleaned_data[name] for name in ("text", "reasons")}
    if decision:
        url = reverse("meetings:change-decision-kind", args=[decision.pk, kind])
    else:
        url = reverse("meetings:decide-kind", args=[item.pk, kind])
    return kind, KindForm(item=item, kind=kind, initial=known | texts), url


def _ask_more(request, item, step):
    kind, form, url = step
    log_read(item)
    context = {"item": item, "meeting": item.meeting, "kind": kind.label, "form": form, "url": url}
    return render(request, "meetings/decision.html", context | {"back": to_item(item)})


def _get_changed(request, pk):
    decision = get_decision(pk)
    require(request.user, Permission.MEETING_RECORD, decision)
    return decision


def change_decision(request, pk):
    """Put right what was recorded, while the minutes are a draft."""
    decision = _get_changed(request, pk)
    form = DecisionForm(request.POST or None, meeting=decision.item.meeting, decision=decision)
    if form.is_valid() and form.needs_more:
        return _ask_more(request, decision.item, _more_of(form, decision.item, decision))
    log("read", decision)
    return form_step(
        request,
        decision.item.meeting,
        form,
        title="Besluit wijzigen",
        button="Bewaren",
        act=lambda typed: services.change_decision(decision, by=request.user, **typed),
        done="Het besluit is gewijzigd.",
        back_to=to_item(decision.item),
    )


def change_decision_kind(request, pk, kind):
    """The second step of changing, for a kind that needs more."""
    decision, kind = _get_changed(request, pk), _kind(kind)
    known = {name: getattr(decision, name) for name in ("text", "reasons", *NEEDS[kind])}
    form = KindForm(request.POST or None, item=decision.item, kind=kind, initial=known)

    def act(typed):
        services.change_decision(decision, by=request.user, kind=kind, **typed)

    if form.is_valid() and acted(form, act):
        messages.success(request, "Het besluit is gewijzigd.")
        return redirect(to_item(decision.item))
    url = reverse("meetings:change-decision-kind", args=[pk, kind])
    return _ask_more(request, decision.item, (kind, form, url))


@require_POST
def give_action(request, pk):
    item = get_recorded(request, pk)
    line = queries.line_of(item, request.user)
    owners = at_table(item.meeting, line, queries.seats_of(item.meeting))
    form = ActionForm(request.POST, organisations=owners)

    def act(typed):
        services.give_table_action(item, by=request.user, **typed)

    if form.is_valid() and acted(form, act):
        messages.success(request, "De actie is uitgezet.")
        return redirect(to_item(item))
    return show(request, item.meeting, str(pk), action_form=form)


def driehoek(request, pk):
    """What mayor, police and prosecution did with the advice."""
    decision = get_decision(pk)
    meeting = decision.item.meeting
    require(request.user, Permission.MEETING_RECORD, meeting)
    log_read(decision)
    return form_step(
        request,
        meeting,
        DriehoekForm(request.POST or None),
        title="Besluit van de gezagsdriehoek",
        about=f"Advies: {decision.text}",
        button="Vastleggen",
        act=lambda typed: services.record_driehoek(decision, by=request.user, **typed),
        done="Het besluit van de driehoek is vastgelegd.",
    )


def correct_driehoek(request, pk):
    """What was recorded of the driehoek was not right; until a case opened on it."""
    decision = _get_changed(request, pk)
    log_read(decision)
    return form_step(
        request,
        decision.item.meeting,
        CorrectDriehoekForm(request.POST or None, decision=decision),
        title="Besluit van de gezagsdriehoek verbeteren",
        about=f"Advies: {decision.text}",
        button="Verbeteren",
        act=lambda typed: services.correct_driehoek(decision, by=request.user, **typed),
        done="Het besluit van de driehoek is verbeterd. Wat er stond, blijft leesbaar.",
    )


def share(request, pk, signal_pk):
    """Share one signal as the table decided; purpose and necessity begin with what it decided and why."""
    decision = get_decision(pk)
    signal = get_linked(decision.item, signal_pk)
    require(request.user, Permission.SIGNAL_SHARE, signal)
    if not decision.leads_to_share:
        raise Http404
    initial = {"purpose": decision.text, "necessity": decision.reasons}
    form = ShareForm(request.POST or None, signal=signal, receiver=decision.organisation, known=initial)
    form.helper = bare_helper()
    log_read(signal)
    return form_step(
        request,
        decision.item.meeting,
        form,
        title=f"{signal.number} delen met {decision.organisation}",
        about=f"{signal.title}\nBesluit: {decision.text}" if form.days else NO_RULE,
        button="Signaal delen",
        act=lambda typed: services.share_from_decision(
            decision, by=request.user, signal=signal, **form.share
        ),
        done=f"Het signaal is gedeeld met {decision.organisation}.",
    )


def open_case(request, pk):
    """Open the case that a decision asks for; its signals come along."""
    decision = get_decision(pk)
    meeting = decision.item.meeting
    require(request.user, Permission.CASE_OPEN, meeting)
    signals = list(decision.item.signals.select_related("municipality").defer("search"))
    form = OpenCaseForm(
        request.POST or None,
        house=meeting,
        user=request.user,
        initial=_from_decision(decision, signals),
        pga_decided=decision.allows_pga,
    )
    opened = []
    if form.is_valid() and acted(form, lambda typed: opened.append(_open(decision, request.user, typed))):
        messages.success(request, "De casus is geopend.")
        return redirect(opened[0])
    log_read(decision)
    context = {"form": form, "decision": decision, "meeting": meeting, "signals": signals}
    return render(request, "meetings/open_case.html", context)


def _open(decision, user, typed):
    return services.open_case_from_decision(decision, by=user, **typed)


def _from_decision(decision, signals):
    """What the decision and its signals say already."""
    places = {signal.municipality_id for signal in signals}
    seated = decision.item.places.values_list("organisation", flat=True)
    return {
        "title": decision.item.title,
        "municipality": places.pop() if len(places) == 1 else None,
        "partners": list(seated),
    }
