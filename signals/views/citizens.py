"""Reporting without an account: one question per screen, then sending."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from signals import abuse, services
from signals.forms import REPLACE
from signals.forms.citizens import (
    FREE_TEXT,
    QUESTIONS,
    SendForm,
    answers,
    check_all,
    privacy_of_draft,
    report_of,
)
from signals.models import HeldBecause
from signals.queries import draft_here
from signals.views.public import (
    DRAFT,
    STALE,
    address_of,
    as_draft,
    begin_session,
    forget,
    is_genuine,
    public,
    show,
)
from zvh.actor import acting_as
from zvh.exceptions import WrongState

NAMES = list(QUESTIONS)
TOO_MANY = (
    "Vanaf uw verbinding kwamen het laatste uur veel meldingen. Wat u typte, is er nog. Probeer het over een uur "
    "opnieuw, of bel ons."
)
WORK_FAILED = {
    "expired": "Deze pagina stond lang open. Uw melding is er nog. Verstuur haar nog een keer.",
    "used": "Deze melding werd al een keer verstuurd. Verstuur haar nog een keer als u geen code zag.",
    "wrong": "De controle tegen misbruik lukte niet. Uw melding is er nog. Verstuur haar nog een keer.",
}


@public
def start(request):
    return show(request, "signals/citizens/start.html", {"first": _address(NAMES[0])})


def _address(name):
    return reverse(f"citizens:{name}")


@public
@as_draft
def question(request, name):
    draft = draft_here()
    if request.method == "POST":
        return _answered(request, name, draft)
    if draft is None and name != NAMES[0]:
        return redirect("citizens:start")
    begin_session(request)
    known = draft.fields if draft else {}
    if "nakijken" in request.GET:
        return _screen(request, name, QUESTIONS[name](known, known=known))
    return _screen(request, name, QUESTIONS[name](initial=known, known=known))


def _screen(request, name, form, *, status=200):
    place = NAMES.index(name)
    context = {
        "form": form,
        "current": place + 1,
        "has_back": place > 0,
        "has_draft": DRAFT in request.session,
    }
    return show(request, "signals/citizens/question.html", context, status=status)


def _answered(request, name, draft):
    """Keep what was typed, also when it is not right yet; then on, or back."""
    known = draft.fields if draft else {}
    form = QUESTIONS[name](request.POST, known=known)
    refused = _why_not(request, draft)
    if refused:
        form.add_error(None, refused)
        return _screen(request, name, form)
    _keep(request, draft, answers(name, request.POST))
    if "back" in request.POST:
        return redirect(_before(name))
    if not form.is_valid():
        return _screen(request, name, form)
    return redirect(_after(name))


def _why_not(request, draft):
    if not is_genuine(request):
        begin_session(request)
        return STALE
    if draft is None and abuse.is_over("draft", address_of(request)):
        return TOO_MANY
    return ""


def _keep(request, draft, fields):
    if draft is not None:
        services.keep_answers(draft, fields=fields)
        return
    abuse.count("draft", address_of(request))
    request.session.cycle_key()  # who planted this session before now may not read along
    request.session[DRAFT] = services.begin_citizen_draft()
    with acting_as(key=request.session[DRAFT]):
        services.keep_answers(draft_here(), fields=fields)


def _before(name):
    return _address(NAMES[max(NAMES.index(name) - 1, 0)])


def _after(name):
    following = NAMES[NAMES.index(name) + 1 :]
    return _address(following[0]) if following else reverse("citizens:send")


@public
@as_draft
def send(request):
    """The last screen: all answers once more, and the button."""
    draft = draft_here()
    if draft is None:
        return show(request, "signals/citizens/gone.html", {})
    begin_session(request)
    unfinished, cleaned = check_all(draft.fields)
    if unfinished:
        return redirect(f"{_address(unfinished)}?nakijken")
    if REPLACE in request.POST:
        return _replaced(request, draft, cleaned)
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _sent(request, draft, form, cleaned)
    return _last_screen(request, draft, cleaned, problem=_problem_of(form))


def _replaced(request, draft, cleaned):
    """A letter instead of a name, everywhere in the report; nothing is sent yet."""
    if not is_genuine(request):
        return _last_screen(request, draft, cleaned, problem=STALE)
    data, sentence = privacy_of_draft(draft.fields, request.POST).replace()
    draft = services.keep_answers(draft, fields={name: data[name] for name in FREE_TEXT if data[name]})
    unfinished, cleaned = check_all(draft.fields)
    if unfinished:  # the letter is shorter than the name was
        return redirect(f"{_address(unfinished)}?nakijken")
    return _last_screen(request, draft, cleaned, done=sentence, data=data)


def _last_screen(request, draft, cleaned, *, problem="", done="", data=None):
    house = cleaned["municipality"].house
    work = abuse.challenge(draft, factor=abuse.factor_for(house.pk))
    context = {
        "form": SendForm(),
        "problem": problem,
        "done": done,
        "privacy": privacy_of_draft(draft.fields, request.POST if data is None else data),
        "answers": report_of(cleaned),
        "work": work,
        "receiver": house,
        "back": _address(NAMES[-1]),
    }
    return show(request, "signals/citizens/send.html", context)


def _problem_of(form):
    """A filled trap says what to do; an answer that no browser makes is a failed check."""
    return " ".join(form.errors.get("website", [])) or (WORK_FAILED["wrong"] if form.errors else "")


def _sent(request, draft, form, cleaned):
    solution, address = form.cleaned_data["solution"], address_of(request)
    problem = _problem(request, solution, draft, address)
    if problem:
        return _last_screen(request, draft, cleaned, problem=problem)
    held = "" if solution else HeldBecause.NO_WORK
    try:
        receipt = services.submit_citizen(**report_of(cleaned), held_because=held)
    except WrongState:
        return show(request, "signals/citizens/gone.html", {})
    abuse.count("report", address)
    forget(request, DRAFT)
    context = {
        "code": receipt.code,
        "house": cleaned["municipality"].house.house_profile,
        "is_held": bool(held),
    }
    return show(request, "signals/citizens/receipt.html", context)


def _problem(request, solution, draft, address):
    """Why it cannot be sent now, in a sentence; '' when it can. Without any solution it is held, not refused."""
    if not is_genuine(request):
        return STALE
    if abuse.is_over("report", address):
        return TOO_MANY
    wrong = abuse.problem_with(solution, draft) if solution else ""
    return WORK_FAILED[wrong] if wrong else ""


@public
@require_POST
@as_draft
def discard(request):
    """Throw away what was typed, for who shares a computer."""
    draft = draft_here()
    if not is_genuine(request):
        return redirect("citizens:start")
    if draft is not None:
        services.discard_citizen_draft(draft)
    forget(request, DRAFT)
    return show(request, "signals/citizens/gone.html", {"is_discarded": True})
