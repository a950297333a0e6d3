"""Who may go on: a login that still lives, and a second factor."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.shortcuts import redirect

from partners import resume


def is_background(request):
    """A request that nobody clicked for: polling, a fragment that loads itself, a draft that is saved."""
    return request.headers.get("X-Background") == "1"


def is_fetched(request):
    """By a script, which can do nothing with the page of another address."""
    return is_background(request) or "HX-Request" in request.headers or "X-Requested-With" in request.headers


class IdleLogoutMiddleware:
    """Ends a login after half an hour without a deliberate click, and after a working day however often one clicks.

    Background requests do not count. The moment of the last click is written at most once a minute.
    """

    WRITE_AFTER = 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            self._end_or_note(request)
        request.idle_seconds = settings.SESSION_IDLE_SECONDS if request.user.is_authenticated else 0
        response = self.get_response(request)
        resume.remember(request, response)
        return response

    def _end_or_note(self, request):
        now = int(time.time())
        seen, began = request.session.get("seen_at"), request.session.setdefault("began_at", now)
        is_over = now - began > settings.SESSION_COOKIE_AGE  # the cookie itself is renewed at each click
        if is_over or (seen and now - seen > settings.SESSION_IDLE_SECONDS):
            logout(request)
        elif not seen or (now - seen >= self.WRITE_AFTER and not is_background(request)):
            request.session["seen_at"] = now


class SecondFactorMiddleware:
    """Without a second factor every page leads to the one where it is set up; off only in a demonstration.

    allauth asks for a factor that is there, but does not make anybody have one. Asked once per session:
    the last factor cannot be removed, and a reset by an administrator ends the sessions.
    """

    OPEN = {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.needs_second_factor = self._needs(request)
        return self.get_response(request)

    def _needs(self, request):
        if settings.DEMO or not request.user.is_authenticated or request.session.get("second_factor"):
            return False
        if is_mfa_enabled(request.user):
            request.session["second_factor"] = True
            return False
        return True

    def process_view(self, request, view, args, kwargs):
        if request.needs_second_factor and request.resolver_match.view_name not in self.OPEN:
            return redirect("mfa_index")
        return None


class SignInMiddleware(LoginRequiredMiddleware):
    """Every page asks for a login, unless its view says otherwise.

    A script gets 401, so that it can say so; a form that was posted too late is carried through the login.
    """

    def handle_no_permission(self, request, view_func):
        from partners.views.signing import sign_in

        if is_fetched(request):
            return HttpResponse(
                "U bent niet meer ingelogd.", status=401, content_type="text/plain; charset=utf-8"
            )
        request.resume = resume.pack(request) if request.method == "POST" else ""
        if request.resume:
            request.method = "GET"  # the login page itself, not an attempt to log in
            return sign_in(request)
        return super().handle_no_permission(request, view_func)
