"""What people may not write around a case. See writes.py."""

from datetime import date

from django.utils import timezone

from cases.models import Informing, PartnerRequest, Review, ReviewGoal, Term
from tests.rowsecurity.handmade import CARE, CARE_ID, COORDINATOR, DIRECTOR, HOUSE, POLICE, POLICE_ID
from tests.rowsecurity.written import change

REFUSED = "refused"
OPEN_CASE = {"case_id": 1, "house_id": HOUSE, "number": "C-1"}


def ask(by, kind="task", **fields):
    values = {"organisation_id": POLICE_ID, "asked_by_id": by + 1, "text": "x"} | OPEN_CASE | fields
    return PartnerRequest.objects.create(kind=kind, **values)


def answer(by, **fields):
    answered = {"state": "refused", "answer": "x", "answered_at": timezone.now(), "answered_by_id": by + 1}
    return change(PartnerRequest, 1, **answered | fields)


def say(by, case=1):
    return Informing.objects.create(case_id=case, is_informed=True, text="x", said_by_id=by + 1)


def review(by):
    words = dict.fromkeys(("necessity", "proportionality", "works", "reason"), "x")
    found = {"is_necessary": True, "is_proportionate": True, "outcome": "close", "held_on": date(2026, 1, 1)}
    return Review.objects.create(case_id=1, recorded_by_id=by + 1, **words, **found)


def term(by):
    return Term.objects.create(case_id=1, kind="resumed", reason="x", by_id=by + 1)


WRITES = {
    "records a review": (DIRECTOR, lambda: review(DIRECTOR), 1),
    "records a review as who only reads the case": (POLICE, lambda: review(POLICE), REFUSED),
    "records a review in the name of another": (DIRECTOR, lambda: review(COORDINATOR), REFUSED),
    "says of a goal in the review of another": (
        POLICE,
        lambda: ReviewGoal.objects.create(review_id=1, goal_id=1, verdict="works"),
        REFUSED,
    ),
    "changes the term of a case": (COORDINATOR, lambda: term(COORDINATOR), 1),
    "changes the term of a case as its director": (DIRECTOR, lambda: term(DIRECTOR), REFUSED),
    "says that the party was told": (DIRECTOR, lambda: say(DIRECTOR), 1),
    "says so as who only reads the case": (POLICE, lambda: say(POLICE), REFUSED),
    "says so in the name of another": (DIRECTOR, lambda: say(COORDINATOR), REFUSED),
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
