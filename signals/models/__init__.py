"""Signals: what a partner noticed, how it was weighed, and with whom it is shared."""

from signals.models.citizens import (
    CitizenDraft,
    ContactDetails,
    ContactRequest,
    HeldBecause,
    Intake,
    IntakeChannel,
    Message,
)
from signals.models.clock import ClockStop, Reminded, Reminder, StartedBecause
from signals.models.files import MOST_BYTES, Attachment, FileKind, FileState, Original
from signals.models.finding import SavedFilter, SignalSearch, WeighingSearch
from signals.models.interview import Interview, Safety
from signals.models.outside import OutsideQuestion, OutsideState
from signals.models.report import (
    REPORTER_FUNCTIONS,
    Channel,
    Draft,
    Event,
    InformationReliability,
    KnownBy,
    Party,
    PartyIdentity,
    Regime,
    SafeStatus,
    SentForm,
    Signal,
    SourceReliability,
    SubjectKind,
)
from signals.models.sharing import LegalGround, Share, SharingRule
from signals.models.together import IdentityKey, Inquiry, InquiryHit, Link, LinkKind
from signals.models.weighing import SETTLED, Answer, Outcome, Question, Weighing, WeighingState

__all__ = [
    "MOST_BYTES",
    "REPORTER_FUNCTIONS",
    "SETTLED",
    "Answer",
    "Attachment",
    "Channel",
    "CitizenDraft",
    "ClockStop",
    "ContactDetails",
    "ContactRequest",
    "Draft",
    "Event",
    "FileKind",
    "FileState",
    "HeldBecause",
    "IdentityKey",
    "InformationReliability",
    "Inquiry",
    "InquiryHit",
    "Intake",
    "IntakeChannel",
    "Interview",
    "KnownBy",
    "LegalGround",
    "Link",
    "LinkKind",
    "Message",
    "Original",
    "Outcome",
    "OutsideQuestion",
    "OutsideState",
    "Party",
    "PartyIdentity",
    "Question",
    "Regime",
    "Reminded",
    "Reminder",
    "SafeStatus",
    "Safety",
    "SavedFilter",
    "SentForm",
    "Share",
    "SharingRule",
    "Signal",
    "SignalSearch",
    "SourceReliability",
    "StartedBecause",
    "SubjectKind",
    "Weighing",
    "WeighingSearch",
    "WeighingState",
]
