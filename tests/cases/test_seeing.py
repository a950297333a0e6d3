"""What a page, a list, a count and the log keep from who may not see a case."""

import pytest
from django.urls import reverse

from audit.models import Entry
from cases import queries, services
from cases.models import CaseEvent, Named, PartKind
from meetings.models import Decision, DecisionCase, MeetingState
from tests import factories, people
from tests.cases.reading import parts_of
from tests.cases.test_pages import PAGES_OF_A_CASE
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(running, action_for):
    case = running(is_restricted=True, title="Geheime titel")
    action_for(case, text="Geheime actie")
    with as_owner():
        CaseEvent.objects.create(case=case, text="Geheim verloop")
    return case


def test_restricted_case_is_there_for_its_coordinator(login, hidden):
    browser = login(people.coordinator())

    page = browser.get(hidden.get_absolute_url()).text
    listed = browser.get(reverse("cases:list")).text

    assert all(text in page for text in ("Geheime titel", "Geheime actie", "Geheim verloop"))
    assert "Geheime titel" in listed


@pytest.mark.parametrize(
    "address",
    ["/casussen/", "/casussen/?state=all", "/casussen/?words=Geheime", "/acties/", "/acties/?whose=all"],
)
def test_restricted_case_is_in_no_list_or_search(login, hidden, other, address):
    response = login(other).get(address)

    assert response.status_code == 200
    assert "Geheim" not in response.text.replace('value="Geheime"', "")
    assert hidden.number not in response.text


def test_restricted_case_has_no_page_step_or_action(login, hidden, other):
    browser = login(other)
    with as_owner():
        action, partner = hidden.actions.get(), hidden.partners.get()
    gets = [hidden.get_absolute_url(), action.get_absolute_url()]
    gets += [reverse(f"cases:{page}", args=[hidden.number]) for page in PAGES_OF_A_CASE]
    posts = [
        reverse("cases:restrict", args=[hidden.number]),
        reverse("cases:leave", args=[hidden.number, partner.pk]),
        reverse("cases:finish-action", args=[action.pk]),
        reverse("cases:drop-action", args=[action.pk]),
    ]

    answers = {browser.get(url).status_code for url in gets} | {
        browser.post(url).status_code for url in posts
    }

    assert answers == {404}


def test_restricted_case_is_in_no_count(act, hidden, other):
    with act(other):
        assert (queries.my_cases(other), queries.my_open_actions(other)) == ([], [])
        assert (hidden.actions.count(), hidden.events.count()) == (0, 0)
        assert queries.readers_of(hidden) == []


def test_reads_of_a_restricted_case_are_in_no_log_of_others(login, act, hidden, other):
    login(people.coordinator()).get(hidden.get_absolute_url())

    with act(other):
        seen = Entry.objects.filter(kind="case", number=hidden.number).count()
    with as_owner():
        written = Entry.objects.filter(kind="case", number=hidden.number, action="read").count()

    assert (seen, written) == (0, 1)


def test_director_who_is_named_too_keeps_only_what_his_organisation_reads(running, act):
    """He stops directing and still reads the case: its other parts close for him all the same."""
    director = people.case_director()
    with as_owner():
        people.person(director.name, "participant", people.police())
        membership = director.memberships.get(role="participant")
    case = running(is_restricted=True, parts=["plan"])
    with as_owner():
        Named.objects.create(case=case, membership=membership, name=director.name)

    with act(director):
        before = parts_of(case)
    with act(people.coordinator()):
        services.end_director(case.directors.get(), by=people.coordinator())
    with act(director):
        after = parts_of(case)

    assert (before, after) == (set(PartKind), {PartKind.PLAN})


def test_detail_shows_only_signals_that_the_reader_may_see(login, running):
    case = running(
        partners=[people.police(), people.municipality().organisation],
        signals=[factories.signal(title="Leus van de politie")],
    )

    of_police = login(people.police_member()).get(case.get_absolute_url()).text
    of_hoorn = login(people.municipality_member()).get(case.get_absolute_url()).text

    assert "Leus van de politie" in of_police
    assert "Leus van de politie" not in of_hoorn


@pytest.mark.parametrize(
    ("who", "sees"), [("coordinator", True), ("case_director", True), ("police_member", False)]
)
def test_who_can_see_this_is_for_who_manages_or_directs(login, running, who, sees):
    case = running()

    page = login(getattr(people, who)()).get(case.get_absolute_url()).text

    assert ("Wie kan dit zien en waarom" in page) == sees
    assert ("Deelnemers van Politie" in page) == sees


def test_decision_stands_with_the_case_for_who_was_at_the_table(login, running):
    meeting = factories.meeting(state=MeetingState.RELEASED, by=people.coordinator())
    item = factories.item(meeting, table=[people.police()])
    hoorn = people.municipality().organisation
    case = running(partners=[people.police(), hoorn])
    with as_owner():
        decision = Decision.objects.create(
            item=item,
            kind="approach",
            text="Samen oppakken.",
            reasons="Nodig.",
            recorded_by=people.coordinator(),
        )
        DecisionCase.objects.create(decision=decision, case=case)

    of_police = login(people.police_member()).get(case.get_absolute_url()).text
    of_hoorn = login(people.municipality_member()).get(case.get_absolute_url()).text

    assert "Samen oppakken." in of_police
    assert "Samen oppakken." not in of_hoorn
