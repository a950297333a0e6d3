"""What came after the meetings: proposals and an erratum with the last final minutes, and minutes still in concept."""

from datetime import timedelta

from django.utils import timezone

from meetings.models import (
    AgendaItem,
    AmendedField,
    Amendment,
    AmendmentState,
    Erratum,
    ItemKind,
    Meeting,
    MeetingState,
    Seat,
    TablePlace,
)
from partners.workdays import add_workdays

MISHEARD = " Het ging om twee avonden, niet om drie."
SHORTER = "De tafel volgt dit."
ERRATUM = "Lees bij de informatie: de melding kwam op woensdag binnen, niet op dinsdag."
SUBJECT = "Onrust na de brand in het buurthuis"
SAID = {
    "text": "Na de brand van zondag gaan er geruchten rond. Wat weten wij, en wat vertellen wij de buurt?",
    "information": "De brandweer houdt het op kortsluiting. In de buurt wordt over brandstichting gesproken.",
    "interpretation": "De geruchten komen voort uit onzekerheid over de nieuwe plek voor het buurthuis.",
    "conclusion": "De gemeente vertelt de buurt deze week wat bekend is.",
}
WANTED = "De gemeente vertelt de buurt uiterlijk vrijdag wat bekend is, samen met de politie."


def save_proposals(rows, people):
    """Two answered proposals on one item of a meeting; before its minutes become final. `rows`: (item, its row)."""
    desk = people["procesregisseur"]
    row, member = _with_somebody_present(rows, people)
    held = row.meeting.ends_at
    accepted, rejected = AmendmentState.ACCEPTED, AmendmentState.REJECTED
    wanted = [
        (AmendedField.INFORMATION, row.information + MISHEARD, accepted, ""),
        (AmendedField.CONCLUSION, SHORTER, rejected, "De tafel sprak ook af wanneer het terugkomt."),
    ]
    for days, (field, text, state, reason) in enumerate(wanted, start=1):
        Amendment.objects.create(
            item=row,
            field=field,
            before=getattr(row, field),
            text=text,
            organisation=member.organisation,
            proposed_by=member.user,
            proposed_at=held + timedelta(days=1, hours=days),
            state=state,
            reason=reason,
            handled_by=desk,
            handled_at=held + timedelta(days=2, hours=days),
        )
    row.information += MISHEARD
    row.save(update_fields=["information"])
    return row


def _with_somebody_present(rows, people):
    """The first item with a partner at its table who was there and has an account."""
    there = set(
        Seat.objects.filter(meeting=rows[0][1].meeting, attendance=Seat.Attendance.PRESENT).values_list(
            "organisation", flat=True
        )
    )
    return next(
        (row, people.participants[organisation.pk][0])
        for item, row in rows
        for organisation, _ in item.table
        if organisation.pk in there and people.participants.get(organisation.pk)
    )


def save_erratum(row, people, clock):
    """Once its minutes are final."""
    at = min(row.meeting.final_at + timedelta(days=1), clock.latest)
    reason = "De dag was verkeerd overgenomen uit de melding."
    Erratum.objects.create(item=row, text=ERRATUM, reason=reason, by=people["procesregisseur"], at=at)


def save_concept(region, people, clock):
    """An extra consultation of some days ago: its minutes are a draft, and one proposal waits for an answer."""
    desk, starts_at = people["procesregisseur"], clock.at(2, 10)
    meeting = Meeting.objects.create(
        house=region.house, starts_at=starts_at, minutes=45, place="https://overleg.demo.example/buurthuis"
    )
    tables = [people.membership(name).organisation for name in ("hoorn", "politie")]
    Seat.objects.bulk_create(
        Seat(meeting=meeting, organisation=one, attendance=Seat.Attendance.PRESENT) for one in tables
    )
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, kind=ItemKind.TOPIC, title=SUBJECT, minutes=45, **SAID
    )
    TablePlace.objects.bulk_create(TablePlace(item=item, organisation=one) for one in tables)
    meeting.state = MeetingState.HELD
    meeting.released_at, meeting.released_by = starts_at - timedelta(hours=3), desk
    meeting.held_at, meeting.held_by = meeting.ends_at, desk
    meeting.amend_until = add_workdays(timezone.localdate(starts_at), 10)
    meeting.save()
    member = people.membership("hoorn")
    return Amendment.objects.create(
        item=item,
        field=AmendedField.CONCLUSION,
        before=SAID["conclusion"],
        text=WANTED,
        organisation=member.organisation,
        proposed_by=member.user,
        proposed_at=clock.at(1, 9, 20),
    )
