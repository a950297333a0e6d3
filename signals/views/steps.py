"""The page of one step with a form: what was typed comes back, also when somebody was first."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log_read
from partners.steps import require
from signals.transitions import TRANSITIONS
from zvh.forms import acted


def form_step(request, signal, form, *, act, done, back_to=None, begin=None, **words):
    """Show the form, or do the step and go back to the signal. `act` gets the cleaned data.

    `begin` is a BeginWith: standard texts to begin with. `words` are title and button, and maybe what it is about.
    """
    if begin is not None and begin.is_asked:
        form = type(form)(initial=begin.initial)
    elif request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect(back_to or signal)
    log_read(signal)
    context = {"signal": signal, "form": form, "begin": begin, "about": "", "about_title": "De vraag"} | words
    return render(request, "signals/step.html", context)


def check_step(name, request, weighing):
    """Before the form is shown the step must be open; what was typed is only tried by the service."""
    if request.method == "POST":
        require(request.user, TRANSITIONS[name].permission, weighing)
    else:
        TRANSITIONS[name].check(request.user, weighing)
