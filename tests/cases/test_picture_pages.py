"""The page 'Beeld': who gets it and its forms, what it shows of which day, and in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import LifeArea, PartKind
from tests import people
from tests.cases.pictures import happened, page, said, today
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

PICTURE_QUERIES = {"coordinator": 10, "case_director": 11, "police_member": 10}
READERS = {
    "coordinator": 200,
    "case_director": 200,
    "police_member": 200,
    "expert": 404,
    "officer": 404,
    "municipality_member": 404,
    "outsider": 404,
    "administrator": 404,
    "privacy_officer": 404,
    "nobody": 404,
}
FORMS = ["add-observation", "add-trigger"]
SECRET = "De huur is drie maanden niet betaald."


# -- who


@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_picture_for_each_role(login, running, who, status):
    case = running()
    said(case)

    response = login(getattr(people, who)()).get(page(case))

    assert response.status_code == status
    assert (SECRET in response.text) == (status == 200)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("who", "status"), READERS.items())
def test_forms_for_each_role(login, running, name, who, status):
    response = login(getattr(people, who)()).get(page(running(), name))

    assert response.status_code == status


@pytest.mark.parametrize("name", ["picture", *FORMS])
def test_partner_without_the_part_finds_nothing(login, running, name):
    case = running(parts=[PartKind.AGREEMENTS, PartKind.JOURNAL, PartKind.PLAN])
    said(case)
    browser = login(people.police_member())

    overview, response = browser.get(case.get_absolute_url()), browser.get(page(case, name))

    assert (overview.status_code, response.status_code) == (200, 404)
    assert "beeld/" not in overview.text


def test_tab_is_there_for_who_reads_the_part(login, running):
    case = running(parts=[PartKind.PICTURE])

    response = login(people.police_member()).get(case.get_absolute_url())

    assert page(case) in response.text


def test_partner_that_left_finds_nothing(login, running):
    case = running()
    said(case)
    with as_owner():
        case.partners.update(left_at=timezone.now(), left_by=case.coordinator)

    response = login(people.police_member()).get(page(case))

    assert response.status_code == 404


def test_restricted_picture_is_for_the_named_of_who_reads_the_part(login, running, other):
    named = people.police_member("Genoemd")
    case = running(is_restricted=True, named=[named])
    said(case)

    found = {
        who.name: login(who).get(page(case)).status_code for who in (named, people.police_member(), other)
    }

    assert found == {"Genoemd": 200, "Politielid": 404, "Andere coordinator": 404}


def test_named_reporter_reads_and_does_not_write(login, running):
    officer = people.officer()
    case = running(is_restricted=True, named=[officer])
    entry = said(case)
    browser = login(officer)

    found = {
        "picture": browser.get(page(case)).status_code,
        **{name: browser.get(page(case, name)).status_code for name in FORMS},
        "correct": browser.get(page(case, "correct-observation", entry.pk)).status_code,
    }

    assert found == {"picture": 200, "add-observation": 403, "add-trigger": 403, "correct": 403}
    assert "waarneming/" not in browser.get(page(case)).text


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_correcting_is_for_the_organisation_that_wrote_it(login, running, who):
    case = running()
    entry, trigger = said(case), happened(case)
    browser = login(getattr(people, who)())

    found = [
        browser.get(page(case, "correct-observation", entry.pk)).status_code,
        browser.get(page(case, "correct-trigger", trigger.pk)).status_code,
    ]

    assert found == [403, 403]


def test_entry_of_another_case_is_not_found(login, running):
    case, entry = running(), said(running())

    response = login(people.police_member()).get(page(case, "correct-observation", entry.pk))

    assert response.status_code == 404


# -- the page


def test_page_says_that_there_is_no_total(login, running):
    response = login(people.coordinator()).get(page(running()))

    assert "Er is geen totaalscore" in response.text


def test_page_of_a_phenomenon_says_that_nothing_is_compulsory(login, running):
    browser = login(people.coordinator())
    person = running(kind="person", informed="Ja.", is_informed=True)

    about_phenomenon, about_person = browser.get(page(running())), browser.get(page(person))

    assert "het beeld toont de omgeving" in about_phenomenon.text
    assert "het beeld toont de omgeving" not in about_person.text


def test_closed_case_shows_its_picture_without_buttons(login, running, closed):
    case = running()
    entry = said(case)
    browser = login(people.police_member())

    closed(case)
    response = browser.get(page(case))

    assert SECRET in response.text
    assert "waarneming/" not in response.text
    for address in (page(case, "add-observation"), page(case, "correct-observation", entry.pk)):
        assert browser.get(address).url == case.get_absolute_url()


def test_picture_on_a_day_is_that_of_then(login, running):
    case = running()
    said(case, day=today(40), written_at=timezone.now() - timedelta(days=30))
    later = {"day": today(9), "written_at": timezone.now() - timedelta(days=2)}
    said(case, reasons="Dat kwam later.", **later)

    response = login(people.police_member()).get(page(case), {"dag": today(20).isoformat()})

    assert SECRET in response.text
    assert "Dat kwam later." not in response.text
    assert "waarneming/" not in response.text


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ((timezone.localdate() + timedelta(days=1)).isoformat(), "Deze dag moet nog komen."),
        ("32-13-2026", "Vul een datum in, zoals 18-11-2026."),
        ("0001-01-01", "Dit jaar klopt niet."),
        ("%00", "Vul een datum in, zoals 18-11-2026."),
    ],
)
def test_odd_day_gets_a_sentence_and_the_picture_of_now(login, running, day, sentence):
    case = running()
    said(case)

    response = login(people.police_member()).get(page(case), {"dag": day})

    assert sentence in response.text
    assert SECRET in response.text


@pytest.mark.parametrize("until", ["2026-13", "0001-01", "x", "%00", "9999-99", "2026-01-01", "٢٠٢٦-٠١"])
def test_odd_month_is_no_error(login, running, until):
    response = login(people.police_member()).get(page(running()), {"tot": until})

    assert response.status_code == 200
    assert response.context["picture"].months.shown[-1].first_day == today().replace(day=1)


def test_older_months_are_behind_a_link(login, running):
    case = running()
    said(case, day=today(500))
    browser = login(people.police_member())

    months = browser.get(page(case)).context["picture"].months
    earlier = browser.get(page(case), {"tot": months.earlier.in_address}).context["picture"]

    assert months.shown[0].number - 1 == earlier.months.shown[-1].number
    assert [cell.letters for cell in earlier.strips[0].cells if cell.letters] == ["Z"]


# -- the number of queries


@pytest.mark.parametrize("rows", [1, 300])
@pytest.mark.parametrize("who", PICTURE_QUERIES)
def test_picture_takes_a_fixed_number_of_queries(login, running, count_queries, who, rows):
    case, areas = running(), list(LifeArea)
    for n in range(rows):
        fields = {"area": areas[n % 12], "day": today(n), "level": ("concern", "strength")[n % 2]}
        said(case, **fields)
    for n in range(rows // 6 or 1):
        happened(case, day=today(n))
    browser = login(getattr(people, who)())
    browser.get(page(case))

    assert count_queries(lambda: browser.get(page(case))) == PICTURE_QUERIES[who]
