"""Who reads which line of the log, by the table of the product."""

import pytest

from audit.log import log, log_list, log_read
from audit.models import Entry
from partners.models import OrganisationKind
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    house, other = people.house(), people.house("Veiligheidshuis Zuid")
    police = people.police(house)
    return {
        "officer of the house": people.privacy_officer(of=house),
        "officer of the police": people.privacy_officer("Fg politie", of=police),
        "officer of the other house": people.privacy_officer("Fg zuid", of=other),
        "coordinator": people.coordinator(of=house),
        "coordinator of the other house": people.coordinator("Coordinator zuid", of=other),
        "expert": people.expert(of=house),
        "reporter": people.officer(),
        "director": people.case_director(at=house),
        "administrator": people.administrator(of=house),
        "outsider": people.outsider(),
    }


def readers_of(line, cast, act):
    seen = set()
    for name, user in cast.items():
        with act(user):
            if Entry.objects.filter(pk=line).exists():
                seen.add(name)
    return seen


def test_read_by_the_house_is_seen_by_reporter_officers_and_coordinators(cast, act):
    made = factories.signal(cast["reporter"])
    with act(cast["expert"]):
        line = log_read(made)

    assert readers_of(line, cast, act) == {
        "officer of the house",
        "officer of the police",
        "coordinator",
        "reporter",
    }


def test_read_by_a_partner_is_not_shown_to_the_reporter(cast, act):
    made = factories.signal(cast["reporter"])
    with act(people.municipality_member()):
        line = log_read(made)

    assert readers_of(line, cast, act) == {"officer of the house", "officer of the police", "coordinator"}


def test_other_steps_are_for_the_privacy_officer_of_the_house(cast, act):
    made = factories.signal(cast["reporter"])
    with act(cast["coordinator"]):
        line = log("share", made)

    assert readers_of(line, cast, act) == {"officer of the house"}


def test_report_itself_is_also_for_the_officer_of_its_organisation(cast, act):
    made = factories.signal(cast["reporter"])
    with act(cast["reporter"]):
        line = log("submit", made)

    assert readers_of(line, cast, act) == {"officer of the house", "officer of the police"}


def test_read_of_a_case_is_seen_by_its_director(cast, act):
    made = factories.case(directors=[cast["director"]])
    with act(cast["coordinator"]):
        line = log_read(made)

    assert readers_of(line, cast, act) == {"officer of the house", "coordinator", "director"}


def test_read_of_a_restricted_case_is_seen_by_its_own_coordinator_alone(cast, act):
    own = people.coordinator("Eigen coordinator")
    made = factories.case(by=own, is_restricted=True)
    with act(own):
        line = log_read(made)

    assert readers_of(line, cast | {"own coordinator": own}, act) == {
        "officer of the house",
        "own coordinator",
    }


def test_list_is_seen_by_the_officers_of_where_the_reader_works(cast, act):
    with act(cast["reporter"]):
        line = log_list("signal", [])

    assert readers_of(line, cast, act) == {"officer of the house", "officer of the police"}


def test_partner_of_two_houses_shows_its_reads_only_to_the_house_of_the_record(cast, act):
    police = people.police()
    with as_owner():
        people.organisation("Politie", OrganisationKind.POLICE, house=people.house("Veiligheidshuis Zuid"))
    made = factories.signal(cast["reporter"])
    with act(people.police_member(at=police)):
        line = log_read(made)

    assert "officer of the other house" not in readers_of(line, cast, act)


def test_line_of_nobody_is_seen_by_the_officers_of_every_house(cast):
    from zvh.actor import acting_as

    line = log("failed")

    assert readers_of(line, cast, acting_as) == {"officer of the house", "officer of the other house"}


def test_line_of_an_ended_officer_is_closed_to_him(cast, act):
    with act(cast["reporter"]):
        line = log_list("signal", [])
    with as_owner():
        cast["officer of the house"].memberships.update(valid_until="2026-01-01T00:00Z")

    assert readers_of(line, cast, act) == {"officer of the police"}


def test_search_words_stand_in_the_log_as_keyed_hashes(cast, act):
    with act(cast["coordinator"]):
        line = log_list("signal", [], words="Jansen Hoorn")
    with act(cast["officer of the house"]):
        words = Entry.objects.get(pk=line).details["words"]

    assert [len(word) for word in words] == [16, 16]
    assert "jansen" not in str(words).lower()
