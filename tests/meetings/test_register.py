"""The register of decisions: what it finds, for whom, and as a file."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from meetings.models import Decision, DecisionCase, MeetingState, Recusal
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
RELEASED, FINAL = MeetingState.RELEASED, MeetingState.FINAL
URL = "/overleg/besluiten/"


def decide(item, by, *, text="Samen optrekken", reasons="Het speelt breed", kind="approach", **fields):
    with as_owner():
        return Decision.objects.create(
            item=item, kind=kind, text=text, reasons=reasons, recorded_by=by, **fields
        )


@pytest.fixture
def register(scene, login):
    """Two decisions, one at the table of the police and one at that of the town; and what somebody finds."""
    s = scene(RELEASED)
    s.own = decide(s.item, s.coordinator)
    s.other = decide(s.secret, s.coordinator, text="Handhaven op parkeren", reasons="Klachten")

    def find(who, **asked):
        return list(login(who).get(URL, asked).context["page"])

    s.find = find
    return s


def test_everybody_finds_the_decisions_of_his_own_tables(register):
    r = register

    found = {
        name: r.find(who)
        for name, who in {
            "coordinator": r.coordinator,
            "police": r.officer,
            "town": r.townsman,
            "outsider": people.outsider(),
        }.items()
    }

    assert found == {"coordinator": [r.other, r.own], "police": [r.own], "town": [r.other], "outsider": []}


def test_a_recused_person_finds_nothing_of_the_item(register):
    r = register
    with as_owner():
        Recusal.objects.create(item=r.item, user=r.officer, by=r.coordinator)

    assert r.find(r.officer) == []


def test_the_table_finds_it_after_final_minutes_and_nobody_before_release(register, scene):
    r = register
    planned = factories.meeting(by=r.coordinator, invited=[r.police], days=30)
    early = decide(factories.item(planned, table=[r.police]), r.coordinator)
    factories.put_meeting(r.meeting, FINAL, by=r.coordinator)

    assert (r.find(r.officer), early in r.find(r.coordinator)) == ([r.own], True)


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ({"woorden": "optrekken breed"}, True),
        ({"woorden": "optrekken parkeren"}, False),
        ({"soort": "approach"}, True),
        ({"soort": "follow"}, False),
        ({"soort": "onzin"}, True),
        ({"van": "2020-01-01"}, True),
        ({"tot": "2020-01-01"}, False),
        ({"driehoek": "open"}, False),
        ({"casus": "on"}, False),
        ({"gemeente": "999999"}, True),
    ],
)
def test_filters_stand_in_the_address(register, asked, finds):
    assert (register.own in register.find(register.officer, **asked)) is finds


def test_filter_on_municipality_and_theme_is_of_the_signals_the_reader_sees(register):
    r = register
    theme = people.theme()
    with as_owner():
        r.signal.themes.set([theme])
    asked = {"gemeente": r.signal.municipality_id, "thema": theme.pk}
    before = r.find(r.officer, **asked)
    factories.put_meeting(r.meeting, FINAL, by=r.coordinator)
    elsewhere = people.municipality("Alkmaar", column=3)

    assert (before, r.find(r.coordinator, **asked)) == ([r.own], [r.own])
    assert r.find(r.coordinator, gemeente=elsewhere.pk) == []
    assert (r.signal.organisation == r.police or r.find(r.officer, **asked) == []) is True


def test_filter_on_a_case_finds_those_that_the_reader_may_see(register):
    r = register
    shielded = factories.case(by=r.coordinator, partners=[r.police], is_restricted=True)
    with as_owner():
        DecisionCase.objects.create(decision=r.own, case=shielded)

    assert (r.find(r.officer, casus="on"), r.find(r.coordinator, casus="on")) == ([], [r.own])


def test_open_advices_are_found_and_offered_to_who_records(register, login):
    r = register
    advice = decide(r.item, r.coordinator, kind="advice", recorded_at=timezone.now() - timedelta(days=12))
    url = reverse("meetings:driehoek", args=[advice.pk])

    of_coordinator = login(r.coordinator).get(URL, {"driehoek": "open"})
    of_police = login(r.officer).get(URL, {"driehoek": "open"})

    assert list(of_coordinator.context["page"]) == [advice]
    assert (url in of_coordinator.text, "12 dagen geleden" in of_coordinator.text) == (True, True)
    assert (list(of_police.context["page"]), url in of_police.text) == ([advice], False)


def test_overview_of_the_coordinator_lists_open_advices_with_their_age(register, login):
    r = register
    advice = decide(r.item, r.coordinator, kind="advice", recorded_at=timezone.now() - timedelta(days=12))
    browser = login(r.coordinator)

    overview, part = browser.get("/").text, browser.get(reverse("meetings:waiting-advices")).text
    answers = [
        login(who).get(reverse("meetings:waiting-advices")).status_code for who in (r.officer, r.townsman)
    ]

    assert ("1 advies</a> zonder besluit" in overview, reverse("meetings:waiting-advices") in overview) == (
        True,
        True,
    )
    assert (reverse("meetings:driehoek", args=[advice.pk]) in part, "12 dagen geleden" in part) == (
        True,
        True,
    )
    assert answers == [403, 403]
    assert "Wacht op de driehoek" not in login(r.officer).get("/").text


def test_empty_register_says_what_comes_there(login):
    page = login(people.police_member()).get(URL).text
    filtered = login(people.police_member()).get(URL, {"woorden": "niets"}).text

    assert "Er is nog geen besluit dat u mag lezen" in page
    assert "Niets past bij deze filters" in filtered


def test_list_is_one_line_in_the_log_without_the_words(register, login):
    r = register

    r.find(r.officer, woorden="optrekken")
    with as_owner():
        line = Entry.objects.filter(action="list").latest("pk")

    assert (line.details["kind"], line.details["shown"]) == ("decision", [str(r.own.pk)])
    assert "optrekken" not in str(line.details)


def exported(login, who, **asked):
    response = login(who).get(reverse("meetings:export-decisions"), asked)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_export_holds_the_same_rows_defused_and_is_logged(register, login):
    r = register
    decide(r.item, r.coordinator, text="=HYPERLINK(1)", kind="advice")

    headings, *rows = exported(login, r.officer)
    with as_owner():
        line = Entry.objects.filter(action="export").latest("pk")

    assert [row[headings.index("Besluit")] for row in rows] == ["'=HYPERLINK(1)", "Samen optrekken"]
    assert (line.details["kind"], len(line.details["shown"])) == ("decision", 2)


def test_export_leaves_out_what_the_filters_do(register, login):
    _, *rows = exported(login, register.coordinator, woorden="parkeren")

    assert [row[3] for row in rows] == ["Handhaven op parkeren"]


@pytest.mark.parametrize("extra", [1, 50])
def test_register_takes_a_fixed_number_of_queries(register, login, count_queries, extra):
    r = register
    for number in range(extra):
        decide(r.item, r.coordinator, kind="advice", text=f"Advies {number}")
    clients = [login(who) for who in (r.coordinator, r.officer)]

    taken = [count_queries(lambda client=client: client.get(URL)) for client in clients]

    assert taken == [5, 5]
