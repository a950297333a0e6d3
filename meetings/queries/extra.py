"""Extra consultations: which one runs, and who can come."""

from collections import defaultdict

from meetings.models import Meeting, MeetingState
from partners.models import Colleague
from partners.roles import Role


def running_extra(signal):
    """The extra consultation about this signal that was called and is not over, or None."""
    running = Meeting.objects.filter(
        series__isnull=True, state__in=(MeetingState.PLANNED, MeetingState.RELEASED)
    )
    return running.filter(items__signals=signal).order_by("starts_at").first()


def people_at(organisations):
    """{organisation: [names]} of who can take part in a meeting for each."""
    found = defaultdict(list)
    people = Colleague.objects.filter(organisation__in=organisations, role=Role.PARTICIPANT)
    for organisation, name in people.values_list("organisation", "name"):
        found[organisation].append(name)
    return dict(found)
