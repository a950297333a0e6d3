"""Parties and their relations: adding, changing, ending, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from audit.models import Entry
from cases import services
from cases.models import CaseEvent, CaseParty, PartyRelation
from partners.models import House
from tests import people
from tests.cases.parties import party, relation, typed
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
WORKERS = ["coordinator", "case_director"]


def url(page, case, *args):
    return reverse(f"cases:{page}", args=[case.number, *args])


def stored(model, **which):
    with as_owner():
        return list(model.objects.filter(**which))


# -- adding


@pytest.mark.parametrize("who", WORKERS)
def test_party_is_added_with_what_it_means_and_why(login, running, who):
    case, user = running(), getattr(people, who)()

    response = login(user).post(url("add-party", case), typed())

    (made,) = stored(CaseParty, case=case)
    assert response.url == url("parties", case)
    assert (made.label, made.influence, made.why, made.added_by_id) == (
        "Zus",
        "protective",
        "Zij houdt contact.",
        user.pk,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label": ""}, "Vul dit in."),
        ({"kind": ""}, "Kies een antwoord."),
        ({"influence": ""}, "Kies wat deze betrokkene voor de hoofdbetrokkene betekent."),
        ({"why": ""}, "Schrijf waarom deze betrokkene in de casus nodig is."),
    ],
)
def test_party_needs_what_it_means_and_why(login, running, changes, sentence):
    case = running()

    text = login(people.coordinator()).post(url("add-party", case), typed(**changes)).text

    assert sentence in text
    assert stored(CaseParty) == []


def test_main_party_needs_no_meaning_and_no_why(login, running):
    case = running()

    login(people.coordinator()).post(url("add-party", case), typed(is_main="on", influence="", why=""))

    (made,) = stored(CaseParty)
    assert (made.is_main, made.influence, made.why) == (True, "neutral", "")


def test_second_main_party_is_not_offered_and_not_taken(login, running):
    case = running()
    party(case, "A", is_main=True)

    login(people.coordinator()).post(url("add-party", case), typed(is_main="on"))

    assert [(one.label, one.is_main) for one in stored(CaseParty)] == [("A", True), ("Zus", False)]


def test_another_can_be_main_after_the_main_party_ended(act, running):
    case, desk = running(), people.coordinator()
    first = party(case, "A", is_main=True)

    with act(desk):
        services.end_party(first, by=desk, reason="Verhuisd.")
        services.add_party(case, by=desk, label="B", is_main=True)

    assert [(one.label, one.is_main) for one in stored(CaseParty)] == [("A", True), ("B", True)]


def test_database_refuses_a_second_main_party(running):
    case = running()
    party(case, "A", is_main=True)

    with pytest.raises(IntegrityError, match="one_main"), transaction.atomic():
        party(case, "B", is_main=True)


@pytest.mark.parametrize(
    "fields", [{"why": ""}, {"end_reason": "Weg."}, {"ended_at": "2026-11-01T12:00Z", "end_reason": "Weg."}]
)
def test_database_refuses_a_party_without_why_and_half_an_end(running, fields):
    case = running()

    with pytest.raises(IntegrityError), transaction.atomic():
        party(case, **fields)


def test_party_of_a_new_case_about_an_organisation_is_one(act, opening):
    desk = people.coordinator()

    with act(desk):
        about = {"label": "Stichting A", "relation": ""}
        case = services.open_case(
            House.objects.get(pk=people.house().pk),
            by=desk,
            party=about,
            reason="Haast.",
            **opening(kind="organisation", is_informed=True, informed="Ja."),
        )

        assert [(one.kind, one.added_by) for one in case.parties.all()] == [("organisation", desk)]


# -- changing


def test_party_is_changed(act, running):
    case, director = running(), people.case_director()
    one = party(case)

    with act(director):
        services.change_party(
            one, by=director, saw=services.seen_of_party(one), label="Broer B", why="Anders."
        )

    assert [(one.label, one.why) for one in stored(CaseParty)] == [("Broer B", "Anders.")]


def test_change_of_another_meanwhile_is_not_undone_and_both_texts_are_shown(login, running):
    case = running()
    one = party(case)
    saw = services.seen_of_party(one)
    login(people.coordinator()).post(
        url("change-party", case, one.pk), typed(saw=saw, label="Eerste", why="Tekst van de eerste.")
    )

    text = (
        login(people.case_director())
        .post(url("change-party", case, one.pk), typed(saw=saw, label="Tweede", why="Tekst van de tweede."))
        .text
    )

    (kept,) = stored(CaseParty)
    assert (kept.label, kept.why) == ("Eerste", "Tekst van de eerste.")
    assert "Iemand anders veranderde dit intussen." in text
    assert "Tekst van de eerste." in text
    assert "Tekst van de tweede." in text
    assert f'name="saw" value="{services.seen_of_party(kept)}"' in text


def test_second_writer_can_go_on_with_what_he_saw_now(login, running):
    case = running()
    one = party(case)
    with as_owner():
        CaseParty.objects.update(why="Intussen anders.")
    (now,) = stored(CaseParty)

    login(people.coordinator()).post(
        url("change-party", case, one.pk), typed(saw=services.seen_of_party(now), why="Samen.")
    )

    assert [one.why for one in stored(CaseParty)] == ["Samen."]


def test_other_line_ends_of_a_browser_are_no_change(act, running):
    case, desk = running(), people.coordinator()
    one = party(case, why="Een.\r\nTwee.")
    saw = services.seen_of_party(one)
    with as_owner():
        CaseParty.objects.update(why="Een.\nTwee.")

    with act(desk):
        services.change_party(one, by=desk, saw=saw, label="Nieuw")

    assert [one.label for one in stored(CaseParty)] == ["Nieuw"]


# -- ending


def test_party_ends_with_a_reason_and_its_relations_end_with_it(login, running):
    case = running()
    one, other, third = (party(case, label) for label in "ABC")
    relation(one, other)
    relation(third, one)
    relation(other, third)

    login(people.case_director()).post(url("end-party", case, one.pk), {"reason": "Speelt geen rol meer."})

    (ended,) = stored(CaseParty, ended_at__isnull=False)
    assert (ended.label, ended.end_reason, ended.ended_by_id) == (
        "A",
        "Speelt geen rol meer.",
        people.case_director().pk,
    )
    assert [(r.party_id, r.other_id) for r in stored(PartyRelation, ended_at=None)] == [(other.pk, third.pk)]


@pytest.mark.parametrize("page", ["change-party", "end-party", "keep-identity", "inquire-party"])
def test_ended_party_changes_no_more(login, act, running, page):
    case, desk = running(), people.coordinator()
    one = party(case)
    with act(desk):
        services.end_party(one, by=desk, reason="Weg.")

    response = login(desk).get(url(page, case, one.pk), follow=True)

    assert "Broer hoort niet meer bij deze casus." in response.text


def test_party_ends_once(act, running):
    case, desk = running(), people.coordinator()
    one = party(case)

    with act(desk):
        services.end_party(one, by=desk, reason="Weg.")
        with pytest.raises(WrongState, match="hoort niet meer bij"):
            services.end_party(one, by=desk, reason="Nog eens.")


# -- relations


def test_relation_is_added_and_ended(login, running):
    case = running()
    one, other = party(case, "Broer"), party(case, "Groep")
    browser = login(people.case_director())

    data = {"party": one.pk, "words": "leider van", "other": other.pk, "influence": "risky"}
    browser.post(url("relate-parties", case), data)
    (made,) = stored(PartyRelation)
    shown = browser.get(url("parties", case)).text
    browser.post(url("end-relation", case, made.pk))

    assert "leider van" in shown
    assert [(r.words, r.ended_by_id) for r in stored(PartyRelation)] == [
        ("leider van", people.case_director().pk)
    ]


def test_relation_of_somebody_with_himself_gets_a_sentence(login, running):
    case = running()
    one, _ = party(case, "A"), party(case, "B")

    data = {"party": one.pk, "words": "kent", "other": one.pk, "influence": "risky"}
    text = login(people.coordinator()).post(url("relate-parties", case), data).text

    assert "Kies een andere betrokkene dan hierboven." in text
    assert stored(PartyRelation) == []


def test_relation_offers_no_party_that_ended_or_of_another_case(login, running):
    case, elsewhere = running(), running(title="Andere casus")
    one = party(case, "A")
    party(case, "B")
    far = party(elsewhere, "Verre")

    data = {"party": one.pk, "words": "kent", "other": far.pk, "influence": "risky"}
    response = login(people.coordinator()).post(url("relate-parties", case), data)

    assert "Verre" not in response.text
    assert stored(PartyRelation) == []


def test_same_relation_twice_is_one(act, running):
    case, desk = running(), people.coordinator()
    one, other = party(case, "A"), party(case, "B")
    fields = {"party": one, "other": other, "words": "kent", "influence": "risky"}

    with act(desk):
        services.relate_parties(case, by=desk, **fields)
        with pytest.raises(WrongState, match="staat er al"):
            services.relate_parties(case, by=desk, **fields)


def test_relation_needs_two_parties(login, running):
    case = running()
    party(case)

    response = login(people.coordinator()).get(url("relate-parties", case), follow=True)

    assert "Voor een relatie zijn twee betrokkenen nodig." in response.text


def test_relation_ends_once(act, running):
    case, desk = running(), people.coordinator()
    made = relation(party(case, "A"), party(case, "B"))

    with act(desk):
        services.end_relation(made, by=desk)
        with pytest.raises(WrongState, match="al beëindigd"):
            services.end_relation(made, by=desk)


# -- who may, and what stays of it


def steps_of(case, by):
    one, other = party(case, "A"), party(case, "B")
    made = relation(one, other)
    return [
        lambda: services.add_party(case, by=by, label="C", why="w"),
        lambda: services.change_party(one, by=by, saw=services.seen_of_party(one), label="x"),
        lambda: services.end_party(one, by=by, reason="r"),
        lambda: services.relate_parties(case, by=by, party=other, other=one, words="w", influence="risky"),
        lambda: services.end_relation(made, by=by),
    ]


def refusals(steps, error):
    refused = 0
    for step in steps:
        with pytest.raises(error):
            step()
        refused += 1
    return refused


def test_partner_reads_and_changes_nothing(act, running):
    case, member = running(), people.police_member()
    steps = steps_of(case, member)

    with act(member):
        assert refusals(steps, NotAllowed) == len(steps)
        assert [one.label for one in case.parties.all()] == ["A", "B"]


def test_closed_case_changes_no_more(act, running, closed):
    case, desk = running(), people.coordinator()
    steps = steps_of(case, desk)
    closed(case)

    with act(desk):
        assert refusals(steps, WrongState) == len(steps)


def test_timeline_and_log_name_nobody(act, running):
    case, desk = running(), people.coordinator()
    one, other = party(case, "Geheimwoord A"), party(case, "Geheimwoord B")

    with act(desk):
        services.add_party(case, by=desk, label="Geheimwoord C", why="Geheimwoord")
        saw = services.seen_of_party(one)
        services.change_party(one, by=desk, saw=saw, label="Geheimwoord D")
        services.relate_parties(case, by=desk, party=one, other=other, words="Geheimwoord", influence="risky")
        services.end_party(other, by=desk, reason="Geheimwoord")

    told = [event.text for event in stored(CaseEvent, case=case)]
    logged = [(entry.action, str(entry.details)) for entry in stored(Entry, number=case.number)]
    assert told == [
        "Betrokkene toegevoegd",
        "Betrokkene aangepast",
        "Relatie tussen betrokkenen toegevoegd",
        "Een betrokkene hoort niet meer bij de casus",
    ]
    assert [action for action, _ in logged] == ["add_party", "change_party", "relate_parties", "end_party"]
    assert "Geheimwoord" not in str(logged)
