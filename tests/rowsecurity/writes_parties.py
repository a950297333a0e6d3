"""What people try to write about the parties of a case, and how it must end. See writes.py.

In the world of handmade.py: party 1 and 3 of case 1, party 2 and 4 of case 2, which is restricted.
"""

from datetime import date

from django.utils import timezone

from cases.models import CaseParty, PartyRelation, RemovalRequest
from tests.rowsecurity.handmade import COORDINATOR, DIRECTOR, POLICE
from tests.rowsecurity.writes import REFUSED
from tests.rowsecurity.written import change, grant


def party(by):
    return CaseParty.objects.create(case_id=1, label="B", why="w", added_by_id=by + 1)


def relation(by, one=3, other=1):
    return PartyRelation.objects.create(party_id=one, other_id=other, words="w", added_by_id=by + 1)


def removal(by, **fields):
    return RemovalRequest.objects.create(
        party_id=3, asked_on=date(2026, 1, 1), asked="a", noted_by_id=by + 1, **fields
    )


def decision(by):
    values = {"outcome": "kept", "reason": "r", "decided_at": timezone.now(), "decided_by": by + 1}
    return change(RemovalRequest, 1, **values)


WRITES = {
    "adds a party to a case": (DIRECTOR, lambda: party(DIRECTOR), 1),
    "adds a party to a case in the name of another": (DIRECTOR, lambda: party(COORDINATOR), REFUSED),
    "adds a party to a case he reads": (POLICE, lambda: party(POLICE), REFUSED),
    "changes a party of a case": (DIRECTOR, change(CaseParty, 1, label="x"), 1),
    "changes a party of a case he reads": (POLICE, change(CaseParty, 1, label="x"), 0),
    "moves a party to another case": (COORDINATOR, change(CaseParty, 1, case=2), REFUSED),
    "relates two parties": (DIRECTOR, lambda: relation(DIRECTOR), 1),
    "relates two parties in the name of another": (DIRECTOR, lambda: relation(COORDINATOR), REFUSED),
    "relates parties of two cases": (COORDINATOR, lambda: relation(COORDINATOR, 1, 2), REFUSED),
    "relates parties of a case he reads": (POLICE, lambda: relation(POLICE), REFUSED),
    "changes a relation": (DIRECTOR, change(PartyRelation, 1, words="x"), 1),
    "changes a relation he reads": (POLICE, change(PartyRelation, 1, words="x"), 0),
    "opens an identity of a case": (DIRECTOR, lambda: grant(DIRECTOR, "case_identity"), 1),
    "opens an identity of a case he reads": (POLICE, lambda: grant(POLICE, "case_identity"), REFUSED),
    "notes that a party asks to be removed": (DIRECTOR, lambda: removal(DIRECTOR), 1),
    "notes that in the name of another": (DIRECTOR, lambda: removal(COORDINATOR), REFUSED),
    "notes that in a case he reads": (POLICE, lambda: removal(POLICE), REFUSED),
    "decides on a removal": (COORDINATOR, decision(COORDINATOR), 1),
    "decides on a removal in the name of another": (COORDINATOR, decision(DIRECTOR), REFUSED),
    "decides on a removal as a director": (DIRECTOR, decision(DIRECTOR), REFUSED),
}
