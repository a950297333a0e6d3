"""Minutes after the meeting: closing day, never open again, who reads what when."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from meetings import services
from meetings.models import (
    Meeting,
    MeetingState,
)
from partners.workdays import add_workdays
from signals.models import Signal
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db

RELEASED, HELD, FINAL = MeetingState.RELEASED, MeetingState.HELD, MeetingState.FINAL


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def sql(query, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


# -- closing day


def test_ending_sets_ten_working_days_and_mails_without_content(
    act, login, full, django_capture_on_commit_callbacks
):
    s = full(RELEASED)
    with django_capture_on_commit_callbacks(execute=True):
        login(s.coordinator).post(url("end", s.meeting.pk))

    with as_owner():
        meeting = Meeting.objects.get(pk=s.meeting.pk)
    assert (meeting.state, meeting.amend_until) == (HELD, add_workdays(timezone.localdate(), 10))
    assert {address for sent in mail.outbox for address in sent.to} == {s.officer.email, s.townsman.email}
    assert "Politiewoord" not in str([(sent.subject, sent.body) for sent in mail.outbox])


def test_ending_with_a_chosen_day_shows_it_everywhere(login, full):
    s = full(RELEASED)
    day = timezone.localdate() + timedelta(days=3)

    login(s.coordinator).post(url("end", s.meeting.pk), {"amend_until": f"{day:%Y-%m-%d}"})

    words = f"{day.day} "
    for page, who in (("minutes", s.officer), ("minutes", s.coordinator), ("finalise", s.coordinator)):
        text = login(who).get(url(page, s.meeting.pk)).content.decode()
        assert ("tot en met" in text, words in text) == (True, True)


@pytest.mark.parametrize("typed", ["2020-01-01", "volgende week"])
def test_ending_with_a_day_that_cannot_be_comes_back(login, full, typed):
    s = full(RELEASED)

    answer = login(s.coordinator).post(url("end", s.meeting.pk), {"amend_until": typed})

    with as_owner():
        s.meeting.refresh_from_db()
    assert (answer.status_code, s.meeting.state) == (200, RELEASED)
    assert typed in answer.content.decode()


def test_resuming_takes_the_closing_day_away(act, full):
    s = full(RELEASED)
    with act(s.coordinator):
        services.end_meeting(s.meeting, by=s.coordinator, amend_until=date(2999, 1, 1))
        services.resume_meeting(s.meeting, by=s.coordinator)

    with as_owner():
        s.meeting.refresh_from_db()
    assert (s.meeting.state, s.meeting.amend_until) == (RELEASED, None)


# -- final: frozen, and never open again


def test_final_meeting_is_not_reopened_by_service_page_or_database(act, login, full):
    s = full(FINAL)

    with act(s.coordinator), pytest.raises(WrongState, match="kan niet meer worden heropend"):
        services.resume_meeting(s.meeting, by=s.coordinator)
    page = login(s.coordinator).post(url("resume", s.meeting.pk), follow=True).content.decode()
    assert ("kan niet meer worden heropend" in page, "voeg dan een erratum toe" in page) == (True, True)
    for change in ("final_at = NULL, final_by_id = NULL, state = 'held'", "state = 'released'"):
        with act(s.coordinator), pytest.raises(DatabaseError), transaction.atomic():
            sql(f"UPDATE meetings_meeting SET {change} WHERE id = {s.meeting.pk}")  # noqa: S608 - our own words
    with as_owner():
        s.meeting.refresh_from_db()
    assert s.meeting.state == FINAL


def test_no_button_reopens_a_final_meeting(login, full):
    s = full(FINAL)

    for page in ("detail", "minutes", "live"):
        assert (
            url("resume", s.meeting.pk)
            not in login(s.coordinator).get(url(page, s.meeting.pk)).content.decode()
        )


def test_final_mails_the_participants_without_content(act, full, django_capture_on_commit_callbacks):
    s = full(HELD)
    with django_capture_on_commit_callbacks(execute=True), act(s.coordinator):
        services.finalise(s.meeting, by=s.coordinator)

    assert {address for sent in mail.outbox for address in sent.to} == {s.officer.email, s.townsman.email}
    assert {sent.subject.split(" van ")[0] for sent in mail.outbox} == {"Verslag vastgesteld"}


# -- before, during and after


def test_table_reads_signals_of_its_items_only_between_release_and_final_minutes(act, login, scene):
    """Also on the papers: the officer of another police team did not report it."""
    s = scene()
    with as_owner():
        signal = factories.signal(title="Alleen aan tafel", by=people.officer("Handhaver", at=s.town))
        s.item.signal_links.create(signal=signal)
    found = []

    for state in (MeetingState.PLANNED, RELEASED, HELD, FINAL):
        factories.put_meeting(s.meeting, state, by=s.coordinator)
        browser = login(s.officer)
        with act(s.officer):
            row = Signal.objects.filter(pk=signal.pk).exists()
        page = browser.get(url("minutes", s.meeting.pk))
        paper = browser.get(url("agenda-pdf", s.meeting.pk))
        shown = "Alleen aan tafel" in page.content.decode() if page.status_code == 200 else None
        found.append((state, row, shown, paper.status_code))

    assert found == [
        ("planned", False, None, 404),
        ("released", True, True, 200),
        ("held", True, True, 200),
        ("final", False, False, 200),
    ]


@pytest.mark.parametrize("extra", [1, 50])
def test_pages_and_papers_take_a_fixed_number_of_queries(login, count_queries, full, extra):
    s = full(HELD)
    with as_owner():
        for number in range(extra):
            item = factories.item(s.meeting, title=f"Punt {number}", is_open=True, information="Tekst")
            item.amendments.create(
                field="information", text="Anders", organisation=s.police, proposed_by=s.officer
            )
    found = {}
    for name, args in {
        "minutes": [s.meeting.pk],
        "extract": [s.meeting.pk, s.police.pk],
        "agenda-pdf": [s.meeting.pk],
        "minutes-pdf": [s.meeting.pk],
        "decisions-pdf": [s.meeting.pk],
        "propose": [s.item.pk],
    }.items():
        browser = login(s.coordinator)
        found[name] = count_queries(lambda b=browser, n=name, a=args: b.get(url(n, *a)))

    assert found == {
        "minutes": 15,
        "extract": 14,
        "agenda-pdf": 10,
        "minutes-pdf": 14,
        "decisions-pdf": 12,
        "propose": 6,
    }
