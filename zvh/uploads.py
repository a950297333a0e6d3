"""How much one request may bring. Everywhere 1 MB; more only at a view that says so with `takes_upload`."""

import functools

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

FIELDS = 1_000_000  # of the rest of the form, on top of the files
TOO_BIG = "Dit is te groot om in één keer te versturen: samen hoogstens {size} MB. Kies minder of kleinere bestanden."


class InMemory(MemoryFileUploadHandler):
    """Keeps a file in memory whatever its size: it must never lie on disk as it came."""

    def handle_raw_input(self, *args, **kwargs):
        super().handle_raw_input(*args, **kwargs)
        self.activated = True


def takes_upload(most, *, in_memory=False):
    """Marks a view that takes files: `most` bytes in one request, the fields beside them not counted.

    `in_memory` is for what may not lie on disk unencrypted, and is more than FILE_UPLOAD_MAX_MEMORY_SIZE.
    """

    def mark(view):
        @functools.wraps(view)
        def marked(request, *args, **kwargs):
            return view(request, *args, **kwargs)

        marked.most_bytes, marked.in_memory = most, in_memory
        return marked

    return mark


class UploadSizeMiddleware:
    """Refuses by the announced length, before anything of the body is read; a body without one reads as empty."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        view = _view_of(request)
        most = getattr(view, "most_bytes", 0)
        if not most:
            raise RequestDataTooBig
        if int(length) > most + FIELDS:
            return self._too_big(request, most)
        if view.in_memory:
            request.upload_handlers.insert(0, InMemory(request))
        return self.get_response(request)

    def _too_big(self, request, most):
        sentence = TOO_BIG.format(size=most // 1_000_000)
        if "X-Background" in request.headers:
            return JsonResponse({"sentence": sentence}, status=413)
        return render(request, "413.html", {"sentence": sentence}, status=413)


def _view_of(request):
    try:
        return resolve(request.path_info).func
    except Resolver404:
        return None
