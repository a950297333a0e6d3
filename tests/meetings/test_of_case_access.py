"""A case meeting is read by exactly who reads the case, and written by who leads it: the database says so."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import Entry
from cases.models import Case, CasePartner, Director, Named
from meetings import services
from meetings.models import AgendaItem, Contribution, ItemAction, Meeting, MeetingState, Seat
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.of_case import item_of, plan, who_sees

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (MeetingState(name) for name in ("planned", "released", "held", "final"))
SOON = timezone.localdate() + timedelta(days=14)


# -- who reads it


@pytest.mark.parametrize("is_restricted", [False, True])
@pytest.mark.parametrize("state", [PLANNED, RELEASED, FINAL])
def test_meeting_and_items_are_read_by_exactly_who_reads_the_case(act, case_scene, is_restricted, state):
    s = case_scene(is_restricted=is_restricted)
    meeting = factories.case_meeting(s.case, state=state)

    case = who_sees(act, s, Case, pk=s.case.pk)

    readers = {"coordinator", "director", "officer"}
    assert case == readers if is_restricted else readers | {"second", "colleague", "townsman"}
    assert who_sees(act, s, Meeting, pk=meeting.pk) == case
    assert who_sees(act, s, AgendaItem, meeting=meeting.pk) == case
    assert who_sees(act, s, Seat, meeting=meeting.pk) == case


def test_access_ends_with_the_case_in_the_same_moment(act, case_scene):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=RELEASED)
    now = timezone.now()

    with as_owner():
        CasePartner.objects.filter(case=s.case, organisation=s.town).update(
            left_at=now, left_by=s.coordinator
        )
    left = who_sees(act, s, AgendaItem, meeting=meeting.pk)
    with as_owner():
        Director.objects.filter(case=s.case).update(ended_at=now, ended_by=s.coordinator)
    ended = who_sees(act, s, AgendaItem, meeting=meeting.pk)
    with as_owner():
        Case.objects.filter(pk=s.case.pk).update(is_restricted=True)
    restricted = who_sees(act, s, AgendaItem, meeting=meeting.pk)
    with as_owner():
        Named.objects.create(case=s.case, membership=s.officer.memberships.first(), name=s.officer.name)
    named = who_sees(act, s, AgendaItem, meeting=meeting.pk)

    assert left == {"coordinator", "second", "director", "officer", "colleague"}
    assert ended == left - {"director"}
    assert (restricted, named) == ({"coordinator"}, {"coordinator", "officer"})


def test_contribution_is_private_until_released_and_then_of_the_case(act, case_scene):
    s = case_scene()
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    made = factories.contribution(item, s.police, s.officer)

    before = who_sees(act, s, Contribution, pk=made.pk)
    with as_owner():
        Contribution.objects.filter(pk=made.pk).update(released_at=timezone.now(), released_by=s.officer)
    after = who_sees(act, s, Contribution, pk=made.pk)
    with as_owner():
        Case.objects.filter(pk=s.case.pk).update(is_restricted=True)
    restricted = who_sees(act, s, Contribution, pk=made.pk)

    assert before == {"officer", "colleague"}
    assert after == {"coordinator", "second", "director", "officer", "colleague", "townsman"}
    assert restricted == {"coordinator", "director"}


def test_in_a_restricted_case_colleagues_do_not_read_an_unreleased_contribution(act, case_scene):
    s = case_scene(is_restricted=True)
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    made = factories.contribution(item, s.police, s.officer)

    assert who_sees(act, s, Contribution, pk=made.pk) == {"officer"}


def test_who_stepped_back_does_not_read_the_item(act, case_scene):
    s = case_scene()
    item = item_of(factories.case_meeting(s.case, state=RELEASED))

    with act(s.director):
        services.recuse(item, by=s.director, user=s.officer)

    assert "officer" not in who_sees(act, s, AgendaItem, pk=item.pk)
    assert "colleague" in who_sees(act, s, AgendaItem, pk=item.pk)


def test_log_of_it_is_read_as_that_of_the_case(act, case_scene, login):
    s = case_scene(is_restricted=True)
    meeting = factories.case_meeting(s.case)
    login(s.officer).get(meeting.get_absolute_url())
    officers = {"fg": people.privacy_officer(), "coordinator": s.coordinator, "second": s.second}

    seen = {}
    for name, person in officers.items():
        with act(person):
            seen[name] = Entry.objects.filter(kind="meeting", action="read").exists()

    assert seen == {"fg": True, "coordinator": True, "second": False}


def test_calendar_shows_it_to_who_reads_the_case_and_no_longer(act, case_scene, client):
    s = case_scene()
    with act(s.director):
        plan(s)
    links = {}
    for name in ("officer", "outsider", "expert"):
        with act(getattr(s, name)):
            links[name] = f"/agenda/{services.make_feed(by=getattr(s, name))}.ics"

    before = {name: client.get(link).text.count("Casusoverleg") for name, link in links.items()}
    with as_owner():
        CasePartner.objects.filter(case=s.case, organisation=s.police).update(
            left_at=timezone.now(), left_by=s.coordinator
        )
    after = client.get(links["officer"]).text

    assert before == {"officer": 1, "outsider": 0, "expert": 0}
    assert "Casusoverleg" not in after
    assert s.case.number not in after


# -- by the database itself


@pytest.mark.parametrize("name", ["officer", "expert", "other_director", "outsider"])
def test_database_refuses_a_case_meeting_of_who_does_not_lead_it(act, case_scene, name):
    s = case_scene()
    row = {"case_id": s.case.pk, "house_id": s.case.house_id, "place": "x"}

    with act(getattr(s, name)), pytest.raises(DatabaseError), transaction.atomic():
        Meeting.objects.create(starts_at=timezone.now() + timedelta(days=1), **row)


@pytest.mark.parametrize("name", ["officer", "expert", "other_director", "outsider"])
def test_database_refuses_what_others_write_in_it(act, case_scene, name):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=RELEASED)
    item = item_of(meeting)

    with act(getattr(s, name)):
        changed = 0
        for change in (
            lambda: AgendaItem.objects.filter(pk=item.pk).update(title="Anders"),
            lambda: Meeting.objects.filter(pk=meeting.pk).update(place="Anders"),
            lambda: Seat.objects.filter(meeting=meeting.pk).delete()[0],
        ):
            try:
                with transaction.atomic():
                    changed += change()
            except DatabaseError:
                continue
        for make in (
            lambda: AgendaItem.objects.create(meeting=meeting, position=9, title="Erbij"),
            lambda: ItemAction.objects.create(item=item, action_id=1),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                make()

    assert changed == 0
