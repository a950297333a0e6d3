"""Who has answered before the meeting, reminders, stepping out and in again, standing tables, texts and minutes."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from meetings import queries, services, ticks
from meetings.models import (
    AgendaItem,
    MeetingState,
    PreparationReminder,
    Recusal,
    StandingTable,
    TablePlace,
)
from meetings.services import reminding
from partners.models import StandardText
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, HELD, FINAL = (
    MeetingState.PLANNED,
    MeetingState.RELEASED,
    MeetingState.HELD,
    MeetingState.FINAL,
)


def with_town(s):
    """The municipality sits at the same table."""
    with as_owner():
        TablePlace.objects.create(item=s.item, organisation=s.town, question="En u?")
    return s


# -- who has, and reminders


def test_the_coordinator_sees_who_has_and_has_not(login, scene):
    s = with_town(scene(RELEASED))
    factories.contribution(s.item, s.police, s.officer, text="Geheim nog")

    page = login(s.coordinator).get(reverse("meetings:prepared", args=[s.meeting.pk]))

    found = {one.organisation: (one.released, len(one.places)) for one in page.context["asked"]}
    assert found == {s.town: (0, 2), s.police: (0, 1)}
    assert ("geschreven, nog niet op tafel" in page.text, "Geheim nog" in page.text) == (True, False)
    assert login(s.officer).get(reverse("meetings:prepared", args=[s.meeting.pk])).status_code == 403


def reminded():
    return sorted(one.to[0] for one in mail.outbox)


def test_reminder_goes_once_a_day_to_who_has_a_question_open_and_says_nothing(
    act, login, scene, django_capture_on_commit_callbacks
):
    s = scene(RELEASED)
    url = reverse("meetings:remind", args=[s.meeting.pk])
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        first = login(s.coordinator).post(url, follow=True)
        again = login(s.coordinator).post(url, follow=True)

    assert reminded() == sorted([s.officer.email, s.townsman.email])
    assert not any(
        secret in one.subject + one.body for one in mail.outbox for secret in ("Onrust", "Wat weet")
    )
    assert ("aan 2 personen" in first.text, "Er ging geen herinnering uit" in again.text) == (True, True)


@pytest.mark.parametrize("why", ["answered", "recused", "no question", "does not want", "left"])
def test_reminder_does_not_go_to(act, scene, why):
    s = scene(RELEASED)
    with as_owner():
        if why == "answered":
            factories.contribution(s.item, s.police, s.officer, released=True)
        if why == "recused":
            Recusal.objects.create(item=s.item, user=s.officer, by=s.coordinator)
        if why == "no question":
            TablePlace.objects.filter(item=s.item).update(question="")
        if why == "does not want":
            type(s.officer).objects.filter(pk=s.officer.pk).update(wants_reminders=False)
        if why == "left":
            s.officer.memberships.update(valid_until=timezone.now() - timedelta(minutes=9))

    with act(s.coordinator):
        number = services.remind_unprepared(s.meeting, by=s.coordinator)
        users = set(PreparationReminder.objects.values_list("user", flat=True))

    assert (number, users) == (1, {s.townsman.pk})


def test_who_is_recused_from_one_item_is_reminded_of_the_other(act, scene):
    s = scene(PLANNED)
    factories.item(s.meeting, title="Ander punt", table=[s.police])
    factories.put_meeting(s.meeting, RELEASED, by=s.coordinator)
    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        services.remind_unprepared(s.meeting, by=s.coordinator)
        users = set(PreparationReminder.objects.values_list("user", flat=True))

    assert s.officer.pk in users


@pytest.mark.parametrize("state", [PLANNED, HELD])
def test_reminder_before_the_release_or_after_the_meeting_is_refused(act, scene, state):
    s = scene(state)

    with act(s.coordinator), pytest.raises(WrongState, match="herinnering"):
        services.remind_unprepared(s.meeting, by=s.coordinator)


@pytest.mark.parametrize(
    ("day", "hour", "number"),
    [(2, 9, 2), (2, 15, 0), (1, 9, 0), (3, 9, 0)],  # the meeting is on Thursday 3 December
)
def test_the_tick_reminds_on_the_morning_of_the_working_day_before(monkeypatch, scene, day, hour, number):
    s = scene(RELEASED)
    with as_owner():
        type(s.meeting).objects.filter(pk=s.meeting.pk).update(starts_at="2026-12-03 09:30+01:00")
    now = timezone.make_aware(datetime(2026, 12, day, hour, 0))  # noqa: DTZ001 - made aware here
    monkeypatch.setattr(reminding.timezone, "localtime", lambda *args: args[0] if args else now)
    monkeypatch.setattr(reminding.timezone, "localdate", lambda *args: now.date())

    found = [ticks.remind_preparation(), ticks.remind_preparation()]

    assert found == [number, 0]


# -- stepping out


def test_staff_of_the_house_steps_out_himself(act, login, scene):
    s, expert = scene(RELEASED), people.expert()

    response = login(expert).post(reverse("meetings:step-out", args=[s.item.pk]))
    with act(expert):
        items = AgendaItem.objects.filter(pk=s.item.pk).count()

    assert (response.status_code, items) == (302, 0)


def test_undo_of_stepping_out_needs_a_reason_and_keeps_the_trace(act, login, scene):
    s = scene(RELEASED)
    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        recusal = Recusal.objects.get()
    url = reverse("meetings:undo-recusal", args=[s.item.pk, recusal.pk])

    empty = login(s.coordinator).post(url, {"reason": ""})
    shut = login(s.officer).post(url, {"reason": "Ik wil weer"}).status_code
    login(s.coordinator).post(url, {"reason": "Naamgenoot"})
    twice = login(s.coordinator).post(url, {"reason": "Nog eens"})
    with act(s.officer):
        sees = AgendaItem.objects.filter(pk=s.item.pk).exists()
    with act(s.coordinator):
        recusal.refresh_from_db()
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        rows = Recusal.objects.count()

    assert empty.context["form"].errors["reason"] == ["Dit veld is verplicht."]
    assert (shut, sees, recusal.ended_by, recusal.end_reason) == (404, True, s.coordinator, "Naamgenoot")
    assert ("al teruggedraaid" in twice.text, rows) == (True, 2)


@pytest.mark.parametrize("who", ["coordinator", "officer"])
def test_nobody_undoes_his_own_stepping_out(act, login, scene, who):
    s = scene(RELEASED)
    second = people.coordinator("Tweede coordinator")
    with act(second):
        services.recuse(s.item, by=second, user=getattr(s, who))
        recusal = Recusal.objects.get()

    page = login(getattr(s, who)).post(
        reverse("meetings:undo-recusal", args=[s.item.pk, recusal.pk]), {"reason": "Toch wel"}
    )

    assert page.status_code == 404


def test_an_expert_may_not_undo(act, scene):
    s, expert = scene(RELEASED), people.expert()
    with act(s.coordinator):
        services.recuse(s.item, by=s.coordinator, user=s.officer)
        recusal = Recusal.objects.get()

    with act(expert), pytest.raises(NotAllowed):
        services.undo_recusal(recusal, by=expert, reason="x")


# -- standing tables, standard texts and minutes


def test_standing_tables_are_kept_on_their_page(act, login, scene):
    s = scene()
    client, url = login(s.coordinator), reverse("meetings:add-standing-table")
    typed_ = {
        "theme": people.theme().pk,
        "organisations": [s.police.pk],
        "question": "Wat weet u?",
        "is_active": "on",
    }

    client.post(url, typed_)
    twice = client.post(url, typed_)
    with act(s.coordinator):
        table = StandingTable.objects.get()
    client.post(reverse("meetings:standing-table", args=[table.pk]), typed_ | {"question": "Anders"})
    listed = client.get(reverse("meetings:standing-tables")).text
    with act(s.coordinator):
        table.refresh_from_db()

    assert ("Er is al een vaste tafel" in twice.text, table.question) == (True, "Anders")
    assert ("Wonen" in listed, "Anders" in listed) == (True, True)
    assert login(people.expert()).get(reverse("meetings:standing-tables")).status_code == 403


def test_the_usual_table_is_proposed_at_an_item_and_seated(act, login, scene):
    s = scene()
    with as_owner():
        table = StandingTable.objects.create(house=s.house, question="Vaste vraag")
        table.organisations.set([s.police, s.town])

    with act(s.coordinator):
        before = queries.usual_absent(s.item)
    login(s.coordinator).post(reverse("meetings:seat-usual", args=[s.item.pk]))
    with act(s.coordinator):
        seated = {place.organisation: place.question for place in s.item.places.all()}
        with pytest.raises(WrongState, match="al aan tafel"):
            services.seat_usual(s.item, by=s.coordinator)

    assert before == [(s.town, "Vaste vraag")]
    assert seated == {s.police: "Wat weet u?", s.town: "Vaste vraag"}


def test_a_question_begins_with_a_standard_text(login, scene):
    s = scene()
    with as_owner():
        text = StandardText.objects.create(house=s.house, kind="beforehand", name="Kort", text="Bel {huis}?")

    page = login(s.coordinator).post(
        reverse("meetings:add-to-table", args=[s.item.pk]),
        {"tafel-organisation": s.town.pk, "tafel-question": "Al getypt", "begin": "1", "begin_text": text.pk},
    )

    form = page.context["table_form"]
    assert form["question"].value() == "Al getypt\n\nBel Veiligheidshuis Noord?"
    assert str(form["organisation"].value()) == str(s.town.pk)


def test_minutes_change_in_the_line_and_the_times_follow(login, scene):
    s = scene()
    url = reverse("meetings:change-minutes", args=[s.secret.pk])

    times = login(s.coordinator).post(url, {"minutes": "35"}, headers={"HX-Request": "true"}).text
    wrong = login(s.coordinator).post(url, {"minutes": "0"}, follow=True).text

    assert ("55 van 90 minuten ingedeeld" in times, 'id="tijd" hx-swap-oob="true"' in times) == (True, True)
    assert f'id="begin-{s.item.pk}"' in times
    assert "Vul een heel aantal minuten in" in wrong


@pytest.mark.parametrize("extra", [1, 30])
def test_page_of_an_item_takes_a_fixed_number_of_queries(login, scene, count_queries, extra):
    s = scene(PLANNED)
    with as_owner():
        table = StandingTable.objects.create(house=s.house, theme=people.theme())
        table.organisations.set([s.police, s.town])
    for number in range(extra):
        signal = factories.signal(people.officer(), title=f"Signaal {number}")
        with as_owner():
            signal.themes.set([people.theme()])
            s.item.signal_links.create(signal=signal)
    client, url = login(s.coordinator), reverse("meetings:item", args=[s.item.pk])

    assert count_queries(lambda: client.get(url)) == 15
