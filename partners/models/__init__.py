"""People, organisations and the region: who works where, as what, until when."""

from partners.models.access import Grant, Key
from partners.models.people import (
    Colleague,
    Function,
    Invitation,
    Membership,
    MembershipQuerySet,
    MembershipState,
    User,
    UserManager,
)
from partners.models.places import House, Municipality, Organisation, OrganisationKind, Partnership, Theme
from partners.models.texts import (
    PLACEHOLDERS,
    StandardText,
    TextKind,
    filled_in,
    placeholders_in,
)

__all__ = [
    "PLACEHOLDERS",
    "Colleague",
    "Function",
    "Grant",
    "House",
    "Invitation",
    "Key",
    "Membership",
    "MembershipQuerySet",
    "MembershipState",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "Partnership",
    "StandardText",
    "TextKind",
    "Theme",
    "User",
    "UserManager",
    "filled_in",
    "placeholders_in",
]
