"""The life of a case and of an action: which step leads where, and who may take it."""

from cases.models import ActionState, CaseState, PartnerRequestState
from partners.roles import Permission
from partners.steps import step

TRANSITIONS = {
    "close_case": step(
        {CaseState.OPEN, CaseState.SUSPENDED}, CaseState.CLOSED, Permission.CASE_MANAGE, "Casus sluiten"
    ),
    "suspend_case": step({CaseState.OPEN}, CaseState.SUSPENDED, Permission.CASE_MANAGE, "Opschorten"),
    "resume_case": step({CaseState.SUSPENDED}, CaseState.OPEN, Permission.CASE_MANAGE, "Weer oppakken"),
}

# Who asks to join is answered by the coordinator; an organisation that is asked answers itself, and gives a task back.
JOIN_TRANSITIONS = {
    "let_join": step(
        {PartnerRequestState.WAITING}, PartnerRequestState.AGREED, Permission.CASE_MANAGE, "Laten meedoen"
    ),
    "refuse_join": step(
        {PartnerRequestState.WAITING},
        PartnerRequestState.REFUSED,
        Permission.CASE_MANAGE,
        "Niet laten meedoen",
    ),
}
ASKED_TRANSITIONS = {
    "accept_partner_request": step(
        {PartnerRequestState.WAITING}, PartnerRequestState.AGREED, Permission.CASE_ANSWER, "Ja zeggen"
    ),
    "decline_partner_request": step(
        {PartnerRequestState.WAITING}, PartnerRequestState.REFUSED, Permission.CASE_ANSWER, "Nee zeggen"
    ),
    "withdraw_partner_request": step(
        {PartnerRequestState.WAITING}, PartnerRequestState.WITHDRAWN, Permission.CASE_MANAGE, "Intrekken"
    ),
    "return_task": step(
        {PartnerRequestState.AGREED}, PartnerRequestState.RETURNED, Permission.CASE_ANSWER, "Taak teruggeven"
    ),
}

# An action is done by its owner, or dropped with reason by who may give actions.
ACTION_TRANSITIONS = {
    "finish_action": step({ActionState.OPEN}, ActionState.DONE, Permission.ACTION_DO, "Gereed melden"),
    "finish_action_for_organisation": step(
        {ActionState.OPEN}, ActionState.DONE, Permission.ACTION_DO_FOR, "Gereed melden namens de organisatie"
    ),
    "finish_action_for_owner": step(
        {ActionState.OPEN}, ActionState.DONE, Permission.ACTION_GIVE, "Gereed melden namens de eigenaar"
    ),
    "drop_action": step({ActionState.OPEN}, ActionState.DROPPED, Permission.ACTION_GIVE, "Laten vervallen"),
}
