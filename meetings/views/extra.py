"""Calling an extra consultation from a signal, and whether one is running."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from audit.log import log_read
from meetings import queries, services
from meetings.forms import ExtraForm
from partners.roles import Permission, has_permission
from partners.steps import require
from signals.models import Signal
from zvh.forms import acted

CALLED = "Het spoedoverleg is bijeengeroepen. Wie meedoet krijgt een e-mail zonder inhoud."


def get_signal(number):
    related = ("municipality", "house__house_profile")
    return get_object_or_404(Signal.objects.select_related(*related).defer("search"), number=number)


def call(request, number):
    """One page, prefilled; it is called only with the readers that the preview on this page showed."""
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_WEIGH, signal)
    form = None
    if has_permission(request.user, Permission.MEETING_RELEASE, signal):
        form = ExtraForm(request.POST or None, signal=signal)
    if request.method == "POST":
        require(request.user, Permission.MEETING_RELEASE, signal)
        if form.is_valid() and form.was_shown and acted(form, _call(request, signal)):
            return redirect(queries.running_extra(signal))
    log_read(signal)
    context = {"signal": signal, "form": form, "running": queries.running_extra(signal)}
    return render(request, "meetings/extra.html", context)


def _call(request, signal):
    def act(typed):
        services.call_extra(signal, by=request.user, **typed)
        messages.success(request, CALLED)

    return act


def running(request, number):
    """The panel on the page of the signal, for its desk."""
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_WEIGH, signal)
    context = {"signal": signal, "running": queries.running_extra(signal)}
    return render(request, "meetings/extra.html#running", context)
