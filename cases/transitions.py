"""The life of a case and of an action: which step leads where, and who may take it."""

from cases.models import ActionState, CaseState
from partners.roles import Permission
from partners.steps import step

TRANSITIONS = {
    "close_case": step({CaseState.OPEN}, CaseState.CLOSED, Permission.CASE_MANAGE, "Casus sluiten"),
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
