"""Reminding of an action, its history that only grows, and the pages of its steps."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import ActionEvent, ActionRequest, ActionState
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed

pytestmark = pytest.mark.django_db


def later(days=30):
    return timezone.localdate() + timedelta(days=days)


def kinds(action):
    with as_owner():
        return list(action.events.values_list("kind", flat=True))


def waiting():
    return ActionRequest.objects.get(answered_at__isnull=True)


# -- reminding


def test_reminder_is_read_on_the_page_and_not_in_the_mail(
    act, login, running, action_for, django_capture_on_commit_callbacks
):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())

    with act(coordinator), django_capture_on_commit_callbacks(execute=True):
        services.remind_of_action(action, by=coordinator, reason="Donderdag is het overleg.")
    page = login(member).get(action.get_absolute_url()).text

    assert [one.to for one in mail.outbox] == [[member.email]]
    assert ("Donderdag" in mail.outbox[0].body, "Donderdag is het overleg." in page) == (False, True)


def test_reminding_is_for_who_gave_it_or_gives_them(act, running, action_for):
    member, action = people.police_member(), action_for(running())

    with act(member), pytest.raises(NotAllowed):
        services.remind_of_action(action, by=member, reason="x")


MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.get_current_timezone())


def remind_at(monkeypatch, moment, callbacks):
    monkeypatch.setattr(timezone, "now", lambda: moment)
    mail.outbox.clear()
    with callbacks(execute=True):
        count = services.send_action_reminders()
    return count, sorted(one.to[0] for one in mail.outbox)


@pytest.mark.parametrize(
    ("days", "state", "reminded"),
    [(1, "open", True), (0, "open", False), (2, "open", False), (-1, "open", True), (-1, "done", False)],
)
def test_tick_reminds_the_day_before_and_when_it_is_late(
    monkeypatch, django_capture_on_commit_callbacks, days, state, reminded
):
    member = people.police_member()
    ended = {"done_at": MONDAY, "done_by": member, "effect": "Klaar."} if state == "done" else {}
    due_on = MONDAY.date() + timedelta(days=days)
    action = factories.action(by=people.coordinator(), owner=member, due_on=due_on, state=state, **ended)

    found = remind_at(monkeypatch, MONDAY, django_capture_on_commit_callbacks)

    assert found == ((1, [member.email]) if reminded else (0, []))
    assert kinds(action) == (["tick"] if reminded else [])
    assert not any(action.text in one.body for one in mail.outbox)


@pytest.mark.parametrize("days", [3, 7])
def test_reminded_by_hand_counts_for_the_week(act, monkeypatch, django_capture_on_commit_callbacks, days):
    member, coordinator = people.police_member(), people.coordinator()
    action = factories.action(by=coordinator, owner=member, due_on=MONDAY.date() - timedelta(days=20))
    with as_owner():
        ActionEvent.objects.create(
            action=action, kind="reminded", by=coordinator, at=MONDAY - timedelta(days=days)
        )

    found = remind_at(monkeypatch, MONDAY, django_capture_on_commit_callbacks)

    assert found[0] == (1 if days == 7 else 0)


def test_tick_reminds_no_one_in_the_weekend_nor_who_does_not_want_it(
    monkeypatch, django_capture_on_commit_callbacks
):
    wants, other = people.police_member(), people.police_member("Geen mail")
    with as_owner():
        type(other).objects.filter(pk=other.pk).update(wants_reminders=False)
    factories.action(
        by=people.coordinator(), organisation=people.police(), due_on=MONDAY.date() - timedelta(5)
    )

    sunday = remind_at(monkeypatch, MONDAY - timedelta(days=1), django_capture_on_commit_callbacks)
    evening = remind_at(monkeypatch, MONDAY + timedelta(hours=10), django_capture_on_commit_callbacks)
    monday = remind_at(monkeypatch, MONDAY, django_capture_on_commit_callbacks)

    assert (sunday, evening, monday) == ((0, []), (0, []), (1, [wants.email]))


# -- the history, and how it ended


def test_history_only_grows(act, running, action_for):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    with act(coordinator):
        services.remind_of_action(action, by=coordinator, reason="Denk eraan.")

    for change in (lambda rows: rows.update(text="x"), lambda rows: rows._raw_delete("default")):
        with (
            act(coordinator),
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
        ):
            change(ActionEvent.objects.all())
    with act(member), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        ActionEvent.objects.create(action=action, kind="done", by=coordinator)


def test_outsider_reads_neither_history_nor_question(act, running, action_for):
    member, outsider = people.police_member(), people.outsider()
    action = action_for(running())
    with act(member):
        services.ask_date(action, by=member, due_on=later(), reason="Druk.")

    with act(outsider):
        found = (ActionEvent.objects.count(), ActionRequest.objects.count())

    assert found == (0, 0)


def test_chair_finishes_it_for_the_owner_and_others_cannot(act, running, action_for, stored):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running(), owner=member)

    with act(member), pytest.raises(NotAllowed):
        services.finish_action_for_owner(action, by=member, effect="x", result="not")
    with act(coordinator):
        services.finish_action_for_owner(action, by=coordinator, effect="Zij praten.", result="partly")

    assert (stored(action).state, stored(action).result, kinds(action)) == (
        ActionState.DONE,
        "partly",
        ["done"],
    )


# -- pages


def test_page_asks_whether_it_helped(login, running, action_for, stored):
    member, action = people.police_member(), action_for(running())
    url = reverse("cases:finish-action-for", args=[action.pk])

    wrong = login(member).post(url, {"effect": "Zij praten weer."})
    login(member).post(url, {"effect": "Zij praten weer.", "result": "helpful"})

    assert (set(wrong.context["effect_form"].errors), "Zij praten weer." in wrong.text) == ({"result"}, True)
    assert stored(action).result == "helpful"


@pytest.mark.parametrize(
    ("who", "asks", "steers"),
    [("police_member", 200, 403), ("coordinator", 200, 200), ("municipality_member", 404, 404)],
)
def test_pages_of_the_steps_per_person(login, running, action_for, who, asks, steers):
    action, browser = action_for(running()), login(getattr(people, who)())
    names = ("action-date", "offer-action", "remind-action")

    found = [browser.get(reverse(f"cases:{name}", args=[action.pk])).status_code for name in names]

    assert found == [asks, asks, steers]


def test_steps_walk_from_page_to_page(act, login, running, action_for, stored):
    member, coordinator = people.police_member(), people.coordinator()
    action = action_for(running())
    date_url = reverse("cases:action-date", args=[action.pk])

    wrong = login(member).post(date_url, {"due_on": "2020-01-01", "reason": "Druk."})
    asked = login(member).post(date_url, {"due_on": later().isoformat(), "reason": "Druk."})
    with act(coordinator):
        request = waiting()
    answer_url = reverse("cases:answer-request", args=[action.pk, request.pk])
    offered = login(coordinator).get(action.get_absolute_url()).text
    silent = login(coordinator).post(answer_url, {"is_agreed": "no", "answer": ""})
    agreed = login(coordinator).post(answer_url, {"is_agreed": "yes", "answer": ""})

    assert (wrong.status_code, "Druk." in wrong.text) == (200, True)
    assert (asked.status_code, answer_url in offered, "Reden: Druk." in offered) == (302, True, True)
    assert set(silent.context["form"].errors) == {"answer"}
    assert (agreed.status_code, stored(action).due_on) == (302, later())


def test_coordinator_sets_another_day_with_reason(login, running, action_for, stored):
    action = action_for(running())
    url = reverse("cases:action-date", args=[action.pk])

    response = login(people.coordinator()).post(url, {"due_on": later().isoformat(), "reason": "Beter zo."})

    assert (response.status_code, stored(action).due_on, kinds(action)) == (302, later(), ["date_set"])


def test_withdrawing_on_the_page(act, login, running, action_for):
    member, action = people.police_member(), action_for(running())
    with act(member):
        asked = services.ask_date(action, by=member, due_on=later(), reason="Druk.")
    url = reverse("cases:withdraw-request", args=[action.pk, asked.pk])

    page = login(member).get(action.get_absolute_url()).text
    response = login(member).post(url)

    assert (url in page, response.status_code, kinds(action)[-1]) == (True, 302, "withdrawn")


def test_who_declines_on_the_page_goes_to_his_list(act, login, membership_of):
    owner, colleague = people.police_member(), people.police_member("Collega")
    action = factories.action(by=people.coordinator(), owner=owner, due_on=later())
    to = membership_of(colleague)
    data = {"to": f"m{to.pk}", "reason": "Ik ben weg."}

    login(owner).post(reverse("cases:offer-action", args=[action.pk]), data)
    with act(owner):
        asked = waiting()
    response = login(colleague).post(
        reverse("cases:answer-request", args=[action.pk, asked.pk]), {"is_agreed": "no", "answer": "Druk."}
    )

    assert response.url == "/acties/"
