"""Everything that changes who works where. Views, commands and tests come through here."""

from partners.services.account import set_reminders
from partners.services.houses import (
    add_organisation,
    change_house,
    change_organisation,
    move_theme,
    order_themes,
    save_theme,
    set_partner,
)
from partners.services.invitations import accept, invite, renew_invitation, withdraw_invitation
from partners.services.memberships import (
    add_membership,
    change_until,
    confirm_role,
    end_membership,
    end_sessions,
    refuse_role,
    reset_second_factor,
)
from partners.services.regions import add_municipality, change_municipality
from partners.services.texts import save_text

__all__ = [
    "accept",
    "add_membership",
    "add_municipality",
    "add_organisation",
    "change_house",
    "change_municipality",
    "change_organisation",
    "change_until",
    "confirm_role",
    "end_membership",
    "end_sessions",
    "invite",
    "move_theme",
    "order_themes",
    "refuse_role",
    "renew_invitation",
    "reset_second_factor",
    "save_text",
    "save_theme",
    "set_partner",
    "set_reminders",
    "withdraw_invitation",
]
