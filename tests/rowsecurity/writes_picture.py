"""What people may and may not write in the picture of a case. See writes.py."""

from datetime import date

from cases.models import Observation, TriggerFactor
from tests.rowsecurity.handmade import (
    CARE,
    CARE_ID,
    COORDINATOR,
    DIRECTOR,
    EXPERT,
    HOUSE,
    POLICE,
    POLICE_ID,
    REPORTER,
)

REFUSED = "refused"
PICTURE, JOURNAL, OF_RESTRICTED = 3, 2, 7  # parts of the first case, and the picture of the second


def observation(user, organisation, part=PICTURE, **fields):
    values = {"area": "housing", "level": "concern", "reasons": "r", "source": "x", "known_by": "observed"}
    values |= {"day": date(2026, 1, 1), "written_by_id": user + 1, "organisation_id": organisation}
    return Observation.objects.create(part_id=part, **values | fields)


def trigger(user, organisation, part=PICTURE):
    values = {"factor": "home", "turn": "catalyst", "text": "t", "source": "x", "known_by": "observed"}
    values |= {"day": date(2026, 1, 1), "written_by_id": user + 1, "organisation_id": organisation}
    return TriggerFactor.objects.create(part_id=part, **values)


WRITES = {
    "observes for the house": (COORDINATOR, lambda: observation(COORDINATOR, HOUSE), 1),
    "observes for an organisation that takes part": (POLICE, lambda: observation(POLICE, POLICE_ID), 1),
    "observes as who directs the case": (DIRECTOR, lambda: observation(DIRECTOR, POLICE_ID), 1),
    "observes for another organisation": (POLICE, lambda: observation(POLICE, CARE_ID), REFUSED),
    "observes for a partner as the coordinator": (
        COORDINATOR,
        lambda: observation(COORDINATOR, POLICE_ID),
        REFUSED,
    ),
    "observes in the name of another person": (POLICE, lambda: observation(DIRECTOR, POLICE_ID), REFUSED),
    "observes in a case he does not see": (CARE, lambda: observation(CARE, CARE_ID), REFUSED),
    "observes as an expert": (EXPERT, lambda: observation(EXPERT, HOUSE), REFUSED),
    "observes as a reporter": (REPORTER, lambda: observation(REPORTER, POLICE_ID), REFUSED),
    "observes in the journal": (POLICE, lambda: observation(POLICE, POLICE_ID, JOURNAL), REFUSED),
    "observes in a shielded case whose picture he does not read": (
        POLICE,
        lambda: observation(POLICE, POLICE_ID, OF_RESTRICTED),
        REFUSED,
    ),
    "notes a trigger factor": (POLICE, lambda: trigger(POLICE, POLICE_ID), 1),
    "notes a trigger factor for another": (POLICE, lambda: trigger(POLICE, CARE_ID), REFUSED),
    "notes a trigger factor in the name of another person": (
        POLICE,
        lambda: trigger(DIRECTOR, POLICE_ID),
        REFUSED,
    ),
}
