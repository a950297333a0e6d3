"""While the meeting runs: its stream of changes, the parts of the page that follow it, the pen, and the big screen."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from audit.log import log
from meetings import queries, services
from meetings.forms import NoteForm, RecordForm
from meetings.live import stream as events_of
from meetings.services.table import TEXTS
from meetings.views.getters import get_item, get_meeting
from meetings.views.looking import log_line
from meetings.views.table import get_recorded, show, to_item
from partners.roles import Permission, has_permission
from partners.steps import require
from zvh.exceptions import WrongState
from zvh.paging import whole_number

PARTS = {"nu", "tafel", "verslag", "uitkomst"}


@require_GET
def stream(request, pk):
    """Server-sent events for who follows this meeting. The events hold numbers; the parts below hold what is read."""
    meeting = get_meeting(pk)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    body = events_of(meeting.pk, request.user)
    return StreamingHttpResponse(body, content_type="text/event-stream", headers=headers)


def part(request, pk, name):
    """One part of the page at the table, read again: of the item of `?punt=`, else of the one the meeting is at."""
    if name not in PARTS:
        raise Http404
    meeting = get_meeting(pk)
    line = _line(request, meeting)
    may_record = has_permission(request.user, Permission.MEETING_RECORD, meeting)
    context = {"meeting": meeting, "line": line, "stage": queries.stage_of(meeting), "may_record": may_record}
    if line:
        context |= queries.results_of(line.item) | {"told": log_line(request, meeting, line)}
        context["pen"] = queries.pen_of(line.item)
    return render(request, f"meetings/live.html#{name}", context)


def _line(request, meeting):
    asked = request.GET.get("punt", "")
    stage = queries.stage_of(meeting)
    if not (asked or stage):
        return None
    pk = whole_number(asked) if asked else stage.item_id
    return queries.line_of(get_object_or_404(queries.items_of(meeting), pk=pk), request.user)


def agenda(request, pk):
    """The list beside it: titles and times, of which the page itself wrote the log."""
    meeting = get_meeting(pk)
    context = {
        "meeting": meeting,
        "lines": queries.agenda(meeting, request.user),
        "stage": queries.stage_of(meeting),
        "shown": whole_number(request.GET.get("punt", "")),
    }
    return render(request, "meetings/parts/live_agenda.html", context)


@require_POST
def bring_up(request, pk):
    """Go on to this item: all who follow go along."""
    item = services.bring_up(get_item(pk), by=request.user)
    return redirect(to_item(item))


@require_POST
def take_pen(request, pk):
    """Write in the place of somebody else, who sees it at once."""
    item = get_item(pk)
    services.take_pen(item, by=request.user, window=request.POST.get("window", "")[:40], force=True)
    messages.success(request, "U schrijft nu het verslag van dit punt.")
    return redirect(to_item(item))


@require_POST
def put_pen_down(request, pk):
    """Said by the page when it is left."""
    services.put_pen_down(get_item(pk), by=request.user, window=request.POST.get("window", "")[:40])
    return HttpResponse(status=204)


@require_POST
def write(request, pk):
    """What was typed so far, kept while typing. Answers what stands there now, or why it was not kept."""
    item = get_recorded(request, pk)
    form = RecordForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": "Deze tekst is te lang. Maak hem korter."}, status=409)
    try:
        item = services.write_item(item, by=request.user, window=form.window, seen=form.seen, **form.texts)
    except services.PenTaken as taken:
        return JsonResponse({"taken": True, "sentence": str(taken)}, status=409)
    except WrongState as refused:
        return JsonResponse({"sentence": str(refused)}, status=409)
    return JsonResponse({"fields": {f"seen_{name}": getattr(item, name) for name in TEXTS}})


@require_POST
def note(request, pk):
    """The chair's own note: kept while he types, or with the button."""
    item = get_recorded(request, pk)
    form = NoteForm(request.POST)
    is_background = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        return show(request, item.meeting, str(pk), note_form=form)
    try:
        kept = services.write_note(item, by=request.user, **form.cleaned_data)
    except WrongState as refused:
        if is_background:
            return JsonResponse({"sentence": str(refused)}, status=409)
        form.add_error(None, str(refused))
        return show(request, item.meeting, str(pk), note_form=form)
    if is_background:
        return JsonResponse({"fields": {"notitie-seen": kept.text}})
    messages.success(request, "Uw aantekening is bewaard.")
    return redirect(to_item(item))


def screen(request, pk):
    """For the screen on the wall: where the meeting is and how long, and nothing about anybody."""
    meeting = get_meeting(pk)
    require(request.user, Permission.MEETING_RECORD, meeting)
    lines, stage = queries.agenda(meeting, request.user), queries.stage_of(meeting)
    at = next((place for place, line in enumerate(lines) if stage and line.item.pk == stage.item_id), None)
    log("read", meeting)
    context = {
        "meeting": meeting,
        "stage": stage,
        "line": None if at is None else lines[at],
        "number": None if at is None else at + 1,
        "count": len(lines),
        "following": None if at is None or at + 1 == len(lines) else lines[at + 1],
    }
    name = "meetings/screen.html#now" if request.htmx else "meetings/screen.html"
    return render(request, name, context)
