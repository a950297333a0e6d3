"""Keeping what somebody involved told. What is kept stays; a correction is kept beside it."""

from django.db import IntegrityError, transaction

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.models import Interview
from signals.services.timeline import tell
from zvh.exceptions import WrongState


@transaction.atomic
def keep_interview(signal, *, by, corrects=None, **fields):
    """`fields` are those of Interview. With `corrects` it takes the place of that one, which stays to be read."""
    require(by, Permission.INTERVIEW_KEEP, signal)
    try:
        with transaction.atomic():
            kept = Interview.objects.create(signal=signal, kept_by=by, corrects=corrects, **fields)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name == "signals_interview_corrects_id_key":
            raise _second(signal) from error
        raise
    words = "Gesprek met een betrokkene " + ("gecorrigeerd" if corrects else "vastgelegd")
    tell(signal, words, by=by, for_desk=True)
    log("keep_interview", signal, interview=kept.pk, corrects=corrects and corrects.pk)
    return kept


def refuse_second_correction(interview):
    """Before somebody types it all; of two at the same moment the database keeps one."""
    if Interview.objects.filter(corrects=interview).exists():
        raise _second(interview.signal)


def _second(signal):
    message = "Dit gesprek is al gecorrigeerd. Bekijk de correctie, en corrigeer die als dat nodig is."
    return WrongState(message, back_to=signal)
