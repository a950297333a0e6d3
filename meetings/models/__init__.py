"""The information meeting: series, meetings, agenda items and their tables, decisions, minutes."""

from meetings.models.decisions import (
    NEEDS,
    SHARING,
    Decision,
    DecisionCase,
    DecisionKind,
    DecisionShare,
    EarlierAnswer,
    kinds_at,
)
from meetings.models.guests import CalendarFeed, Guest, Reply
from meetings.models.items import (
    AgendaItem,
    Contribution,
    ItemAction,
    ItemKind,
    ItemSignal,
    Recusal,
    TablePlace,
)
from meetings.models.live import ChairNote, Pen, Stage
from meetings.models.minutes import AmendedField, Amendment, AmendmentState, Erratum
from meetings.models.planning import EXTRA, Meeting, MeetingState, Seat, Series
from meetings.models.preparing import (
    ContributionVersion,
    FateKind,
    PreparationReminder,
    ProposalFate,
    StandingTable,
)
from meetings.models.rhythm import SchoolHoliday, SeriesItem

__all__ = [
    "EXTRA",
    "NEEDS",
    "SHARING",
    "AgendaItem",
    "AmendedField",
    "Amendment",
    "AmendmentState",
    "CalendarFeed",
    "ChairNote",
    "Contribution",
    "ContributionVersion",
    "Decision",
    "DecisionCase",
    "DecisionKind",
    "DecisionShare",
    "EarlierAnswer",
    "Erratum",
    "FateKind",
    "Guest",
    "ItemAction",
    "ItemKind",
    "ItemSignal",
    "Meeting",
    "MeetingState",
    "Pen",
    "PreparationReminder",
    "ProposalFate",
    "Recusal",
    "Reply",
    "SchoolHoliday",
    "Seat",
    "Series",
    "SeriesItem",
    "Stage",
    "StandingTable",
    "TablePlace",
    "kinds_at",
]
