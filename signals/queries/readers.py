"""Who can see a signal and why, and which identities of its parties are open to the reader."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from partners.models import Grant, Organisation, User
from partners.queries import open_grants
from signals.models import Party, PartyIdentity

COORDINATORS, EXPERTS, KEYS = 1_000_000_000, 1_100_000_000, 1_400_000_000
HUNDRED_MILLION = 100_000_000


@dataclass(frozen=True)
class Reader:
    """Somebody who can see a signal, or who is shut off from it."""

    name: str
    why: str
    until: datetime | None
    shut_off: bool


@dataclass(frozen=True)
class PartyRow:
    """A party; its identity is there only while this reader holds a grant."""

    party: Party
    open_until: datetime | None
    identity: PartyIdentity | None


def readers_of(signal):
    """Every path to this signal, in the words of the rule; empty for who is not of its desk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT principal, why, until, bars FROM zvh.signal_readers(%s)", [signal.pk])
        paths = cursor.fetchall()
    names = _names({principal for principal, *_ in paths})
    return [Reader(names[principal], why, until, bars) for principal, why, until, bars in paths]


def _names(principals):
    """{principal: name}; the numbers are those of docs/architecture.md, 'Principals'."""
    people = User.objects.in_bulk([-p for p in principals if p < 0])
    houses = {p: p % HUNDRED_MILLION for p in principals if COORDINATORS <= p < EXPERTS + HUNDRED_MILLION}
    organisations = Organisation.objects.in_bulk([houses.get(p, p) for p in principals if 0 < p < KEYS])
    return {p: _name(p, people, organisations, houses) for p in principals}


def _name(principal, people, organisations, houses):
    if principal < 0:
        return people[-principal].name
    if principal in houses:
        group = "Experts" if principal >= EXPERTS else "Procesregisseurs"
        return f"{group} van {organisations[houses[principal]]}"
    if principal in organisations:
        return f"Deelnemers van {organisations[principal]}"
    return "Melder zonder account"


def parties_of(signal, user):
    """The parties of a signal, with the identities that this person has opened."""
    parties = list(signal.parties.all())
    grants = open_grants(user, Grant.Kind.PARTY_IDENTITY, [party.pk for party in parties])
    identities = PartyIdentity.objects.filter(party__in=grants) if grants else []
    by_party = {identity.party_id: identity for identity in identities}
    return [PartyRow(party, grants.get(party.pk), by_party.get(party.pk)) for party in parties]
