"""A signal as a PDF, with what its page shows this reader and nothing more."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from audit.log import log
from signals.pdf import signal_pdf
from signals.views.detail import ALONG, page_of
from signals.views.files import SAFE
from signals.views.getters import get_signal


@require_GET
def pdf(request, number):
    signal = get_signal(number, *ALONG)
    made = signal_pdf(page_of(signal, request.user), reader=request.user, at=timezone.now())
    log("make_pdf", signal)
    response = HttpResponse(made, content_type="application/pdf")
    for name, value in SAFE.items():
        response.headers[name] = value
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{signal.number}.pdf")
    return response
