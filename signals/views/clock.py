"""The clock of a weighing: stopping it while an answer is awaited, and letting it go on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from partners.steps import require
from signals import services
from signals.forms import StopClockForm
from signals.transitions import CLOCK
from signals.views.getters import get_weighing
from signals.views.steps import form_step

ABOUT = (
    "Het signaal is niet te laat zolang de klok stilstaat. De klok loopt weer als het antwoord er is, als u verder "
    "gaat zonder antwoord, of op de dag die u kiest. Er komen dan evenveel werkdagen bij als de klok stilstond."
)


def stop(request, number):
    weighing = get_weighing(number)
    if request.method == "POST":
        require(request.user, CLOCK["stop_clock"].permission, weighing)
    else:
        CLOCK["stop_clock"].check(request.user, weighing)
    return form_step(
        request,
        weighing.signal,
        StopClockForm(request.POST or None),
        title="Klok stilzetten",
        about=ABOUT,
        about_title="Wat er gebeurt",
        button="Klok stilzetten",
        act=lambda typed: services.stop_clock(weighing.signal, by=request.user, **typed),
        done="De klok staat stil.",
    )


@require_POST
def start(request, number):
    signal = get_weighing(number).signal
    services.start_clock(signal, by=request.user)
    messages.success(request, "De klok loopt weer. De werkdagen dat hij stilstond, zijn erbij gekomen.")
    return redirect(signal)
