"""What people may not write in the journal of a case. See writes.py; the entries are those of handmade.py."""

from django.utils import timezone

from cases.models import JournalCorrection, JournalEntry, JournalReader
from tests.rowsecurity.handmade import CARE, COORDINATOR, DIRECTOR, HOUSE, POLICE, POLICE_ID
from tests.rowsecurity.making import when
from tests.rowsecurity.written import change

REFUSED = "refused"
FOR_ALL, NAMED, FOR_STAFF = 5, 3, 4  # the numbers of entries: two of the police, one of the house


def entry(user, organisation=POLICE_ID, case=1, visible_to="own", **fields):
    values = {"occurred_at": when(-3), "source": "gesprek", "text": "t", "visible_to": visible_to}
    who = {"membership_id": user + 1, "written_by_id": user + 1}
    return JournalEntry.objects.create(case_id=case, organisation_id=organisation, **who | values | fields)


def named(user, reader):
    """A new entry, and at once somebody who is named at it."""
    return named_at(entry(user, visible_to="named").pk, reader)


def named_at(number, reader):
    return JournalReader.objects.create(entry_id=number, membership_id=reader + 1, name="")


def corrected(number, by=POLICE, organisation=POLICE_ID):
    later = entry(by, organisation, visible_to="partners")
    return JournalCorrection.objects.create(earlier_id=number, later=later, reason="r")


def withdrawn(number, by):
    values = {"withdrawn_at": timezone.now(), "withdrawn_by_id": by + 1, "withdraw_reason": "r"}
    return change(JournalEntry, number, **values)


WRITES = {
    "writes in the journal": (POLICE, lambda: entry(POLICE), 1),
    "writes in the journal for another organisation": (POLICE, lambda: entry(POLICE, HOUSE), REFUSED),
    "directs a case and writes for the house": (DIRECTOR, lambda: entry(DIRECTOR, HOUSE), 1),
    "directs a case and writes for his own organisation": (DIRECTOR, lambda: entry(DIRECTOR), REFUSED),
    "writes in the journal as another": (
        POLICE,
        lambda: entry(POLICE, membership_id=DIRECTOR + 1),
        REFUSED,
    ),
    "writes in the journal in the name of another": (
        POLICE,
        lambda: entry(POLICE, written_by_id=DIRECTOR + 1),
        REFUSED,
    ),
    "writes in the journal of a case he does not see": (CARE, lambda: entry(CARE), REFUSED),
    "writes in the journal before today": (POLICE, lambda: entry(POLICE, written_at=when(-2)), REFUSED),
    "names who reads the case": (POLICE, lambda: named(POLICE, DIRECTOR), 1),
    "names who does not read the case": (POLICE, lambda: named(POLICE, CARE), REFUSED),
    "names somebody later": (POLICE, lambda: named_at(NAMED, COORDINATOR), REFUSED),
    "withdraws an entry": (POLICE, withdrawn(NAMED, POLICE), 1),
    "withdraws an entry in the name of another": (POLICE, withdrawn(NAMED, DIRECTOR), REFUSED),
    "withdraws an entry of another organisation": (COORDINATOR, withdrawn(FOR_ALL, COORDINATOR), REFUSED),
    "corrects an entry": (POLICE, lambda: corrected(FOR_ALL), 1),
    "corrects an entry of another organisation": (
        COORDINATOR,
        lambda: corrected(FOR_ALL, COORDINATOR, HOUSE),
        REFUSED,
    ),
    "corrects what he does not see": (POLICE, lambda: corrected(FOR_STAFF), REFUSED),
}
