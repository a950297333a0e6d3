"""Sharing a signal with another organisation."""

from django.shortcuts import render

from audit.log import log_read
from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import EndShareForm, ExtendShareForm, ShareForm
from signals.forms.weigh import partners_of
from signals.views.getters import get_receiver, get_share, get_signal
from signals.views.steps import form_step


def give(request, number):
    """First choose with whom, then on which ground, for what and until when."""
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_SHARE, signal)
    chosen = request.GET.get("ontvanger")
    if not chosen:
        return _choose(request, signal)
    receiver = get_receiver(signal, chosen)
    form = ShareForm(request.POST or None, signal=signal, receiver=receiver)
    if not form.days:
        return _choose(request, signal, without_rule=receiver)
    return form_step(
        request,
        signal,
        form,
        title=f"Delen met {receiver}",
        button="Signaal delen",
        act=lambda typed: services.give_share(signal, by=request.user, **form.share),
        done=f"Het signaal is gedeeld met {receiver}.",
    )


def _choose(request, signal, without_rule=None):
    log_read(signal)
    context = {"signal": signal, "receivers": partners_of(signal), "without_rule": without_rule}
    return render(request, "signals/receiver.html", context)


def extend(request, number, pk):
    signal = get_signal(number)
    share = get_share(signal, pk)
    require(request.user, Permission.SIGNAL_SHARE, signal)
    form = ExtendShareForm(request.POST or None, share=share)
    return form_step(
        request,
        signal,
        form,
        title=f"Delen met {share.organisation} verlengen",
        button="Verlengen",
        act=lambda typed: services.extend_share(share, by=request.user, **form.extension),
        done=f"Delen met {share.organisation} is verlengd.",
    )


def end(request, number, pk):
    signal = get_signal(number)
    share = get_share(signal, pk)
    require(request.user, Permission.SIGNAL_SHARE, signal)
    return form_step(
        request,
        signal,
        EndShareForm(request.POST or None),
        title=f"Stoppen met delen met {share.organisation}",
        button="Stoppen met delen",
        act=lambda typed: services.end_share(share, by=request.user, **typed),
        done=f"{share.organisation} kan het signaal niet meer lezen.",
    )
