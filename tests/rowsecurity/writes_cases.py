"""What people may not write around a case. See writes.py."""

from django.utils import timezone

from cases.models import PartnerRequest
from tests.rowsecurity.handmade import CARE, CARE_ID, COORDINATOR, HOUSE, POLICE, POLICE_ID
from tests.rowsecurity.written import change

REFUSED = "refused"
OPEN_CASE = {"case_id": 1, "house_id": HOUSE, "number": "C-1"}


def ask(by, kind="task", **fields):
    values = {"organisation_id": POLICE_ID, "asked_by_id": by + 1, "text": "x"} | OPEN_CASE | fields
    return PartnerRequest.objects.create(kind=kind, **values)


def answer(by, **fields):
    answered = {"state": "refused", "answer": "x", "answered_at": timezone.now(), "answered_by_id": by + 1}
    return change(PartnerRequest, 1, **answered | fields)


WRITES = {
    "asks a partner": (COORDINATOR, lambda: ask(COORDINATOR), 1),
    "asks a partner as who only reads the case": (
        POLICE,
        lambda: ask(POLICE, organisation_id=CARE_ID),
        REFUSED,
    ),
    "asks a partner in the name of another": (COORDINATOR, lambda: ask(POLICE), REFUSED),
    "asks to join past the function": (POLICE, lambda: ask(POLICE, "join"), REFUSED),
    "asks with the number of another case": (COORDINATOR, lambda: ask(COORDINATOR, number="C-2"), REFUSED),
    "withdraws a question": (COORDINATOR, answer(COORDINATOR), 1),
    "answers past the function": (CARE, answer(CARE), REFUSED),
}
