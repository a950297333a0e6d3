"""Files on their way out. The row decides who gets one, and every one is written in the log."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals import services
from signals.files import shown_name, vault
from signals.files.cleaning import PICTURES
from signals.files.kinds import NAMES
from signals.forms import OpenOriginalForm, ReleaseFileForm
from signals.models import Original
from signals.transitions import FILE_TRANSITIONS
from signals.views.getters import get_file, get_file_of, get_signal
from signals.views.steps import form_step
from zvh.exceptions import NotAllowed

# Whatever it is, in a browser it may do nothing: no script, no form, no request, no place in another page.
SAFE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store, private",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_GET
def download(request, token):
    """The working copy, to keep."""
    return _copy(get_file(token), inline=False)


@require_GET
def show(request, token):
    """The working copy of a picture, in the browser."""
    file = get_file(token)
    if file.is_open and file.kind not in PICTURES:
        raise Http404
    return _copy(file, inline=True)


@require_GET
def original(request, token):
    """The file as it came, for who has opened it with a reason."""
    file = get_file(token)
    get_object_or_404(Original, attachment=file)
    return _answer(file, vault.ORIGINAL, file.kind, original=True)


def _copy(file, *, inline):
    return _answer(file, vault.COPY, "jpeg" if file.kind == "heic" else file.kind, inline=inline)


def _answer(file, what, kind, *, inline=False, **details):
    if not file.is_open:
        raise NotAllowed
    response = HttpResponse(vault.take(file.token, what), content_type=NAMES[kind][1])
    disposition = content_disposition_header(not inline, shown_name(file.name, kind))
    for name, value in SAFE.items():
        response.headers[name] = value
    response.headers["Content-Disposition"] = disposition
    log("read", file, **details)
    return response


def release(request, number, pk):
    signal = get_signal(number)
    file = get_file_of(signal, pk)
    if request.method != "POST":
        FILE_TRANSITIONS["release_file"].check(request.user, file)
    return form_step(
        request,
        signal,
        ReleaseFileForm(request.POST or None),
        title=f"{file.name} vrijgeven zonder scan",
        button="Bestand vrijgeven",
        act=lambda typed: services.release_file(file, by=request.user, **typed),
        done=f"Alle lezers van dit signaal kunnen {file.name} nu openen.",
    )


def open_original(request, number, pk):
    signal = get_signal(number)
    file = get_file_of(signal, pk)
    require(request.user, Permission.FILE_OPEN_ORIGINAL, file)
    return form_step(
        request,
        signal,
        OpenOriginalForm(request.POST or None),
        title=f"Origineel openen van {file.name}",
        button="Origineel een uur openen",
        act=lambda typed: services.open_original(file, by=request.user, **typed),
        done="U kunt het origineel een uur lang downloaden, bij Bestanden. Dit is vastgelegd in het log.",
    )
