"""What belongs together: what is alike, linking and merging, and asking whether somebody is known elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from audit.log import log_list
from partners.roles import Permission, has_permission
from partners.steps import require
from signals import queries, services
from signals.forms.together import HAS_AS_PART, EndLinkForm, InquiryForm, LinkForm, TypedForm
from signals.models import Inquiry, LinkKind
from signals.views.getters import get_link, get_signal
from signals.views.steps import form_step
from zvh.forms import acted

OWN_INQUIRIES = 25


def together(request, number):
    """A page of its own, and the part of the page of a signal that is fetched after it."""
    signal = get_signal(number)
    links, ended = queries.links_of(signal)
    alike = [pair for pair in queries.alike(signal) if pair.signal not in {row.other for row in links}]
    log_list("signal", [signal, *(row.other for row in links), *(pair.signal for pair in alike)])
    context = {
        "signal": signal,
        "links": links,
        "ended": ended,
        "alike": alike,
        "sources": queries.sources_of([signal]).get(signal.pk),
        "inquiries": queries.inquiries_about(signal),
        "may_link": has_permission(request.user, Permission.SIGNAL_LINK, signal),
    }
    page = "signals/together.html"
    return render(request, f"{page}#panels" if request.htmx else page, context)


def link(request, number):
    signal = get_signal(number)
    require(request.user, Permission.SIGNAL_LINK, signal)
    first = {"other": request.GET.get("met", "")[:20], "relation": LinkKind.RELATED}
    return form_step(
        request,
        signal,
        LinkForm(request.POST or None, signal=signal, initial=first),
        title="Koppelen aan een ander signaal",
        button="Koppelen",
        act=lambda typed: _join(signal, by=request.user, **typed),
        done="De signalen zijn gekoppeld.",
    )


def _join(signal, *, by, other, relation, reason):
    if relation == LinkKind.MERGED:
        services.merge_signals(signal, by=by, other=other, reason=reason)
    elif relation == HAS_AS_PART:
        services.link_signals(other, by=by, other=signal, kind=LinkKind.PART, reason=reason)
    else:
        services.link_signals(signal, by=by, other=other, kind=relation, reason=reason)


def unlink(request, number, pk):
    signal = get_signal(number)
    found = get_link(signal, pk)
    require(request.user, Permission.SIGNAL_LINK, signal)
    return form_step(
        request,
        signal,
        EndLinkForm(request.POST or None),
        title="Koppeling losmaken",
        button="Losmaken",
        act=lambda typed: services.end_link(found, by=request.user, **typed),
        done="De koppeling is losgemaakt.",
    )


@require_POST
def similar(request):
    """While somebody types: recent signals like it. Nothing of the typed text is kept or logged.

    204 when the page shows these already.
    """
    require(request.user, Permission.SIGNAL_REPORT)
    form = TypedForm(request.POST, user=request.user)
    form.is_valid()
    alike = queries.alike_typed(**form.typed)
    numbers = " ".join(pair.signal.number for pair in alike)
    if numbers == request.POST.get("shown", ""):
        return HttpResponse(status=204)
    if alike:
        log_list("signal", [pair.signal for pair in alike])
    return render(request, "signals/parts/similar.html", {"alike": alike, "numbers": numbers})


def inquiries(request):
    """Ask, and read back what one asked before: when, for what, and whether it was known."""
    require(request.user, Permission.INQUIRE)
    form = InquiryForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and acted(form, lambda typed: _ask(request, typed)):
        return redirect("signals:inquiries")
    asked = Inquiry.objects.filter(asked_by=request.user)[:OWN_INQUIRIES]
    return render(request, "signals/inquiries.html", {"form": form, "asked": asked, "a_day": services.A_DAY})


def _ask(request, typed):
    answer = services.inquire(by=request.user, **typed)
    messages.info(request, answer.in_words)
