"""A house takes over its old register: bring the file, match columns and values, look, agree, follow."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from audit.log import log, log_read
from partners.roles import Permission, has_permission
from partners.steps import available, require
from signals import services
from signals.forms.register import ColumnsForm, SheetForm, UploadForm, ValuesForm
from signals.models import RegisterState
from signals.queries.places import open_municipalities, open_themes
from signals.queries.register import (
    coming,
    common_problems,
    lines_to_put_right,
    problem_rows,
    problems_of,
    ready_rows,
    registers,
)
from signals.register import files
from signals.register.refused import Refused
from signals.services.register import MOST_BYTES
from signals.transitions import REGISTER_TRANSITIONS
from signals.views.getters import get_register
from zvh.forms import acted
from zvh.paging import page_of
from zvh.uploads import takes_upload

FIRST_ROWS = 8
BEFORE = {RegisterState.CHECKED, RegisterState.PROPOSED}
LOOKED_AT = BEFORE | {RegisterState.STOPPED, RegisterState.DONE}
# Where the page of a register stands in the line of steps.
PLACE = {RegisterState.CHECKING: 4, RegisterState.CHECKED: 4, RegisterState.PROPOSED: 5}


@takes_upload(MOST_BYTES, in_memory=True)
def register_list(request):
    """What the house read before, and the form to bring a file."""
    require(request.user, Permission.SIGNAL_IMPORT_CONFIRM)
    form = None
    if has_permission(request.user, Permission.SIGNAL_IMPORT):
        form = UploadForm(request.POST or None, request.FILES or None, user=request.user)
    if form and request.method == "POST" and form.is_valid() and (register := _brought(request, form)):
        several = len(register.sheets) > 1
        return redirect("signals:register-sheet" if several else "signals:register-columns", register.pk)
    return render(
        request, "signals/register/list.html", {"form": form, "page": page_of(registers(), request)}
    )


def _brought(request, form):
    """The register that was read, or None with a sentence at the file."""
    upload = form.cleaned_data["file"]
    house = form.cleaned_data["house"].organisation
    try:
        return services.bring_register(by=request.user, house=house, name=upload.name, content=upload.read())
    except Refused as refused:
        form.add_error("file", str(refused))


@require_GET
def example(request):
    """A file that shows how a register can look, with a municipality and a theme of the house."""
    require(request.user, Permission.SIGNAL_IMPORT)
    houses = request.user.houses_for(Permission.SIGNAL_IMPORT)
    town, theme = open_municipalities(houses).first(), open_themes(houses).first()
    content = files.example(town.name if town else "", theme.name if theme else "")
    return _file(content, "voorbeeld-register.xlsx", files.EXCEL)


def _file(content, name, content_type):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def sheet(request, pk):
    register = _to_match(request, pk)
    form = SheetForm(request.POST or None, register=register)
    if request.method == "POST" and form.is_valid() and _is_chosen(request, register, form):
        return redirect("signals:register-columns", register.pk)
    return render(request, "signals/register/sheet.html", {"register": register, "form": form})


def _is_chosen(request, register, form):
    try:
        return acted(form, lambda typed: services.choose_sheet(register, by=request.user, **typed))
    except Refused as refused:
        form.add_error("sheet", str(refused))


def _to_match(request, pk):
    """A register of which the columns can still be matched; else back to its page, for its file may be gone."""
    register = get_register(pk)
    require(request.user, Permission.SIGNAL_IMPORT, register)
    REGISTER_TRANSITIONS["match_columns"].check(request.user, register)
    if request.method != "POST":
        log_read(register)
    return register


def columns(request, pk):
    register = _to_match(request, pk)
    form = ColumnsForm(request.POST or None, register=register)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(form, lambda typed: _match(register, request, typed))
    ):
        return redirect("signals:register-values", register.pk)
    return render(request, "signals/register/columns.html", {"register": register, "form": form})


def _match(register, request, typed):
    services.match_columns(register, by=request.user, columns=typed["columns"], regime=typed["regime"])


def values(request, pk):
    register = _to_match(request, pk)
    form = ValuesForm(request.POST if request.method == "POST" else None, register=register)
    if (
        request.method == "POST"
        and form.is_valid()
        and acted(form, lambda typed: _check(register, request, form))
    ):
        messages.success(
            request, "De rijen worden nagekeken. U kunt deze pagina verlaten en later terugkomen."
        )
        return redirect(register)
    return render(request, "signals/register/values.html", {"register": register, "form": form})


def _check(register, request, form):
    services.check_register(register, by=request.user, choices=form.choices)


@require_GET
def show(request, pk):
    """How far it is: what will come of it, what is wrong, what was made. While it works a part is asked again."""
    found = get_register(pk)
    if request.htmx and not found.is_at_work:
        return HttpResponseClientRefresh()
    context = {"register": found, "steps": _steps(request.user, found), "place": PLACE.get(found.state, 5)}
    if request.htmx:
        return render(request, "signals/register/detail.html#progress", context)
    imports = has_permission(request.user, Permission.SIGNAL_IMPORT, found)
    context |= {"may_export": imports, "is_next": imports and found.state == RegisterState.MATCHING}
    context["was_looked_at"] = found.state != RegisterState.MATCHING
    log_read(found)
    return render(request, "signals/register/detail.html", context | _found(request, found))


def _found(request, register):
    """The first rows and those with errors, while the file is there."""
    if register.cleared_at or register.state not in LOOKED_AT:
        return {"rows": [], "problems": None, "common": []}
    lines = list(ready_rows(register)[:FIRST_ROWS]) if register.state in BEFORE else []
    first = coming(register, services.matching_of(register), lines) if lines else []
    page = page_of(problem_rows(register), request)
    page.object_list = [{"line": row.line, "problems": problems_of(row)} for row in page]
    return {"rows": first, "problems": page, "common": common_problems(register)}


@require_GET
def rows(request, pk):
    """All rows as the signals they will become, page by page: who agrees can look at each."""
    register = get_register(pk)
    if register.state not in BEFORE:
        return redirect(register)
    page = page_of(ready_rows(register), request)
    page.object_list = coming(register, services.matching_of(register), page.object_list)
    log_read(register)
    return render(request, "signals/register/rows.html", {"register": register, "page": page, "rows": page})


def _steps(user, register):
    """{name: step} of what this person may do now; who proposed does not agree with himself, and only he goes on."""
    steps = available(REGISTER_TRANSITIONS, user, register)
    if register.proposed_by_id == user.pk:
        steps.pop("confirm_register", None)
    else:
        steps.pop("resume_register", None)
    if not register.ready:
        steps.pop("propose_register", None)
    return steps


DONE = {
    "propose_register": "Uw voorstel staat klaar. Een collega kijkt mee en geeft akkoord.",
    "return_register": "Het voorstel is teruggegeven. De koppeling kan weer worden veranderd.",
    "confirm_register": "U gaf akkoord. De rijen worden nu overgenomen.",
    "stop_register": "Het overnemen is gestopt. Wat al is overgenomen, blijft.",
    "resume_register": "Het overnemen gaat verder.",
    "drop_register": "Het bestand is weggegooid. Wat al is overgenomen, blijft.",
}


@require_POST
def step(request, pk, name):
    register = get_register(pk)
    getattr(services, name)(register, by=request.user)
    messages.success(request, DONE[name])
    return redirect("signals:registers" if name == "drop_register" else register)


@require_GET
def problems(request, pk, kind):
    """The rows with errors as a file: to put right and read again. It holds what stood in the house's own file."""
    register = get_register(pk)
    require(request.user, Permission.SIGNAL_IMPORT, register)
    if register.cleared_at:
        messages.error(request, "Dit bestand is gewist. Lees het register opnieuw in.")
        return redirect(register)
    lines = lines_to_put_right(register)
    log("export_problems", register, rows=len(lines) - 1)
    make, content_type = files.KINDS[kind]
    return _file(make(lines), f"register-te-herstellen-{timezone.localdate():%Y-%m-%d}.{kind}", content_type)
