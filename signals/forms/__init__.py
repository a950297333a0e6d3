"""Forms validate; services write."""

from signals.forms.clock import StopClockForm
from signals.forms.files import BeginForm, OpenOriginalForm, ReleaseFileForm, check_upload
from signals.forms.listing import ListForm, Places, SaveFilterForm
from signals.forms.numbers import NumbersForm
from signals.forms.privacy import KEEP, REPLACE, PrivacyCheck
from signals.forms.report import ReportForm, about_the_form, as_another, on_a_new_page, privacy_check, typed
from signals.forms.rules import NewRuleForm, RuleForm
from signals.forms.share import EndShareForm, ExtendShareForm, ShareForm
from signals.forms.weigh import (
    AnswerForm,
    CriteriaForm,
    DecideForm,
    OpenIdentityForm,
    QuestionForm,
    ReturnForm,
    WeighAgainForm,
)

__all__ = [
    "KEEP",
    "REPLACE",
    "AnswerForm",
    "BeginForm",
    "CriteriaForm",
    "DecideForm",
    "EndShareForm",
    "ExtendShareForm",
    "ListForm",
    "NewRuleForm",
    "NumbersForm",
    "OpenIdentityForm",
    "OpenOriginalForm",
    "Places",
    "PrivacyCheck",
    "QuestionForm",
    "ReleaseFileForm",
    "ReportForm",
    "ReturnForm",
    "RuleForm",
    "SaveFilterForm",
    "ShareForm",
    "StopClockForm",
    "WeighAgainForm",
    "about_the_form",
    "as_another",
    "check_upload",
    "on_a_new_page",
    "privacy_check",
    "typed",
]
