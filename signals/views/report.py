"""Reporting a signal, and keeping what is typed on the way."""

from django.contrib import messages
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.forms import (
    KEEP,
    REPLACE,
    ReportForm,
    about_the_form,
    as_another,
    on_a_new_page,
    privacy_check,
    typed,
)
from signals.models import MOST_BYTES, Draft
from signals.queries import files_of_draft
from signals.views.getters import get_draft
from signals.views.uploads import take_files
from zvh.exceptions import WrongState
from zvh.paging import whole_number
from zvh.uploads import takes_upload

SENT = "Uw signaal is verstuurd. Het nummer is {number}. Hier ziet u wat ermee gebeurt."
CHANGED = "U heeft daarna nog iets veranderd. Wilt u dat ook melden? Verstuur dit dan als een nieuw signaal."
KEPT = f"Uw concept is bewaard. U vindt het in deze lijst, {Draft.DAYS_KEPT} dagen lang."


@takes_upload(MOST_BYTES)
def new(request):
    require(request.user, Permission.SIGNAL_REPORT)
    if request.method == "POST":
        return _submit(request)
    draft = get_draft(request.GET["concept"]) if "concept" in request.GET else None
    initial = _typed_before(draft) if draft else _prefilled(request.user)
    return _form(request, ReportForm(user=request.user, initial=initial))


def _typed_before(draft):
    return {**draft.fields, "draft": draft.pk, "form": draft.form, "seen": services.stamp(draft)}


def _prefilled(user):
    """Who works for a municipality mostly reports about it."""
    organisations = [m.organisation for m in user.membership_for(Permission.SIGNAL_REPORT)]
    places = [one.municipality for one in organisations if hasattr(one, "municipality")]
    return {"municipality": places[0].pk if places else None}


def _form(request, form, *, asking=False):
    draft_id = form["draft"].value() or ""
    context = {
        "form": form,
        "privacy": privacy_check(form.data),
        "asking": asking,
        "draft_id": draft_id,
        "given_back": request.POST.get("page", ""),
        "files": files_of_draft(whole_number(str(draft_id)), request.user),
    }
    return render(request, "signals/form.html", context)


def _submit(request):
    draft = _with_files(request, _draft_here(request))
    data = on_a_new_page(_of_draft(request.POST, draft))
    if REPLACE in data or KEEP in data:
        return _replace(request, data)
    form = ReportForm(data, user=request.user)
    if not form.is_valid():
        return _form(request, form)
    if privacy_check(data).is_new:
        return _form(request, form, asking=True)
    return _send(request, draft, form)


def _send(request, draft, form):
    where, text = _where(_of_draft(request.POST, draft)), typed(request.POST)
    try:
        signal = services.submit(draft, by=request.user, where=where, typed=text, **form.report)
    except WrongState as refused:
        if services.is_sent(request.user, where.form, text):
            raise
        return _changed_since(request, form, refused)
    messages.success(request, SENT.format(number=signal.number))
    return redirect(signal)


def _changed_since(request, form, refused):
    """It was sent with other words: what is typed now stays, and can be sent as a report of its own."""
    form = ReportForm(as_another(form.data), user=request.user)
    form.add_error(None, f"{refused} {CHANGED}")
    return _form(request, form)


def _replace(request, data):
    """A letter instead of a name, everywhere in the form; nothing is sent yet."""
    data, sentence = privacy_check(data).replace()
    messages.info(request, sentence)
    return _form(request, ReportForm(data, user=request.user), asking=True)


def _with_files(request, draft):
    """Files that came with the form go to its draft first, so that an error elsewhere loses none of them."""
    if not request.FILES.getlist("files"):
        return draft
    draft = _save(request, draft)
    take_files(request, draft)
    return draft


def _save(request, draft):
    where = _where(request.POST)
    return services.save_draft(draft, by=request.user, fields=typed(request.POST), where=where)


def _where(data):
    return services.Where(**about_the_form(data))


def _of_draft(data, draft):
    """What was posted, with the numbers of its draft; a page that kept that draft itself knows when."""
    data = data.copy()
    data["draft"] = str(draft.pk) if draft else ""
    if draft and draft.page == _where(data).page:
        data["form"], data["seen"] = str(draft.form), services.stamp(draft)
    return data


def _draft_here(request):
    """The draft of the form, also when its page never heard the number."""
    number, where = whole_number(request.POST.get("draft", "")), _where(request.POST)
    return Draft.objects.filter(Q(pk=number) | Q(form=where.form)).first()


@require_POST
@takes_upload(MOST_BYTES)
def draft(request):
    """Keep what is typed: in the background from the page, or by its button."""
    require(request.user, Permission.SIGNAL_REPORT)
    known = get_draft(request.POST["draft"]) if request.POST.get("draft") else None
    try:
        kept = _save(request, known)
    except WrongState as sent:
        if "X-Background" not in request.headers:
            raise
        return JsonResponse({"sentence": str(sent)}, status=409)
    if "X-Background" in request.headers:
        fields = {"draft": str(kept.pk), "form": str(kept.form), "seen": services.stamp(kept)}
        return JsonResponse({"fields": fields})
    take_files(request, kept)
    messages.success(request, KEPT)
    return redirect("signals:list")


@require_POST
def discard(request, pk):
    services.discard_draft(get_draft(pk), by=request.user)
    messages.success(request, "Uw concept is weggegooid.")
    return redirect("signals:list")
