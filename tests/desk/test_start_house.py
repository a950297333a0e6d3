from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from cases.first_templates import FIRST_TEMPLATES
from cases.models import TaskTemplate
from partners.models import House, Membership, Municipality, Organisation, StandardText
from partners.roles import Role
from partners.texts import FIRST_TEXTS
from signals.models import SharingRule
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


def test_start_house_of_a_known_region_brings_its_municipalities_and_themes():
    start(region="noord-holland-noord")

    with as_owner():
        house = Organisation.objects.get(name="Huis Zuid")
        bergen = Municipality.objects.get(name="Bergen NH")
        towns = Municipality.objects.filter(house=house)
        partners = Organisation.objects.filter(partnerships__house=house)
        assert (towns.count(), partners.count(), house.themes.count()) == (16, 16, 10)
        assert (bergen.cbs_code, bergen.organisation.name) == ("GM0373", "Gemeente Bergen NH")
        assert sorted(one.name for one in bergen.neighbours.all()) == [
            "Alkmaar",
            "Castricum",
            "Dijk en Waard",
            "Heiloo",
            "Schagen",
        ]
        assert house.house_profile.region == "Noord-Holland Noord"


def test_start_house_of_another_region_has_only_the_rules(capsys):
    start()

    with as_owner():
        assert (Municipality.objects.count(), SharingRule.objects.exclude(decision="").count()) == (0, 0)
        assert SharingRule.objects.exists()
    assert "gemeenten en thema's toe" in capsys.readouterr().out


def test_every_house_starts_with_texts_and_templates_of_its_own():
    start()
    start(name="Huis Oost", administrator=("b@oost.example", "B"), privacy_officer=("f@oost.example", "F"))

    with as_owner():
        houses = StandardText.objects.values_list("house__name", flat=True)
        assert Counter(houses) == dict.fromkeys(("Huis Zuid", "Huis Oost"), len(FIRST_TEXTS))
        houses = TaskTemplate.objects.values_list("house__name", flat=True)
        assert Counter(houses) == dict.fromkeys(("Huis Zuid", "Huis Oost"), len(FIRST_TEMPLATES))


def test_second_house_leaves_the_rules_as_they_are():
    start()
    with as_owner():
        before = SharingRule.objects.count()
        SharingRule.objects.filter(legal_ground="wgs").update(decision="Stuurgroep", max_days=5)

    start(name="Huis Oost", administrator=("b@oost.example", "B"), privacy_officer=("f@oost.example", "F"))

    with as_owner():
        changed = set(SharingRule.objects.filter(legal_ground="wgs").values_list("max_days", flat=True))
        assert (SharingRule.objects.count(), changed) == (before, {5})


def test_region_that_belongs_to_a_house_is_refused():
    start(region="noord-holland-noord")

    with pytest.raises(CommandError, match="horen al bij een huis"):
        start(name="Huis Oost", region="Noord-Holland Noord")
