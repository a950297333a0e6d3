"""Before the meeting: own questions on one screen, what lies on the table and lay there, reminders, stepping out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import services
from meetings.models import (
    AgendaItem,
    Contribution,
    ContributionVersion,
    MeetingState,
    Seat,
    TablePlace,
)
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (
    MeetingState.PLANNED,
    MeetingState.RELEASED,
    MeetingState.HELD,
    MeetingState.FINAL,
)


def address(name, s, organisation=None):
    return reverse(f"meetings:{name}", args=[s.item.pk, (organisation or s.police).pk])


def typed(s, text, organisation=None, **more):
    return {f"p{s.item.pk}-{(organisation or s.police).pk}-text": text} | more


def with_town(s):
    """The municipality sits at the same table."""
    with as_owner():
        TablePlace.objects.create(item=s.item, organisation=s.town, question="En u?")
    return s


def texts_on(act, who):
    with act(who):
        return list(ContributionVersion.objects.values_list("text", flat=True))


# -- the page


def test_page_shows_the_own_questions_in_order_and_no_other_item(login, scene):
    s = scene(PLANNED)
    factories.item(s.meeting, title="Tweede punt", table=[s.police])
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)

    page = login(s.officer).get(reverse("meetings:prepare", args=[s.meeting.pk]))

    assert [task.item.title for task, _ in page.context["rows"]] == ["Onrust wijk", "Tweede punt"]
    assert ("Geheim punt" in page.text, "Leus op gevel" in page.text) == (False, True)
    assert "Uw vragen voor" in page.text


def test_before_the_release_there_is_no_page(login, scene):
    s = scene(PLANNED)

    assert login(s.officer).get(reverse("meetings:prepare", args=[s.meeting.pk])).status_code == 404


def test_answer_saves_then_releases_then_corrects_then_withdraws(act, login, scene):
    s = with_town(scene(RELEASED))
    client, seen = login(s.officer), []
    steps = [("Eerst", {}), ("Klaar", {"release": "1"}), ("Beter", {}), ("Beter", {"withdraw": "1"})]

    for text, button in steps:
        answer = client.post(address("answer", s), typed(s, text, **button))
        with act(s.townsman):
            lies = list(Contribution.objects.values_list("text", flat=True))
        seen.append((answer.status_code, lies, texts_on(act, s.townsman)))

    assert seen == [
        (302, [], []),
        (302, ["Klaar"], ["Klaar"]),
        (302, ["Beter"], ["Klaar", "Beter"]),
        (302, [], ["Klaar", "Beter"]),
    ]


def test_versions_say_who_and_when(act, scene):
    s = with_town(scene(RELEASED))
    colleague = people.police_member("Collega")
    with act(s.officer):
        services.save_contribution(s.item, by=s.officer, organisation=s.police, text="Eerst")
        services.release_contribution(s.item, by=s.officer, organisation=s.police)
    with act(colleague):
        services.save_contribution(s.item, by=colleague, organisation=s.police, text="Beter")
        services.withdraw_contribution(s.item, by=colleague, organisation=s.police)

    with act(s.coordinator):
        found = [(one.text, one.released_by, one.withdrawn_by) for one in ContributionVersion.objects.all()]

    assert found == [("Eerst", s.officer, None), ("Beter", colleague, colleague)]


def test_withdrawing_keeps_what_was_typed_for_the_own_organisation(act, login, scene):
    s = with_town(scene(RELEASED))
    factories.contribution(s.item, s.police, s.officer, text="Op tafel", released=True)

    login(s.officer).post(address("answer", s), typed(s, "Nieuwe gedachte", withdraw="1"))
    with act(s.officer):
        kept = Contribution.objects.values_list("text", "released_at").get()

    assert (kept, texts_on(act, s.townsman)) == (("Nieuwe gedachte", None), ["Op tafel"])


def test_withdraw_of_what_does_not_lie_there_is_refused(act, scene):
    s = scene(RELEASED)
    factories.contribution(s.item, s.police, s.officer)

    with act(s.officer), pytest.raises(WrongState, match="ligt niet op tafel"):
        services.withdraw_contribution(s.item, by=s.officer, organisation=s.police)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_empty_answer_comes_back_with_a_sentence_and_the_others_as_they_were(login, scene, headers):
    s = scene(RELEASED)

    page = login(s.officer).post(address("answer", s), typed(s, " ", release="1"), headers=headers)

    assert (page.status_code, "Dit veld is verplicht." in page.text) == (200, True)
    assert ("<html" in page.text) is not bool(headers)


def test_an_answer_after_final_minutes_is_kept_on_the_page(login, scene):
    s = scene(FINAL)

    page = login(s.officer).post(address("answer", s), typed(s, "Te laat getypt"))

    assert "Het verslag is vastgesteld. Inbreng kan niet meer veranderen." in page.text
    assert page.context["rows"][0][1]["text"].value() == "Te laat getypt"


def test_typing_is_kept_and_stays_private(act, login, scene):
    s = with_town(scene(RELEASED))

    kept = login(s.officer).post(address("draft-answer", s), typed(s, "Half woo"))
    nothing = login(s.officer).post(address("draft-answer", s), typed(s, ""))
    with act(s.officer):
        own = Contribution.objects.get().text
    with act(s.townsman):
        others = Contribution.objects.count()

    assert (kept.status_code, nothing.status_code, own, others) == (200, 200, "Half woo", 0)


def test_typing_never_changes_what_lies_on_the_table(act, login, scene):
    s = with_town(scene(RELEASED))
    factories.contribution(s.item, s.police, s.officer, text="Op tafel", released=True)

    refused = login(s.officer).post(address("draft-answer", s), typed(s, "Half woo"))

    assert (refused.status_code, "met de knop" in refused.json()["sentence"]) == (409, True)
    assert texts_on(act, s.townsman) == ["Op tafel"]


@pytest.mark.parametrize("name", ["answer", "draft-answer"])
def test_no_answer_for_another_organisation(login, scene, name):
    s = with_town(scene(RELEASED))

    found = login(s.officer).post(address(name, s, s.town), typed(s, "x", s.town)).status_code

    assert found == 403


def test_a_hidden_participant_is_a_partner_and_no_more(login, scene):
    s = with_town(scene(RELEASED))
    with as_owner():
        Seat.objects.filter(meeting=s.meeting, organisation=s.town).update(is_hidden=True)
    factories.contribution(s.item, s.town, s.townsman, text="Verborgen", released=True)

    page = login(s.officer).get(reverse("meetings:prepare", args=[s.meeting.pk]))
    (task,) = [one for one, _ in page.context["rows"]]

    assert (task.others, task.hidden_ones, "een partner" in page.text) == ([], [True], True)
    assert ("Verborgen" in page.text, s.town.name in page.text) == (False, False)


@pytest.mark.parametrize("extra", [1, 30])
def test_preparation_takes_a_fixed_number_of_queries(login, scene, count_queries, extra):
    s = scene(PLANNED)
    for number in range(extra):
        signal = factories.signal(people.officer(), title=f"Signaal {number}")
        item = factories.item(s.meeting, title=f"Punt {number}", signals=[signal], table=[s.police, s.town])
        factories.contribution(item, s.police, s.officer, released=True)
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    urls = [reverse(f"meetings:{name}", args=[s.meeting.pk]) for name in ("prepare", "prepared")]
    clients = [login(s.officer), login(s.coordinator)]

    found = [
        count_queries(lambda client=client, url=url: client.get(url))
        for client, url in zip(clients, urls, strict=True)
    ]

    assert found == [11, 10]


# -- who can read what, when


def readers(s):
    return {"P": s.officer, "T": s.townsman, "C": s.coordinator, "E": people.expert(), "O": people.outsider()}


def may_read(act, s):
    """(item, question, contribution, earlier text): the letters of who may read each now."""
    seen = {"item": "", "question": "", "contribution": "", "version": ""}
    for letter, who in readers(s).items():
        with act(who):
            seen["item"] += letter * AgendaItem.objects.filter(pk=s.item.pk).exists()
            seen["question"] += (
                letter * TablePlace.objects.filter(item=s.item, organisation=s.police).exists()
            )
            seen["contribution"] += letter * Contribution.objects.filter(item=s.item).exists()
            seen["version"] += letter * ContributionVersion.objects.filter(item=s.item).exists()
    return tuple(seen.values())


def test_clock_travel_shows_exactly_who_could_read_what(act, scene):
    """Police, Town (from the release), Coordinator, Expert, Outsider; in each stage of the meeting."""
    s = with_town(scene(PLANNED))
    seen = {"in preparation": may_read(act, s)}

    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    seen["released"] = may_read(act, s)
    with act(s.officer):
        services.save_contribution(s.item, by=s.officer, organisation=s.police, text="Eerst")
    seen["written"] = may_read(act, s)
    with act(s.officer):
        services.release_contribution(s.item, by=s.officer, organisation=s.police)
    seen["on the table"] = may_read(act, s)
    with act(s.officer):
        services.withdraw_contribution(s.item, by=s.officer, organisation=s.police)
    seen["withdrawn"] = may_read(act, s)
    with act(s.officer):
        services.release_contribution(s.item, by=s.officer, organisation=s.police)
    factories.put_meeting(s.meeting, HELD, by=s.coordinator)
    seen["held"] = may_read(act, s)
    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.townsman)
    seen["town stepped out"] = may_read(act, s)
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    with as_owner():
        type(s.meeting).objects.filter(pk=s.meeting.pk).update(starts_at=timezone.now() - timedelta(days=400))
    seen["final, a year later"] = may_read(act, s)

    assert seen == {
        "in preparation": ("CE", "CE", "", ""),
        "released": ("PTCE", "PTCE", "", ""),
        "written": ("PTCE", "PTCE", "P", ""),
        "on the table": ("PTCE", "PTCE", "PTC", "PTC"),
        "withdrawn": ("PTCE", "PTCE", "P", "PTC"),
        "held": ("PTCE", "PTCE", "PTC", "PTC"),
        "town stepped out": ("PCE", "PCE", "PC", "PC"),
        "final, a year later": ("PCE", "PCE", "PC", "PC"),
    }
