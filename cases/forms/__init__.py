"""Forms validate; services write."""

from cases.forms.actions import ActionFilterForm, ActionForm, DropForm, EffectForm
from cases.forms.closing import AskHandoverForm, CloseForm
from cases.forms.informing import InformForm
from cases.forms.journal import EntryFilterForm, EntryForm, WithdrawForm
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
from cases.forms.plan import (
    AgreementForm,
    ChangeGoalForm,
    ChangeInterventionForm,
    GoalForm,
    InterventionForm,
    PlanOnForm,
    TieForm,
)
from cases.forms.requests import AnswerForm, DateForm, OfferForm, RemindForm
from cases.forms.reviews import ResumeForm, ReviewForm, UntilForm
from cases.forms.running import (
    CaseFilterForm,
    DirectorForm,
    HandOverForm,
    JoinForm,
    LinkSignalForm,
    NamePersonForm,
    ProfileForm,
    TakeOverForm,
)
from cases.forms.templates import ApplyForm, TemplateForm, TemplateTasks

__all__ = [
    "ActionFilterForm",
    "ActionForm",
    "AgreementForm",
    "AnswerForm",
    "AnswerJoinForm",
    "ApplyForm",
    "AskHandoverForm",
    "AskToJoinForm",
    "CaseFilterForm",
    "ChangeGoalForm",
    "ChangeInterventionForm",
    "CloseForm",
    "DateForm",
    "DecideRemovalForm",
    "DirectorForm",
    "DropForm",
    "EffectForm",
    "EndPartyForm",
    "EntryFilterForm",
    "EntryForm",
    "GoalForm",
    "HandOverForm",
    "IdentityForm",
    "InformForm",
    "InquiryForm",
    "InterventionForm",
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
    "PlanOnForm",
    "ProfileForm",
    "ReferForm",
    "RelationForm",
    "RemindForm",
    "RemovalForm",
    "ResumeForm",
    "ReturnForm",
    "ReviewForm",
    "TakeOverForm",
    "TemplateForm",
    "TemplateTasks",
    "TieForm",
    "TriggerForm",
    "UntilForm",
    "WithdrawForm",
]
