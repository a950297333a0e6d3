"""Coming back with a receipt code: the conversation about one report, its safe status, and nothing else."""

from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from audit.log import log_read
from partners.demo_accounts import RECEIPT_CODE
from signals import abuse, services
from signals.forms.citizens import AddForm, CodeForm, ReplyForm
from signals.queries import conversation_of, opens, signal_here
from signals.receipts import secrets_of
from signals.views.public import (
    RECEIPT,
    STALE,
    address_of,
    begin_session,
    forget,
    is_genuine,
    keep_reading,
    public,
    reading_secret,
    show,
)
from zvh.actor import acting_as
from zvh.exceptions import WrongState
from zvh.paging import whole_number

UNKNOWN = "Wij kennen deze code niet, of zij is verlopen. Kijk de cijfers na, of bel ons."
TOO_OFTEN = "Er is te vaak een verkeerde code getypt vanaf uw verbinding. Probeer het over een uur opnieuw, of bel ons."
TOO_MUCH = "U schreef het laatste uur al veel. Wat u typte, staat hieronder nog. Probeer het straks opnieuw."


@public
def code(request):
    begin_session(request)
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status, refused = _opened(request, form.cleaned_data["code"])
        if not refused:
            return redirect("citizens:talk")
        form.add_error("code" if status == 200 else None, refused)
    return show(
        request, "signals/citizens/code.html", {"form": form, "demo_code": RECEIPT_CODE}, status=status
    )


def _opened(request, digits):
    """(200, '') when the code is right; else the status and what to say."""
    address = address_of(request)
    if not is_genuine(request):
        return 200, STALE
    if abuse.is_over("code", address):
        return 429, TOO_OFTEN
    secret = next((one for one in secrets_of(digits) if opens(one)), None)
    if secret is None:
        abuse.count("code", address)
        return 200, UNKNOWN
    request.session.cycle_key()  # who planted this session before now may not read along
    keep_reading(request, secret)
    return 200, ""


@public
def talk(request):
    """The conversation; posting adds something, or answers a question of the house."""
    secret = reading_secret(request)
    if secret is None:
        return redirect("citizens:follow")
    with acting_as(key=secret):
        signal = signal_here()
        if signal is None:
            return redirect("citizens:follow")
        if request.method == "POST":
            return _written(request, signal)
        log_read(signal)
        return _conversation(request, signal)


def _written(request, signal):
    asked = whole_number(request.POST.get("question", ""))
    form = ReplyForm(request.POST, auto_id=f"id_{asked}_%s") if asked else AddForm(request.POST)
    if not form.is_valid():
        return _conversation(request, signal, form=form, asked=asked)
    refused = _why_not(request)
    if refused:
        form.add_error(None, refused)
        return _conversation(request, signal, form=form, asked=asked)
    try:
        _keep(signal, form, asked)
    except WrongState as late:  # what was typed comes back as an addition
        added = AddForm(initial={"text": form.cleaned_data["answer"]})
        return _conversation(request, signal, form=added, problems=[str(late)])
    abuse.count("message", address_of(request))
    return redirect(f"{request.path}?verstuurd")


def _why_not(request):
    if not is_genuine(request):
        return STALE
    return TOO_MUCH if abuse.is_over("message", address_of(request)) else ""


def _keep(signal, form, asked):
    """Write it down; a question that is not there (any more) becomes an addition."""
    question = signal.questions.filter(pk=asked).first() if asked else None
    if question is not None:
        services.answer_by_code(question, **form.cleaned_data)
    else:
        services.add_message(signal, text=next(iter(form.cleaned_data.values())))


def _conversation(request, signal, *, form=None, asked=None, problems=()):
    lines = conversation_of(signal)
    context = {
        "signal": signal,
        "lines": [{"line": line, "form": _reply_form(line, form, asked)} for line in lines],
        "form": form if form is not None and not asked else AddForm(),
        "problems": problems or (form.non_field_errors() if form is not None else []),
        "house": signal.house.house_profile,
        "is_sent": "verstuurd" in request.GET,
    }
    return show(request, "signals/citizens/talk.html", context)


def _reply_form(line, form, asked):
    """A form for each question that waits for an answer; with what was typed where that went wrong."""
    if line.question is None or line.question.answered_at:
        return None
    if form is not None and asked == line.question.pk:
        return form
    return ReplyForm(auto_id=f"id_{line.question.pk}_%s")


@public
@require_POST
def stop(request):
    """Close the conversation on this device."""
    if is_genuine(request):
        forget(request, RECEIPT)
    return redirect("citizens:follow")
