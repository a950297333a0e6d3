"""The forms of meetings: they check what was typed, the services write."""

from meetings.forms.agenda import (
    AddItemForm,
    CaseItemForm,
    ChangeItemForm,
    LinkSignalForm,
    RecusalForm,
    TableForm,
)
from meetings.forms.decisions import (
    ActionForm,
    CorrectDriehoekForm,
    DecisionForm,
    DriehoekForm,
    KindForm,
)
from meetings.forms.extra import ExtraForm
from meetings.forms.minutes import AnswerForm, EndForm, ErratumForm, ProposeForm
from meetings.forms.planning import (
    CancelForm,
    CaseMeetingForm,
    ExtraMeetingForm,
    HolidayForm,
    InviteForm,
    MoveForm,
    ReplyForm,
    SeriesForm,
)
from meetings.forms.preparing import (
    MinutesForm,
    MoveProposalForm,
    RejectForm,
    StandingTableForm,
    UndoRecusalForm,
)
from meetings.forms.register import RegisterForm
from meetings.forms.table import AttendanceForm, ContributionForm, NoteForm, RecordForm

__all__ = [
    "ActionForm",
    "AddItemForm",
    "AnswerForm",
    "AttendanceForm",
    "CancelForm",
    "CaseItemForm",
    "CaseMeetingForm",
    "ChangeItemForm",
    "ContributionForm",
    "CorrectDriehoekForm",
    "DecisionForm",
    "DriehoekForm",
    "EndForm",
    "ErratumForm",
    "ExtraForm",
    "ExtraMeetingForm",
    "HolidayForm",
    "InviteForm",
    "KindForm",
    "LinkSignalForm",
    "MinutesForm",
    "MoveForm",
    "MoveProposalForm",
    "NoteForm",
    "ProposeForm",
    "RecordForm",
    "RecusalForm",
    "RegisterForm",
    "RejectForm",
    "ReplyForm",
    "SeriesForm",
    "StandingTableForm",
    "TableForm",
    "UndoRecusalForm",
]
