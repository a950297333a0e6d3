"""What the coordinator does with what is proposed: on the agenda, to a later meeting, not this time, or closed."""

from django.db import connection, transaction

from audit.log import log
from meetings.models import FateKind, MeetingState, ProposalFate
from meetings.proposals import proposals_for
from meetings.queries import table_of, usual_table
from meetings.services.agenda import add_item
from meetings.services.planning import take_meeting
from partners.roles import Permission
from zvh.exceptions import WrongState

LONGEST_ITEM = 60


@transaction.atomic
def accept_proposals(meeting, *, by, keys):
    """Make one item of these proposals, with their signals, table and questions. Returns the item."""
    meeting = _take(meeting, by)
    chosen = _chosen(meeting, keys)
    item = add_item(meeting, by=by, **_as_item(meeting, chosen))
    _record(FateKind.ACCEPTED, meeting, chosen, by, item=item)
    log("accept_proposal", item, meeting=meeting.pk, proposals=_keys(chosen))
    return item


@transaction.atomic
def move_proposal(meeting, *, by, key, to):
    """Let it come back at a later meeting."""
    meeting = _take(meeting, by)
    chosen = _chosen(meeting, [key])
    if to.house_id != meeting.house_id or to.case_id or to.starts_at <= meeting.starts_at:
        raise WrongState("Kies een overleg dat later is.", back_to=meeting)
    _record(FateKind.MOVED, meeting, chosen, by, to_meeting=to)
    log("move_proposal", meeting, to=to.pk, proposals=_keys(chosen))


@transaction.atomic
def reject_proposal(meeting, *, by, key, reason, is_closed=False):
    """Not this time: it comes back at the next meeting. Closed: only when there is something newer."""
    meeting = _take(meeting, by)
    chosen = _chosen(meeting, [key])
    _record(FateKind.CLOSED if is_closed else FateKind.REJECTED, meeting, chosen, by, reason=reason)
    log("close_proposal" if is_closed else "reject_proposal", meeting, proposals=_keys(chosen))


def _take(meeting, by):
    """One at a time per house: two meetings may not take the same proposal at the same moment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('proposals'), %s)", [meeting.house_id])
    meeting = take_meeting(meeting, by, Permission.MEETING_PLAN)
    if meeting.case_id:
        raise WrongState("Een casusoverleg heeft geen voorgestelde agenda.", back_to=meeting)
    if meeting.state != MeetingState.PLANNED:
        raise WrongState(
            "De agenda is al vrijgegeven. Voeg een agendapunt toe als er nog iets bij moet.", back_to=meeting
        )
    return meeting


def _chosen(meeting, keys):
    """The proposals as they were seen, heaviest first; one that changed or went in between is not acted upon."""
    found = [one for one in proposals_for(meeting) if one.key in set(keys)]
    if not keys or len(found) < len(set(keys)):
        raise WrongState(
            "Een voorstel is intussen veranderd of afgehandeld. Bekijk de voorstellen opnieuw.",
            back_to=meeting,
        )
    if len({one.case.pk for one in found if one.case}) > 1:
        raise WrongState("Een agendapunt gaat over één casus. Kies één casus tegelijk.", back_to=meeting)
    return found


def _as_item(meeting, chosen):
    """The fields of the item: of several proposals the first gives the title, and all give their reason."""
    first = chosen[0]
    case = next((one.case for one in chosen if one.case), None)
    return {
        "title": first.title,
        "kind": next((one.item_kind for one in chosen if one.case), first.item_kind),
        "minutes": min(sum(one.minutes for one in chosen), max(LONGEST_ITEM, first.minutes)),
        "text": "\n".join(f"{one.reason[:1].upper()}{one.reason[1:]}." for one in chosen),
        "case": case,
        "signals": list(dict.fromkeys(signal for one in chosen for signal in one.signals)),
        "table": _table(meeting, chosen),
    }


def _table(meeting, chosen):
    """[(organisation, question)]: a standing question first, else that of the first proposal that brings it in."""
    usual = [one for one in chosen if one.takes_standing_tables]
    questions = {pk: one.question for one in reversed(chosen) for pk in one.organisations}
    if usual:
        themes = frozenset().union(*(one.theme_ids for one in usual))
        towns = frozenset().union(*(one.municipality_ids for one in usual))
        standing = usual_table(meeting.house_id, themes, towns)
        questions |= {one.pk: text or questions.get(one.pk, "") for one, text in standing.items()}
    return table_of(meeting.house_id, questions, chosen[0].question)


def _record(kind, meeting, chosen, by, **more):
    things = {thing.key: thing for one in chosen for thing in one.things}
    ProposalFate.objects.bulk_create(
        ProposalFate(
            house_id=meeting.house_id,
            key=key,
            kind=kind,
            meeting=meeting,
            signal_id=thing.signal_id,
            case_id=thing.case_id,
            by=by,
            **more,
        )
        for key, thing in things.items()
    )


def _keys(chosen):
    return [thing.key for one in chosen for thing in one.things]
