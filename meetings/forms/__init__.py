"""The forms of meetings: they check what was typed, the services write."""

from meetings.forms.agenda import AddItemForm, ChangeItemForm, LinkSignalForm, RecusalForm, TableForm
from meetings.forms.extra import ExtraForm
from meetings.forms.planning import InviteForm, MoveForm, SeriesForm
from meetings.forms.table import (
    ActionForm,
    AttendanceForm,
    ContributionForm,
    DecisionForm,
    DriehoekForm,
    RecordForm,
)

__all__ = [
    "ActionForm",
    "AddItemForm",
    "AttendanceForm",
    "ChangeItemForm",
    "ContributionForm",
    "DecisionForm",
    "DriehoekForm",
    "ExtraForm",
    "InviteForm",
    "LinkSignalForm",
    "MoveForm",
    "RecordForm",
    "RecusalForm",
    "SeriesForm",
    "TableForm",
]
