"""Weighing a signal: the criteria screen, the question to the reporter, the second person."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from audit.log import log_read
from partners.models import TextKind
from signals import services
from signals.forms import CriteriaForm, DecideForm, QuestionForm, ReturnForm, WeighAgainForm
from signals.forms.begin import begin_with
from signals.models import Weighing
from signals.views.getters import get_weighing
from signals.views.steps import check_step, form_step
from zvh.exceptions import WrongState
from zvh.forms import acted
from zvh.seen import plain, seen

ASKED = "De vraag is verstuurd. De melder krijgt een bericht."
ASKED_BY_CODE = "De vraag staat klaar. De melder heeft geen account: hij leest die als hij zijn code typt."
FIRST_DAYS = timedelta(days=30)


def weigh(request, number):
    """The screen with the criteria and the outcome; who comes second keeps what he typed."""
    weighing = get_weighing(number)
    check_step("decide", request, weighing)
    if request.method != "POST":
        return _screen(request, weighing, DecideForm(signal=weighing.signal, initial=_known(weighing)))
    form = DecideForm(request.POST, signal=weighing.signal)

    def act(typed):
        services.decide(weighing.signal, by=request.user, notes_seen=_notes_seen(request), **form.decision)

    if not (form.is_valid() and acted(form, act)):
        return _screen(request, weighing, form)
    messages.success(request, "De weging is vastgelegd.")
    return redirect(weighing.signal)


def _notes_seen(request):
    """What stands for the notes as they were when the form was opened."""
    return request.POST.get("notes_seen", "")


def _known(weighing):
    """What is kept so far, and a first end date for a share."""
    kept = {name: getattr(weighing, name) for name in (*Weighing.CRITERIA, "notes")}
    return {**kept, "valid_until": timezone.localdate() + FIRST_DAYS}


def _screen(request, weighing, form):
    """With the notes as they stand now where they are others than the form began with."""
    log_read(weighing.signal)
    now = seen(weighing.notes)
    is_other = plain(request.POST.get("notes", "")) != plain(weighing.notes)
    context = {
        "notes_seen": now,
        "notes_changed": request.method == "POST" and is_other and _notes_seen(request) != now,
        "signal": weighing.signal,
        "weighing": weighing,
        "form": form,
        "questions": [{"question": one, "form": None} for one in weighing.signal.questions.all()],
    }
    return render(request, "signals/weigh.html", context)


@require_POST
def save_criteria(request, number):
    """Keep the criteria half way; the outcome that was typed already stays on the page."""
    weighing = get_weighing(number)
    check_step("decide", request, weighing)
    form, whole = CriteriaForm(request.POST), DecideForm(request.POST, signal=weighing.signal)
    if not (form.is_valid() and _kept(request, weighing.signal, form, whole)):
        return _screen(request, weighing, whole)
    weighing.notes = form.cleaned_data["notes"]
    messages.success(request, "De criteria zijn bewaard. De weging is nog niet klaar.")
    return _screen(request, weighing, DecideForm(signal=weighing.signal, initial=request.POST.dict()))


def _kept(request, signal, form, whole):
    typed = {"criteria": form.criteria, "notes": form.cleaned_data["notes"]}
    try:
        services.save_criteria(signal, by=request.user, notes_seen=_notes_seen(request), **typed)
    except WrongState as refused:
        whole.add_error(None, str(refused))
        return False
    return True


@require_POST
def start_weighing(request, number):
    signal = get_weighing(number).signal
    services.start_weighing(signal, by=request.user)
    messages.success(request, "U weegt dit signaal. De melder leest dat het in behandeling is.")
    return redirect("signals:weigh", number=number)


def ask_reporter(request, number):
    weighing = get_weighing(number)
    check_step("ask_reporter", request, weighing)
    return form_step(
        request,
        weighing.signal,
        QuestionForm(request.POST or None),
        title="Vraag aan de melder",
        button="Vraag versturen",
        act=lambda typed: services.ask_reporter(weighing.signal, by=request.user, **typed),
        done=ASKED if weighing.signal.reported_by_id else ASKED_BY_CODE,
        begin=begin_with(request.POST, weighing.signal, TextKind.QUESTION),
    )


@require_POST
def go_on_without_answer(request, number):
    services.go_on_without_answer(get_weighing(number).signal, by=request.user)
    messages.success(request, "U weegt verder zonder antwoord.")
    return redirect("signals:weigh", number=number)


@require_POST
def confirm_no_action(request, number):
    signal = services.confirm_no_action(get_weighing(number).signal, by=request.user).signal
    messages.success(request, "U heeft 'geen actie' bevestigd. De melder leest dat het is afgerond.")
    return redirect(signal)


def return_to_weighing(request, number):
    weighing = get_weighing(number)
    check_step("return_to_weighing", request, weighing)
    return form_step(
        request,
        weighing.signal,
        ReturnForm(request.POST or None),
        title="Terug naar de weging",
        button="Terugsturen",
        act=lambda typed: services.return_to_weighing(weighing.signal, by=request.user, **typed),
        done="Het signaal is terug in de weging.",
    )


def weigh_again(request, number):
    weighing = get_weighing(number)
    check_step("weigh_again", request, weighing)
    return form_step(
        request,
        weighing.signal,
        WeighAgainForm(request.POST or None),
        title="Opnieuw wegen",
        button="Opnieuw wegen",
        act=lambda typed: services.weigh_again(weighing.signal, by=request.user, **typed),
        done="Het signaal is weer in weging.",
    )
