"""Answering an invitation by its link, and the calendar behind a secret link: pages for who is not signed in.

A link acts as a key and shows when and where, nothing else. Unknown, ended and withdrawn are one page. Opening the link
uses nothing up; its secret goes into the session and out of the address at once.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from meetings import calendars, queries, services
from meetings.forms import ReplyForm
from meetings.models import CalendarFeed, Reply
from signals import abuse
from signals.views.public import (
    INVITATION,
    STALE,
    address_of,
    begin_session,
    is_genuine,
    keep_reading,
    public,
    reading_secret,
    show,
)
from zvh.actor import acting_as, digest
from zvh.exceptions import WrongState

LONGEST_SECRET = 100
KEPT_SECONDS = 15 * 60  # a calendar asks again after this


@public
@sensitive_variables("secret")
def link(request, secret):
    """The link itself."""
    request.session.cycle_key()  # who planted this session before now may not read along
    begin_session(request)
    keep_reading(request, secret[:LONGEST_SECRET], INVITATION)
    response = redirect("meetings:reply")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public
def reply(request):
    """When and where, and the answer; posting answers, as often as one likes."""
    secret = reading_secret(request, INVITATION)
    with acting_as(key=secret):
        invited = queries.invitation_here()
        if invited is None:
            return _nothing_here(request, secret)
        answered = {"reply": invited["reply"], "word": invited["word"]}
        form = ReplyForm(request.POST or None, initial=answered if invited["reply"] != Reply.NONE else None)
        done = request.method == "POST" and form.is_valid() and _answer(request, form)
    if done:
        return redirect("meetings:reply")
    label = Reply(invited["reply"]).label
    has_answered = invited["reply"] != Reply.NONE
    return show(
        request,
        "meetings/reply.html",
        {"invited": invited, "form": form, "label": label, "has_answered": has_answered},
    )


def _answer(request, form):
    if not is_genuine(request):
        form.add_error(None, STALE)
        return False
    try:
        services.reply_to_invitation(**form.cleaned_data)
    except WrongState as wrong:
        form.add_error(None, str(wrong))
        return False
    return True


def _nothing_here(request, secret):
    if secret is not None:
        abuse.count("link", address_of(request))
    return show(request, "meetings/reply_closed.html", {}, status=404)


@login_not_required
@require_safe
@sensitive_variables("secret")
def calendar(request, secret):
    """The feed: 404 for a link that opens nothing, and too many of those from one address wait an hour."""
    address, key = address_of(request), digest(secret[:LONGEST_SECRET])
    if not queries.has_calendar(key):
        if abuse.is_over("link", address):
            return HttpResponse(status=429)
        abuse.count("link", address)
        raise Http404
    rows = queries.calendar_of(key)
    tag = f'"{digest(repr(rows))[:32]}"'
    fresh = request.headers.get("If-None-Match") == tag
    page = settings.SITE_URL + reverse("meetings:list")
    response = HttpResponseNotModified() if fresh else HttpResponse(calendars.feed(rows, link=page))
    if not fresh:
        response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def feed(request):
    """One's own link: whether there is one, and the new one right after making it."""
    made = CalendarFeed.objects.filter(user=request.user).first()
    return render(request, "meetings/feed.html", {"made": made})


@require_POST
def make_feed(request):
    """Shown on this page once."""
    secret = services.make_feed(by=request.user)
    address = settings.SITE_URL + reverse("calendars:feed", args=[secret])
    made = CalendarFeed.objects.get(user=request.user)
    response = render(request, "meetings/feed.html", {"made": made, "address": address})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def withdraw_feed(request):
    services.withdraw_feed(by=request.user)
    messages.success(request, "De agendalink werkt niet meer.")
    return redirect("meetings:feed")
