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
        _refuse_second(error, signal)
        raise
    words = "Gesprek met een betrokkene " + ("gecorrigeerd" if corrects else "vastgelegd")
    tell(signal, words, by=by, for_desk=True)
    log("keep_interview", signal, interview=kept.pk, corrects=corrects and corrects.pk)
    return kept


def _refuse_second(error, signal):
    """Of two corrections of the same talk one is first."""
    if error.__cause__.diag.constraint_name == "signals_interview_corrects_id_key":
        message = "Dit gesprek is al gecorrigeerd. Bekijk de correctie, en corrigeer die als dat nodig is."
        raise WrongState(message, back_to=signal) from error
