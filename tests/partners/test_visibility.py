"""What partners/policies.sql shows to whom, with rows that could leak."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from partners.models import Colleague, Invitation, Membership
from partners.roles import Role
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two houses; a member at each, an invitation at each. Returns the names of what belongs where."""
    here, there = people.house(), people.house("Ander huis")
    for house, name in ((here, "hier"), (there, "daar")):
        partner = people.organisation(f"Partner {name}", house=house)
        people.police_member(f"Lid {name}", at=partner)
        with as_owner():
            Invitation.objects.create(
                email=f"{name}@test.example",
                name=name,
                organisation=partner,
                role=Role.REPORTER,
                digest=name,
                sent_by=people.administrator(f"Beheer {name}", of=house),
                expires_at=timezone.now(),
            )


def seen(act, user):
    with act(user):
        names = Membership.objects.filter(user__name__startswith="Lid").values_list("user__name", flat=True)
        return sorted(names), sorted(Invitation.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("who", "memberships", "invitations"),
    [
        (people.administrator, ["Lid hier"], ["hier"]),
        (people.coordinator, ["Lid hier"], []),
        (people.privacy_officer, ["Lid hier"], []),
        (people.expert, [], []),
        (people.case_director, [], []),
        (people.police_member, [], []),
        (people.officer, [], []),
        (people.nobody, [], []),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_membership_and_invitation_are_seen_by(act, world, who, memberships, invitations):
    user = who("Wie")

    assert seen(act, user) == (memberships, invitations)


def test_membership_is_seen_by_the_person_himself(act, world):
    user = people.person("Lid hier")

    assert seen(act, user) == (["Lid hier"], [])


def test_membership_of_nobody_is_seen_without_actor(world):
    assert Membership.objects.count() == 0
    assert Invitation.objects.count() == 0


def test_colleague_is_who_shares_the_organisation(act, world):
    user = people.police_member("Tweede lid", at=people.organisation("Partner hier"))

    with act(user):
        names = sorted(Colleague.objects.values_list("name", flat=True))

    assert names == ["Lid hier", "Tweede lid"]


@pytest.mark.parametrize(
    "table", ["partners_membership", "partners_invitation", "partners_grant", "partners_key"]
)
def test_table_of_people_has_row_security(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True,)


def test_membership_cannot_be_removed(act):
    by = people.administrator()

    with act(by), connection.cursor() as cursor, pytest.raises(ProgrammingError), transaction.atomic():
        cursor.execute("DELETE FROM partners_membership")
