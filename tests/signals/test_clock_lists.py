"""Too late, much too late and standing still: in the list, its filters and the overview."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.workdays import add_workdays, workdays_before
from signals import services
from signals.models import Question, Signal, WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

LIST = reverse("signals:list")


def today():
    return timezone.localdate()


def waiting(due_on, title, *, reporter=None):
    signal = factories.signal(reporter, title=title, weigh_before=due_on)
    factories.weighed(signal, WeighingState.ASKED, started_by=people.coordinator(), started_at=timezone.now())
    with as_owner():
        Question.objects.create(signal=signal, asked_by=people.coordinator(), text="?")
    return signal


@pytest.fixture
def scene(act):
    """One in time, one late, one on each side of five working days, and a very late one whose clock stands still."""
    edge, desk = workdays_before(today(), 5), people.coordinator()
    waiting(today(), "Op tijd")
    waiting(today() - timedelta(days=1), "Een dag")
    waiting(edge + timedelta(days=1), "Vijf werkdagen")
    waiting(edge, "Zes werkdagen")
    stopped = waiting(edge - timedelta(days=9), "Staat stil")
    with act(desk):
        until = add_workdays(today(), 2)
        services.stop_clock(stopped, by=desk, reason="de melder ziek is", until=until)
    return desk


TITLES = ("Op tijd", "Een dag", "Vijf werkdagen", "Zes werkdagen", "Staat stil")


def shown(text):
    return [title for title in TITLES if f">{title}</a>" in text]


@pytest.mark.parametrize(
    ("stand", "titles"),
    [
        ("late", ["Een dag", "Vijf werkdagen", "Zes werkdagen"]),
        ("very_late", ["Zes werkdagen"]),
        ("still", ["Staat stil"]),
        ("asked", list(TITLES)),
    ],
)
def test_list_filters_by_the_clock(scene, login, stand, titles):
    text = login(scene).get(LIST, {"stand": stand}).text

    assert shown(text) == titles


def test_list_says_why_the_clock_stands_still_and_not_that_it_is_late(scene, login):
    text = login(scene).get(LIST, {"stand": "still"}).text

    assert "omdat de melder ziek is" in text
    assert "te laat:" not in text
    assert "dagen te laat" not in text


def test_list_of_who_sits_at_the_table_says_nothing_of_a_clock(scene, login):
    with as_owner():
        signal = Signal.objects.get(title="Staat stil")
    meeting = factories.meeting(by=scene)
    factories.item(meeting, signals=[signal], table=[people.municipality().organisation])
    factories.put_meeting(meeting, "released", by=scene)

    text = login(people.municipality_member()).get(LIST).text

    assert shown(text) == ["Staat stil"]
    assert "klok staat stil" not in text
    assert "melder ziek" not in text


def test_filter_on_the_clock_is_not_for_a_reporter(scene, login):
    text = login(people.officer()).get(LIST, {"stand": "very_late"}).text

    assert shown(text) == list(TITLES)
    assert "Deze keuze bij" in text


def test_overview_counts_the_clocks_and_leads_to_the_list(scene, login):
    page = login(scene).get("/")

    assert page.context["clocks"] == [
        ("late", "3", "te laat"),
        ("very_late", "1", "veel te laat"),
        ("still", "1", "klok staat stil"),
    ]
    assert f'href="{LIST}?stand=very_late"' in page.text


def test_overview_shows_apart_what_stands_still(scene, login):
    page = login(people.expert()).get("/")

    assert [one.signal.title for one in page.context["stopped"]] == ["Staat stil"]
    assert "Staat stil" not in [one.signal.title for one in page.context["to_weigh"]]
    assert "omdat de melder ziek is" in page.text


def test_overview_of_another_house_counts_none_of_these(scene, login):
    page = login(people.coordinator("Vreemd", of=people.house("Ander huis"))).get("/")

    assert (page.context["clocks"], page.context["stopped"]) == ([], [])


@pytest.mark.parametrize("count", [1, 50])
def test_list_of_what_stands_still_takes_the_same_queries(login, act, count_queries, count):
    desk = people.coordinator()
    signals = [waiting(today(), f"Signaal {n}") for n in range(count)]
    with act(desk):
        for signal in signals:
            services.stop_clock(signal, by=desk, reason="r", until=add_workdays(today(), 2))
    browser = login(desk)

    assert count_queries(lambda: browser.get(LIST, {"stand": "still"})) == 10
    assert count_queries(lambda: browser.get("/")) == 15
