"""Reporting: from draft to signal."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_number
from partners.models import Partnership, User
from partners.roles import Permission
from partners.steps import require
from partners.workdays import add_workdays
from signals.models import Draft, Party, Signal
from signals.services.files import move_files
from signals.services.timeline import tell
from zvh.exceptions import NotAllowed, WrongState
from zvh.mail import send_later

WORKDAYS_TO_WEIGH = 5
SAME_REPORT_WITHIN = timedelta(minutes=30)


@transaction.atomic
def save_draft(draft, *, by, fields):
    """Keep what is typed so far; `draft` is None the first time. Returns the draft."""
    draft = draft or Draft(writer=by)
    draft.fields, draft.updated_at = fields, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def discard_draft(draft, *, by):
    if draft.writer_id != by.pk:
        raise NotAllowed
    draft.delete()


@transaction.atomic
def submit(draft, *, by, membership, themes, parties=(), **fields):
    """Make the signal of what was typed, and its number; the draft (or None) is gone.

    `fields` are fields of Signal; `parties` dicts of label, kind, why and optionally name and details.
    """
    require(by, Permission.SIGNAL_REPORT)
    if membership not in by.membership_for(Permission.SIGNAL_REPORT):
        raise NotAllowed
    _refuse_twice(by, fields)
    if draft is not None:
        _take_draft(draft)
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


def _refuse_twice(by, fields):
    """Of two clicks on 'versturen' one is first; the other waits for it and finds the same text."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    same = {name: fields[name] for name in ("title", "facts", "municipality", "observed_on")}
    since = timezone.now() - SAME_REPORT_WITHIN
    earlier = Signal.objects.filter(reported_by=by, submitted_at__gt=since, **same).first()
    if earlier:
        message = f"Dit signaal is al verstuurd. Het nummer is {earlier.number}."
        raise WrongState(message, back_to=earlier)


def _take_draft(draft):
    """The draft was sent from another page meanwhile."""
    if not Draft.objects.filter(pk=draft.pk).delete()[0]:
        raise WrongState("Dit signaal is al verstuurd. U vindt het in uw lijst.", back_to="signals:list")


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
