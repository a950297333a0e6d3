"""Reporting a signal, and keeping what is typed on the way."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import KEEP, REPLACE, ReportForm, privacy_check, typed
from signals.models import Draft
from signals.views.getters import get_draft
from zvh.paging import whole_number

SENT = "Uw signaal is verstuurd. Het nummer is {number}. Hier ziet u wat ermee gebeurt."
KEPT = f"Uw concept is bewaard. U vindt het in deze lijst, {Draft.DAYS_KEPT} dagen lang."


def new(request):
    require(request.user, Permission.SIGNAL_REPORT)
    if request.method == "POST":
        return _submit(request)
    draft = get_draft(request.GET["concept"]) if "concept" in request.GET else None
    initial = {**draft.fields, "draft": draft.pk} if draft else _prefilled(request.user)
    return _form(request, ReportForm(user=request.user, initial=initial))


def _prefilled(user):
    """Who works for a municipality mostly reports about it."""
    organisations = [m.organisation for m in user.membership_for(Permission.SIGNAL_REPORT)]
    places = [one.municipality for one in organisations if hasattr(one, "municipality")]
    return {"municipality": places[0].pk if places else None}


def _form(request, form, data=None, *, asking=False):
    privacy = privacy_check(request.POST if data is None else data)
    context = {"form": form, "privacy": privacy, "asking": asking, "draft_id": form["draft"].value() or ""}
    return render(request, "signals/form.html", context)


def _submit(request):
    if REPLACE in request.POST or KEEP in request.POST:
        return _replace(request)
    form = ReportForm(request.POST, user=request.user)
    if not form.is_valid():
        return _form(request, form)
    if privacy_check(request.POST).is_new:
        return _form(request, form, asking=True)
    draft = Draft.objects.filter(pk=_number(request)).first()
    signal = services.submit(draft, by=request.user, **form.report)
    messages.success(request, SENT.format(number=signal.number))
    return redirect(signal)


def _replace(request):
    """A letter instead of a name, everywhere in the form; nothing is sent yet."""
    data, sentence = privacy_check(request.POST).replace()
    messages.info(request, sentence)
    return _form(request, ReportForm(data, user=request.user), data, asking=True)


def _number(request):
    """The number of the draft on the form, if it has one."""
    return whole_number(request.POST.get("draft", ""))


@require_POST
def draft(request):
    """Keep what is typed: in the background from the page, or by its button."""
    require(request.user, Permission.SIGNAL_REPORT)
    known = get_draft(request.POST["draft"]) if request.POST.get("draft") else None
    kept = services.save_draft(known, by=request.user, fields=typed(request.POST))
    if "X-Background" in request.headers:
        return JsonResponse({"fields": {"draft": str(kept.pk)}})
    messages.success(request, KEPT)
    return redirect("signals:list")


@require_POST
def discard(request, pk):
    services.discard_draft(get_draft(pk), by=request.user)
    messages.success(request, "Uw concept is weggegooid.")
    return redirect("signals:list")
