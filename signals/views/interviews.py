"""Talks with people who are involved, and what the desk asked outside: one page, also fetched by that of the signal."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from audit.log import log
from partners.roles import Permission, has_permission
from partners.steps import require
from signals import queries, services
from signals.forms.interviews import InterviewForm
from signals.transitions import may_ask_outside
from signals.views.getters import get_interview, get_signal
from signals.views.written import written_step

KEPT = "Het gesprek is vastgelegd. Klopt er iets niet? Leg dan een correctie vast."


def around(request, number):
    """Questions to outsiders and talks; for who may ask them."""
    signal = get_signal(number, "weighing")
    if not has_permission(request.user, Permission.OUTSIDE_ASK, signal):
        raise Http404
    questions, interviews = queries.outside_questions_of(signal), queries.interviews_of(signal)
    if questions or interviews:
        read = {"outside": [one.pk for one in questions], "interviews": [one.pk for one, _ in interviews]}
        log("read", signal, **read)
    context = {
        "signal": signal,
        "questions": questions,
        "interviews": interviews,
        "can_ask": may_ask_outside(signal.weighing),
        "can_keep": has_permission(request.user, Permission.INTERVIEW_KEEP, signal),
    }
    page = "signals/outside/around.html"
    return render(request, f"{page}#panels" if request.htmx else page, context)


def keep(request, number):
    signal = get_signal(number)
    return _write(request, signal, title="Gesprek met een betrokkene", button="Gesprek vastleggen")


def correct(request, number, pk):
    """A correction is a talk of its own, which begins with the words of the first."""
    signal = get_signal(number)
    corrects = get_interview(signal, pk)
    if request.method != "POST":
        services.refuse_second_correction(corrects)
    return _write(request, signal, corrects, title="Gesprek corrigeren", button="Correctie vastleggen")


def _write(request, signal, corrects=None, **words):
    require(request.user, Permission.INTERVIEW_KEEP, signal)

    def finish():
        messages.success(request, KEPT)
        return redirect(signal)

    return written_step(
        request,
        signal,
        partial(InterviewForm, signal=signal, by=request.user, corrects=corrects),
        scan=InterviewForm.SCANNED,
        act=lambda typed: services.keep_interview(signal, by=request.user, corrects=corrects, **typed),
        finish=finish,
        all_the_same="Toch vastleggen",
        not_yet="vastgelegd",
        intro="Alleen procesregisseurs en experts van het huis lezen dit. Wat is vastgelegd, verandert niet meer.",
        **words,
    )
