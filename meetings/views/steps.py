"""The page of one step with a form: what was typed comes back, also when somebody was first."""

from django.contrib import messages
from django.shortcuts import redirect, render

from zvh.forms import acted


def form_step(
    request, meeting, form, *, title, button, act, done, about="", back_to=None, begin=None, case=None
):
    """Show the form, or do the step and go back. `act` gets the cleaned data; `begin` are standard texts.

    `case` is what the step is about when there is no meeting yet.
    """
    if request.method == "POST" and form.is_valid() and acted(form, act):
        messages.success(request, done)
        return redirect(back_to or meeting)
    context = {
        "meeting": meeting,
        "form": form,
        "title": title,
        "button": button,
        "about": about,
        "begin": begin,
        "case": case,
    }
    return render(request, "meetings/step.html", context)
