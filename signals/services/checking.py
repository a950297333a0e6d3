"""What the desk decides about a report without an account: is it real, and may somebody call the reporter."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.models import ContactRequest, Intake, SafeStatus
from signals.services.timeline import set_safe_status, tell
from signals.services.weighing import take
from zvh.exceptions import WrongState


@transaction.atomic
def release_held(signal, *, by, reason):
    """It is a real report: it waits for its weighing as any other."""
    weighing = _checked("release_held", signal, by, reason)
    tell(signal, "Gecontroleerd en vrijgegeven", by=by, for_desk=True)
    log("release_held", signal)
    return weighing


@transaction.atomic
def reject_held(signal, *, by, reason):
    """It is abuse: nobody weighs it. The sender reads that it is closed, not why."""
    weighing = _checked("reject_held", signal, by, reason)
    set_safe_status(weighing.signal, SafeStatus.CLOSED)
    tell(signal, "Afgewezen als misbruik", by=by, for_desk=True)
    log("reject_held", signal)
    return weighing


def _checked(name, signal, by, reason):
    weighing = take(name, signal, by)
    weighing.save(update_fields=["state"])
    Intake.objects.filter(signal=signal).update(checked_by=by, checked_at=timezone.now(), check_reason=reason)
    return weighing


@transaction.atomic
def request_contact(signal, *, by, reason):
    """Ask to read how the reporter can be reached; a colleague decides."""
    require(by, Permission.CONTACT_REQUEST, signal)
    if not Intake.objects.filter(signal=signal, has_contact=True).exists():
        raise WrongState("De melder gaf geen contactgegevens op.", back_to=signal)
    try:
        with transaction.atomic():
            request = ContactRequest.objects.create(signal=signal, requested_by=by, reason=reason)
    except IntegrityError as error:
        raise WrongState("U vroeg dit al. Een collega beslist erover.", back_to=signal) from error
    tell(signal, "Gevraagd om contactgegevens", by=by, for_desk=True)
    log("request_contact", signal, request=request.pk)
    return request


@transaction.atomic
def decide_contact(request, *, by, is_granted):
    """A second person lets the one who asked read the contact details for an hour, or does not."""
    signal = request.signal
    require(by, Permission.CONTACT_DECIDE, signal)
    if request.requested_by_id == by.pk:
        raise WrongState("U vroeg dit zelf. Vraag een collega om te beslissen.", back_to=signal)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.decide_contact(%s, %s, %s)", [request.pk, is_granted, ContactRequest.MINUTES_OPEN]
        )
        (done,) = cursor.fetchone()
    if done is None:
        raise WrongState("Over dit verzoek is al besloten.", back_to=signal)
    answer = "toegestaan" if is_granted else "niet toegestaan"
    tell(signal, f"Inzage in contactgegevens {answer}", by=by, for_desk=True)
    log("decide_contact", signal, request=request.pk, granted=is_granted)
    return request
