"""Who is there when something is written in a journal, and what is written unless a test says otherwise."""

from datetime import timedelta

from django.utils import timezone

from cases.models import Visibility
from tests import people

FIELDS = {
    "occurred_at": timezone.now() - timedelta(hours=3),
    "source": "gesprek",
    "regime": "avg",
    "text": "De moeder belde.",
    "visible_to": Visibility.OWN,
}


CAST = {
    "coordinator": people.coordinator,
    "director": people.case_director,
    "police": people.police_member,
    "colleague": lambda: people.police_member("Collega"),
    "hoorn": people.municipality_member,
    "expert": people.expert,
    "officer": people.officer,
    "fg": people.privacy_officer,
    "outsider": people.outsider,
}
STAFF = {"coordinator", "director"}
POLICE = {"police", "colleague"}


def hoorn():
    return people.municipality().organisation
