from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from cases.forms import OpenCaseForm
from partners import services
from partners.models import Municipality, Organisation, OrganisationKind
from partners.region import MUNICIPALITIES, NEIGHBOURS, known_region
from signals.queries import open_municipalities
from tests import people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
NEW = {
    "name": "Waterdam",
    "cbs_code": "GM9000",
    "district": "Zuid",
    "column": 3,
    "row": 2,
    "valid_from": None,
    "valid_until": None,
}


@pytest.fixture
def by(act):
    user = people.administrator()
    with act(user):
        yield user


def house():
    return people.house().house_profile


def test_region_is_complete():
    named = {name for pair in NEIGHBOURS.items() for name in (pair[0], *pair[1])}
    tiles = {(place.column, place.row) for place in MUNICIPALITIES.values()}
    codes = {place.cbs_code for place in MUNICIPALITIES.values()}

    assert (len(MUNICIPALITIES), len(tiles), len(codes)) == (16, 16, 16)
    assert named == set(MUNICIPALITIES)
    assert MUNICIPALITIES["Bergen NH"].cbs_code == "GM0373"


@pytest.mark.parametrize(
    ("name", "known"), [("Noord-Holland Noord", True), ("noord-holland-noord", True), ("Zuid", False)]
)
def test_region_is_known_by_name(name, known):
    assert bool(known_region(name)) == known


@pytest.mark.parametrize(
    ("first", "last", "is_valid"),
    [
        (None, None, True),
        (DAY, None, True),
        (DAY + timedelta(days=1), None, False),
        (None, DAY + timedelta(days=1), True),
        (None, DAY, False),
        (DAY - timedelta(days=9), DAY + timedelta(days=9), True),
    ],
)
def test_municipality_is_valid_from_its_first_day_until_the_day_before_its_end(first, last, is_valid):
    town = people.municipality()
    with as_owner():
        Municipality.objects.update(valid_from=first, valid_until=last)

    assert list(Municipality.objects.valid_on(DAY)) == ([town] if is_valid else [])


@pytest.mark.parametrize(("days", "offered"), [(-1, ["Hoorn"]), (0, ["Hoorn"]), (1, [])])
def test_municipality_that_begins_later_is_not_offered(act, days, offered):
    assert offered_names(act, valid_from=timezone.localdate() + timedelta(days=days)) == [offered, offered]


@pytest.mark.parametrize(("days", "offered"), [(-1, []), (0, []), (1, ["Hoorn"])])
def test_municipality_that_ended_is_not_offered_and_one_that_will_end_still_is(act, days, offered):
    assert offered_names(act, valid_until=timezone.localdate() + timedelta(days=days)) == [offered, offered]


def offered_names(act, **dates):
    """In the form of a signal and on the map; in the form of a case."""
    town, user = people.municipality(), people.coordinator()
    with as_owner():
        Municipality.objects.update(**dates)
    with act(user):
        form = OpenCaseForm(house=people.house().house_profile, user=user)
        lists = (open_municipalities([town.house_id]), form.fields["municipality"].queryset)
        return [[one.name for one in places] for places in lists]


def test_add_municipality_makes_its_organisation_a_partner_and_is_logged(by):
    hoorn = people.municipality()

    made = services.add_municipality(house(), by=by, neighbours=[hoorn], **NEW)

    assert (made.organisation.name, made.organisation.house_ids) == ("Gemeente Waterdam", {people.house().pk})
    assert list(hoorn.neighbours.all()) == [made]
    with as_owner():
        entry = Entry.objects.get(action="add_municipality")
    assert (entry.object_id, entry.details) == (made.pk, {"neighbours": [hoorn.pk]})


def test_add_municipality_takes_a_partner_that_is_there(by):
    town = people.organisation("Waterdam aan Zee", OrganisationKind.MUNICIPALITY, house=people.house())

    made = services.add_municipality(house(), by=by, organisation=town, **NEW)

    assert made.organisation == town
    assert not Organisation.objects.filter(name="Gemeente Waterdam").exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (lambda: {"cbs_code": people.municipality().cbs_code}, "hoort al bij een huis"),
        (lambda: {"column": people.municipality(column=9).column, "row": 0}, "staat Hoorn al"),
        (lambda: {"organisation": people.municipality().organisation}, "kan niet de organisatie"),
        (lambda: {"organisation": people.police()}, "kan niet de organisatie"),
        (lambda: {"organisation": foreign_town()}, "kan niet de organisatie"),
        (lambda: {"name": foreign_town().name.removeprefix("Gemeente ")}, "bestaat al"),
    ],
)
def test_add_municipality_refuses(by, changes, sentence):
    fields = NEW | changes()

    with pytest.raises(WrongState, match=sentence):
        services.add_municipality(house(), by=by, **fields)


def foreign_town():
    other = people.house("Ander huis")
    return people.organisation("Gemeente Elders", OrganisationKind.MUNICIPALITY, house=other)


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer", "municipality_member"])
def test_who_is_no_administrator_adds_no_municipality(act, who):
    user = getattr(people, who)("Wie")

    with act(user), pytest.raises(NotAllowed):
        services.add_municipality(house(), by=user, **NEW)


def test_change_of_neighbours_is_logged_with_who_came_and_went(by):
    town, old, new = people.municipality(), people.municipality("Oud"), people.municipality("Nieuw")
    with as_owner():
        town.neighbours.add(old)

    services.change_municipality(town, by=by, neighbours=[new])

    with as_owner():
        entry = Entry.objects.get(action="change_municipality")
    assert entry.details == {"fields": [], "neighbours_added": [new.pk], "neighbours_removed": [old.pk]}


def test_change_without_neighbours_leaves_them(by):
    town, old = people.municipality(), people.municipality("Oud")
    with as_owner():
        town.neighbours.add(old)

    services.change_municipality(town, by=by, district="Oost")

    assert list(town.neighbours.all()) == [old]


def test_change_to_a_tile_that_is_taken_is_refused(by):
    town, other = people.municipality(), people.municipality("Vol", column=77)

    with pytest.raises(WrongState, match="staat Vol al"):
        services.change_municipality(town, by=by, column=other.column)


def page_fields(**changes):
    return {name: "" if value is None else value for name, value in (NEW | changes).items()}


def test_page_adds_a_municipality(login):
    answer = login(people.administrator()).post("/beheer/gemeenten/nieuw/", page_fields())

    assert (answer.status_code, answer.url) == (302, "/beheer/gemeenten/")
    with as_owner():
        assert Municipality.objects.get().house == people.house()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cbs_code": "0405"}, "Vul GM en vier cijfers in"),
        ({"column": 5, "row": 0}, "staat Hoorn al. Kies een andere kolom"),
        ({"valid_from": "2026-01-02", "valid_until": "2026-01-02"}, "Kies een latere dag."),
    ],
)
def test_page_keeps_what_was_typed_when_a_municipality_is_refused(login, changes, sentence):
    people.municipality(column=5)

    answer = login(people.administrator()).post("/beheer/gemeenten/nieuw/", page_fields(**changes))

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, 'value="Waterdam"' in page) == (200, True, True)


def test_page_of_a_municipality_changes_only_what_was_changed(login):
    town, other = people.municipality(column=5), people.municipality("Buur", column=6)
    fields = {"name": "Hoorn", "district": "West", "column": 5, "row": 0, "neighbours": [other.pk]}

    answer = login(people.administrator()).post(f"/beheer/gemeenten/{town.pk}/", fields)

    assert answer.status_code == 302
    with as_owner():
        details = Entry.objects.get(action="change_municipality").details
    assert details == {"fields": [], "neighbours_added": [other.pk]}


def test_page_of_a_municipality_refuses_a_taken_tile_and_keeps_what_was_typed(login):
    town = people.municipality(column=5)
    people.municipality("Buur", column=6)
    fields = {"name": "Hoorn", "district": "Getypt", "column": 6, "row": 0}

    answer = login(people.administrator()).post(f"/beheer/gemeenten/{town.pk}/", fields)

    page = answer.content.decode()
    assert (answer.status_code, "staat Buur al" in page, 'value="Getypt"' in page) == (200, True, True)
