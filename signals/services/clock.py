"""The clock of a weighing stands still while the house waits for an answer.

Whatever lets it go on, the database moves the day: see policies_clock.sql.
"""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from partners.steps import require
from partners.workdays import add_workdays
from signals.models import ClockStop, OutsideQuestion, OutsideState, Question, Signal, Weighing
from signals.services.timeline import tell
from signals.services.together import refuse_merged
from signals.transitions import CLOCK
from zvh.exceptions import WrongState


def furthest_stop():
    """The last day until which a clock can be stopped now."""
    return add_workdays(timezone.localdate(), ClockStop.MOST_WORKDAYS)


@transaction.atomic
def stop_clock(signal, *, by, reason, until):
    """Stop the five working days, until an answer comes or that day at the latest."""
    weighing = _take("stop_clock", signal, by)
    if weighing.stop_id:
        raise WrongState("De klok van dit signaal staat al stil.", back_to=signal)
    if not _waits_for_answer(signal):
        message = "Er wacht geen vraag op antwoord. Stel eerst een vraag: daarna kunt u de klok stilzetten."
        raise WrongState(message, back_to=signal)
    if not timezone.localdate() < until <= furthest_stop():
        raise WrongState("Kies een dag na vandaag, hoogstens twintig werkdagen vooruit.", back_to=signal)
    weighing.stop = ClockStop.objects.create(signal=signal, stopped_by=by, reason=reason, until=until)
    weighing.save(update_fields=["stop"])
    tell(
        signal, "Klok stilgezet", by=by, for_desk=True
    )  # the table reads this line: until when is not for it
    log("stop_clock", signal, until=until)
    return weighing.stop


@transaction.atomic
def start_clock(signal, *, by):
    """By hand; what was left of the five working days is left again."""
    _take("start_clock", signal, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.start_clock(%s)", [signal.pk])
        (started,) = cursor.fetchone()
    if not started:
        raise WrongState("De klok van dit signaal loopt al.", back_to=signal)
    log("start_clock", signal)


def _waits_for_answer(signal):
    questions = Question.objects.filter(signal=signal, answered_at__isnull=True)
    outside = OutsideQuestion.objects.filter(signal=signal, state=OutsideState.OPEN)
    return questions.exists() or outside.exists()


def _take(name, signal, by):
    """Lock the signal, then its weighing: of two people one is first."""
    require(by, CLOCK[name].permission, signal)
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    weighing = Weighing.objects.select_for_update(of=("self",)).get(signal=signal)
    weighing.signal = signal
    refuse_merged(signal)
    CLOCK[name].check(by, weighing)
    return weighing
