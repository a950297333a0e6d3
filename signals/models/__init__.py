"""Signals: what a partner noticed, how it was weighed, and with whom it is shared."""

from signals.models.report import (
    Channel,
    Draft,
    Event,
    InformationReliability,
    KnownBy,
    Party,
    PartyIdentity,
    Regime,
    SafeStatus,
    Signal,
    SignalSearch,
    SourceReliability,
    SubjectKind,
)
from signals.models.sharing import LegalGround, Share, SharingRule
from signals.models.weighing import Answer, Outcome, Question, Weighing, WeighingState

__all__ = [
    "Answer",
    "Channel",
    "Draft",
    "Event",
    "InformationReliability",
    "KnownBy",
    "LegalGround",
    "Outcome",
    "Party",
    "PartyIdentity",
    "Question",
    "Regime",
    "SafeStatus",
    "Share",
    "SharingRule",
    "Signal",
    "SignalSearch",
    "SourceReliability",
    "SubjectKind",
    "Weighing",
    "WeighingState",
]
