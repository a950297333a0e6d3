"""Which coordinator a case has: handing it over, and taking over one that has none any more."""

from django.db import connection, transaction

from audit.log import log
from cases.models import Case, CaseEvent
from cases.services.steps import lock_memberships, take_case
from partners.models import Membership
from partners.roles import Permission, Role, has_permission
from zvh.exceptions import NotAllowed, WrongState


@transaction.atomic
def hand_over_case(case, *, by, to):
    """Give the case to a colleague; of a restricted case the giver then sees nothing any more. `to` is a membership."""
    lock_memberships(to)
    case = take_case(case, by)
    if not _coordinates(to, case):
        raise WrongState("Kies iemand die nu procesregisseur van dit huis is.", back_to=case)
    if case.is_restricted and case.coordinator_id != by.pk:
        raise WrongState("Alleen de procesregisseur van deze casus kan deze overdragen.", back_to=case)
    CaseEvent.objects.create(case=case, by=by, text=f"{to.user.name} is procesregisseur van deze casus")
    log("hand_over_case", case, membership=to.pk)
    with connection.cursor() as cursor:  # it may end one's own access, so the database does it
        cursor.execute("SELECT zvh.hand_over_case(%s, %s)", [case.pk, to.user_id])
    return case


def _coordinates(membership, case):
    """Whether this is, at this moment, a coordinator of the house of the case."""
    return (
        membership.organisation_id == case.house_id
        and membership.role == Role.COORDINATOR
        and Membership.objects.in_force().filter(pk=membership.pk).exists()
    )


@transaction.atomic
def take_over_case(number, *, by, reason):
    """Become the coordinator of a restricted case whose own coordinator works here no longer.

    Nobody of the house sees such a case, so the database finds it by its number and says yes or no.
    """
    if not has_permission(by, Permission.CASE_MANAGE):
        raise NotAllowed
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.take_over_case(%s)", [number])
        (pk,) = cursor.fetchone()
    if pk is None:
        raise WrongState("Deze casus heeft al een procesregisseur.", back_to="cases:list")
    case = Case.objects.get(pk=pk)
    CaseEvent.objects.create(case=case, by=by, text=f"{by.name} nam de casus over: {reason}"[:200])
    log("take_over_case", case)
    return case
