"""Amendments of draft minutes: who may propose, and who reads them."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from meetings import services
from meetings.models import AgendaItem, Amendment, Recusal, Seat
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.proposing import (
    FINAL,
    HELD,
    RELEASED,
    WANTED,
    WAS,
    propose,
    proposed,
    sit,
    typed,
    url,
)
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


# -- proposing


def test_each_changed_text_and_a_remark_become_amendments(act, draft):
    s = draft()
    with act(s.officer):
        made = propose(s, texts=WANTED | {"conclusion": ""}, remark="De tijd klopt niet.")

    found = [(one.field, one.before, one.text, one.state) for one in made]
    assert found == [
        ("information", "Er was onrust.", "Er was veel onrust op straat.", "open"),
        ("conclusion", "Volgen.", "", "open"),
        ("remark", "", "De tijd klopt niet.", "open"),
    ]
    with as_owner():
        line = Entry.objects.get(action="propose_amendment")
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Er was onrust."
    assert (line.object_id, line.details["amendments"]) == (s.item.pk, [one.pk for one in made])


def test_coordinator_and_expert_propose_for_the_house(act, draft):
    s = draft()
    for person in (s.coordinator, people.expert()):
        with act(person):
            assert propose(s, by=person, organisation=s.house)[0].organisation == s.house


def test_mail_tells_who_answers_it_without_content(
    act, draft, mailoutbox, django_capture_on_commit_callbacks
):
    s = draft()
    second = people.coordinator("Tweede coordinator")
    with as_owner():
        Recusal.objects.create(item=s.item, user=second, by=second)

    with django_capture_on_commit_callbacks(execute=True), act(s.officer):
        propose(s)

    (sent,) = mailoutbox
    assert sent.to == [s.coordinator.email]
    assert s.item.title not in sent.subject + sent.body
    assert "veel onrust" not in sent.body


def test_of_a_case_meeting_its_director_is_told(act, mailoutbox, django_capture_on_commit_callbacks):
    coordinator, director, officer = people.coordinator(), people.case_director(), people.police_member()
    people.coordinator("Tweede coordinator")
    case = factories.case(by=coordinator, directors=[director], partners=[people.police()])
    meeting = factories.case_meeting(case, state=HELD)
    with as_owner():
        Seat.objects.filter(meeting=meeting).update(attendance=Seat.Attendance.PRESENT)
        item = meeting.items.select_related("meeting__case").get()

    with django_capture_on_commit_callbacks(execute=True), act(officer):
        services.propose_amendments(
            item,
            by=officer,
            organisation=people.police(),
            texts=dict.fromkeys(WAS, "Anders"),
            start=dict.fromkeys(WAS, ""),
        )

    assert {mail.to[0] for mail in mailoutbox} == {coordinator.email, director.email}


@pytest.mark.parametrize("attendance", ["absent", "unknown"])
def test_who_was_not_there_proposes_nothing(act, login, draft, attendance):
    s = draft(RELEASED)
    with as_owner():
        Seat.objects.filter(meeting=s.meeting, organisation=s.police).update(attendance=attendance)
    factories.put_meeting(s.meeting, HELD, by=s.coordinator)

    with act(s.officer), pytest.raises(WrongState, match="niet als aanwezig"):
        propose(s)
    with act(s.officer), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Amendment.objects.create(
            item=s.item, field="remark", text="x", organisation=s.police, proposed_by=s.officer
        )
    page = login(s.officer).get(url("propose", s.item)).content.decode()
    assert "U kunt nu geen wijziging voorstellen" in page


def test_for_another_organisation_is_not_allowed(act, draft):
    s = draft()
    sit(s, s.town)

    with act(s.officer), pytest.raises(NotAllowed):
        propose(s, organisation=s.town)


def test_item_of_another_table_does_not_exist(act, login, draft):
    s = draft()

    with act(s.officer), pytest.raises(AgendaItem.DoesNotExist):
        propose(s, item=s.secret)
    assert login(s.officer).get(url("propose", s.secret)).status_code == 404


def test_who_stepped_out_cannot_propose_and_reads_no_amendment(act, login, draft):
    s = draft()
    amendment = proposed(s, act)
    colleague = people.police_member("Tweede lid")
    with as_owner():
        Recusal.objects.create(item=s.item, user=colleague, by=s.coordinator)

    with act(colleague), pytest.raises(AgendaItem.DoesNotExist):
        propose(s, by=colleague)
    with act(colleague):
        assert not Amendment.objects.filter(pk=amendment.pk).exists()


def test_open_item_is_for_all_who_were_there(act, draft):
    s = draft()
    empty = dict.fromkeys(WAS, "")

    made = proposed(s, act, item=s.opening, texts=empty | {"conclusion": "Akkoord."}, start=empty)

    assert made.item == s.opening


@pytest.mark.parametrize("state", [RELEASED, FINAL])
def test_only_while_the_minutes_are_a_draft(act, draft, state):
    s = draft(state)

    with act(s.officer), pytest.raises(WrongState, match="zolang het verslag een concept is"):
        propose(s)


@pytest.mark.parametrize(("days", "open_"), [(0, True), (1, True), (-1, False)])
def test_closing_day_is_the_last_day(act, login, draft, days, open_):
    s = draft()
    with as_owner():
        s.meeting.amend_until = timezone.localdate() + timedelta(days=days)
        s.meeting.save()

    page = login(s.officer).get(url("minutes", s.meeting)).content.decode()
    with act(s.officer), transaction.atomic():
        if open_:
            propose(s)
        else:
            with pytest.raises(WrongState, match="kon tot en met"):
                propose(s)

    assert (reverse("meetings:propose", args=[s.item.pk]) in page) == open_


def test_text_that_changed_meanwhile_is_not_overwritten_and_nothing_typed_is_lost(login, draft):
    s = draft()
    with as_owner():
        AgendaItem.objects.filter(pk=s.item.pk).update(information="Iemand schreef iets anders.")

    answer = login(s.officer).post(url("propose", s.item), typed(organisation=s.police))

    page = answer.content.decode()
    assert "intussen veranderd" in page
    assert ("veel onrust op straat" in page, "Iemand schreef iets anders." in page) == (True, True)
    with as_owner():
        assert Amendment.objects.count() == 0


def test_page_proposes_and_says_when_nothing_changed(login, draft):
    s = draft()
    browser = login(s.officer)

    nothing = browser.post(url("propose", s.item), typed(texts=WAS, organisation=s.police))
    done = browser.post(url("propose", s.item), typed(organisation=s.police))

    assert "U heeft nog niets veranderd." in nothing.content.decode()
    assert (done.status_code, done.url) == (302, url("minutes", s.meeting))
    page = browser.get(done.url).content.decode()
    assert "<ins>" in page.replace('<ins><span class="visually-hidden">[toegevoegd: </span>', "<ins>")
    assert "[toegevoegd: </span>veel" in page


def test_typed_text_comes_back_after_the_minutes_became_final(login, draft):
    s = draft(FINAL)

    page = login(s.officer).post(url("propose", s.item), typed(organisation=s.police)).content.decode()

    assert ("veel onrust op straat" in page, "zolang het verslag een concept is" in page) == (True, True)


# -- who reads what became of it


def test_table_and_desk_read_it_and_nobody_else(act, draft):
    s = draft()
    amendment = proposed(s, act)
    om = people.organisation("OM", house=s.house)
    sit(s, om)
    readers = {
        "officer": s.officer,
        "om": people.person("OM lid", "participant", om),
        "coordinator": s.coordinator,
        "expert": people.expert(),
        "townsman": s.townsman,
        "outsider": people.outsider(),
        "reporter": people.officer(),
        "privacy": people.privacy_officer(),
    }

    found = {}
    for name, reader in readers.items():
        with act(reader):
            found[name] = Amendment.objects.filter(pk=amendment.pk).exists()

    assert {name for name, sees in found.items() if sees} == {"officer", "om", "coordinator", "expert"}


def test_amendment_of_a_hidden_participant_is_for_itself_and_the_coordinator(act, login, draft):
    s = draft()
    secret = people.organisation("Geheime dienst", house=s.house)
    sit(s, secret, is_hidden=True)
    agent = people.person("Agent", "participant", secret)
    amendment = proposed(s, act, by=agent, organisation=secret)

    found = {}
    for person in (agent, s.coordinator, s.officer):
        with act(person):
            found[person.name] = Amendment.objects.filter(pk=amendment.pk).exists()
    page = login(s.officer).get(url("minutes", s.meeting)).content.decode()

    assert list(found.values()) == [True, True, False]
    assert ("Geheime dienst" in page, "veel onrust" in page) == (False, False)
