"""The clock of a weighing on its pages: who reads why it stands still, and stopping it by hand."""

import pytest
from django.urls import reverse

from partners.workdays import add_workdays
from signals.models import ClockStop, Weighing
from tests import factories, people
from tests.signals.clocks import asked, stop, today, weighing_of

pytestmark = pytest.mark.django_db


def test_reason_is_read_by_the_desk_and_never_by_the_table(act, login):
    signal, desk, police = asked(), people.coordinator(), people.police_member()
    with act(desk):
        stop(signal, desk, reason="de melder Geheimwoord is")
    meeting = factories.meeting(by=desk)
    factories.item(meeting, signals=[signal], table=[people.police()])
    factories.put_meeting(meeting, "released", by=desk)

    pages = {
        name: login(user).get(signal.get_absolute_url()).text
        for name, user in {"desk": desk, "expert": people.expert(), "table": police}.items()
    }

    assert {name: "Geheimwoord" in text for name, text in pages.items()} == {
        "desk": True,
        "expert": True,
        "table": False,
    }
    assert {name: "Klok staat stil" in text for name, text in pages.items()} == {
        "desk": True,
        "expert": True,
        "table": False,
    }
    with act(police):
        assert Weighing.objects.filter(signal=signal).count() == 1
        assert ClockStop.objects.count() == 0


def test_page_asks_for_a_reason_and_a_day_and_keeps_what_was_typed(login):
    signal, browser = asked(), login(people.coordinator())
    page = reverse("signals:stop-clock", args=[signal.number])
    far = add_workdays(today(), 25)

    assert browser.get(page).status_code == 200
    answer = browser.post(page, {"reason": "de melder ziek is", "until": far})

    assert "Dit is te ver weg" in answer.text
    assert "de melder ziek is" in answer.text
    assert weighing_of(signal).stop is None


def test_clock_stops_and_starts_by_the_pages(login):
    signal, browser = asked(), login(people.expert())
    day = add_workdays(today(), 5)

    stopped = browser.post(
        reverse("signals:stop-clock", args=[signal.number]),
        {"reason": "de melder ziek is", "until": day},
        follow=True,
    )
    started = browser.post(reverse("signals:start-clock", args=[signal.number]), follow=True)

    assert ("De klok staat stil." in stopped.text, "Klok weer laten lopen" in stopped.text) == (True, True)
    assert ("De klok loopt weer." in started.text, "Klok stilzetten" in started.text) == (True, True)


def test_page_for_who_may_not_is_refused(login):
    signal = asked()
    page = reverse("signals:stop-clock", args=[signal.number])

    assert login(people.officer()).get(page).status_code == 404
    assert login(people.outsider()).get(page).status_code == 404
