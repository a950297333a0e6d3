"""Reporting a signal, and keeping what is typed on the way."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import KEEP, REPLACE, ReportForm, form_and_page, privacy_check, typed
from signals.models import MOST_BYTES, Draft
from signals.queries import files_of_draft
from signals.views.getters import get_draft
from signals.views.uploads import take_files
from zvh.paging import whole_number
from zvh.uploads import takes_upload

SENT = "Uw signaal is verstuurd. Het nummer is {number}. Hier ziet u wat ermee gebeurt."
KEPT = f"Uw concept is bewaard. U vindt het in deze lijst, {Draft.DAYS_KEPT} dagen lang."


@takes_upload(MOST_BYTES)
def new(request):
    require(request.user, Permission.SIGNAL_REPORT)
    if request.method == "POST":
        return _submit(request)
    draft = get_draft(request.GET["concept"]) if "concept" in request.GET else None
    initial = _typed_before(draft) if draft else _prefilled(request.user)
    return _form(
        request, ReportForm(user=request.user, initial=initial), seen=draft and services.stamp(draft)
    )


def _typed_before(draft):
    return {**draft.fields, "draft": draft.pk, "form": draft.form}


def _prefilled(user):
    """Who works for a municipality mostly reports about it."""
    organisations = [m.organisation for m in user.membership_for(Permission.SIGNAL_REPORT)]
    places = [one.municipality for one in organisations if hasattr(one, "municipality")]
    return {"municipality": places[0].pk if places else None}


def _form(request, form, data=None, *, asking=False, seen=""):
    draft_id = form["draft"].value() or ""
    context = {
        "form": form,
        "seen": seen or "",
        "privacy": privacy_check(request.POST if data is None else data),
        "asking": asking,
        "draft_id": draft_id,
        "files": files_of_draft(whole_number(str(draft_id)), request.user),
    }
    return render(request, "signals/form.html", context)


def _submit(request):
    draft = _with_files(request, Draft.objects.filter(pk=_number(request)).first())
    data = _with_number(request.POST, draft)
    if REPLACE in data or KEEP in data:
        return _replace(request, data)
    form = ReportForm(data, user=request.user)
    if not form.is_valid():
        return _form(request, form)
    if privacy_check(data).is_new:
        return _form(request, form, asking=True)
    signal = services.submit(draft, by=request.user, **form.report)
    messages.success(request, SENT.format(number=signal.number))
    return redirect(signal)


def _replace(request, data):
    """A letter instead of a name, everywhere in the form; nothing is sent yet."""
    data, sentence = privacy_check(data).replace()
    messages.info(request, sentence)
    return _form(request, ReportForm(data, user=request.user), data, asking=True)


def _with_files(request, draft):
    """Files that came with the form go to its draft first, so that an error elsewhere loses none of them."""
    if not request.FILES.getlist("files"):
        return draft
    draft = _save(request, draft)
    take_files(request, draft)
    return draft


def _save(request, draft):
    data = request.POST
    return services.save_draft(draft, by=request.user, fields=typed(data), **form_and_page(data))


def _with_number(data, draft):
    data = data.copy()
    data["draft"] = str(draft.pk) if draft else ""
    return data


def _number(request):
    """The number of the draft on the form, if it has one."""
    return whole_number(request.POST.get("draft", ""))


@require_POST
@takes_upload(MOST_BYTES)
def draft(request):
    """Keep what is typed: in the background from the page, or by its button."""
    require(request.user, Permission.SIGNAL_REPORT)
    known = get_draft(request.POST["draft"]) if request.POST.get("draft") else None
    kept = _save(request, known)
    if "X-Background" in request.headers:
        return JsonResponse({"fields": {"draft": str(kept.pk)}, "seen": services.stamp(kept)})
    take_files(request, kept)
    messages.success(request, KEPT)
    return redirect("signals:list")


@require_POST
def discard(request, pk):
    services.discard_draft(get_draft(pk), by=request.user)
    messages.success(request, "Uw concept is weggegooid.")
    return redirect("signals:list")
