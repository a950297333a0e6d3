"""Cases and actions: an integrated approach, and what somebody promised to do."""

from cases.models.actions import (
    Action,
    ActionEvent,
    ActionEventKind,
    ActionRequest,
    ActionResult,
    ActionState,
    RequestKind,
)
from cases.models.approach import (
    Case,
    CaseEvent,
    CaseGround,
    CaseKind,
    CasePartner,
    CaseParty,
    CaseSignal,
    CaseState,
    Director,
    Named,
    people_of,
)

__all__ = [
    "Action",
    "ActionEvent",
    "ActionEventKind",
    "ActionRequest",
    "ActionResult",
    "ActionState",
    "Case",
    "CaseEvent",
    "CaseGround",
    "CaseKind",
    "CasePartner",
    "CaseParty",
    "CaseSignal",
    "CaseState",
    "Director",
    "Named",
    "RequestKind",
    "people_of",
]
