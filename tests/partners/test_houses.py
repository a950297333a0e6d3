import pytest

from audit.models import Entry
from partners import services
from partners.models import OrganisationKind, Partnership, Theme
from tests import people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(act):
    """The administrator of the house, acting."""
    user = people.administrator()
    with act(user):
        yield user


def house():
    return people.house().house_profile


def add(by, name="Stichting Thuis"):
    return services.add_organisation(
        house(), by=by, name=name, short_name="Thuis", kind=OrganisationKind.CARE
    )


def calls(by):
    """Every service of this module on something of the house."""
    theme, place, police = people.theme(), people.municipality(), people.police()
    return [
        lambda: services.change_house(house(), by=by, address="Straat 2"),
        lambda: add(by),
        lambda: services.change_organisation(police, by=by, name="Politie Noord"),
        lambda: services.set_partner(police, by=by, house=house(), is_partner=False),
        lambda: services.change_municipality(place, by=by, neighbours=[], district="Oost"),
        lambda: services.save_theme(theme, by=by, house=house(), name="wonen", hint="", is_active=False),
        lambda: services.move_theme(theme, by=by, move="up"),
        lambda: services.order_themes(house(), by=by, order=[theme.pk]),
    ]


@pytest.mark.parametrize("number", range(8))
def test_administrator_changes_the_house_and_the_log_says_so(by, number):
    calls(by)[number]()

    with as_owner():
        assert Entry.objects.filter(actor_id=by.pk).count() == 1


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer", "police_member"])
def test_who_is_no_administrator_changes_nothing(act, who):
    user = getattr(people, who)("Wie")
    for call in calls(user):
        with act(user), pytest.raises(NotAllowed):
            call()


def test_administrator_of_another_house_changes_nothing(act):
    user = people.administrator("Ander", of=people.house("Ander huis"))
    for call in calls(user):
        with act(user), pytest.raises(NotAllowed):
            call()


def test_address_stands_on_every_page(by, login):
    services.change_house(house(), by=by, address="Nieuwe straat 7")

    assert "Nieuwe straat 7" in login(by).get("/account/").content.decode()


def test_organisation_that_exists_is_not_made_twice(by):
    add(by)

    with pytest.raises(WrongState, match="bestaat al"):
        add(by, "stichting THUIS")


def test_organisation_of_another_house_cannot_be_claimed(by):
    other = people.organisation("Gemeente Ver", house=people.house("Ander huis"))

    with pytest.raises(WrongState, match="werkt al met een ander huis"):
        services.set_partner(other, by=by, house=house(), is_partner=True)


def test_organisation_without_house_becomes_partner(by):
    free = people.organisation("Vrij")

    services.set_partner(free, by=by, house=house(), is_partner=True)

    assert Partnership.objects.filter(organisation=free, house=people.house()).exists() is True


def test_partner_where_people_still_work_cannot_stop(by):
    people.police_member()

    with pytest.raises(WrongState, match="hebben nog mensen een rol"):
        services.set_partner(people.police(), by=by, house=house(), is_partner=False)


def test_municipality_of_the_house_stays_partner(by):
    organisation = people.municipality().organisation

    with pytest.raises(WrongState, match="is een gemeente van dit huis"):
        services.set_partner(organisation, by=by, house=house(), is_partner=False)


def test_partner_of_two_houses_is_changed_by_neither_alone(by):
    police = people.police()
    people.organisation("Politie", house=people.house("Ander huis"))

    with pytest.raises(WrongState, match="werkt ook met een ander huis"):
        services.change_organisation(police, by=by, is_active=False)


def test_organisation_that_stops_takes_away_the_access_of_its_people(act, by):
    member = people.police_member()

    services.change_organisation(people.police(), by=by, is_active=False)

    with act(member):
        assert member.current_memberships == []


def test_house_itself_cannot_be_put_out(by):
    house = people.house()

    with pytest.raises(WrongState):
        services.change_organisation(house, by=by, is_active=False)


def test_theme_gets_the_last_place(by):
    people.theme("wonen")

    made = services.save_theme(None, by=by, house=house(), name="klimaat", hint="", is_active=True)

    assert list(Theme.objects.filter(house=people.house()))[-1] == made


def test_theme_with_the_same_name_gets_a_sentence(by):
    people.theme("wonen")

    with pytest.raises(WrongState, match="Er is al een thema"):
        services.save_theme(None, by=by, house=house(), name="Wonen", hint="", is_active=True)


@pytest.mark.parametrize(
    ("move", "names"), [("down", ["b", "a", "c"]), ("up", ["a", "b", "c"]), ("x", ["a", "b", "c"])]
)
def test_theme_moves_one_place_and_not_past_the_end(by, move, names):
    first, *_ = [people.theme(name) for name in "abc"]

    services.move_theme(first, by=by, move=move)

    assert [theme.name for theme in Theme.objects.filter(house=people.house())] == names


def test_themes_dragged_into_an_order(by, login):
    a, b, c = [people.theme(name) for name in "abc"]

    answer = login(by).post("/beheer/themas/volgorde/", {"order": [c.pk, a.pk, b.pk, "x"]})

    assert answer.status_code == 204
    assert [theme.name for theme in Theme.objects.filter(house=people.house())] == ["c", "a", "b"]
