"""A party asks to be removed: everything stays until the decision, and of a removal only that it happened."""

from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from audit.models import Entry
from cases import services
from cases.models import (
    CaseEvent,
    CaseIdentityKey,
    CaseParty,
    CasePartyIdentity,
    PartyRelation,
    RemovalRequest,
)
from tests import people
from tests.cases.parties import party, relation
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
SECRET = "Geheimwoord"


def url(page, case, *args):
    return reverse(f"cases:{page}", args=[case.number, *args])


def stored(model):
    with as_owner():
        return list(model.objects.all())


def note(one, by):
    return services.note_removal(one, by=by, asked_on=date(2026, 11, 1), asked=f"{SECRET} wil weg.")


@pytest.fixture
def party_with_all(running):
    """A party with a name, a relation and words that are all about him."""
    case = running()
    one = party(case, SECRET, relation=SECRET, why=SECRET, name=f"Kees {SECRET}")
    relation(one, party(case, "Groep"), SECRET)
    return one


@pytest.fixture
def asked(act, party_with_all):
    desk = people.coordinator()
    with act(desk):
        return note(party_with_all, desk)


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_request_is_noted_by_who_works_in_the_case(login, running, who):
    case, user = running(), getattr(people, who)()
    one = party(case)

    data = {"asked_on": "2026-11-01", "asked": "Ik wil er niet meer in staan."}
    text = login(user).post(url("note-removal", case, one.pk), data, follow=True).text

    (made,) = stored(RemovalRequest)
    assert (made.asked, made.asked_on, made.noted_by) == (data["asked"], date(2026, 11, 1), user)
    assert "Ik wil er niet meer in staan." in text
    assert ("Beslissen" in text) == (who == "coordinator")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"asked": ""}, "Schrijf op wat de betrokkene vraagt."),
        ({"asked_on": ""}, "Vul dit in."),
        ({"asked_on": "2999-01-01"}, "Deze dag moet nog komen."),
    ],
)
def test_wrong_request_gets_a_sentence(login, running, changes, sentence):
    case = running()
    one = party(case)

    data = {"asked_on": "2026-11-01", "asked": "Weg."} | changes
    text = login(people.coordinator()).post(url("note-removal", case, one.pk), data).text

    assert sentence in text
    assert stored(RemovalRequest) == []


def test_one_request_at_a_time_waits(act, asked):
    desk = people.coordinator()

    with act(desk), pytest.raises(WrongState, match="wacht al een verzoek"):
        note(asked.party, desk)


def test_everything_stays_until_the_decision(asked):
    (identity,) = stored(CasePartyIdentity)

    assert identity.name == f"Kees {SECRET}"
    assert sorted(one.label for one in stored(CaseParty)) == [SECRET, "Groep"]
    assert [one.ended_at for one in stored(PartyRelation)] == [None]


def test_keeping_changes_nothing_and_keeps_the_reason(login, asked):
    case = asked.party.case

    data = {"outcome": "kept", "reason": "De aanpak kan niet zonder."}
    text = (
        login(people.coordinator()).post(url("decide-removal", case, asked.party.pk), data, follow=True).text
    )

    (made,) = stored(RemovalRequest)
    assert (made.outcome, made.reason, made.decided_by) == ("kept", data["reason"], people.coordinator())
    assert [identity.name for identity in stored(CasePartyIdentity)] == [f"Kees {SECRET}"]
    assert "blijft staan" in text
    assert "De aanpak kan niet zonder." in text


def test_party_that_was_kept_can_ask_again(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_removal(asked, by=desk, outcome="kept", reason="Nodig.")
        note(asked.party, desk)

    assert [request.waits for request in stored(RemovalRequest)] == [False, True]


def test_removing_leaves_that_it_happened_and_no_word_more(login, asked):
    case = asked.party.case

    data = {"outcome": "removed", "reason": "Niet meer nodig."}
    page = (
        login(people.coordinator()).post(url("decide-removal", case, asked.party.pk), data, follow=True).text
    )

    assert (stored(CasePartyIdentity), stored(CaseIdentityKey)) == ([], [])
    (gone,) = [one for one in stored(CaseParty) if one.pk == asked.party_id]
    assert (gone.label, gone.relation, gone.why, gone.ended_by) == (
        "verwijderd",
        "",
        "verwijderd",
        people.coordinator(),
    )
    assert [(one.words, one.ended_at is None) for one in stored(PartyRelation)] == [("verwijderd", False)]
    (made,) = stored(RemovalRequest)
    assert (made.outcome, made.asked, made.reason) == ("removed", "", "Niet meer nodig.")
    assert SECRET not in page
    assert SECRET not in whole_database()


def whole_database():
    """Every row about the case, the timeline and the log, as text."""
    models = (CaseParty, CasePartyIdentity, PartyRelation, RemovalRequest, CaseEvent, Entry)
    with as_owner():
        return str([list(model.objects.values()) for model in models])


def test_removal_is_told_and_logged_and_the_request_is_not_told(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_removal(asked, by=desk, outcome="removed", reason="Niet nodig.")

    with as_owner():
        entry = Entry.objects.get(action="decide_removal")
        told = [event.text for event in CaseEvent.objects.all()]
    assert entry.details == {"party": asked.party_id, "removed": True}
    assert told == ["Een betrokkene is verwijderd"]


def test_removed_party_asks_no_more(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_removal(asked, by=desk, outcome="removed", reason="Niet nodig.")
        with pytest.raises(WrongState, match="al verwijderd"):
            note(asked.party, desk)


def test_of_two_decisions_the_first_counts(act, asked, other):
    desk = people.coordinator()
    with act(desk):
        services.decide_removal(asked, by=desk, outcome="kept", reason="Eerste.")

    with act(other), pytest.raises(WrongState, match="al besloten"):
        services.decide_removal(asked, by=other, outcome="removed", reason="Tweede.")

    assert [request.reason for request in stored(RemovalRequest)] == ["Eerste."]
    assert len(stored(CasePartyIdentity)) == 1


@pytest.mark.parametrize("who", ["case_director", "police_member"])
def test_decision_is_of_a_coordinator_alone(act, asked, who):
    user = getattr(people, who)()

    with act(user):
        with pytest.raises(NotAllowed):
            services.decide_removal(asked, by=user, outcome="removed", reason="x")
        with pytest.raises(ProgrammingError, match="not decided"), transaction.atomic():
            remove_directly(asked)


def test_database_removes_nothing_that_was_not_decided(act, asked):
    with (
        act(people.coordinator()),
        pytest.raises(ProgrammingError, match="not decided"),
        transaction.atomic(),
    ):
        remove_directly(asked)


def remove_directly(asked):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.remove_party(%s)", [asked.party_id])


def test_right_to_ask_does_not_end_with_the_case(login, party_with_all, closed):
    case = closed(party_with_all.case)
    browser = login(people.coordinator())

    browser.post(url("note-removal", case, party_with_all.pk), {"asked_on": "2026-11-01", "asked": "Weg."})
    data = {"outcome": "removed", "reason": "Niet meer nodig."}
    browser.post(url("decide-removal", case, party_with_all.pk), data)

    assert stored(CasePartyIdentity) == []
    assert SECRET not in whole_database()


def test_decision_without_a_request_is_a_sentence(login, running):
    case = running()
    one = party(case)

    response = login(people.coordinator()).get(url("decide-removal", case, one.pk), follow=True)

    assert "Er wacht geen verzoek van deze betrokkene op een besluit." in response.text
