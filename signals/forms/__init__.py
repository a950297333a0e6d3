"""Forms validate; services write."""

from signals.forms.listing import ListForm
from signals.forms.report import ReportForm, typed
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
    "AnswerForm",
    "CriteriaForm",
    "DecideForm",
    "EndShareForm",
    "ExtendShareForm",
    "ListForm",
    "NewRuleForm",
    "OpenIdentityForm",
    "QuestionForm",
    "ReportForm",
    "ReturnForm",
    "RuleForm",
    "ShareForm",
    "WeighAgainForm",
    "typed",
]
