"""Reporting: from draft to signal."""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_number
from partners.models import Partnership
from partners.roles import Permission
from partners.steps import require
from partners.workdays import add_workdays
from signals.models import Party, Signal
from signals.models.weighing import WORKDAYS_TO_WEIGH
from signals.services.drafts import NOWHERE, refuse_twice, remember_form, take_draft
from signals.services.files import move_files
from signals.services.timeline import tell
from zvh.exceptions import NotAllowed
from zvh.mail import send_later


@transaction.atomic
def submit(draft, *, by, membership, themes, where=NOWHERE, typed=None, parties=(), **fields):
    """Make the signal of what was typed, and its number; the draft (or None) is gone.

    `where` is the form it came from, of which a second time is refused, and `typed` its text as a draft keeps it;
    `fields` are fields of Signal; `parties` dicts of label, kind, why and optionally name and details.
    """
    require(by, Permission.SIGNAL_REPORT)
    if membership not in by.membership_for(Permission.SIGNAL_REPORT):
        raise NotAllowed
    refuse_twice(by, where.form)
    draft = take_draft(draft, by=by, where=where)
    signal = Signal.objects.create(
        number=next_number("S", 4),
        house_id=house_of(fields["municipality"], membership),
        reported_by=by,
        membership=membership,
        organisation=membership.organisation,
        reporter_function=membership.function,
        weigh_before=add_workdays(timezone.localdate(), WORKDAYS_TO_WEIGH),
        **fields,
    )
    signal.themes.set(themes)
    for party in parties:
        _add_party(signal, **party)
    if draft is not None:
        move_files(draft, signal, by=by)
    remember_form(by, where.form, typed, signal)
    tell(signal, "Gemeld", by=by)
    log("submit", signal, organisation=membership.organisation_id)
    if signal.has_threat:
        warn_desk(signal)
    return signal


def house_of(municipality, membership):
    """A signal belongs to the house of its municipality, else of its reporter."""
    if municipality is not None:
        return municipality.house_id
    return Partnership.objects.filter(organisation=membership.organisation_id).values_list(
        "house", flat=True
    )[0]


def _add_party(signal, *, label, kind, why, name="", details=""):
    party = Party.objects.create(signal=signal, label=label, kind=kind, why=why)
    if name:
        _keep_identity(party, name, details)


def _keep_identity(party, name, details):
    """Written and never read back: only a grant opens it, so the database writes it without returning it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.keep_identity(%s, %s, %s)", [party.pk, name, details])


def warn_desk(signal):
    house = signal.house.house_profile
    send_later(
        [house.email],
        f"Spoed: signaal {signal.number}",
        "Er is een signaal met dreiging gemeld. Log in om het te lezen.",
    )
