"""Docs that are printed from the tables, so that they cannot lag."""

from cases.models import ActionState, CaseState, PartnerRequestState
from cases.transitions import ACTION_TRANSITIONS, ASKED_TRANSITIONS, JOIN_TRANSITIONS
from cases.transitions import TRANSITIONS as CASE_TRANSITIONS
from meetings.models import AmendmentState, MeetingState
from meetings.transitions import AMENDMENT_TRANSITIONS
from meetings.transitions import TRANSITIONS as MEETING_TRANSITIONS
from partners.models import MembershipState
from partners.printed import rights_markdown
from partners.transitions import TRANSITIONS as MEMBERSHIP_TRANSITIONS
from signals.models import (
    FileState,
    Outcome,
    OutsideState,
    RedactionState,
    RegisterState,
    SafeStatus,
    WeighingState,
)
from signals.privacyscan.printed import SENTENCES, scan_markdown
from signals.transitions import (
    CLOCK,
    FILE_TRANSITIONS,
    MERGING,
    OUTSIDE_TRANSITIONS,
    REDACTION_TRANSITIONS,
    REGISTER_TRANSITIONS,
    SAFE_STATUS,
)
from signals.transitions import TRANSITIONS as SIGNAL_TRANSITIONS

SUBJECTS = (
    ("Weging van een signaal", WeighingState, SIGNAL_TRANSITIONS),
    ("Klok van een weging", WeighingState, CLOCK),
    ("Bestand bij een signaal", FileState, FILE_TRANSITIONS),
    ("Vraag aan een buitenstaander", OutsideState, OUTSIDE_TRANSITIONS),
    ("Samenvoegen van signalen: de weging", WeighingState, MERGING),
    ("Overnemen van een register", RegisterState, REGISTER_TRANSITIONS),
    ("Deel van een tekst definitief verwijderen", RedactionState, REDACTION_TRANSITIONS),
    ("Overleg", MeetingState, MEETING_TRANSITIONS),
    ("Voorstel bij het verslag", AmendmentState, AMENDMENT_TRANSITIONS),
    ("Casus", CaseState, CASE_TRANSITIONS),
    ("Vraag over meedoen aan een casus", PartnerRequestState, JOIN_TRANSITIONS | ASKED_TRANSITIONS),
    ("Actie", ActionState, ACTION_TRANSITIONS),
    ("Lidmaatschap", MembershipState, MEMBERSHIP_TRANSITIONS),
)


def documents():
    """{path below the project folder: text} of all printed docs."""
    return {
        "docs/rechten.md": rights_markdown(),
        "docs/statussen.md": states_markdown(),
        "docs/privacyscan.md": scan_markdown(SENTENCES),
    }


def states_markdown():
    parts = [
        "# Statussen\n\nGedrukt uit de tabellen in `*/transitions.py` met `make docs`. "
        "Verander dit bestand niet met de hand.\n"
    ]
    parts += [_subject(*subject) for subject in SUBJECTS]
    parts.append(_safe_status())
    return "\n".join(parts)


def _subject(title, states, table):
    rows = [_row(states, step) for step in table.values()]
    head = "| stap | van | naar | wie mag: |\n|---|---|---|---|"
    return f"## {title}\n\n{head}\n" + "\n".join(rows) + "\n"


def _row(states, step):
    sources = ", ".join(_labels(states, step.sources))
    target = states(step.target).label if step.target else "blijft zoals het is"
    return f"| {step.label} | {sources} | {target} | {step.permission.label} |"


def _labels(states, values):
    return [state.label for state in states if state in values]


def _safe_status():
    rows = [
        f"| {outcome.label} | {SafeStatus(SAFE_STATUS[outcome]).label} |"
        for outcome in Outcome
        if outcome in SAFE_STATUS
    ]
    rows.append(f"| {Outcome.MERGED.label} | die van het hoofdsignaal |")
    return (
        "## Wat de melder leest\n\n| uitkomst van de weging | status voor de melder |\n|---|---|\n"
        + "\n".join(rows)
        + "\n"
    )
