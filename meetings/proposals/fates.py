"""Which proposals were settled: put on an agenda, moved to a later meeting, rejected for this one, or closed."""

from collections import defaultdict

from meetings.models import FateKind, ProposalFate


def not_settled(proposals, meeting):
    """Those of which at least one thing waits for this meeting: what grew since it was rejected comes back whole."""
    fates = _fates([thing.key for one in proposals for thing in one.things], meeting)
    return [
        one
        for one in proposals
        if not all(
            any(_settles(fate, thing, meeting, remembers=one.remembers) for fate in fates[thing.key])
            for thing in one.things
        )
    ]


def _fates(keys, meeting):
    found = defaultdict(list)
    known = ProposalFate.objects.filter(house=meeting.house_id, key__in=keys)
    for fate in known.select_related("to_meeting", "item__meeting"):
        found[fate.key].append(fate)
    return found


def _settles(fate, thing, meeting, *, remembers):
    """A rejected one comes back for the next meeting; a closed one only when there is something newer."""
    if fate.kind == FateKind.CLOSED:
        return fate.at >= thing.since
    if fate.kind == FateKind.REJECTED:
        return fate.meeting_id == meeting.pk
    if fate.kind == FateKind.MOVED:
        to = fate.to_meeting
        return fate.meeting_id == meeting.pk or (to is not None and meeting.starts_at < to.starts_at)
    return remembers and fate.item is not None and fate.item.meeting.final_at is None
