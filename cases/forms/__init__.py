"""Forms validate; services write."""

from cases.forms.actions import ActionFilterForm, ActionForm, DropForm, EffectForm
from cases.forms.opening import OpenCaseForm
from cases.forms.running import (
    CaseFilterForm,
    CloseForm,
    DirectorForm,
    JoinForm,
    LinkSignalForm,
    NamePersonForm,
    PartyForm,
)

__all__ = [
    "ActionFilterForm",
    "ActionForm",
    "CaseFilterForm",
    "CloseForm",
    "DirectorForm",
    "DropForm",
    "EffectForm",
    "JoinForm",
    "LinkSignalForm",
    "NamePersonForm",
    "OpenCaseForm",
    "PartyForm",
]
