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
    FIRST_PARTS,
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
    PartKind,
    people_of,
)
from cases.models.partner_requests import PartnerRequest, PartnerRequestKind, PartnerRequestState
from cases.models.parts import Part

__all__ = [
    "FIRST_PARTS",
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
    "Part",
    "PartKind",
    "PartnerRequest",
    "PartnerRequestKind",
    "PartnerRequestState",
    "RequestKind",
    "people_of",
]
