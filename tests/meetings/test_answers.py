"""What the answer to an amendment does, and what the database keeps by itself; errata of final minutes."""

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from audit.models import Entry
from meetings import services
from meetings.models import AgendaItem, Amendment, AmendmentState, Erratum, Recusal
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.proposing import FINAL, HELD, RELEASED, WAS, accept, fresh, proposed, shown_to, sit, url
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


# -- the answer


def test_accepted_text_becomes_the_minutes_with_trace(act, draft):
    s = draft()
    amendment = proposed(s, act)

    accept(s, act, amendment)

    with as_owner():
        item = AgendaItem.objects.get(pk=s.item.pk)
        amendment.refresh_from_db()
        line = Entry.objects.get(action="accept_amendment")
    assert item.information == "Er was veel onrust op straat."
    assert (amendment.state, amendment.before, amendment.handled_by) == (
        "accepted",
        "Er was onrust.",
        s.coordinator,
    )
    assert line.details == {"amendment": amendment.pk}
    with act(s.coordinator), connection.cursor() as cursor:
        cursor.execute("SELECT information FROM meetings_itemhistory WHERE pgh_obj_id = %s", [s.item.pk])
        assert ("Er was veel onrust op straat.",) in cursor.fetchall()


def test_accepting_another_text_than_was_shown_asks_to_look_again(act, login, draft):
    s = draft()
    amendment = proposed(s, act)
    shown = shown_to(act, s.coordinator, amendment)
    with as_owner():
        AgendaItem.objects.filter(pk=s.item.pk).update(information="Heel iets anders.")
    browser = login(s.coordinator)

    answer = browser.post(url("amendment", amendment), {"answer": "accept", "reason": "Goed", "shown": shown})
    page = answer.content.decode()
    fresh = shown_to(act, s.coordinator, amendment)

    assert ("intussen veranderd" in page, "Goed" in page) == (True, True)
    assert ("Heel iets anders" in page, f'value="{fresh}"' in page) == (True, True)
    again = browser.post(url("amendment", amendment), {"answer": "accept", "reason": "", "shown": fresh})
    with as_owner():
        item = AgendaItem.objects.get(pk=s.item.pk)
        amendment.refresh_from_db()
    assert (again.status_code, item.information) == (302, "Er was veel onrust op straat.")
    assert amendment.before == "Heel iets anders."


def test_remark_that_is_accepted_changes_no_text(act, draft):
    s = draft()
    remark = proposed(s, act, texts=WAS, remark="De tijd klopt niet.")

    accept(s, act, remark, reason="Tijd verbeterd.")

    with as_owner():
        item = AgendaItem.objects.get(pk=s.item.pk)
    assert {name: getattr(item, name) for name in WAS} == WAS


def test_rejecting_needs_a_reason_that_the_proposer_and_the_table_read(login, act, draft):
    s = draft()
    amendment = proposed(s, act)
    om = people.organisation("OM", house=s.house)
    sit(s, om)
    browser = login(s.coordinator)
    shown = shown_to(act, s.coordinator, amendment)

    without = browser.post(url("amendment", amendment), {"answer": "reject", "shown": shown})
    browser.post(
        url("amendment", amendment), {"answer": "reject", "reason": "Zo is het gezegd.", "shown": shown}
    )

    assert "Schrijf waarom u dit niet overneemt." in without.content.decode()
    for reader in (s.officer, people.person("OM lid", "participant", om)):
        assert "Zo is het gezegd." in login(reader).get(url("minutes", s.meeting)).content.decode()
    with as_owner():
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Er was onrust."


def test_answered_twice_is_refused_and_what_was_typed_stays_on_the_page(login, act, draft):
    s = draft()
    amendment = proposed(s, act)
    accept(s, act, amendment)
    data = {"answer": "reject", "reason": "Mijn lange reden.", "shown": "x"}

    page = login(s.coordinator).post(url("amendment", amendment), data).content.decode()

    assert ("kan niet meer" in page, "Mijn lange reden." in page) == (True, True)


def test_only_the_coordinator_answers(act, login, draft):
    s = draft()
    amendment = proposed(s, act)

    answers = [
        login(person).get(url("amendment", amendment)).status_code
        for person in (s.coordinator, people.expert(), s.officer, s.townsman, people.outsider())
    ]
    with act(s.officer), pytest.raises(NotAllowed):
        services.reject_amendment(amendment, by=s.officer, reason="x")

    assert answers == [200, 403, 403, 404, 404]


def test_recused_coordinator_reads_and_answers_nothing_of_that_item(login, act, draft):
    s = draft()
    amendment = proposed(s, act)
    with as_owner():
        Recusal.objects.create(item=s.item, user=s.coordinator, by=s.coordinator)
    browser = login(s.coordinator)

    assert browser.get(url("amendment", amendment)).status_code == 404
    assert "veel onrust" not in browser.get(url("minutes", s.meeting)).content.decode()


def test_proposer_withdraws_and_another_organisation_cannot(act, login, draft):
    s = draft()
    sit(s, s.town)
    amendment = proposed(s, act)

    refused = login(s.townsman).post(url("withdraw-amendment", amendment)).status_code
    done = login(s.officer).post(url("withdraw-amendment", amendment)).status_code

    fresh(amendment)
    assert (refused, done, amendment.state) == (403, 302, AmendmentState.WITHDRAWN)


def test_mail_tells_the_proposer_without_content(act, draft, django_capture_on_commit_callbacks):
    s = draft()
    amendment = proposed(s, act)
    with django_capture_on_commit_callbacks(execute=True):
        accept(s, act, amendment, reason="Gelukkig")

    (sent,) = mail.outbox
    assert sent.to == [s.officer.email]
    assert not any(word in sent.subject + sent.body for word in ("onrust", "Onrust", "Gelukkig"))


def test_proposer_who_stepped_out_gets_no_mail(act, draft, django_capture_on_commit_callbacks):
    s = draft()
    amendment = proposed(s, act)
    with as_owner():
        Recusal.objects.create(item=s.item, user=s.officer, by=s.coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        accept(s, act, amendment)

    assert mail.outbox == []


# -- the database by itself


@pytest.mark.parametrize("column", ["text", "organisation_id", "state"])
def test_proposal_and_answer_stay_as_they_were(act, draft, column):
    s = draft()
    amendment = proposed(s, act)
    accept(s, act, amendment)
    value = {"text": "'x'", "organisation_id": str(s.town.pk), "state": "'withdrawn'"}[column]

    with pytest.raises(DatabaseError, match="cannot change"), as_owner(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE meetings_amendment SET {column} = {value}")  # noqa: S608 - our own words


def test_nothing_waits_when_minutes_become_final(act, login, draft):
    s = draft()
    hidden_from_him = proposed(s, act)
    with as_owner():
        Recusal.objects.create(item=s.item, user=s.coordinator, by=s.coordinator)

    with act(s.coordinator), pytest.raises(WrongState, match="Er wacht nog 1 voorstel bij dit verslag"):
        services.finalise(s.meeting, by=s.coordinator)
    with pytest.raises(DatabaseError, match="an amendment waits"):
        factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    page = login(s.coordinator).get(url("finalise", s.meeting)).content.decode()

    assert "Er wachten nog voorstellen" in page
    second = people.coordinator("Tweede procesregisseur")
    with act(second):
        services.reject_amendment(hidden_from_him, by=second, reason="Nee")
    fresh(s.meeting)
    with act(s.coordinator):
        assert services.finalise(s.meeting, by=s.coordinator).state == FINAL


def test_amendment_of_final_minutes_is_frozen(act, draft):
    s = draft()
    amendment = proposed(s, act)
    accept(s, act, amendment)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)

    with pytest.raises(DatabaseError, match="final"), as_owner():
        Amendment.objects.filter(pk=amendment.pk).delete()
    with pytest.raises(DatabaseError, match="final"), as_owner():
        Amendment.objects.create(
            item=s.item, field="remark", text="x", organisation=s.police, proposed_by=s.officer
        )


# -- errata


def correct(s, act, **kwargs):
    with act(s.coordinator):
        return services.add_erratum(
            s.item, by=s.coordinator, text="Lees: twee straten.", reason="Fout", **kwargs
        )


def test_erratum_is_read_by_exactly_the_readers_of_the_item(act, login, draft):
    s = draft(FINAL)
    correct(s, act)

    found = {
        person.name: "Lees: twee straten." in login(person).get(url("minutes", s.meeting)).content.decode()
        for person in (s.coordinator, people.expert(), s.officer, s.townsman, people.outsider())
    }

    assert list(found.values()) == [True, True, True, False, False]


@pytest.mark.parametrize("state", [RELEASED, HELD])
def test_erratum_before_the_minutes_are_final_is_refused(act, login, draft, state):
    s = draft(state)

    with pytest.raises(WrongState, match="pas als het verslag is vastgesteld"):
        correct(s, act)
    data = {"text": "Mijn erratum.", "reason": "Mijn reden."}
    page = login(s.coordinator).post(url("erratum", s.item), data).content.decode()
    assert ("Mijn erratum." in page, "Mijn reden." in page) == (True, True)


def test_erratum_is_of_the_coordinator_alone_and_stays(act, login, draft):
    s = draft(FINAL)
    erratum = correct(s, act)

    answers = [login(one).get(url("erratum", s.item)).status_code for one in (s.officer, people.expert())]
    with act(s.officer), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Erratum.objects.create(item=s.item, text="x", reason="y", by=s.officer)
    with act(s.coordinator), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Erratum.objects.filter(pk=erratum.pk).update(text="Anders")
    with pytest.raises(DatabaseError, match="cannot change"), as_owner():
        Erratum.objects.filter(pk=erratum.pk).update(text="Anders")

    assert answers == [403, 403]


def test_page_adds_an_erratum(login, draft):
    s = draft(FINAL)
    browser = login(s.coordinator)

    done = browser.post(url("erratum", s.item), {"text": "Lees: zes.", "reason": "Telfout."})

    page = browser.get(done.url).content.decode()
    assert ("Lees: zes." in page, "Telfout." in page) == (True, True)
