import pytest
from django.core.management import CommandError, call_command

from partners.models import House, Membership
from partners.roles import Role
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

ARGUMENTS = {
    "name": "Huis Zuid",
    "region": "Zuid",
    "address": "Straat 2",
    "postcode_city": "1234 AB Stad",
    "telephone": "000 000 00 00",
    "email": "zuid@test.example",
    "administrator": ("beheer@zuid.example", "Bea Heer"),
    "privacy_officer": ("fg@zuid.example", "Ef Gee"),
}


def start(**changes):
    with as_owner():
        call_command("start_house", **(ARGUMENTS | changes))


def test_start_house_makes_two_people_who_confirmed_each_other():
    start()

    with as_owner():
        roles = {m.role: (m.user.name, m.confirmed_by.name) for m in Membership.objects.in_force()}
        assert House.objects.get(organisation__name="Huis Zuid").region == "Zuid"
    assert roles == {
        Role.ADMINISTRATOR: ("Bea Heer", "Ef Gee"),
        Role.PRIVACY_OFFICER: ("Ef Gee", "Bea Heer"),
    }


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": "Veiligheidshuis Noord"}, "al een organisatie"),
        ({"privacy_officer": ("BEHEER@zuid.example", "Zelfde")}, "twee mensen"),
    ],
)
def test_start_house_refuses(changes, sentence):
    people.house()

    with pytest.raises(CommandError, match=sentence):
        start(**changes)
