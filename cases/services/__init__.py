"""Everything that changes a case or an action. The case is always locked before what belongs to it."""

from cases.services.actions import (
    drop_action,
    finish_action,
    finish_action_for_organisation,
    finish_action_for_owner,
    give_action,
    give_action_in_case,
    may_do,
    may_steer,
)
from cases.services.approach import add_party, close_case, link_signal, open_case, refuse_open_actions
from cases.services.coordinating import hand_over_case, take_over_case
from cases.services.requests import (
    answer_request,
    ask_date,
    may_answer,
    offer_action,
    receivers_of,
    remind_of_action,
    send_action_reminders,
    set_date,
    withdraw_request,
)
from cases.services.steps import lock_memberships, require_content
from cases.services.taking_part import (
    add_director,
    change_profile,
    end_director,
    join,
    leave,
    name_person,
    restrict,
    unname_person,
)

__all__ = [
    "add_director",
    "add_party",
    "answer_request",
    "ask_date",
    "change_profile",
    "close_case",
    "drop_action",
    "end_director",
    "finish_action",
    "finish_action_for_organisation",
    "finish_action_for_owner",
    "give_action",
    "give_action_in_case",
    "hand_over_case",
    "join",
    "leave",
    "link_signal",
    "lock_memberships",
    "may_answer",
    "may_do",
    "may_steer",
    "name_person",
    "offer_action",
    "open_case",
    "receivers_of",
    "refuse_open_actions",
    "remind_of_action",
    "require_content",
    "restrict",
    "send_action_reminders",
    "set_date",
    "take_over_case",
    "unname_person",
    "withdraw_request",
]
