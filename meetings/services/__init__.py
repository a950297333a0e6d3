"""Everything that changes a meeting. The meeting is always locked before its items and what hangs on them."""

from meetings.services.agenda import (
    add_item,
    add_to_table,
    change_item,
    link_signal,
    move_item,
    order_items,
    recuse,
    remove_from_table,
    remove_item,
    unlink_signal,
)
from meetings.services.contributions import release_contribution, save_contribution
from meetings.services.extra import call_extra
from meetings.services.planning import (
    end_meeting,
    finalise,
    invite,
    move_meeting,
    release_agenda,
    resume_meeting,
    withdraw_invitation,
)
from meetings.services.series import add_series, change_series, plan_series
from meetings.services.table import (
    change_decision,
    give_table_action,
    open_case_from_decision,
    record_decision,
    record_driehoek,
    record_item,
    record_seat,
)

__all__ = [
    "add_item",
    "add_series",
    "add_to_table",
    "call_extra",
    "change_decision",
    "change_item",
    "change_series",
    "end_meeting",
    "finalise",
    "give_table_action",
    "invite",
    "link_signal",
    "move_item",
    "move_meeting",
    "open_case_from_decision",
    "order_items",
    "plan_series",
    "record_decision",
    "record_driehoek",
    "record_item",
    "record_seat",
    "recuse",
    "release_agenda",
    "release_contribution",
    "remove_from_table",
    "remove_item",
    "resume_meeting",
    "save_contribution",
    "unlink_signal",
    "withdraw_invitation",
]
