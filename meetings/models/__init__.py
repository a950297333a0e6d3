"""The information meeting: series, meetings, agenda items and their tables, decisions, minutes."""

from meetings.models.items import (
    AgendaItem,
    Contribution,
    Decision,
    DecisionKind,
    ItemAction,
    ItemKind,
    ItemSignal,
    Recusal,
    TablePlace,
)
from meetings.models.planning import EXTRA, Meeting, MeetingState, Seat, Series

__all__ = [
    "EXTRA",
    "AgendaItem",
    "Contribution",
    "Decision",
    "DecisionKind",
    "ItemAction",
    "ItemKind",
    "ItemSignal",
    "Meeting",
    "MeetingState",
    "Recusal",
    "Seat",
    "Series",
    "TablePlace",
]
