"""Forms validate; services write."""

from cases.forms.actions import ActionFilterForm, ActionForm, DropForm, EffectForm
from cases.forms.informing import InformForm
from cases.forms.opening import OpenCaseForm
from cases.forms.parties import (
    DecideRemovalForm,
    EndPartyForm,
    IdentityForm,
    InquiryForm,
    OpenIdentityForm,
    PartyForm,
    RelationForm,
    RemovalForm,
)
from cases.forms.partner_requests import (
    AnswerJoinForm,
    AskToJoinForm,
    LeaveForm,
    OfferLeadForm,
    ReferForm,
    ReturnForm,
)
from cases.forms.picture import ObservationForm, PictureDayForm, TriggerForm
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
    "DecideRemovalForm",
    "DirectorForm",
    "DropForm",
    "EffectForm",
    "EndPartyForm",
    "HandOverForm",
    "IdentityForm",
    "InformForm",
    "InquiryForm",
    "JoinForm",
    "LeaveForm",
    "LinkSignalForm",
    "NamePersonForm",
    "ObservationForm",
    "OfferForm",
    "OfferLeadForm",
    "OpenCaseForm",
    "OpenIdentityForm",
    "PartyForm",
    "PictureDayForm",
    "ProfileForm",
    "ReferForm",
    "RelationForm",
    "RemindForm",
    "RemovalForm",
    "ResumeForm",
    "ReturnForm",
    "ReviewForm",
    "TakeOverForm",
    "TriggerForm",
    "UntilForm",
]
