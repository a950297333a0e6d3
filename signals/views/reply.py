"""What an outsider sees: the text that the house wrote, and a field for his one answer. Nothing else opens by his link.

Opening the link uses nothing up, for programs that check mail open it too. Its secret goes into the session and out of
the address at once. Unknown, answered, withdrawn and expired are one page.
"""

from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.views.decorators.debug import sensitive_variables

from audit.log import log_read
from partners.models import House
from signals import abuse, services
from signals.forms.fields import LONGEST_TEXT
from signals.forms.outside import OutsideAnswerForm
from signals.queries import outside_question_here
from signals.views.public import (
    OUTSIDE,
    STALE,
    address_of,
    begin_session,
    done_with,
    is_genuine,
    keep_reading,
    public,
    reading_secret,
    show,
)
from zvh.actor import acting_as, digest
from zvh.exceptions import WrongState

WRITING_SECONDS = 2 * 60 * 60
LONGEST_SECRET = 100  # whatever else somebody puts in the address is not kept
OTHER = (
    "U opende intussen een andere link. Uw tekst staat hieronder nog. Bewaar die, en open de link opnieuw waar "
    "dit een antwoord op is."
)
TOO_MUCH = "U schreef het laatste uur al veel. Wat u typte, staat hieronder nog. Probeer het straks opnieuw."
TOO_OFTEN = (
    "Er zijn vanaf uw verbinding te vaak links geopend die niet werken. Probeer het over een uur opnieuw."
)


@public
@sensitive_variables("secret")
def link(request, secret):
    """The link itself."""
    request.session.cycle_key()  # who planted this session before now may not read along
    begin_session(request)
    keep_reading(request, secret[:LONGEST_SECRET], OUTSIDE, seconds=WRITING_SECONDS)
    response = redirect("citizens:outside")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public
def outside(request):
    """The text and the field for the answer; posting answers."""
    secret = reading_secret(request, OUTSIDE, seconds=WRITING_SECONDS)
    with acting_as(key=secret):
        question = outside_question_here()
        if question is None:
            return _nothing_here(request, secret)
        if request.method == "POST":
            return _answered(request, question, secret)
        log_read(question)
        return _page(request, question, secret, OutsideAnswerForm())


def _nothing_here(request, secret):
    """A link that works is never refused for what others at the same address tried."""
    address = address_of(request)
    if abuse.is_over("link", address):
        return _closed(request, status=429, problem=TOO_OFTEN)
    if secret is not None:
        abuse.count("link", address)
    return _closed(request)


def _answered(request, question, secret):
    if not constant_time_compare(request.POST.get("about", ""), _mark_of(secret)):
        return _closed(request, status=409, problem=OTHER)
    form = OutsideAnswerForm(request.POST)
    refused = _why_not(request)
    if form.is_valid() and refused:
        form.add_error(None, refused)
    if not form.is_valid():
        return _page(request, question, secret, form)
    try:
        services.answer_outside(question, **form.cleaned_data)
    except WrongState:
        return _closed(request)
    abuse.count("message", address_of(request))
    done_with(request, OUTSIDE)
    return redirect("citizens:outside-done")


def _why_not(request):
    if not is_genuine(request):
        return STALE
    return TOO_MUCH if abuse.is_over("message", address_of(request)) else ""


def _mark_of(secret):
    """Which question a form belongs to: an answer typed in one tab may not land at the question of another."""
    return digest(f"form {secret}")[:16]


def _page(request, question, secret, form):
    context = {
        "question": question,
        "house": question.house.house_profile,
        "form": form,
        "about": _mark_of(secret),
    }
    return show(request, "signals/outside/reply.html", context)


def _closed(request, *, status=404, problem=""):
    """The same for every link that opens nothing; what was typed comes back to be kept."""
    context = {
        "problem": problem,
        "typed": request.POST.get("answer", "")[:LONGEST_TEXT],
        "houses": House.objects.select_related("organisation").order_by("organisation__name"),
    }
    return show(request, "signals/outside/closed.html", context, status=status)


@public
def done(request):
    """After answering."""
    return show(request, "signals/outside/done.html", {})
