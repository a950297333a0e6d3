"""The journal of a case: writing, correcting and withdrawing. What was written stays readable to who could."""

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from cases.models import JournalCorrection, JournalEntry, JournalReader, PartKind, Visibility
from cases.queries import journal_writers, people_in
from cases.services.steps import take_case
from partners.roles import Permission
from zvh.exceptions import NotAllowed, WrongState


@transaction.atomic
def write_entry(case, *, by, writer, readers=(), **fields):
    """`writer` says as what (a Writer of cases.queries); `readers` are who is named (CasePerson). Returns it."""
    case = _take(case, by, writer, readers)
    entry = _write(case, by, writer, readers, **fields)
    log("write_entry", entry, organisation=writer.organisation_id)
    return entry


def _take(case, by, writer, readers=()):
    """The memberships and then the case locked; NotAllowed for who does not read it by this membership any more."""
    ids = [writer.membership_id, *(one.membership_id for one in readers)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.lock_people(%s, %s)", [case.pk, ids])
    case = take_case(case, by, Permission.JOURNAL_WRITE)
    if writer not in journal_writers(case):
        raise NotAllowed
    return case


def _write(case, by, writer, readers, **fields):
    _refuse_unread(case, fields["visible_to"])
    _refuse_gone(case, readers)
    entry = JournalEntry.objects.create(
        case=case,
        membership_id=writer.membership_id,
        organisation_id=writer.organisation_id,
        written_by=by,
        **fields,
    )
    if entry.is_for_named:
        JournalReader.objects.bulk_create(
            JournalReader(entry=entry, membership_id=one.membership_id, name=one.name) for one in readers
        )
    return entry


def _refuse_unread(case, visible_to):
    if visible_to == Visibility.PARTNERS and not case.parts.filter(kind=PartKind.JOURNAL).exists():
        message = (
            "Uw organisatie leest het journaal niet. Kies 'alleen de eigen organisatie' of noem personen."
        )
        raise WrongState(message, back_to=case)


def _refuse_gone(case, readers):
    """Somebody who was named may have stopped reading the case while this was written."""
    there = {one.membership_id for one in people_in(case)} if readers else set()
    gone = [one.name for one in readers if one.membership_id not in there]
    if gone:
        raise WrongState(
            f"{gone[0]} leest deze casus niet meer. Haal die naam weg en bewaar opnieuw.", back_to=case
        )


@transaction.atomic
def correct_entry(entry, *, by, writer, reason, readers=(), **fields):
    """A new entry in the place of this one, for the same organisation; its readers are its own. Returns it."""
    case = _take(entry.case, by, writer, readers)
    _take_entry(entry, writer)
    later = _write(case, by, writer, readers, **fields)
    JournalCorrection.objects.create(earlier=entry, later=later, reason=reason)
    log("correct_entry", later, organisation=writer.organisation_id, earlier=entry.pk)
    return later


@transaction.atomic
def withdraw_entry(entry, *, by, writer, reason):
    """It stays to be read, struck through, with the reason."""
    _take(entry.case, by, writer)
    entry = _take_entry(entry, writer)
    entry.withdrawn_at, entry.withdrawn_by, entry.withdraw_reason = timezone.now(), by, reason
    entry.save(update_fields=["withdrawn_at", "withdrawn_by", "withdraw_reason"])
    log("withdraw_entry", entry, organisation=writer.organisation_id)
    return entry


def _take_entry(entry, writer):
    """Locked, of the organisation for which is written, and still as its writer left it."""
    entry = JournalEntry.objects.select_for_update(of=("self",), no_key=True).get(pk=entry.pk)
    if entry.organisation_id != writer.organisation_id:
        raise NotAllowed
    return refuse_ended_entry(entry)


def refuse_ended_entry(entry):
    """Raise WrongState for what was corrected or withdrawn before."""
    for name, ended in (("gecorrigeerd", entry.corrected_by), ("ingetrokken", entry.withdrawn_by)):
        if ended:
            message = f"{ended} heeft deze aantekening al {name}. Bekijk het journaal voor u verder gaat."
            raise WrongState(message, back_to=entry)
    return entry
