"""The desk asks an outsider, and takes a question back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from partners.models import TextKind
from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms.begin import begin_with
from signals.forms.outside import OutsideForm, WithdrawOutsideForm
from signals.models import Regime
from signals.transitions import OUTSIDE_TRANSITIONS
from signals.views.getters import get_outside_question, get_signal
from signals.views.steps import form_step
from signals.views.written import written_step

MAILED = "De link is verstuurd. U leest het antwoord hier, en krijgt een bericht als het er is."
INTRO = (
    "U krijgt één link. Wie die opent, leest uw tekst en de naam van het huis, en kan één keer antwoorden, "
    "veertien dagen lang."
)
STRICTER = "Dit signaal valt onder de {}. Vraag alleen; vertel niets uit het signaal."


def ask(request, number):
    """Write the question; then the link to hand over, once, unless it was mailed."""
    signal = get_signal(number)
    require(request.user, Permission.OUTSIDE_ASK, signal)
    asked = []

    def act(typed):
        site = request.build_absolute_uri("/")
        asked.append(services.ask_outside(signal, by=request.user, site=site, **typed))

    return written_step(
        request,
        signal,
        OutsideForm,
        scan=OutsideForm.SCANNED,
        begin=begin_with(request.POST, signal, TextKind.OUTSIDE),
        act=act,
        finish=lambda: _handed(request, signal, asked[0]),
        title="Vraag aan een buitenstaander",
        button="Vraag versturen",
        intro=INTRO
        if signal.regime == Regime.AVG
        else f"{INTRO} {STRICTER.format(signal.get_regime_display())}",
    )


def _handed(request, signal, asked):
    if asked.question.email:
        messages.success(request, MAILED)
        return redirect(signal)
    context = {"signal": signal, "question": asked.question, "link": asked.link}
    return render(request, "signals/outside/link.html", context)


def withdraw(request, number, pk):
    signal = get_signal(number)
    question = get_outside_question(signal, pk)
    if request.method != "POST":
        OUTSIDE_TRANSITIONS["withdraw_outside"].check(request.user, question)
    return form_step(
        request,
        signal,
        WithdrawOutsideForm(request.POST or None),
        title="Vraag intrekken",
        about=question.text,
        button="Intrekken",
        act=lambda typed: services.withdraw_outside(question, by=request.user, **typed),
        done="De vraag is ingetrokken. De link werkt niet meer.",
    )
