from django.contrib import messages
from django.shortcuts import redirect, render

from zvh.exceptions import WrongState
from zvh.views import healthz


class FormsOnlyMiddleware:
    """What is posted is a form in UTF-8; anything else gets a clear page before somebody tries to read it.

    Django would read another type as an empty form, and fails on another character set while it shows its error page.
    """

    FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method == "POST" and request.content_type and not self._is_form(request):
            return render(request, "400.html", status=415)
        return self.get_response(request)

    def _is_form(self, request):
        return request.content_type in self.FORMS and (request.encoding or "utf-8").lower() == "utf-8"


class PrivatePagesMiddleware:
    """No page stays behind in a browser or a proxy: after signing out 'back' shows nothing. No page needs a camera."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers["Permissions-Policy"] = (
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response


class WrongStateMiddleware:
    """Turn a WrongState into a message on the page of the thing itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, WrongState):
            return None
        messages.error(request, str(exception))
        return redirect(exception.back_to)


class HealthMiddleware:
    """Answers /healthz before anything asks the database who is there: it must answer also when that is gone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return healthz(request) if request.path == "/healthz" else self.get_response(request)
