"""Reports of people without an account: the half-made report, sending it, and what the desk enters for a caller."""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_number
from partners.roles import Permission
from partners.steps import require
from partners.workdays import add_workdays
from signals.models import (
    CitizenDraft,
    InformationReliability,
    KnownBy,
    Signal,
    SourceReliability,
)
from signals.models.weighing import WORKDAYS_TO_WEIGH
from signals.receipts import digest_of, new_code, secret_of
from signals.services.reporting import warn_desk
from zvh.actor import acting_as, digest
from zvh.exceptions import WrongState
from zvh.mail import send_later

CERTAINTY = {
    KnownBy.OBSERVED: InformationReliability.SEEN,
    KnownBy.TOLD: InformationReliability.FROM_OTHERS,
    KnownBy.ONLINE: InformationReliability.NOT_KNOWN,
}


@dataclass(frozen=True)
class Receipt:
    """What the sender gets: the signal, and the code that is shown once and kept nowhere."""

    signal: Signal
    code: str


@transaction.atomic
def begin_citizen_draft():
    """Begin a report without an account; returns the secret by which alone it is seen."""
    secret = secrets.token_urlsafe(32)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.begin_citizen_draft(%s, %s)", [digest(secret), CitizenDraft.DAYS_KEPT])
    return secret


@transaction.atomic
def keep_answers(draft, *, fields):
    """Keep what is typed so far, beside what was there. Called as the key of the draft."""
    draft = CitizenDraft.objects.select_for_update().get(pk=draft.pk)
    draft.fields, draft.updated_at = {**draft.fields, **fields}, timezone.now()
    draft.save(update_fields=["fields", "updated_at"])
    return draft


@transaction.atomic
def discard_citizen_draft(draft):
    draft.delete()


@transaction.atomic
def submit_citizen(*, fields, themes=(), contact=None, held_because=""):
    """Make the signal out of the draft of the key that acts; gives the Receipt.

    `fields` are fields of Signal, `contact` those of ContactDetails. Sent already: WrongState.
    """
    receipt = _submit(fields, themes, contact, {"held_because": held_because}, function="inwoner")
    with acting_as(key=secret_of(receipt.code)):
        log("submit_citizen", receipt.signal)
    _tell_desk(receipt.signal, held_because)
    return receipt


@transaction.atomic
def enter_report(*, by, channel, function, fields, themes=(), contact=None):
    """What somebody told by phone, mail or at the counter, entered by the desk; gives the Receipt to read out."""
    require(by, Permission.SIGNAL_ENTER, fields["municipality"])
    intake = {"channel": channel, "held_because": ""}
    receipt = _submit(fields, themes, contact, intake, function=function)
    log("enter_report", receipt.signal, channel=channel)
    _tell_desk(receipt.signal, "")
    return receipt


def _submit(fields, themes, contact, intake, *, function):
    """The database makes key, signal and all around it at once: nobody may insert these by himself."""
    code = new_code()
    made = Signal(
        number=next_number("S", 4),
        reporter_function=function,
        weigh_before=add_workdays(timezone.localdate(), WORKDAYS_TO_WEIGH),
        source_reliability=SourceReliability.UNTESTED,
        information_reliability=CERTAINTY[KnownBy(fields["known_by"])],
        **fields,
    )
    until = timezone.now() + timedelta(days=settings.RECEIPT_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT zvh.submit_citizen(%s, %s, %s, %s, %s, %s)",
            [
                digest_of(code),
                until,
                _json(_columns(made)),
                [theme.pk for theme in themes],
                _json(contact) if contact else None,
                _json(intake),
            ],
        )
        (pk,) = cursor.fetchone()
    if pk is None:
        raise WrongState("Deze melding is al verstuurd.", back_to="citizens:start")
    made.pk, made.house_id = pk, made.municipality.house_id
    return Receipt(made, code)


def _json(values):
    return json.dumps(values, cls=DjangoJSONEncoder)


def _columns(signal):
    """What the report itself says, by column; the rest is for the database."""
    skipped = {"id", "search", "audience", "barred", "audience_until", "house_id", "key_id", "submitted_at"}
    names = {field.attname for field in Signal._meta.concrete_fields} - skipped
    return {name: getattr(signal, name) for name in sorted(names)}


def _tell_desk(signal, held_because):
    """By mail, with the number alone: what cannot wait, and what waits for a person."""
    if signal.has_threat:
        warn_desk(signal)
    if held_because:
        send_later(
            [signal.house.house_profile.email],
            f"Controle nodig: melding {signal.number}",
            "Er is een melding die eerst gecontroleerd moet worden. Log in om haar te lezen.",
        )
