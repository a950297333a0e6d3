"""Everything that changes a meeting. The meeting is always locked before its items and what hangs on them."""

from meetings.services.agenda import (
    add_item,
    add_to_table,
    change_item,
    change_minutes,
    link_signal,
    move_item,
    order_items,
    remove_from_table,
    remove_item,
    unlink_signal,
)
from meetings.services.changes import (
    add_holiday,
    add_meeting,
    cancel_meeting,
    follow_rule,
    move_meeting,
    next_planned,
    remove_holiday,
)
from meetings.services.contributions import (
    keep_draft,
    release_contribution,
    save_contribution,
    withdraw_contribution,
)
from meetings.services.decisions import (
    change_decision,
    correct_driehoek,
    give_table_action,
    open_case_from_decision,
    record_decision,
    record_driehoek,
    share_from_decision,
)
from meetings.services.extra import call_extra
from meetings.services.guests import make_feed, remind_release, reply_to_invitation, withdraw_feed
from meetings.services.live import PenTaken, bring_up, put_pen_down, take_pen, write_item, write_note
from meetings.services.minutes import (
    accept_amendment,
    add_erratum,
    amendment_seen,
    propose_amendments,
    reject_amendment,
    withdraw_amendment,
)
from meetings.services.of_case import plan_case_meeting
from meetings.services.planning import (
    end_meeting,
    finalise,
    hide_seat,
    invite,
    release_agenda,
    resume_meeting,
    withdraw_invitation,
)
from meetings.services.proposals import accept_proposals, move_proposal, reject_proposal
from meetings.services.recusals import recuse, undo_recusal
from meetings.services.reminding import remind_day_before, remind_unprepared
from meetings.services.series import add_series, change_series, plan_ahead, plan_series
from meetings.services.standing import keep_standing_table, seat_usual
from meetings.services.table import record_item, record_seat

__all__ = [
    "PenTaken",
    "accept_amendment",
    "accept_proposals",
    "add_erratum",
    "add_holiday",
    "add_item",
    "add_meeting",
    "add_series",
    "add_to_table",
    "amendment_seen",
    "bring_up",
    "call_extra",
    "cancel_meeting",
    "change_decision",
    "change_item",
    "change_minutes",
    "change_series",
    "correct_driehoek",
    "end_meeting",
    "finalise",
    "follow_rule",
    "give_table_action",
    "hide_seat",
    "invite",
    "keep_draft",
    "keep_standing_table",
    "link_signal",
    "make_feed",
    "move_item",
    "move_meeting",
    "move_proposal",
    "next_planned",
    "open_case_from_decision",
    "order_items",
    "plan_ahead",
    "plan_case_meeting",
    "plan_series",
    "propose_amendments",
    "put_pen_down",
    "record_decision",
    "record_driehoek",
    "record_item",
    "record_seat",
    "recuse",
    "reject_amendment",
    "reject_proposal",
    "release_agenda",
    "release_contribution",
    "remind_day_before",
    "remind_release",
    "remind_unprepared",
    "remove_from_table",
    "remove_holiday",
    "remove_item",
    "reply_to_invitation",
    "resume_meeting",
    "save_contribution",
    "seat_usual",
    "share_from_decision",
    "take_pen",
    "undo_recusal",
    "unlink_signal",
    "withdraw_amendment",
    "withdraw_contribution",
    "withdraw_feed",
    "withdraw_invitation",
    "write_item",
    "write_note",
]
