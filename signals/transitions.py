"""The life of a weighing: which step leads where, and who may take it."""

from partners.roles import Permission
from partners.steps import available, step
from signals.models import (
    SETTLED,
    FileState,
    Outcome,
    OutsideState,
    RedactionState,
    RegisterState,
    SafeStatus,
    WeighingState,
)

TRANSITIONS = {
    "release_held": step(
        {WeighingState.HELD}, WeighingState.NEW, Permission.SIGNAL_CHECK, "Melding vrijgeven"
    ),
    "reject_held": step(
        {WeighingState.HELD}, WeighingState.REJECTED, Permission.SIGNAL_CHECK, "Afwijzen als misbruik"
    ),
    "start_weighing": step(
        {WeighingState.NEW}, WeighingState.WEIGHING, Permission.SIGNAL_WEIGH, "In weging nemen"
    ),
    "ask_reporter": step(
        {WeighingState.WEIGHING, WeighingState.ASKED},
        WeighingState.ASKED,
        Permission.SIGNAL_ASK,
        "Vraag aan de melder stellen",
    ),
    "go_on_without_answer": step(
        {WeighingState.ASKED},
        WeighingState.WEIGHING,
        Permission.SIGNAL_WEIGH,
        "Verder zonder antwoord",
    ),
    "decide": step({WeighingState.WEIGHING}, WeighingState.DONE, Permission.SIGNAL_WEIGH, "Weging afronden"),
    "propose_no_action": step(
        {WeighingState.WEIGHING},
        WeighingState.TO_CONFIRM,
        Permission.SIGNAL_WEIGH,
        "'Geen actie' voorstellen",
    ),
    "confirm_no_action": step(
        {WeighingState.TO_CONFIRM},
        WeighingState.DONE,
        Permission.SIGNAL_CONFIRM,
        "'Geen actie' bevestigen",
    ),
    "return_to_weighing": step(
        {WeighingState.TO_CONFIRM},
        WeighingState.WEIGHING,
        Permission.SIGNAL_CONFIRM,
        "Terug naar de weging",
    ),
    "weigh_again": step(
        {WeighingState.DONE}, WeighingState.WEIGHING, Permission.SIGNAL_WEIGH, "Opnieuw wegen"
    ),
}

# The clock of a weighing, while the house waits for an answer; besides, it goes on by itself (policies_clock.sql).
CLOCK = {
    "stop_clock": step(
        {WeighingState.WEIGHING, WeighingState.ASKED}, None, Permission.CLOCK_STOP, "Klok stilzetten"
    ),
    "start_clock": step(
        {WeighingState.WEIGHING, WeighingState.ASKED}, None, Permission.CLOCK_STOP, "Klok weer laten lopen"
    ),
}

# The only step of a file that a person takes; the others come by themselves.
FILE_TRANSITIONS = {
    "release_file": step(
        {FileState.UNSCANNED}, FileState.RELEASED, Permission.FILE_RELEASE, "Vrijgeven zonder scan"
    ),
}

# Answering is the outsider's, and silence comes by itself. The weighing goes on meanwhile, whatever the state of these.
OUTSIDE_TRANSITIONS = {
    "withdraw_outside": step(
        {OutsideState.OPEN}, OutsideState.WITHDRAWN, Permission.OUTSIDE_ASK, "Vraag intrekken"
    ),
}


def may_ask_outside(weighing):
    """Also after weighing, for something may come to light later; not of what is no report, or not yet."""
    return weighing.state not in {WeighingState.HELD, WeighingState.REJECTED}


# The way of a register to signals. Who proposes may withdraw; who confirms is somebody else (a constraint).
REGISTER_TRANSITIONS = {
    "match_columns": step(
        {RegisterState.MATCHING, RegisterState.CHECKED},
        RegisterState.MATCHING,
        Permission.SIGNAL_IMPORT,
        "Kolommen koppelen",
    ),
    "check_register": step(
        {RegisterState.MATCHING, RegisterState.CHECKED},
        RegisterState.CHECKING,
        Permission.SIGNAL_IMPORT,
        "Laten nakijken",
    ),
    "propose_register": step(
        {RegisterState.CHECKED}, RegisterState.PROPOSED, Permission.SIGNAL_IMPORT, "Voorstellen"
    ),
    "return_register": step(
        {RegisterState.PROPOSED},
        RegisterState.CHECKED,
        Permission.SIGNAL_IMPORT_CONFIRM,
        "Terug naar nakijken",
    ),
    "confirm_register": step(
        {RegisterState.PROPOSED},
        RegisterState.RUNNING,
        Permission.SIGNAL_IMPORT_CONFIRM,
        "Akkoord geven en overnemen",
    ),
    "stop_register": step(
        {RegisterState.RUNNING}, RegisterState.STOPPED, Permission.SIGNAL_IMPORT, "Overnemen stoppen"
    ),
    "resume_register": step(
        {RegisterState.STOPPED}, RegisterState.RUNNING, Permission.SIGNAL_IMPORT, "Verder gaan"
    ),
    "drop_register": step(
        {
            RegisterState.MATCHING,
            RegisterState.CHECKING,
            RegisterState.CHECKED,
            RegisterState.PROPOSED,
            RegisterState.STOPPED,
        },
        RegisterState.DROPPED,
        Permission.SIGNAL_IMPORT,
        "Bestand weggooien",
    ),
}

# Taking a part of a text away for good. A second person confirms: never who proposed.
REDACTION_TRANSITIONS = {
    "confirm_redaction": step(
        {RedactionState.PROPOSED}, RedactionState.DONE, Permission.SIGNAL_REDACT, "Definitief verwijderen"
    ),
    "withdraw_redaction": step(
        {RedactionState.PROPOSED}, RedactionState.WITHDRAWN, Permission.SIGNAL_REDACT, "Voorstel intrekken"
    ),
}

# Merging ends the weighing of a signal that was not weighed yet: it follows its main signal. Undoing it opens it again.
MERGING = {
    "merge_signals": step(
        set(WeighingState) - SETTLED - {WeighingState.HELD},
        WeighingState.DONE,
        Permission.SIGNAL_LINK,
        "Samenvoegen met een hoofdsignaal",
    ),
    "end_link": step(
        {WeighingState.DONE}, WeighingState.WEIGHING, Permission.SIGNAL_LINK, "Samenvoegen ongedaan maken"
    ),
}

# What the reporter reads after each outcome; he never reads the outcome itself.
SAFE_STATUS = {
    Outcome.NO_ACTION: SafeStatus.CLOSED,
    Outcome.TREND_ONLY: SafeStatus.CLOSED,
    Outcome.ON_AGENDA: SafeStatus.IN_PROGRESS,
    Outcome.CARE_ROUTE: SafeStatus.FOLLOWED_UP,
    Outcome.POLICE: SafeStatus.FOLLOWED_UP,
}

# These outcomes hand the signal on, so they come with a share.
OUTCOMES_WITH_SHARE = {Outcome.CARE_ROUTE, Outcome.POLICE}

# A second person takes these: never who decided.
BY_SECOND_PERSON = {"confirm_no_action", "return_to_weighing"}


def waits_for_colleague(user, weighing):
    """Whether this person proposed 'no action' himself, so that somebody else must look."""
    return weighing.state == WeighingState.TO_CONFIRM and weighing.decided_by_id == user.pk


def available_steps(user, weighing):
    """{name: step} of what this person may do now with this weighing."""
    steps = available(TRANSITIONS, user, weighing)
    if waits_for_colleague(user, weighing):
        return {name: step for name, step in steps.items() if name not in BY_SECOND_PERSON}
    return steps


def clock_step(user, weighing, *, waits):
    """{name: step}: stopping the clock while an answer is awaited, or letting it go on; nothing for who may not."""
    steps = available(CLOCK, user, weighing)
    name = "start_clock" if weighing.stop_id else "stop_clock" if waits else ""
    return {name: steps[name]} if name in steps else {}
