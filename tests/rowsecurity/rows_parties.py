"""Writes the parties of cases of a world, with what hangs on them. See rows.py."""

from datetime import date

from cases import models as cases
from tests.rowsecurity.making import SECOND, make


def build_parties(world):
    make(cases.CaseParty, world, "case_parties", label="A", why="nodig", added_by_id=SECOND)
    make(cases.PartyRelation, world, "party_relations", words="kent", added_by_id=SECOND)
    make(cases.CasePartyIdentity, world, "case_identities", name="Naam", kept_by_id=SECOND)
    asked = {"asked_on": date(2026, 1, 1), "asked": "weg", "noted_by_id": SECOND}
    make(cases.RemovalRequest, world, "removal_requests", **asked)
    inquiries = world["case_inquiries"]
    make(
        cases.CaseInquiry,
        world,
        "case_inquiries",
        number="C-9",
        asked_by_id=lambda n, one: one["asked_by"] + 1,
        purpose="doel",
    )
    make(
        cases.CaseInquiryHit,
        world,
        "case_inquiry_hits",
        asked_by_id=lambda n, one: inquiries[one["inquiry"]]["asked_by"] + 1,
    )
