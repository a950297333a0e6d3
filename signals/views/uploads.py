"""Files on their way in: by parts from the page, or whole with a form."""

from functools import wraps

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from signals import services
from signals.forms import BeginForm, about_the_form, check_upload, typed
from signals.models import MOST_BYTES
from signals.queries.attachments import row_of
from signals.services.files import MOST_PART, WrongPlace
from signals.views.getters import get_draft, get_file, get_signal
from zvh.exceptions import NotAllowed, WrongState
from zvh.paging import whole_number
from zvh.uploads import takes_upload


def for_script(view):
    """What cannot be done now is told to the page in one sentence, and not on another page."""

    @wraps(view)
    def answering(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except WrongState as refused:
            return JsonResponse({"sentence": str(refused)}, status=409)

    return answering


@require_POST
@for_script
def begin(request):
    """A place for a file; says how many bytes of it are there already."""
    number = request.POST.get("signal")
    parent = get_signal(number) if number else get_draft(request.POST.get("draft"))
    form = BeginForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": form.sentence}, status=400)
    file = services.start_upload(parent, by=request.user, **form.cleaned_data)
    return JsonResponse({"token": str(file.token), "received": file.received, "part": MOST_PART})


@takes_upload(MOST_PART)
@require_POST
@for_script
def part(request, token):
    """The next bytes. 409 and how many there are when these do not follow on them."""
    file, content = get_file(token), request.FILES.get("part")
    offset = whole_number(request.POST.get("offset", ""))
    if content is None or offset is None:
        return JsonResponse({"sentence": "Er kwam niets binnen.", "received": file.received}, status=400)
    if content.size > MOST_PART:
        return JsonResponse({"sentence": "Dit deel is te groot.", "received": file.received}, status=413)
    try:
        file = services.add_part(file, by=request.user, offset=offset, content=content.read())
    except WrongPlace as wrong:
        return JsonResponse({"sentence": str(wrong), "received": wrong.received}, status=409)
    return JsonResponse({"received": file.received})


@require_GET
def state(request, token):
    """How far it is, and its row as the page shows it."""
    file = get_file(token)
    row = row_of(file, request.user)
    context = {"row": row, "in_form": file.signal_id is None, "signal": file.signal}
    return JsonResponse(
        {
            "received": file.received,
            "busy": row.is_busy,
            "sentence": file.refusal or f"{file.name}: {file.get_state_display()}.",
            "html": render_to_string("signals/parts/file_row.html", context, request),
        }
    )


@require_POST
def drop(request, token):
    """Take a file back. On the form of a report what is typed comes along, and is kept."""
    file = get_file(token)
    services.drop_file(file, by=request.user)
    if "X-Background" in request.headers:
        return JsonResponse({})
    if file.signal_id is None and "title" in request.POST:
        where = services.Where(**about_the_form(request.POST))
        services.save_draft(
            get_draft(file.draft_id), by=request.user, fields=typed(request.POST), where=where
        )
    messages.success(request, f"{file.name} is weggehaald.")
    return redirect(file)


@takes_upload(MOST_BYTES)
@require_POST
def add(request, number):
    """Whole files with an ordinary form, for a browser without JavaScript."""
    signal = get_signal(number)
    if not services.may_add(request.user, signal):
        raise NotAllowed
    if not take_files(request, signal):
        messages.error(request, "Kies eerst een bestand.")
    return redirect(f"{signal.get_absolute_url()}#bestanden")


def take_files(request, parent):
    """Add what came with the form, and say of each that is not taken why; returns how many there were."""
    uploads = request.FILES.getlist("files")
    for upload in uploads:
        if sentence := check_upload(upload):
            messages.error(request, sentence)
        else:
            services.add_file(parent, by=request.user, upload=upload)
    return len(uploads)
