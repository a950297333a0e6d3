"""Refusals and failures belong in the log as much as what was done."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from audit.log import log
from audit.models import Result
from zvh.actor import acting_as


class RefusalMiddleware:
    """Writes what was refused (403, 404 on a record) in the request, and what failed in a transaction of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        view = request.resolver_match.view_name if request.resolver_match else ""
        if isinstance(exception, PermissionDenied | Http404) and request.user.is_authenticated:
            log(
                "refused",
                result=Result.REFUSED,
                view=view,
                answer=403 if isinstance(exception, PermissionDenied) else 404,
                **self._asked(request.resolver_match),
            )

    def _asked(self, match):
        """The numbers in the address; never another part of it, which may be a secret."""
        asked = match.kwargs if match else {}
        numbers = {name: value for name, value in asked.items() if name == "number" or isinstance(value, int)}
        return {"asked": numbers} if numbers else {}


class FailureMiddleware:
    """Outside the transaction of the request: a 5xx rolls that back, its log line must stay."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code >= 500 and response.status_code != 503:
            self.write(request)
        return response

    def write(self, request):
        view = request.resolver_match.view_name if request.resolver_match else ""
        with acting_as(request.user):
            log("failed", result=Result.FAILED, view=view)
