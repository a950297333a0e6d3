"""The parties of a case as their page shows them: with what this reader has open, asked and may decide."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cases.models import (
    CaseInquiry,
    CaseInquiryHit,
    CaseParty,
    CasePartyIdentity,
    PartyRelation,
    RemovalOutcome,
    RemovalRequest,
)
from partners.models import Grant
from partners.queries import open_grants


@dataclass(frozen=True)
class PartyRow:
    """A party; identity, questions and requests are there only for who works in the case."""

    party: CaseParty
    is_identified: bool
    open_until: datetime | None
    identity: CasePartyIdentity | None
    inquiries: list
    removals: list

    @property
    def waiting_removal(self):
        return next((request for request in self.removals if request.waits), None)

    @property
    def is_removed(self):
        return any(request.outcome == RemovalOutcome.REMOVED for request in self.removals)


@dataclass(frozen=True)
class RelationRow:
    """A line of the list of relations, and a line of the drawing with this number."""

    number: int
    relation: PartyRelation


def identified_parties(case):
    """Ids of the parties whose identity was filled in, for who works in the case; empty for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.identified_parties(%s)", [case.pk])
        return {pk for (pk,) in cursor.fetchall()}


def party_rows(case, user):
    """The parties of a case, also those that ended, as PartyRow."""
    parties = list(case.parties.all())
    identified = identified_parties(case)
    grants = open_grants(user, Grant.Kind.CASE_IDENTITY, identified) if identified else {}
    identities = CasePartyIdentity.objects.filter(party__in=grants) if grants else []
    by_party = {identity.party_id: identity for identity in identities}
    inquiries = _by_party(CaseInquiry.objects.filter(case=case).select_related("asked_by"))
    removals = _by_party(
        RemovalRequest.objects.filter(party__case=case).select_related("noted_by", "decided_by")
    )
    return [
        PartyRow(
            party,
            party.pk in identified,
            grants.get(party.pk) if party.pk in by_party else None,
            by_party.get(party.pk),
            inquiries.get(party.pk, []),
            removals.get(party.pk, []),
        )
        for party in parties
    ]


def _by_party(things):
    found = {}
    for thing in things:
        found.setdefault(thing.party_id, []).append(thing)
    return found


def relations_of(case):
    """How the parties of a case stand to each other now, numbered as in the drawing."""
    parties = {party.pk: party for party in case.current_parties}
    relations = [
        one
        for one in PartyRelation.objects.filter(party__case=case, ended_at=None)
        if {one.party_id, one.other_id} <= parties.keys()  # not of who came while the page was read
    ]
    for one in relations:
        one.party, one.other = parties[one.party_id], parties[one.other_id]
    return [RelationRow(number, one) for number, one in enumerate(relations, start=1)]


def inquiries_about(case):
    """Questions from other cases that touched this one, newest first; the database shows them to its coordinator."""
    hits = CaseInquiryHit.objects.filter(case=case).select_related("inquiry__asked_by")
    return [hit.inquiry for hit in hits.order_by("-pk")]
