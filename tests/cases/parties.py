"""Parties to test with, and what a browser sends about them."""

from cases.models import CaseParty, CasePartyIdentity, PartyRelation
from tests.conftest import as_owner


def party(case, label="Broer", *, name="", born_on=None, **fields):
    """A party of a case; with a name it has an identity."""
    values = {"why": "Woont in hetzelfde huis.", "influence": "risky", "added_by": case.coordinator} | fields
    with as_owner():
        made = CaseParty.objects.create(case=case, label=label, **values)
        if name:
            CasePartyIdentity.objects.create(party=made, name=name, born_on=born_on, kept_by=case.coordinator)
    return made


def relation(one, other, words="kent", **fields):
    with as_owner():
        return PartyRelation.objects.create(
            party=one, other=other, words=words, added_by=one.case.coordinator, **fields
        )


def typed(**changes):
    """The form of a party, as a browser sends it."""
    return {
        "kind": "person",
        "label": "Zus",
        "relation": "zus",
        "influence": "protective",
        "why": "Zij houdt contact.",
    } | changes
