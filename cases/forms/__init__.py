"""Forms validate; services write."""

from cases.forms.actions import ActionFilterForm, ActionForm, DropForm, EffectForm
from cases.forms.informing import InformForm
from cases.forms.opening import OpenCaseForm
from cases.forms.partner_requests import (
    AnswerJoinForm,
    AskToJoinForm,
    LeaveForm,
    OfferLeadForm,
    ReferForm,
    ReturnForm,
)
from cases.forms.requests import AnswerForm, DateForm, OfferForm, RemindForm
from cases.forms.reviews import ResumeForm, ReviewForm, UntilForm
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
    "AnswerJoinForm",
    "AskToJoinForm",
    "CaseFilterForm",
    "CloseForm",
    "DateForm",
    "DirectorForm",
    "DropForm",
    "EffectForm",
    "HandOverForm",
    "InformForm",
    "JoinForm",
    "LeaveForm",
    "LinkSignalForm",
    "NamePersonForm",
    "OfferForm",
    "OfferLeadForm",
    "OpenCaseForm",
    "PartyForm",
    "ProfileForm",
    "ReferForm",
    "RemindForm",
    "ResumeForm",
    "ReturnForm",
    "ReviewForm",
    "TakeOverForm",
    "UntilForm",
]
