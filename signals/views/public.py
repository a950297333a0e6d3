"""What the pages without an account share: one session cookie and no other, a token of their own, who is asking.

Django keeps its token against forged forms in a second cookie; these pages keep one in the session instead, and write
no messages, which would be a third. The session holds the secret of a draft or of a key, never a code.
"""

import secrets
import time
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from zvh.actor import acting_as

TOKEN, DRAFT, RECEIPT, OUTSIDE = "citizen_token", "citizen_draft", "citizen_receipt", "citizen_outside"
READING_SECONDS = 30 * 60
INVITATION = "meeting_invitation"
STALE = "Dit formulier stond lang open. Uw tekst is er nog. Druk nog een keer op de knop."


def public(view):
    """A page for everybody; its forms carry the token of the session."""
    return login_not_required(csrf_exempt(view))


def show(request, template, context, *, status=200):
    """Render with the token of the session in place of Django's, so that no second cookie is set."""
    own = {"csrf_token": "", "token": request.session.get(TOKEN, "")}
    return render(request, template, {**own, **context}, status=status)


def begin_session(request):
    request.session.setdefault(TOKEN, secrets.token_urlsafe(24))


def is_genuine(request):
    """Whether this form came from a page that we gave to this session."""
    token = request.session.get(TOKEN, "")
    return bool(token) and constant_time_compare(request.POST.get("token", ""), token)


def address_of(request):
    """Where the request comes from, only to count with (signals/abuse.py): never kept, never logged."""
    return get_adapter().get_client_ip(request)


def forget(request, *names):
    """End what this visitor was doing here; who is logged in stays so."""
    for name in (*names, TOKEN):
        request.session.pop(name, None)
    if not request.user.is_authenticated:
        request.session.flush()


def done_with(request, slot):
    """End one thing of this visitor, and his session when nothing else is left in it."""
    request.session.pop(slot, None)
    if not {DRAFT, RECEIPT, OUTSIDE, INVITATION} & set(request.session.keys()):
        forget(request)


def as_draft(view):
    """The view acts as the key of the draft of this session, or as nobody."""

    @wraps(view)
    def acting(request, *args, **kwargs):
        with acting_as(key=request.session.get(DRAFT)):
            return view(request, *args, **kwargs)

    return acting


def keep_reading(request, secret, slot=RECEIPT, *, seconds=READING_SECONDS):
    request.session[slot] = {"secret": secret, "until": int(time.time()) + seconds}


def reading_secret(request, slot=RECEIPT, *, seconds=READING_SECONDS):
    """The secret that was given in this session, until so long without a click."""
    kept = request.session.get(slot)
    if not kept or kept["until"] < time.time():
        return None
    keep_reading(request, kept["secret"], slot, seconds=seconds)
    return kept["secret"]
