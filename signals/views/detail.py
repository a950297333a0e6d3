"""One signal, the answers of its reporter, and the names of its parties."""

from django.shortcuts import render

from audit.log import log, log_read
from partners.roles import Permission, has_permission
from partners.steps import require
from signals import services
from signals.forms import AnswerForm, OpenIdentityForm
from signals.models import WeighingState
from signals.queries import (
    contact_requests_of,
    conversation_of,
    files_of_signal,
    intake_of,
    parties_of,
    readers_of,
    shares_of,
)
from signals.queries.listing import late_in_words
from signals.transitions import available_steps, clock_step, waits_for_colleague
from signals.views.getters import get_party, get_question, get_signal
from signals.views.steps import form_step

ALONG = (
    "weighing__started_by",
    "weighing__decided_by",
    "weighing__confirmed_by",
    "weighing__stop__stopped_by",
    "register_row__register",
    "register_row__organisation",
)


def detail(request, number):
    signal = get_signal(number, *ALONG)
    page = page_of(signal, request.user)
    _log(signal, page["parties"])
    return render(request, "signals/detail.html", page)


def page_of(signal, user):
    """All that this person may see of a signal on its page; of the PDF it is the whole source."""
    questions = _questions(signal, user)
    return {
        "signal": signal,
        "origin": getattr(signal, "register_row", None),  # for the desk alone
        "parties": parties_of(signal, user),
        "themes": list(signal.themes.all()),
        "events": [
            {"event": event, "who": _who(event, signal)} for event in signal.events.select_related("by")
        ],
        "questions": questions,
        "shares": list(shares_of(signal)),
        "files": files_of_signal(signal, user),
        "can_add_files": services.may_add(user, signal),
        **_without_account(signal, questions, user),
        **_weighing(signal, user, questions),
        **_desk(signal, user),
    }


def _log(signal, parties):
    """Reading a name is more than reading the signal, and says so."""
    opened = [row.party.pk for row in parties if row.open_until]
    if opened:
        log("read", signal, identities=opened)
    else:
        log_read(signal)


def _questions(signal, user):
    """Each question, with a form for who may answer it now."""
    may = has_permission(user, Permission.SIGNAL_ANSWER, signal)
    return [
        {"question": question, "form": _answer_form(question) if may else None}
        for question in signal.questions.all()
    ]


def _answer_form(question):
    return None if question.answered_at else AnswerForm(auto_id=f"id_{question.pk}_%s")


def _without_account(signal, questions, user):
    """The conversation and how it came in, of a reporter without an account; for the desk alone."""
    intake = intake_of(signal)
    if intake is None:
        return {"intake": None}
    asked = list(contact_requests_of(signal)) if intake.has_contact else []
    lines = conversation_of(signal, [row["question"] for row in questions])
    may_decide = has_permission(user, Permission.CONTACT_DECIDE, signal)
    return {
        "intake": intake,
        "lines": [{"line": line, "form": None} for line in lines],
        "can_message": has_permission(user, Permission.SIGNAL_ASK, signal),
        "can_request_contact": has_permission(user, Permission.CONTACT_REQUEST, signal),
        "contact_requests": [_request(one, user, may_decide) for one in asked],
        "contact_open_until": next((one.open_until for one in asked if one.requested_by == user), None),
    }


def _request(request, user, may_decide):
    is_open, is_own = request.decided_at is None, request.requested_by_id == user.pk
    return {
        "request": request,
        "waits_for_colleague": is_open and is_own,
        "can_decide": is_open and not is_own and may_decide,
    }


def _who(event, signal):
    """The reporter by what he is, the desk by name, and nobody where it went by itself."""
    if event.by is None:
        return ""
    if event.by_id == signal.reported_by_id:
        return f"{signal.get_reporter_function_display()}, {signal.organisation.short_name}"
    return event.by.name


def _weighing(signal, user, questions):
    """The weighing and its steps, for who may see it."""
    weighing = getattr(signal, "weighing", None)
    if weighing is None:
        return {"weighing": None, "steps": {}, "late": "", "waits_for_colleague": False}
    waits = signal.asks_outside or any(row["question"].answered_at is None for row in questions)
    steps = available_steps(user, weighing) | clock_step(user, weighing, waits=waits)
    if hasattr(signal, "register_row"):
        steps.pop("ask_reporter", None)  # nobody would answer
    return {
        "weighing": weighing,
        "steps": {} if signal.is_merged else steps,
        "late": late_in_words(weighing),
        "waits_for_colleague": waits_for_colleague(user, weighing),
    }


def _desk(signal, user):
    """What only the desk of its house sees and does."""
    return {
        "is_desk": has_permission(user, Permission.SIGNAL_WEIGH, signal),
        "in_cases": has_permission(user, Permission.CASE_ANSWER)
        or has_permission(user, Permission.CASE_DIRECT),
        "can_share": has_permission(user, Permission.SIGNAL_SHARE, signal),
        "can_call_extra": _can_call_extra(signal, user),
        "can_mask": has_permission(user, Permission.SIGNAL_MASK, signal),
        "can_open_identity": has_permission(user, Permission.IDENTITY_OPEN, signal),
        "readers": readers_of(signal),
    }


def _can_call_extra(signal, user):
    """An extra consultation is about a report that was looked at, and not about what follows another."""
    weighing = getattr(signal, "weighing", None)
    unsure = weighing is None or weighing.state in {WeighingState.HELD, WeighingState.REJECTED}
    return has_permission(user, Permission.MEETING_RELEASE, signal) and not (unsure or signal.is_merged)


def answer(request, number, pk):
    signal = get_signal(number)
    question = get_question(signal, pk)
    require(request.user, Permission.SIGNAL_ANSWER, signal)
    return form_step(
        request,
        signal,
        AnswerForm(request.POST or None),
        title="Vraag beantwoorden",
        about=question.text,
        button="Antwoord versturen",
        act=lambda typed: services.answer_question(question, by=request.user, **typed),
        done="Uw antwoord is verstuurd naar het veiligheidshuis.",
    )


def open_identity(request, number, pk):
    signal = get_signal(number)
    party = get_party(signal, pk)
    require(request.user, Permission.IDENTITY_OPEN, party)
    return form_step(
        request,
        signal,
        OpenIdentityForm(request.POST or None),
        title=f"Identiteit openen van {party.label}",
        button="Naam een uur openen",
        act=lambda typed: services.open_identity(party, by=request.user, **typed),
        done="De naam staat een uur bij de betrokkene. Dit is vastgelegd in het log.",
    )
