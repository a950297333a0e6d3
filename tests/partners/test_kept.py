"""A form of administration that a service refuses comes back with the reason and everything that was typed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.roles import Role
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def kept(answer, sentence, typed):
    page = answer.content.decode()
    return answer.status_code, sentence in page, typed in page


def test_invitation_that_is_there_already(login):
    police = people.police()
    typed = {"email": "nina@test.example", "name": "Nina Nieuw", "role": "reporter", "function": "wijkagent"}
    browser = login(people.administrator())
    browser.post("/beheer/uitnodigen/", typed | {"organisation": police.pk})

    answer = browser.post("/beheer/uitnodigen/", typed | {"organisation": police.pk, "name": "Nina Twee"})

    assert kept(answer, "is hiervoor al uitgenodigd", 'value="Nina Twee"') == (200, True, True)


def test_role_that_waits_for_its_second_person_already(login):
    house = people.house()
    member = people.person("Nieuw", Role.COORDINATOR, house, confirmed=False)
    typed = {
        "organisation": house.pk,
        "role": "coordinator",
        "function": "anders",
        "valid_until": "2099-12-31",
    }

    answer = login(people.administrator()).post(f"/beheer/mensen/{member.pk}/rol/", typed)

    assert kept(answer, "heeft deze rol al bij", 'value="2099-12-31"') == (200, True, True)


def test_last_day_of_a_role_that_ended(login):
    member = people.police_member()
    with as_owner():
        membership = member.memberships.get()
        membership.valid_until = timezone.now() - timedelta(hours=1)
        membership.save()

    answer = login(people.administrator()).post(
        f"/beheer/rollen/{membership.pk}/einddatum/", {"valid_until": "2099-12-31"}
    )

    assert kept(answer, "kan niet meer", 'value="2099-12-31"') == (200, True, True)


def test_organisation_that_is_there_already(login):
    people.police()
    typed = {"name": "politie", "short_name": "Korte pol", "kind": "police"}

    answer = login(people.administrator()).post("/beheer/organisaties/nieuw/", typed)

    assert kept(answer, "bestaat al", 'value="Korte pol"') == (200, True, True)


def test_organisation_of_two_houses(login):
    police = people.police()
    people.police(of=people.house("Ander huis"))
    typed = {"name": "Politie", "short_name": "Andere naam", "is_active": "on"}

    answer = login(people.administrator()).post(f"/beheer/organisaties/{police.pk}/", typed)

    assert kept(answer, "werkt ook met een ander huis", 'value="Andere naam"') == (200, True, True)


@pytest.mark.parametrize("existing", [False, True])
def test_theme_that_is_there_already(login, existing):
    people.theme("wonen")
    other = people.theme("klimaat")
    typed = {"name": "Wonen", "hint": "Wat iemand typte", "is_active": "on"}
    path = f"/beheer/themas/{other.pk}/" if existing else "/beheer/themas/nieuw/"

    answer = login(people.administrator()).post(path, typed)

    assert kept(answer, "Er is al een thema", "Wat iemand typte") == (200, True, True)
