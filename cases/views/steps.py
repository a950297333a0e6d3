"""A step in a case: a page with one form, and the way back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from audit.log import log_read
from cases.models import Case
from zvh.forms import acted


def typed(request):
    """What was sent, or None when nothing was."""
    return request.POST if request.method == "POST" else None


def back_to(case, then="cases:detail"):
    """To a page of the case; to the list for who ended his own access."""
    is_there = Case.objects.filter(pk=case.pk).exists()
    return redirect(then, case.number) if is_there else redirect("cases:list")


def answered(request, form, act, done):
    """Whether the form was sent, its answers are right and `act` wrote them; then `done` is said, if anything."""
    if request.method != "POST" or not form.is_valid() or not acted(form, act):
        return False
    if done:
        messages.success(request, done)
    return True


def form_step(request, case, form, *, title, button, act, done, then="cases:detail"):
    """Show the form until its answers are right, let `act` write them, and go on to `then` with a message."""
    if answered(request, form, act, done):
        return back_to(case, then)
    log_read(case)
    context = {"case": case, "form": form, "title": title, "button": button}
    return render(request, "cases/form.html", context)
