"""An extra consultation about one signal: called together in minutes, outside the series."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit.log import log
from meetings.models import ItemKind, Meeting, Seat
from meetings.queries import people_at, running_extra
from meetings.services.agenda import add_item
from meetings.services.planning import release_agenda
from partners.models import Organisation
from partners.roles import Permission
from partners.steps import require
from signals.models import Signal, Weighing, WeighingState
from signals.services.timeline import tell
from signals.services.together import refuse_merged
from zvh.exceptions import WrongState

FURTHEST = timedelta(days=7)
UNSURE = {WeighingState.HELD, WeighingState.REJECTED}


@transaction.atomic
def call_extra(signal, *, by, starts_at, minutes, place, table):
    """Make the meeting, seat the table, put the signal on it and release it at once. Returns the meeting.

    `table` is a list of (organisation, question). The signal is locked before the meeting, against the order of locks:
    of two people who call it one is first, and nobody else can wait for a meeting that is not there yet.
    """
    for permission in (Permission.MEETING_PLAN, Permission.MEETING_RELEASE):
        require(by, permission, signal)
    signal = Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    _check_signal(signal)
    _check_call(signal, starts_at, [organisation for organisation, _ in table])
    meeting = Meeting.objects.create(
        house_id=signal.house_id, starts_at=starts_at, minutes=minutes, place=place
    )
    Seat.objects.bulk_create(Seat(meeting=meeting, organisation=organisation) for organisation, _ in table)
    add_item(
        meeting,
        by=by,
        title=signal.title,
        kind=ItemKind.SIGNAL,
        minutes=minutes,
        signals=[signal],
        table=table,
    )
    log("call_extra", meeting, signal=signal.number)
    tell(signal, "Spoedoverleg bijeengeroepen", by=by, for_desk=True)
    return release_agenda(meeting, by=by)


def _check_signal(signal):
    """A consultation is about a real signal, and about one at a time."""
    refuse_merged(signal)
    if Weighing.objects.filter(signal=signal, state__in=UNSURE).exists():
        message = "Deze melding is niet gecontroleerd of is afgewezen. Een spoedoverleg kan na het vrijgeven."
        raise WrongState(message, back_to=signal)
    running = running_extra(signal)
    if running:
        message = f"Over dit signaal is al een spoedoverleg, op {timezone.localtime(running.starts_at):%d-%m om %H:%M}."
        raise WrongState(message, back_to=running)


def _check_call(signal, starts_at, organisations):
    if not organisations:
        raise WrongState("Kies minstens één organisatie om mee te overleggen.", back_to=signal)
    if not timezone.now() <= starts_at <= timezone.now() + FURTHEST:
        raise WrongState("Kies een moment dat nog komt, binnen een week.", back_to=signal)
    partners = Organisation.objects.filter(partnerships__house=signal.house_id, is_active=True)
    strangers = set(organisations) - set(partners)
    if strangers:
        raise WrongState(f"{strangers.pop()} werkt niet met dit huis. Kies een partner.", back_to=signal)
    there = people_at(organisations)
    empty = [one.name for one in organisations if one.pk not in there]
    if empty:
        raise WrongState(nobody_at(empty), back_to=signal)


def nobody_at(names):
    return (
        f"Van {' en '.join(names)} kan niemand meedoen: er is geen deelnemer met een account. "
        "Kies een andere organisatie, of bel zelf."
    )
