"""The desk and reports without an account: entering one for a caller, checking one, reaching the reporter."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from audit.log import log
from partners.models import TextKind
from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import REPLACE
from signals.forms.begin import begin_with
from signals.forms.citizens import (
    ContactRequestForm,
    MessageForm,
    OnBehalfForm,
    RejectForm,
    ReleaseForm,
    privacy_of_report,
)
from signals.models import ContactRequest
from signals.queries import contact_of, intake_of
from signals.views.getters import get_signal, get_weighing
from signals.views.steps import check_step, form_step


def enter(request):
    """Write down what somebody tells; then the code to read out, once."""
    require(request.user, Permission.SIGNAL_ENTER)
    form = OnBehalfForm(request.POST or None, user=request.user)
    privacy = privacy_of_report(request.POST)
    if REPLACE in request.POST:
        return _replaced(request, privacy)
    if request.method != "POST" or not form.is_valid():
        return render(request, "signals/behalf/form.html", {"form": form, "privacy": privacy})
    if privacy.is_new:
        return render(request, "signals/behalf/form.html", {"form": form, "privacy": privacy, "asking": True})
    receipt = services.enter_report(by=request.user, **form.report)
    return render(request, "signals/behalf/code.html", {"signal": receipt.signal, "code": receipt.code})


def _replaced(request, privacy):
    data, sentence = privacy.replace()
    messages.info(request, sentence)
    form = OnBehalfForm(data, user=request.user)
    context = {"form": form, "privacy": privacy_of_report(data), "asking": True}
    return render(request, "signals/behalf/form.html", context)


def release(request, number):
    weighing = get_weighing(number)
    check_step("release_held", request, weighing)
    return form_step(
        request,
        weighing.signal,
        ReleaseForm(request.POST or None),
        title="Melding vrijgeven",
        button="Vrijgeven",
        act=lambda typed: services.release_held(weighing.signal, by=request.user, **typed),
        done="De melding is vrijgegeven en wacht op een weging.",
    )


def reject(request, number):
    weighing = get_weighing(number)
    check_step("reject_held", request, weighing)
    return form_step(
        request,
        weighing.signal,
        RejectForm(request.POST or None),
        title="Afwijzen als misbruik",
        button="Afwijzen",
        act=lambda typed: services.reject_held(weighing.signal, by=request.user, **typed),
        done="De melding is afgewezen. Zij wordt niet gewogen.",
    )


def message(request, number):
    """Write to a reporter without an account."""
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_ASK, signal)
    if intake_of(signal) is None:
        raise Http404
    return form_step(
        request,
        signal,
        MessageForm(request.POST or None),
        title="Bericht aan de melder",
        button="Bericht versturen",
        act=lambda typed: services.send_message(signal, by=request.user, **typed),
        done="Uw bericht staat klaar. De melder leest het als hij zijn code typt.",
        begin=begin_with(request.POST, signal, TextKind.MESSAGE),
    )


def contact(request, number):
    """The contact details while a grant is in force; else the form that asks for them."""
    signal = get_signal(number)
    require(request.user, Permission.CONTACT_REQUEST, signal)
    details = contact_of(signal)
    if details is not None:
        log("read_contact", signal)
        return render(request, "signals/behalf/contact.html", {"signal": signal, "details": details})
    return form_step(
        request,
        signal,
        ContactRequestForm(request.POST or None),
        title="Vragen om contactgegevens",
        button="Verzoek versturen",
        act=lambda typed: services.request_contact(signal, by=request.user, **typed),
        done="Een collega beslist over uw verzoek. Daarna kunt u de gegevens een uur lezen.",
    )


@require_POST
def decide_contact(request, number, pk):
    """The second person: yes or no."""
    signal = get_signal(number)
    asked = get_object_or_404(ContactRequest.objects.select_related("signal"), signal=signal, pk=pk)
    is_granted = request.POST.get("answer") == "yes"
    services.decide_contact(asked, by=request.user, is_granted=is_granted)
    messages.success(
        request, "U heeft het toegestaan, voor een uur." if is_granted else "U heeft het niet toegestaan."
    )
    return redirect(signal)
