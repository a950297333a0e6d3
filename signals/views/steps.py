"""The page of one step with a form: what was typed comes back, also when somebody was first."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log_read
from zvh.forms import acted


def form_step(request, signal, form, *, title, button, act, done, about="", back_to=None):
    """Show the form, or do the step and go back to the signal. `act` gets the cleaned data."""
    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect(back_to or signal)
    log_read(signal)
    context = {"signal": signal, "form": form, "title": title, "button": button, "about": about}
    return render(request, "signals/step.html", context)
