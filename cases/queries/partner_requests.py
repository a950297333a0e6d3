"""What is asked about taking part: of one case, and what waits for the reader."""

from django.db.models import Q

from cases.models import PartnerRequest, PartnerRequestKind, PartnerRequestState
from cases.queries.files import organisation_ids
from partners.roles import Permission

WAITING = Q(state=PartnerRequestState.WAITING)
RUNNING = Q(state=PartnerRequestState.AGREED, kind=PartnerRequestKind.TASK)


def requests_of(case):
    """Of this case, the newest first."""
    return list(case.partner_requests.select_related("organisation").order_by("-asked_at", "-pk"))


def requests_for(user):
    """What this person has to answer or give back, the oldest first: as asked, or for the house of the case."""
    answers = organisation_ids(user, Permission.CASE_ANSWER)
    manages = organisation_ids(user, Permission.CASE_MANAGE)
    asked = ~Q(kind=PartnerRequestKind.JOIN) & Q(organisation__in=answers) & (WAITING | RUNNING)
    joins = Q(kind=PartnerRequestKind.JOIN, house__in=manages) & WAITING
    found = (
        PartnerRequest.objects.filter(asked | joins) if answers or manages else PartnerRequest.objects.none()
    )
    return list(found.order_by("asked_at", "pk"))
