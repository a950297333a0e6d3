"""The pages of a running meeting: kept while typing, parts that are read again, the own note, the screen."""

import pytest
from django.urls import reverse

from audit.models import Entry
from meetings import services
from meetings.models import AgendaItem, ChairNote, MeetingState, Pen
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.writing import posted, write

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (MeetingState(name) for name in ("planned", "released", "held", "final"))


def test_words_are_kept_while_typing_and_the_answer_says_what_stands(login, act, scene):
    s = scene(RELEASED)
    url = reverse("meetings:write", args=[s.item.pk])

    first = login(s.coordinator).post(url, posted("Twee mensen\r\nbij het hek "))
    second = login(people.coordinator("Tweede coordinator")).post(url, posted("Iets anders", window="b"))

    assert (first.status_code, first.json()["fields"]["seen_information"]) == (
        200,
        "Twee mensen\nbij het hek",
    )
    assert (second.status_code, second.json()) == (
        409,
        {"taken": True, "sentence": "Coordinator schrijft dit punt nu."},
    )
    with act(s.coordinator):
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Twee mensen\nbij het hek"


def test_changed_text_and_final_minutes_answer_with_a_sentence(login, scene):
    s = scene(RELEASED)
    url, client = reverse("meetings:write", args=[s.item.pk]), login(s.coordinator)
    client.post(url, posted("Een"))
    other = client.post(url, posted("Twee", seen="heel iets anders"))
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)
    closed = client.post(url, posted("Drie", seen="Een"))

    assert (other.status_code, "Vergelijk de teksten" in other.json()["sentence"]) == (409, True)
    assert (closed.status_code, "vastgesteld" in closed.json()["sentence"]) == (409, True)


def test_form_without_javascript_is_refused_with_both_texts_and_can_take_over(login, act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(other):
        write(s, other, "Van de ander", window="z")
    url, client = reverse("meetings:record", args=[s.item.pk]), login(s.coordinator)

    refused = client.post(url, posted("Van mij", window=""))
    again = client.post(url, posted("Van ons", seen="Van de ander", window="", take="1"))

    page = refused.content.decode()
    assert (refused.status_code, "Van mij" in page, "Van de ander" in page) == (409, True, True)
    assert again.status_code == 302
    with act(s.coordinator):
        assert AgendaItem.objects.get(pk=s.item.pk).information == "Van ons"


def test_page_of_who_does_not_write_shows_the_text_and_the_writer(login, act, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(other):
        write(s, other, "Wat er staat", window="z")

    page = login(s.coordinator).get(reverse("meetings:live", args=[s.meeting.pk]) + f"?punt={s.item.pk}")
    taken = login(s.coordinator).post(reverse("meetings:take-pen", args=[s.item.pk]))

    text = page.content.decode()
    assert ("Tweede coordinator" in text, "Wat er staat" in text, "data-pen-url" in text) == (
        True,
        True,
        False,
    )
    with as_owner():
        assert (taken.status_code, Pen.objects.get().user) == (302, s.coordinator)


def test_follower_without_an_item_in_the_address_is_where_the_meeting_is(login, act, scene):
    s = scene(RELEASED)
    url, client = reverse("meetings:live", args=[s.meeting.pk]), login(s.officer)
    nothing = client.get(url)
    with act(s.coordinator):
        services.bring_up(s.item, by=s.coordinator)
    there = client.get(url)
    with act(s.coordinator):
        services.bring_up(s.secret, by=s.coordinator)
    hidden = client.get(url)

    assert [page.context["line"] and page.context["line"].item for page in (nothing, there, hidden)] == [
        None,
        s.item,
        None,
    ]
    assert "Er is nu geen punt voor u aan de orde" in hidden.content.decode()


@pytest.mark.parametrize("name", ["nu", "tafel", "verslag"])
def test_part_of_an_item_somebody_does_not_see_does_not_exist(login, act, scene, name):
    s = scene(RELEASED)
    with act(s.coordinator):
        services.bring_up(s.secret, by=s.coordinator)
    url = reverse("meetings:live-part", args=[s.meeting.pk, name])

    asked = login(s.officer).get(url, {"punt": s.secret.pk})
    seated = login(s.townsman).get(url, {"punt": s.secret.pk})

    assert (asked.status_code, seated.status_code) == (404, 200)


@pytest.mark.parametrize("asked", ["x", "-1", "0", "9" * 30, "²"])
def test_odd_numbers_and_names_in_the_address_are_no_page(login, scene, asked):
    s = scene(RELEASED)
    client = login(s.officer)

    part = client.get(reverse("meetings:live-part", args=[s.meeting.pk, "nu"]), {"punt": asked})
    name = client.get(reverse("meetings:live-part", args=[s.meeting.pk, "alles"]))

    assert (part.status_code, name.status_code) == (404, 404)


def test_item_of_another_meeting_is_no_part_of_this_one(login, scene):
    s = scene(RELEASED)
    other = factories.item(factories.meeting(by=s.coordinator, days=30), title="Elders")

    response = login(s.coordinator).get(
        reverse("meetings:live-part", args=[s.meeting.pk, "nu"]), {"punt": other.pk}
    )

    assert response.status_code == 404


def test_looking_on_at_the_same_writes_one_line_and_something_new_another(login, scene):
    s = scene(RELEASED)
    factories.stage(s.item, s.coordinator)
    url, client = reverse("meetings:live-part", args=[s.meeting.pk, "nu"]), login(s.officer)
    first = client.get(url)
    told = first.context["told"]
    client.get(url, {"gelezen": told})
    factories.contribution(s.item, s.town, s.townsman, released=True)
    client.get(url, {"gelezen": told})
    client.get(url, {"gelezen": told + "x"})

    with as_owner():
        found = Entry.objects.filter(kind="meeting", action="read").order_by("id")
        shown = [len(one.details["contributions"]) for one in found]
    assert shown == [0, 1, 1]


def test_proof_of_reading_counts_only_for_who_got_it(login, scene):
    s = scene(RELEASED)
    factories.stage(s.opening, s.coordinator)
    url = reverse("meetings:live-part", args=[s.meeting.pk, "nu"])
    told = login(s.officer).get(url).context["told"]

    login(s.townsman).get(url, {"gelezen": told})

    with as_owner():
        actors = list(Entry.objects.filter(kind="meeting", action="read").values_list("actor_id", flat=True))
    assert sorted(actors) == sorted([s.officer.pk, s.townsman.pk])


@pytest.mark.parametrize("extra", [1, 50])
def test_part_that_sixty_people_ask_takes_a_fixed_number_of_queries(login, scene, count_queries, extra):
    s = scene(RELEASED)
    factories.stage(s.item, s.coordinator)
    for number in range(extra):
        factories.item(s.meeting, title=f"Punt {number}", table=[s.police])
    client = login(s.officer)
    url = reverse("meetings:live-part", args=[s.meeting.pk, "nu"])
    told = client.get(url).context["told"]

    assert count_queries(lambda: client.get(url, {"gelezen": told})) == 7


# -- the chair's own notes and the screen on the wall


def test_note_is_for_the_coordinators_who_see_the_item(act, login, scene):
    s = scene(RELEASED)
    other = people.coordinator("Tweede coordinator")
    with act(s.coordinator):
        services.write_note(s.item, by=s.coordinator, text="Niet te snel afronden", seen="")
        services.recuse(s.item, by=s.coordinator, user=other)
    found = {}

    for who in (s.coordinator, other, people.expert(), s.officer):
        with act(who):
            found[who.name] = ChairNote.objects.count()
    page = login(s.officer).get(reverse("meetings:live", args=[s.meeting.pk]) + f"?punt={s.item.pk}")

    assert found == {"Coordinator": 1, other.name: 0, "Expert": 0, s.officer.name: 0}
    assert "Niet te snel" not in page.content.decode()


def test_note_that_changed_elsewhere_is_not_overwritten(login, act, scene):
    s = scene(RELEASED)
    url, client = reverse("meetings:note", args=[s.item.pk]), login(s.coordinator)
    json = {"Accept": "application/json"}

    first = client.post(url, {"notitie-text": "Een", "notitie-seen": ""}, headers=json)
    old = client.post(url, {"notitie-text": "Twee", "notitie-seen": "iets ouds"}, headers=json)
    page = client.post(url, {"notitie-text": "Twee", "notitie-seen": "iets ouds"})
    kept = client.post(url, {"notitie-text": "Een twee", "notitie-seen": "Een"})

    assert (first.json(), old.status_code) == ({"fields": {"notitie-seen": "Een"}}, 409)
    assert (page.status_code, "in een ander venster" in page.content.decode()) == (200, True)
    with act(s.coordinator):
        assert (kept.status_code, ChairNote.objects.get().text) == (302, "Een twee")


def test_screen_on_the_wall_names_only_items_that_are_open_to_all(login, act, scene):
    s = scene(RELEASED)
    url = reverse("meetings:screen", args=[s.meeting.pk])
    client = login(s.coordinator)
    before = client.get(url).content.decode()
    with act(s.coordinator):
        services.bring_up(s.opening, by=s.coordinator)
    opening = client.get(url).content.decode()
    with act(s.coordinator):
        services.bring_up(s.secret, by=s.coordinator)
    secret = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert ("Wij beginnen zo" in before, "Opening" in opening, "Punt 1 van 3" in opening) == (
        True,
        True,
        True,
    )
    assert ("Besloten punt" in secret, "Geheim punt" in secret, "<html" in secret) == (True, False, False)
    assert login(s.officer).get(url).status_code == 403
