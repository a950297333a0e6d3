"""Meetings about a case: planned and led by who directs it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Action, Case
from meetings import services
from meetings.models import Decision, Guest, MeetingState
from meetings.queries import carried, dates_only, next_to_prepare
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.of_case import item_of, plan
from tests.meetings.writing import posted
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (MeetingState(name) for name in ("planned", "released", "held", "final"))
SOON = timezone.localdate() + timedelta(days=14)


# -- planning


def test_director_plans_one_with_who_takes_part_and_mails_who_reads_the_case(
    act, case_scene, mailoutbox, django_capture_on_commit_callbacks
):
    s = case_scene()

    with django_capture_on_commit_callbacks(execute=True), act(s.director):
        meeting = plan(s)
        seats = [seat.organisation for seat in meeting.seats.all()]
        titles = [item.title for item in meeting.items.all()]

    assert seats == [s.town, s.police]
    assert titles[0] == "Terugblik: acties en afspraken"
    assert {mail.to[0] for mail in mailoutbox} == {
        one.email for one in (s.coordinator, s.director, s.officer, s.colleague, s.townsman)
    }
    assert all("Casusoverleg" in mail.subject for mail in mailoutbox)
    assert not any(s.case.number in mail.body + mail.subject + str(mail.alternatives) for mail in mailoutbox)


def test_of_a_restricted_case_only_named_people_hear_of_it(
    act, case_scene, mailoutbox, django_capture_on_commit_callbacks
):
    s = case_scene(is_restricted=True)

    with django_capture_on_commit_callbacks(execute=True), act(s.director):
        meeting = plan(s)
        services.release_agenda(meeting, by=s.director)
    with act(s.colleague):
        dates, guests = dates_only([]), Guest.objects.count()

    named = {s.coordinator.email, s.director.email, s.officer.email}
    assert {mail.to[0] for mail in mailoutbox} == named
    assert (dates, guests) == ([], 0)


@pytest.mark.parametrize("name", ["other_director", "officer", "townsman", "expert", "outsider"])
def test_who_does_not_lead_the_case_plans_no_meeting(act, case_scene, login, name):
    s = case_scene()
    person = getattr(s, name)

    with act(s.coordinator):
        case = Case.objects.get(pk=s.case.pk)
    with act(person), pytest.raises((NotAllowed, Case.DoesNotExist)):
        services.plan_case_meeting(
            case, by=person, starts_at=timezone.now() + timedelta(days=1), minutes=60, place="x"
        )
    answer = login(person).get(reverse("meetings:plan-of-case", args=[s.case.number]))

    assert answer.status_code in {403, 404}


def test_a_closed_case_and_a_taken_moment_get_no_meeting(act, case_scene, login):
    s = case_scene()
    moment = timezone.now() + timedelta(days=9)

    with act(s.director):
        plan(s, starts_at=moment)
        with pytest.raises(WrongState, match="al een overleg over deze casus"):
            plan(s, starts_at=moment)
    with as_owner():
        Case.objects.filter(pk=s.case.pk).update(
            state="closed", closed_at=timezone.now(), closed_by=s.coordinator, result="Klaar."
        )
    with act(s.coordinator), pytest.raises(WrongState, match="gesloten"):
        plan(s, by=s.coordinator)
    page = login(s.coordinator).get(reverse("meetings:of-case", args=[s.case.number]))

    assert "Overleg plannen" not in page.text


def test_plan_form_with_a_mistake_comes_back_as_typed(login, case_scene):
    s = case_scene()
    url = reverse("meetings:plan-of-case", args=[s.case.number])

    page = login(s.director).post(
        url, {"on": "2026-01-01", "starts": "10:00", "minutes": 60, "place": "Texel"}
    )

    assert (page.status_code, set(page.context["form"].errors)) == (200, {"on"})
    assert "Texel" in page.text


# -- leading it


def test_director_leads_it_from_agenda_to_final_minutes(login, act, case_scene):
    s = case_scene()
    client = login(s.director)
    url = reverse("meetings:plan-of-case", args=[s.case.number])

    client.post(url, {"on": SOON.isoformat(), "starts": "10:00", "minutes": 60, "place": "Hoorn"})
    with act(s.director):
        meeting = s.case.meetings.get()
    client.post(
        reverse("meetings:add-item", args=[meeting.pk]),
        {
            "title": "School en werk",
            "minutes": 15,
            "text": "",
            "asked": [s.police.pk],
            "question": "Wat ziet u?",
        },
    )
    client.post(reverse("meetings:release", args=[meeting.pk]))
    with act(s.officer):
        item = meeting.items.get(title="School en werk")
        question = item.places.get().question
    client.post(reverse("meetings:bring-up", args=[item.pk]))
    written = client.post(reverse("meetings:write", args=[item.pk]), posted("Hij gaat weer naar school."))
    decision = {"besluit-kind": "no_follow_up", "besluit-text": "Zo door.", "besluit-reasons": "Het werkt."}
    client.post(reverse("meetings:decide", args=[item.pk]), decision)
    owner = {"actie-owner": f"o{s.police.pk}", "actie-due_on": SOON.isoformat()}
    given = client.post(
        reverse("meetings:give-action", args=[item.pk]), {"actie-text": "Bel de school"} | owner
    )
    client.post(reverse("meetings:end", args=[meeting.pk]), {"amend_until": SOON.isoformat()})
    client.post(reverse("meetings:finalise", args=[meeting.pk]))

    with act(s.officer):
        meeting.refresh_from_db()
        action, kinds = Action.objects.get(), [one.kind for one in Decision.objects.all()]
        text = meeting.items.get(pk=item.pk).information
    assert (question, written.status_code, given.status_code) == ("Wat ziet u?", 200, 302)
    assert (meeting.state, text) == (FINAL, "Hij gaat weer naar school.")
    assert (action.case_id, kinds) == (s.case.pk, ["no_follow_up"])


def test_partner_of_the_case_reads_and_does_not_lead(login, case_scene):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=RELEASED)
    client = login(s.officer)
    item = item_of(meeting)

    pages = [
        client.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code
        for name in ("detail", "live", "minutes", "agenda-pdf", "move", "add-item", "release")
    ]
    steps = [
        client.post(reverse(f"meetings:{name}", args=[item.pk])).status_code for name in ("bring-up", "item")
    ]

    assert pages == [200, 200, 200, 200, 403, 403, 403]
    assert steps == [403, 403]


def test_director_leads_no_other_meeting(login, act, case_scene):
    s = case_scene()
    with as_owner():
        people.person(s.director.name, "participant", s.police)
    series = factories.meeting(by=s.coordinator, invited=[s.police], state=RELEASED)
    client = login(s.director)

    page = client.get(reverse("meetings:list")).text
    refused = [
        client.get(reverse(f"meetings:{name}", args=args)).status_code
        for name, args in (
            ("add-series", []),
            ("holidays", []),
            ("move", [series.pk]),
            ("release", [series.pk]),
        )
    ]

    assert ("Reeks plannen" in page, refused) == (False, [403, 403, 403, 403])


def test_actions_of_the_meeting_before_are_carried_to_the_next_of_this_case_alone(act, case_scene):
    s = case_scene()
    before = factories.case_meeting(s.case, state=RELEASED, days=-20)
    after = factories.case_meeting(s.case)
    elsewhere = factories.meeting(by=s.coordinator)
    with act(s.director):
        action = services.give_table_action(
            item_of(before), by=s.director, text="Bel", due_on=SOON, organisation=s.police
        )
    with act(s.townsman):
        found = carried(after, s.townsman)
    with act(s.coordinator):
        other = carried(elsewhere, s.coordinator)

    assert (found.open, [one.may_move for one in found.open]) == ([action], [False])
    assert other.groups == []


def test_items_of_a_cancelled_one_go_to_the_next_of_this_case_alone(act, case_scene):
    s = case_scene()
    factories.meeting(by=s.coordinator, days=8)
    first, second = factories.case_meeting(s.case), factories.case_meeting(s.case, days=20)
    factories.item(first, title="Onderdak", is_open=True)

    with act(s.director):
        following = services.cancel_meeting(first, by=s.director, reason="ziek")
        titles = {item.title for item in second.items.all()}

    assert (following, "Onderdak" in titles) == (second, True)


def test_database_carries_no_item_out_of_the_case(act, case_scene):
    s = case_scene()
    series = factories.meeting(by=s.coordinator, days=8)
    first = factories.case_meeting(s.case)
    factories.item(first, title="Onderdak", is_open=True)

    with act(s.coordinator):
        services.cancel_meeting(first, by=s.coordinator, reason="ziek", carry=False)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT zvh.carry_items(%s, %s)", [first.pk, series.pk])
        assert series.items.count() == 0


# -- what it is not


def test_no_signal_comes_to_it_and_nobody_is_hidden(act, case_scene):
    s = case_scene()
    meeting = factories.case_meeting(s.case)
    signal = factories.signal()

    with act(s.coordinator):
        with pytest.raises(WrongState, match="geen losse signalen"):
            services.link_signal(item_of(meeting), by=s.coordinator, signal=signal)
        with pytest.raises(WrongState, match="zichtbaar"):
            services.hide_seat(meeting.seats.first(), by=s.coordinator, hidden=True)


@pytest.mark.parametrize("kind", ["approach", "advice", "share", "not_shared"])
def test_what_belongs_to_the_information_meeting_is_not_decided_there(act, login, case_scene, kind):
    s = case_scene()
    item = item_of(factories.case_meeting(s.case, state=RELEASED))

    with act(s.director), pytest.raises(WrongState, match="informatieoverleg"):
        services.record_decision(item, by=s.director, kind=kind, text="x", reasons="y", organisation=s.police)
    page = login(s.director).get(reverse("meetings:live", args=[item.meeting_id]))

    assert f'value="{kind}"' not in page.text


def test_coordinator_prepares_information_meetings_first(act, case_scene):
    s = case_scene()
    factories.case_meeting(s.case, days=1)
    series = factories.meeting(by=s.coordinator, days=5)

    with act(s.coordinator):
        assert next_to_prepare() == series


@pytest.mark.parametrize("name", ["detail", "live", "minutes"])
def test_pages_take_a_fixed_number_of_queries_for_the_director(login, case_scene, count_queries, name):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=RELEASED)
    client, url = login(s.director), reverse(f"meetings:{name}", args=[meeting.pk])

    few = count_queries(lambda: client.get(url))
    for number in range(6):
        factories.item(meeting, title=f"Punt {number}", is_open=True, table=[s.police])
    many = count_queries(lambda: client.get(url))

    assert few == many <= 15
