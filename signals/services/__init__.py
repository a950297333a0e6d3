"""Everything that changes a signal. Views, commands and tests come through here."""

from signals.services.reporting import discard_draft, house_of, save_draft, submit
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
    "add_rule",
    "answer_question",
    "ask_reporter",
    "change_rule",
    "confirm_no_action",
    "decide",
    "discard_draft",
    "end_share",
    "extend_share",
    "give_share",
    "go_on_without_answer",
    "house_of",
    "longest_share",
    "mark_followed_up",
    "open_identity",
    "return_to_weighing",
    "rule_of",
    "save_criteria",
    "save_draft",
    "start_weighing",
    "submit",
    "weigh_again",
]
