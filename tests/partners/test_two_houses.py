"""An administrator of two houses: the house travels along in every address, and the other one stays as it is."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import House, Invitation, Membership, Municipality, Organisation, Partnership, Theme
from partners.roles import Role
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

LISTS = ("", "organisaties/", "gemeenten/", "themas/", "delen/", "huis/")
FORMS = ("uitnodigen/", "organisaties/nieuw/", "gemeenten/nieuw/", "themas/nieuw/", "delen/nieuw/")
ADDRESS = re.compile(r'(?:href|action|data-reorder-url)="(/beheer/[^"]*)"')


@pytest.fixture
def houses():
    """Two houses by name, each with something of everything; 'een' comes first."""
    return {name: filled(name) for name in ("een", "twee")}


def filled(name):
    made = people.house(f"Huis {name}")
    town = people.municipality(f"Stad {name}", of=made)
    member = people.police_member(f"Lid {name}", at=town.organisation)
    people.administrator("Van beide", of=made)
    with as_owner():
        invitation = Invitation.objects.create(
            email=f"{name}@test.example",
            name=f"Genode {name}",
            organisation=town.organisation,
            role=Role.REPORTER,
            digest=name,
            sent_by=people.administrator("Van beide", of=made),
            expires_at=timezone.now() + timedelta(days=7),
        )
    return {
        "house": made.pk,
        "town": town.pk,
        "organisation": town.organisation_id,
        "member": member.pk,
        "membership": _membership(member),
        "invitation": invitation.pk,
        "theme": people.theme(f"thema {name}", of=made).pk,
        "second_theme": people.theme(f"tweede thema {name}", of=made).pk,
    }


def _membership(member):
    with as_owner():
        return member.memberships.get().pk


@pytest.fixture
def browser(login, houses):
    return login(people.administrator("Van beide", of=people.house("Huis een")))


def steps(ids):
    """Every change an administrator can make: (path, fields)."""
    town = {"name": "Anders", "district": "Anders", "column": 90, "row": 9}
    return [
        ("huis/", {"region": "Anders"} | ADDRESS_OF_HOUSE),
        ("organisaties/nieuw/", {"name": "Nieuw", "short_name": "Nieuw", "kind": "care"}),
        ("organisaties/{organisation}/", {"name": "Anders", "short_name": "Anders", "is_active": "on"}),
        ("gemeenten/nieuw/", town | {"cbs_code": "GM9123"}),
        ("gemeenten/{town}/", town),
        ("themas/nieuw/", {"name": "Nieuw", "hint": "", "is_active": "on"}),
        ("themas/{theme}/", {"name": "Anders", "hint": "anders", "is_active": "on"}),
        ("themas/{theme}/plaats/", {"move": "down"}),
        ("themas/volgorde/", {"order": ["{second_theme}", "{theme}"]}),
        ("uitnodigen/", INVITED | {"organisation": "{organisation}"}),
        ("uitnodigingen/{invitation}/opnieuw/", {}),
        ("uitnodigingen/{invitation}/intrekken/", {}),
        (
            "mensen/{member}/rol/",
            {"organisation": "{organisation}", "role": "reporter", "function": "anders"},
        ),
        ("rollen/{membership}/einddatum/", {"valid_until": "2099-12-31"}),
        ("rollen/{membership}/beeindigen/", {}),
    ]


ADDRESS_OF_HOUSE = {
    "address": "Straat 2",
    "postcode_city": "1234 AB Stad",
    "telephone": "000",
    "email": "anders@test.example",
}
INVITED = {"email": "nina@test.example", "name": "Nina", "role": "reporter", "function": "anders"}


def filled_in(value, ids):
    if isinstance(value, list):
        return [filled_in(one, ids) for one in value]
    return value.format(**ids) if isinstance(value, str) else value


def post(browser, step, *, house, ids):
    """This step on the things in `ids`, with `house` in the address."""
    path, fields = step
    typed = {name: filled_in(value, ids) for name, value in fields.items()}
    return browser.post(f"/beheer/{path.format(**ids)}?huis={house}", typed)


def rows_of(ids):
    """Everything of one house as it is in the database."""
    house = ids["house"]
    partners = Partnership.objects.filter(house=house).values_list("organisation", flat=True)
    tables = (
        House.objects.filter(pk=house),
        Organisation.objects.filter(pk__in=[house, *partners]),
        Partnership.objects.filter(house=house),
        Municipality.objects.filter(house=house),
        Theme.objects.filter(house=house),
        Invitation.objects.filter(organisation__in=partners),
        Membership.objects.filter(organisation__in=partners),
    )
    with as_owner():
        return [list(table.order_by("pk").values()) for table in tables]


@pytest.mark.parametrize(("here", "there"), [("een", "twee"), ("twee", "een")])
@pytest.mark.parametrize("number", range(15))
def test_step_in_one_house_changes_that_one_and_leaves_the_other(browser, houses, here, there, number):
    before = {name: rows_of(houses[name]) for name in houses}
    mine = houses[here]

    answer = post(browser, steps(mine)[number], house=mine["house"], ids=mine)

    after = {name: rows_of(houses[name]) for name in houses}
    assert (after[here] == before[here], after[there] == before[there]) == (False, True)
    assert answer.status_code == 204 or answer.url.endswith(f"?huis={mine['house']}")


@pytest.mark.parametrize(("here", "there"), [("een", "twee"), ("twee", "een")])
def test_thing_of_the_other_house_is_not_there(browser, houses, here, there):
    before = {name: rows_of(houses[name]) for name in houses}
    with_ids = [step for step in steps(houses[there]) if "{" in step[0]]

    codes = [
        post(browser, step, house=houses[here]["house"], ids=houses[there]).status_code for step in with_ids
    ]

    assert codes == [404] * len(with_ids)
    assert {name: rows_of(houses[name]) for name in houses} == before


@pytest.mark.parametrize("name", ["een", "twee"])
@pytest.mark.parametrize("path", LISTS + FORMS)
def test_page_says_its_house_in_every_address(browser, houses, name, path):
    house = houses[name]["house"]

    page = browser.get(f"/beheer/{path}?huis={house}").content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    addresses = set(ADDRESS.findall(main))
    assert addresses
    assert {address for address in addresses if not address.endswith(f"?huis={house}")} == set()


@pytest.mark.parametrize(
    "path", ["mensen/{member}/", "mensen/{member}/rol/", "rollen/{membership}/einddatum/"]
)
def test_page_of_a_person_says_its_house_in_every_address(browser, houses, path):
    ids = houses["twee"]

    page = browser.get(f"/beheer/{path.format(**ids)}?huis={ids['house']}").content.decode()

    main = page[page.index("<main") : page.index("</main>")]
    addresses = set(ADDRESS.findall(main))
    assert addresses
    assert {address for address in addresses if not address.endswith(f"?huis={ids['house']}")} == set()


def test_switcher_names_both_houses_and_marks_this_one(browser, houses):
    first, second = houses["een"]["house"], houses["twee"]["house"]

    page = browser.get(f"/beheer/themas/?huis={second}").content.decode()

    switcher = page[page.index('aria-label="Huis"') :]
    assert re.findall(r'(aria-current="true" )?href="(\?huis=\d+)"', switcher) == [
        ("", f"?huis={first}"),
        ('aria-current="true" ', f"?huis={second}"),
    ]


def test_administrator_of_one_house_has_no_switcher_and_plain_addresses(login):
    page = login(people.administrator()).get("/beheer/").content.decode()

    assert 'aria-label="Huis"' not in page
    assert "huis=" not in page


def test_refused_step_comes_back_in_the_same_house(browser, houses):
    ids = houses["twee"]

    answer = browser.post(
        f"/beheer/organisaties/{ids['organisation']}/partner/?huis={ids['house']}",
        {"partner": "nee"},
        follow=True,
    )

    assert answer.redirect_chain == [(f"/beheer/organisaties/?huis={ids['house']}", 302)]
    assert "hebben nog mensen een rol" in answer.content.decode()


def test_search_for_people_stays_in_the_house(browser, houses):
    page = browser.get(f"/beheer/?huis={houses['twee']['house']}").content.decode()

    assert f'<input type="hidden" name="huis" value="{houses["twee"]["house"]}">' in page
