"""Forms validate; services write."""

from cases.forms.actions import ActionFilterForm, ActionForm, DropForm, EffectForm
from cases.forms.opening import OpenCaseForm
from cases.forms.requests import AnswerForm, DateForm, OfferForm, RemindForm
from cases.forms.running import (
    CaseFilterForm,
    CloseForm,
    DirectorForm,
    HandOverForm,
    JoinForm,
    LinkSignalForm,
    NamePersonForm,
    PartyForm,
    ProfileForm,
    TakeOverForm,
)

__all__ = [
    "ActionFilterForm",
    "ActionForm",
    "AnswerForm",
    "CaseFilterForm",
    "CloseForm",
    "DateForm",
    "DirectorForm",
    "DropForm",
    "EffectForm",
    "HandOverForm",
    "JoinForm",
    "LinkSignalForm",
    "NamePersonForm",
    "OfferForm",
    "OpenCaseForm",
    "PartyForm",
    "ProfileForm",
    "RemindForm",
    "TakeOverForm",
]
