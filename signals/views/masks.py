"""Hiding a part of a text, opening it, showing it again; and taking a part away for good, by two persons."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log, log_read
from partners.roles import Permission
from partners.steps import require
from signals import queries, services
from signals.forms.masks import OpenPartForm, OthersForm, PartForm, RedactMaskForm, ShowPartForm
from signals.models import HIDEABLE, Redaction
from signals.transitions import REDACTION_TRANSITIONS, available
from signals.views.getters import get_mask, get_redaction, get_signal
from signals.views.steps import form_step
from zvh.forms import acted

GONE_MARK = "⟦verwijderd⟧"


def _posted(request):
    return request.POST if request.method == "POST" else None


def masks(request, number):
    """What is hidden and what went: where, by whom, when and why. A part itself only for who opened it."""
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_MASK, signal)
    rows = queries.masks_of(signal, request.user)
    opened = [row.mask.pk for row in rows if row.open_until]
    log("read", signal, **({"masks": opened} if opened else {}))
    redactions = signal.redactions.select_related("proposed_by", "decided_by", "mask")
    return render(
        request, "signals/masks/list.html", {"signal": signal, "rows": rows, "redactions": redactions}
    )


def hide(request, number):
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_MASK, signal)
    form = PartForm(_posted(request), signal=signal, places=HIDEABLE)
    return _part_step(
        request,
        signal,
        form,
        mark=queries.next_mark(signal),
        title="Een deel van de tekst afschermen",
        button="Ja, afschermen",
        is_for_good=False,
        act=lambda typed: services.hide_part(signal, by=request.user, **form.part),
        done="Het deel is afgeschermd. Niemand leest of vindt het nog, behalve wie het met een reden opent.",
    )


def redact(request, number):
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_REDACT, signal)
    form = PartForm(_posted(request), signal=signal, least=Redaction.LEAST_LETTERS)
    return _part_step(
        request,
        signal,
        form,
        mark=GONE_MARK,
        title="Een deel van de tekst definitief verwijderen",
        button="Ja, voorstellen",
        is_for_good=True,
        act=lambda typed: services.propose_redaction(signal, by=request.user, **form.part),
        done="Het voorstel ligt er. Een collega kijkt wat er weggaat en bevestigt. Tot dan verandert er niets.",
    )


def _part_step(request, signal, form, *, mark, act, done, **context):
    """The form, its preview, and the step itself once exactly that preview was confirmed."""
    preview = form.preview(mark) if request.method == "POST" and form.is_valid() else None
    if preview and request.POST.get("confirm") == preview.seen and acted(form, act):
        messages.success(request, done)
        return redirect("signals:masks", signal.number)
    log_read(signal)
    context |= {"signal": signal, "form": form, "preview": preview}
    context["beyond"] = queries.beyond(signal, preview.part) if preview else []
    context["also"] = queries.also_in(signal, **form.words_there) if preview else []
    return render(request, "signals/masks/part.html", context)


def open_part(request, number, pk):
    signal = get_signal(number)
    mask = get_mask(signal, pk)
    return _mask_step(
        request,
        mask,
        OpenPartForm(request.POST or None),
        title=f"Verborgen deel {mask.n} lezen",
        button="Deel een uur openen",
        act=lambda typed: services.open_part(mask, by=request.user, **typed),
        done="Het deel staat een uur open, alleen voor u. Dit is vastgelegd in het log.",
    )


def show_part(request, number, pk):
    signal = get_signal(number)
    mask = get_mask(signal, pk)
    return _mask_step(
        request,
        mask,
        ShowPartForm(request.POST or None),
        title=f"Afscherming {mask.n} opheffen",
        button="Afscherming opheffen",
        act=lambda typed: services.show_part(mask, by=request.user, **typed),
        done="Het deel staat weer in de tekst. Wie het signaal leest, leest het weer.",
    )


def redact_mask(request, number, pk):
    signal = get_signal(number)
    mask = get_mask(signal, pk)
    return _mask_step(
        request,
        mask,
        RedactMaskForm(request.POST or None),
        title=f"Verborgen deel {mask.n} definitief verwijderen",
        button="Voorstellen",
        act=lambda typed: services.propose_redaction_of_mask(mask, by=request.user, **typed),
        done="Het voorstel ligt er. Een collega leest het deel en bevestigt. Tot dan verandert er niets.",
    )


def _mask_step(request, mask, form, **step):
    require(request.user, Permission.SIGNAL_MASK, mask.signal)
    return form_step(request, mask.signal, form, back_to=mask.get_absolute_url(), **step)


def redaction(request, number, pk):
    """What would go, for the second person: there, and where else the same words stand."""
    signal = get_signal(number)
    proposed = get_redaction(signal, pk)
    REDACTION_TRANSITIONS["confirm_redaction"].check(request.user, proposed)
    goes = queries.what_would_go(proposed)
    form = OthersForm(_posted(request), found=goes.others)

    def act(typed):
        saw = request.POST.get("seen", "")
        services.confirm_redaction(proposed, by=request.user, seen=saw, others=form.chosen)

    if form.is_bound and form.is_valid() and acted(form, act):
        messages.success(request, "Het deel is definitief verwijderd.")
        return redirect(proposed)
    return _redaction_page(request, proposed, goes, form)


def _redaction_page(request, proposed, goes, form):
    log("read", proposed.signal, **({"masks": [proposed.mask_id]} if goes.is_opened else {}))
    context = {
        "signal": proposed.signal,
        "redaction": proposed,
        "goes": goes,
        "form": form,
        "is_own": proposed.proposed_by_id == request.user.pk,
        "steps": available(REDACTION_TRANSITIONS, request.user, proposed),
    }
    return render(request, "signals/masks/redaction.html", context)


@require_POST
def withdraw(request, number, pk):
    signal = get_signal(number)
    proposed = get_redaction(signal, pk)
    services.withdraw_redaction(proposed, by=request.user)
    messages.success(request, "Het voorstel is ingetrokken. Er is niets veranderd.")
    return redirect(proposed)
