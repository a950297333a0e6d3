"""Everything that changes a signal. Views, commands and tests come through here."""

from signals.services.checking import decide_contact, reject_held, release_held, request_contact
from signals.services.citizens import (
    begin_citizen_draft,
    discard_citizen_draft,
    enter_report,
    keep_answers,
    submit_citizen,
)
from signals.services.clock import furthest_stop, start_clock, stop_clock
from signals.services.conversation import add_message, answer_by_code, send_message
from signals.services.drafts import Where, discard_draft, is_sent, restore_draft, save_draft, stamp
from signals.services.filechecks import check_file
from signals.services.files import (
    add_file,
    add_part,
    drop_file,
    may_add,
    open_original,
    release_file,
    start_upload,
)
from signals.services.finding import remove_filter, save_filter
from signals.services.inquiries import A_DAY, inquire
from signals.services.interviews import keep_interview, refuse_second_correction
from signals.services.masks import (
    confirm_redaction,
    hide_part,
    open_part,
    propose_redaction,
    propose_redaction_of_mask,
    show_part,
    withdraw_redaction,
)
from signals.services.outside import answer_outside, ask_outside, note_silence, withdraw_outside
from signals.services.register import (
    bring_register,
    check_register,
    choose_sheet,
    confirm_register,
    drop_register,
    match_columns,
    propose_register,
    resume_register,
    return_register,
    stop_register,
)
from signals.services.registerwork import break_off, matching_of, work_on_register
from signals.services.reminders import send_reminders
from signals.services.reporting import house_of, submit
from signals.services.rules import add_rule, change_rule
from signals.services.sharing import (
    end_share,
    extend_share,
    give_share,
    longest_share,
    open_identity,
    rule_of,
)
from signals.services.timeline import mark_followed_up
from signals.services.together import end_link, link_signals, merge_signals
from signals.services.weighing import (
    answer_question,
    ask_reporter,
    confirm_no_action,
    decide,
    go_on_without_answer,
    return_to_weighing,
    save_criteria,
    start_weighing,
    weigh_again,
)

__all__ = [
    "A_DAY",
    "Where",
    "add_file",
    "add_message",
    "add_part",
    "add_rule",
    "answer_by_code",
    "answer_outside",
    "answer_question",
    "ask_outside",
    "ask_reporter",
    "begin_citizen_draft",
    "break_off",
    "bring_register",
    "change_rule",
    "check_file",
    "check_register",
    "choose_sheet",
    "confirm_no_action",
    "confirm_redaction",
    "confirm_register",
    "decide",
    "decide_contact",
    "discard_citizen_draft",
    "discard_draft",
    "drop_file",
    "drop_register",
    "end_link",
    "end_share",
    "enter_report",
    "extend_share",
    "furthest_stop",
    "give_share",
    "go_on_without_answer",
    "hide_part",
    "house_of",
    "inquire",
    "is_sent",
    "keep_answers",
    "keep_interview",
    "link_signals",
    "longest_share",
    "mark_followed_up",
    "match_columns",
    "matching_of",
    "may_add",
    "merge_signals",
    "note_silence",
    "open_identity",
    "open_original",
    "open_part",
    "propose_redaction",
    "propose_redaction_of_mask",
    "propose_register",
    "refuse_second_correction",
    "reject_held",
    "release_file",
    "release_held",
    "remove_filter",
    "request_contact",
    "restore_draft",
    "resume_register",
    "return_register",
    "return_to_weighing",
    "rule_of",
    "save_criteria",
    "save_draft",
    "save_filter",
    "send_message",
    "send_reminders",
    "show_part",
    "stamp",
    "start_clock",
    "start_upload",
    "start_weighing",
    "stop_clock",
    "stop_register",
    "submit",
    "submit_citizen",
    "weigh_again",
    "withdraw_outside",
    "withdraw_redaction",
    "work_on_register",
]
