"""Signing in: allauth's own views, which carry on what somebody had typed when his login ended."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from partners import resume
from partners.demo_accounts import ACCOUNTS, PASSWORD

sign_out = require_POST(account.logout)


@login_not_required
@never_cache
def sign_in(request):
    request.demo_accounts, request.demo_password = ACCOUNTS, PASSWORD
    return _carry_on(request, account.login)


@login_not_required
@never_cache
def second_factor(request):
    return _carry_on(request, mfa.authenticate)


@login_not_required
@never_cache
def sign_in_by_passkey(request):
    return _carry_on(request, webauthn.login_webauthn)


def _carry_on(request, view):
    """After a step that went well comes the next page itself, not a redirect: that would lose the text."""
    request.resume = getattr(request, "resume", "") or request.POST.get("resume", "")
    response = view(request)
    typed = request.resume and response.status_code == 302 and resume.unpack(request.resume)
    if not typed:
        return response
    if response.url == reverse("mfa_authenticate"):
        request.method = "GET"  # show it; the code is not given yet
        return mfa.authenticate(request)
    if typed.user_id == request.user.pk:
        return render(request, "account/resume.html", {"typed": typed})
    return response
