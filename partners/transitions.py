"""The life of a membership: which step leads where, and who may take it."""

from partners.models import MembershipState
from partners.roles import Permission
from partners.steps import step

TRANSITIONS = {
    "confirm_role": step(
        {MembershipState.WAITING},
        MembershipState.ACTIVE,
        Permission.ROLE_CONFIRM,
        "Rol bevestigen",
    ),
    "refuse_role": step(
        {MembershipState.WAITING},
        MembershipState.ENDED,
        Permission.ROLE_CONFIRM,
        "Rol afwijzen",
    ),
    "change_until": step(
        {MembershipState.WAITING, MembershipState.PLANNED, MembershipState.ACTIVE},
        None,
        Permission.PEOPLE_MANAGE,
        "Einddatum wijzigen",
    ),
    "end_membership": step(
        {MembershipState.WAITING, MembershipState.PLANNED, MembershipState.ACTIVE},
        MembershipState.ENDED,
        Permission.PEOPLE_MANAGE,
        "Lidmaatschap beëindigen",
    ),
}
