"""What comes back when something typed is not right, and what the pages of planning do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.forms import SeriesForm
from meetings.models import AgendaItem, ItemKind, Meeting, MeetingState, Series
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db
PLANNED, RELEASED = MeetingState.PLANNED, MeetingState.RELEASED
SOON = timezone.localdate() + timedelta(days=60)


def series_data(**changes):
    values = {"name": "Overleg", "first_on": SOON.isoformat(), "weeks": 3, "starts": "09:30", "minutes": 90}
    values |= {"release_days": 8, "cutoff_days": 2, "standing": "5 Opening"}
    return {**values, "place": "Alkmaar", "organisations": [people.police().pk], **changes}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weeks", "0"),
        ("minutes", "5"),
        ("starts", "half tien"),
        ("first_on", "31-31-2026"),
        ("name", ""),
        ("organisations", []),
    ],
)
def test_series_form_comes_back_as_typed(act, login, field, value):
    coordinator = people.coordinator()

    response = login(coordinator).post(
        reverse("meetings:add-series"), series_data(place="Texel", **{field: value})
    )
    with act(coordinator):
        made = Series.objects.count()

    assert (response.status_code, set(response.context["form"].errors), made) == (200, {field}, 0)
    assert "Texel" in response.content.decode()


def test_series_pages_make_and_change(act, login):
    coordinator = people.coordinator()
    client = login(coordinator)

    client.post(reverse("meetings:add-series"), series_data())
    with act(coordinator):
        series = Series.objects.get()
    client.post(reverse("meetings:series", args=[series.pk]), series_data(place="Hoorn", weeks=2))
    client.post(reverse("meetings:plan-series", args=[series.pk]))
    with act(coordinator):
        series = Series.objects.get()

    assert (series.place, series.weeks) == ("Hoorn", 2)


def test_series_page_of_another_house_is_no_page(login):
    other = people.house("Veiligheidshuis Zuid")

    found = [
        login(reader).get(f"{reverse('meetings:add-series')}?huis={other.pk}").status_code
        for reader in (people.coordinator(), people.police_member())
    ]

    assert found == [404, 403]


@pytest.mark.parametrize("on", ["2020-01-01", "geen datum", ""])
def test_move_form_with_a_bad_day_comes_back(login, scene, on):
    s = scene(PLANNED)
    data = {"on": on, "starts": "10:00", "minutes": 60, "place": "Texel", "reason": "zaal"}

    response = login(s.coordinator).post(reverse("meetings:move", args=[s.meeting.pk]), data)

    assert (set(response.context["form"].errors), "Texel" in response.content.decode()) == ({"on"}, True)


def test_move_page_of_what_is_held_says_why_not(login, scene):
    s = scene(MeetingState.HELD)
    data = {"on": SOON.isoformat(), "starts": "10:00", "minutes": 60, "place": "Texel", "reason": "zaal"}

    response = login(s.coordinator).post(reverse("meetings:move", args=[s.meeting.pk]), data)

    assert "kan niet meer worden verplaatst" in str(response.context["form"].non_field_errors())


def test_series_that_begins_far_away_is_refused(scene):
    form = SeriesForm({"first_on": "9999-12-31"}, house_id=scene(PLANNED).house.pk)

    assert form.errors["first_on"] == ["Dit is meer dan drie jaar vooruit. Kijk de datum na."]


def test_move_page_refuses_a_day_far_away(login, scene):
    s = scene(PLANNED)
    data = {"on": "9999-12-31", "starts": "23:59", "minutes": 60, "place": "Texel", "reason": "zaal"}

    response = login(s.coordinator).post(reverse("meetings:move", args=[s.meeting.pk]), data)

    assert response.context["form"].errors["on"] == ["Dit is meer dan drie jaar vooruit. Kijk de datum na."]


def test_add_item_page_is_filled_in_from_a_signal(login, scene):
    s = scene(PLANNED)
    url = reverse("meetings:add-item", args=[s.meeting.pk])

    form = login(s.coordinator).get(f"{url}?signaal={s.signal.number}").context["form"]

    assert (form["title"].value(), form["signals"].value()) == ("Leus op gevel", s.signal.number)
    assert set(form["table"].value()) == {s.town.pk, s.police.pk}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"signals": "S-2026-0001"}, {"signals"}),
        ({"signals": "iets anders"}, {"signals"}),
        ({"kind": "signal"}, {"signals"}),
        ({"kind": "case"}, {"case"}),
        ({"minutes": "0"}, {"minutes"}),
        ({"minutes": "999"}, {"minutes"}),
        ({"title": "x" * 121}, {"title"}),
        ({"table": ["99999999"]}, {"table"}),
    ],
)
def test_add_item_form_comes_back_as_typed(login, scene, changes, errors):
    s = scene(PLANNED)
    data = {"title": "Onrust", "kind": "topic", "minutes": "15", "text": "Mijn toelichting"} | changes

    response = login(s.coordinator).post(reverse("meetings:add-item", args=[s.meeting.pk]), data)

    assert (response.status_code, set(response.context["form"].errors)) == (200, errors)
    assert "Mijn toelichting" in response.content.decode()


def test_add_item_page_puts_it_on_the_agenda(act, login, scene):
    s = scene(PLANNED)
    numbers = f"{s.signal.number.lower()}, {s.hidden.number}"
    data = {"title": "Nieuw", "kind": "signal", "minutes": "15", "signals": numbers, "table": [s.police.pk]}

    login(s.coordinator).post(reverse("meetings:add-item", args=[s.meeting.pk]), data | {"question": "Wat?"})
    with act(s.coordinator):
        item = AgendaItem.objects.get(title="Nieuw")
        found = (item.kind, set(item.signals.all()), item.places.get().question)

    assert found == (ItemKind.SIGNAL, {s.signal, s.hidden}, "Wat?")


def test_add_item_page_begins_with_a_standard_text_and_keeps_all_that_was_typed(login, scene):
    s = scene()
    text = factories.standard_text(kind="beforehand", name="Beeld", text="Wat is uw beeld?")
    client, url = login(s.coordinator), reverse("meetings:add-item", args=[s.meeting.pk])
    typed = {"title": "Onrust", "table": [s.police.pk, s.town.pk], "question": "Al getypt", "minutes": 20}

    page = client.post(url, typed | {"begin": "1", "begin_text": text.pk})

    form = page.context["form"]
    assert form["question"].value() == "Al getypt\n\nWat is uw beeld?"
    assert {int(pk) for pk in form["table"].value()} == {s.police.pk, s.town.pk}
    assert (form["title"].value(), form.errors) == ("Onrust", {})
    with as_owner():
        assert not s.meeting.items.filter(title="Onrust").exists()


def test_order_page_answers_204_and_ignores_what_is_no_item(act, login, scene):
    s = scene(PLANNED)
    order = [s.item.pk, "x", "", "-1", "²", "9" * 30, s.secret.pk, s.opening.pk]

    response = login(s.coordinator).post(reverse("meetings:order", args=[s.meeting.pk]), {"order": order})
    with act(s.coordinator):
        titles = [item.title for item in AgendaItem.objects.filter(meeting=s.meeting)]

    assert (response.status_code, titles) == (204, ["Onrust wijk", "Geheim punt", "Opening"])


def test_move_buttons_work_without_javascript(act, login, scene):
    s = scene(PLANNED)
    client, url = login(s.coordinator), reverse("meetings:move-item", args=[s.item.pk])

    answers = [client.post(url, {"move": way}).status_code for way in ("up", "sideways")]
    with act(s.coordinator):
        titles = [item.title for item in AgendaItem.objects.filter(meeting=s.meeting)]

    assert (answers, titles) == ([302, 302], ["Opening", "Onrust wijk", "Geheim punt"])


def test_item_page_changes_every_part(act, login, scene):
    s = scene(PLANNED)
    client = login(s.coordinator)

    def post(name, data, *args):
        return client.post(reverse(f"meetings:{name}", args=[s.item.pk, *args]), data).status_code

    answers = [
        post("item", {"title": "Anders", "minutes": "30", "text": "", "is_open": "on"}),
        post("add-to-table", {"tafel-organisation": s.town.pk, "tafel-question": "En u?"}),
        post("link-signals", {"koppelen-signals": s.hidden.number}),
        post("unlink-signal", {}, s.signal.pk),
        post("remove-from-table", {}, s.police.pk),
    ]
    with act(s.coordinator):
        item = AgendaItem.objects.get(pk=s.item.pk)
        found = (item.title, item.is_open, list(item.signals.all()), item.places.get().organisation)

    assert answers == [302] * 5
    assert found == ("Anders", True, [s.hidden], s.town)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("item", {"title": "", "minutes": "1"}, "form"),
        ("add-to-table", {"tafel-organisation": "99999999", "tafel-question": "Mijn vraag"}, "table_form"),
        ("link-signals", {"koppelen-signals": "S-2026-0001"}, "signal_form"),
        ("recuse", {"terug-user": "99999999"}, "recusal_form"),
    ],
)
def test_item_page_with_a_mistake_in_one_part_comes_back(login, scene, name, data, form):
    s = scene(PLANNED)

    response = login(s.coordinator).post(reverse(f"meetings:{name}", args=[s.item.pk]), data)

    assert (response.status_code, len(response.context[form].errors)) == (200, 1)


def test_recuse_page_shuts_the_person_off(act, login, scene):
    s = scene(RELEASED)

    response = login(s.coordinator).post(
        reverse("meetings:recuse", args=[s.item.pk]), {"terug-user": s.officer.pk}
    )
    with act(s.officer):
        left = AgendaItem.objects.filter(pk=s.item.pk).exists()

    assert (response.url, left) == (s.meeting.get_absolute_url(), False)


def test_release_page_opens_the_agenda_once(act, login, scene):
    s = scene(PLANNED)
    client, url = login(s.coordinator), reverse("meetings:release", args=[s.meeting.pk])

    client.post(url)
    again = client.post(url, follow=True)
    with act(s.officer):
        state = Meeting.objects.get().state

    assert (state, "Misschien was iemand u voor" in again.content.decode()) == (RELEASED, True)


def test_invite_and_withdraw_by_their_pages(act, login, scene):
    s = scene(PLANNED)
    youth = people.organisation("Jongerenwerk", house=s.house)
    client = login(s.coordinator)

    client.post(reverse("meetings:invite", args=[s.meeting.pk]), {"genodigde-organisation": youth.pk})
    with as_owner():
        seat = s.meeting.seats.get(organisation=youth)
    client.post(reverse("meetings:withdraw", args=[s.meeting.pk, seat.pk]))
    foreign = factories.meeting(by=s.coordinator, invited=[youth])
    with as_owner():
        elsewhere = foreign.seats.get()
    answer = client.post(reverse("meetings:withdraw", args=[s.meeting.pk, elsewhere.pk])).status_code
    with act(s.coordinator):
        left = s.meeting.seats.filter(organisation=youth).exists()

    assert (left, answer) == (False, 404)
