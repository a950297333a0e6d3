"""Everything that changes a case or an action. The case is always locked before what belongs to it."""

from cases.services.actions import (
    drop_action,
    finish_action,
    finish_action_for_organisation,
    give_action,
    give_action_in_case,
)
from cases.services.approach import (
    add_director,
    add_party,
    close_case,
    end_director,
    join,
    leave,
    link_signal,
    name_person,
    open_case,
    refuse_open_actions,
    require_content,
    restrict,
    unname_person,
)
from cases.services.coordinating import hand_over_case, take_over_case

__all__ = [
    "add_director",
    "add_party",
    "close_case",
    "drop_action",
    "end_director",
    "finish_action",
    "finish_action_for_organisation",
    "give_action",
    "give_action_in_case",
    "hand_over_case",
    "join",
    "leave",
    "link_signal",
    "name_person",
    "open_case",
    "refuse_open_actions",
    "require_content",
    "restrict",
    "take_over_case",
    "unname_person",
]
