"""The morning's mail: who gets it, what stands in it, and that nobody gets it twice."""

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import ProgrammingError, connection, connections, transaction
from django.utils import timezone

from audit.models import Entry
from partners.roles import Role
from partners.workdays import add_workdays, is_workday, workdays_before
from signals.models import ClockStop, Outcome, Question, Reminder, Weighing, WeighingState
from signals.services import reminders
from signals.ticks import remind
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 16)
TITLE, PLACE, FACTS = "Geheime titel", "Geheime plaats", "Geheime feiten"


@pytest.fixture
def morning(monkeypatch, django_capture_on_commit_callbacks):
    """`morning(day, hour)` runs the reminders as if it were then; gives {address: text}."""

    def run(day=MONDAY, hour=8):
        now = timezone.make_aware(datetime.combine(day, time(hour, 30)))
        monkeypatch.setattr(reminders.timezone, "localtime", lambda *args: now)
        monkeypatch.setattr(reminders.timezone, "localdate", lambda *args: day)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            remind()
        monkeypatch.undo()
        return {one.to[0]: one.body for one in mail.outbox}

    return run


def made(due_on, state=WeighingState.NEW, *, weigher=None, of=None, reporter=None, **fields):
    of = of or people.house()
    signal = factories.signal(
        reporter, of=of, title=TITLE, place=PLACE, facts=FACTS, municipality=fields.pop("municipality", None)
    )
    if weigher:
        fields |= {"started_by": weigher, "started_at": timezone.now()}
    factories.weighed(signal, state, due_on=due_on, **fields)
    return signal


def asked(signal, on):
    with as_owner():
        moment = timezone.make_aware(datetime.combine(on, time(12)))
        Question.objects.create(signal=signal, asked_by=people.coordinator(), text="?", asked_at=moment)


def lines(sent, person):
    """The lines about signals in what this person got."""
    return [line for line in sent.get(person.email, "").splitlines() if line.startswith("S-")]


FRIDAY = add_workdays(MONDAY, 4)
LATER = add_workdays(MONDAY, 2)


# -- who, and why


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [
        (add_workdays(MONDAY, 1), "morgen te wegen"),
        (MONDAY - timedelta(days=3), "te laat"),
        (workdays_before(MONDAY, 5) + timedelta(days=1), "te laat"),
        (workdays_before(MONDAY, 5), "veel te laat"),
        (MONDAY - timedelta(days=400), "veel te laat"),
    ],
)
def test_weigher_is_reminded_of_what_he_took(morning, due_on, reason):
    weigher, other = people.expert(), people.coordinator()
    signal = made(due_on, WeighingState.WEIGHING, weigher=weigher)

    sent = morning()

    assert lines(sent, weigher) == [f"{signal.number}: {reason} (wegen voor {due_on:%d-%m-%Y})"]
    assert lines(sent, other) == []


@pytest.mark.parametrize("due_on", [MONDAY, LATER])
def test_nobody_is_reminded_of_what_is_due_today_or_later(morning, due_on):
    people.coordinator()
    made(due_on)

    assert morning() == {}


def test_the_next_working_day_is_not_called_tomorrow_over_a_weekend(morning):
    coordinator = people.coordinator()
    signal = made(add_workdays(FRIDAY, 1))

    sent = morning(FRIDAY)

    assert lines(sent, coordinator) == [f"{signal.number}: volgende werkdag te wegen (wegen voor 23-11-2026)"]


@pytest.mark.parametrize("state", [WeighingState.NEW, WeighingState.HELD])
def test_all_coordinators_and_no_expert_are_reminded_of_what_nobody_took(morning, state):
    first, second, expert = people.coordinator(), people.coordinator("Tweede coordinator"), people.expert()
    made(MONDAY - timedelta(days=3), state)

    sent = morning()

    assert [len(lines(sent, one)) for one in (first, second, expert)] == [1, 1, 0]


def test_coordinators_are_reminded_of_what_a_weigher_left(morning):
    coordinator = people.coordinator()
    gone = people.person("Weg", Role.EXPERT, people.house(), until=timezone.now() - timedelta(days=1))
    made(MONDAY - timedelta(days=3), WeighingState.WEIGHING, weigher=gone)

    sent = morning()

    assert (len(lines(sent, coordinator)), len(lines(sent, gone))) == (1, 0)


def test_second_persons_are_reminded_and_never_who_proposed(morning):
    proposer, colleague, expert = (
        people.coordinator(),
        people.coordinator("Tweede coordinator"),
        people.expert(),
    )
    signal = made(
        LATER,
        WeighingState.TO_CONFIRM,
        weigher=proposer,
        outcome=Outcome.NO_ACTION,
        reason="r",
        decided_by=proposer,
        decided_at=timezone.now(),
    )

    sent = morning()

    line = f"{signal.number}: wacht op uw tweede oordeel (wegen voor {LATER:%d-%m-%Y})"
    assert [lines(sent, one) for one in (proposer, colleague, expert)] == [[], [line], [line]]


def test_reporter_is_reminded_after_three_working_days_and_then_once_a_week(morning):
    reporter, weigher = people.officer(), people.expert()
    signal = made(MONDAY + timedelta(days=90), WeighingState.ASKED, weigher=weigher, reporter=reporter)
    asked(signal, on=MONDAY)

    mailed = [day for day in (MONDAY + timedelta(days=n) for n in range(22)) if lines(morning(day), reporter)]

    third = add_workdays(MONDAY, 3)
    assert mailed == [third, third + timedelta(days=7), third + timedelta(days=14)]


def test_reporter_reads_when_he_was_asked_and_nothing_of_the_weighing(morning):
    reporter = people.officer()
    signal = made(
        MONDAY - timedelta(days=30), WeighingState.ASKED, weigher=people.expert(), reporter=reporter
    )
    asked(signal, on=MONDAY - timedelta(days=5))

    sent = morning()

    line = "een vraag aan u wacht al drie werkdagen (gevraagd op 11-11-2026)"
    assert lines(sent, reporter) == [f"{signal.number}: {line}"]


@pytest.mark.parametrize("state", [WeighingState.DONE, WeighingState.REJECTED])
def test_reporter_is_not_asked_again_once_the_signal_is_settled(morning, state):
    reporter, desk = people.officer(), people.coordinator()
    decided = {"outcome": "trend_only", "reason": "r", "decided_by": desk, "decided_at": timezone.now()}
    asked(made(MONDAY, state, reporter=reporter, **decided), on=MONDAY - timedelta(days=30))

    assert morning() == {}


def test_clock_that_stands_still_reminds_nobody_at_the_desk(morning):
    weigher = people.coordinator()
    signal = made(MONDAY - timedelta(days=9), WeighingState.ASKED, weigher=weigher)
    with as_owner():
        stop = ClockStop.objects.create(signal=signal, stopped_by=weigher, reason="r", until=LATER)
        Weighing.objects.filter(signal=signal).update(stop=stop)

    assert morning() == {}


@pytest.mark.parametrize("state", [WeighingState.NEW, WeighingState.WEIGHING])
def test_who_stepped_back_from_a_signal_is_not_reminded_of_it_but_his_colleagues_are(morning, state):
    recused, colleague = people.coordinator(), people.coordinator("Tweede coordinator")
    weigher = recused if state == WeighingState.WEIGHING else None
    signal = made(MONDAY - timedelta(days=3), state, weigher=weigher)
    item = factories.item(factories.meeting(by=colleague), signals=[signal])
    with as_owner():
        item.recusals.create(user=recused, by=colleague)

    sent = morning()

    assert [len(lines(sent, one)) for one in (recused, colleague)] == [0, 1]


def test_two_houses_stay_apart(morning):
    here, far = people.coordinator(), people.house("Huis Ver")
    there = people.coordinator("Ver weg", of=far)
    own = made(MONDAY - timedelta(days=3))
    elsewhere = made(
        MONDAY - timedelta(days=3),
        of=far,
        municipality=people.municipality("Verstad", of=far),
        reporter=people.officer("Agent ver", at=people.organisation("Politie Ver", "police", house=far)),
    )

    sent = morning()

    assert [own.number in sent[here.email], elsewhere.number in sent[here.email]] == [True, False]
    assert [own.number in sent[there.email], elsewhere.number in sent[there.email]] == [False, True]


@pytest.mark.parametrize("end", ["membership", "account", "confirmation"])
def test_who_does_not_work_there_any_more_gets_nothing(morning, end):
    gone = people.coordinator()
    made(MONDAY - timedelta(days=3))
    with as_owner():
        if end == "membership":
            gone.memberships.update(valid_until=timezone.now() - timedelta(minutes=1))
        elif end == "account":
            type(gone).objects.filter(pk=gone.pk).update(is_active=False)
        else:
            gone.memberships.update(confirmed_at=None, confirmed_by=None)

    assert morning() == {}


def test_reporter_whose_membership_ended_gets_nothing(morning):
    reporter = people.officer()
    signal = made(LATER, WeighingState.ASKED, weigher=people.coordinator(), reporter=reporter)
    asked(signal, on=MONDAY - timedelta(days=9))
    with as_owner():
        reporter.memberships.update(valid_until=timezone.now() - timedelta(minutes=1))

    assert morning() == {}


# -- what it says


def test_mail_holds_numbers_reasons_and_dates_and_no_content(morning):
    coordinator = people.coordinator()
    signals = [made(MONDAY - timedelta(days=n)) for n in (3, 4)]

    with as_owner():
        signals[0].themes.add(people.theme("Geheim thema"))

    morning()

    (one,) = mail.outbox
    assert one.to == [coordinator.email]
    assert one.subject == "Herinnering: 2 signalen wachten op u"
    assert one.body == (
        f"{signals[1].number}: te laat (wegen voor 12-11-2026)\n"
        f"{signals[0].number}: te laat (wegen voor 13-11-2026)\n\n"
        f"Log in om verder te gaan: {settings.SITE_URL}/\n"
        "U kunt deze herinneringen uitzetten bij uw account."
    )


def test_mail_stops_at_fifty_lines_the_longest_due_first(morning):
    coordinator = people.coordinator()
    for n in range(52):
        made(MONDAY - timedelta(days=3 + n))

    sent = morning()

    told = lines(sent, coordinator)
    assert (len(told), told[0][-11:-1]) == (50, f"{MONDAY - timedelta(days=54):%d-%m-%Y}")
    assert "\nEn nog 2 andere.\n" in sent[coordinator.email]


def test_sending_is_one_line_of_the_log_with_how_many(morning):
    people.coordinator()
    made(MONDAY - timedelta(days=3))

    morning()

    with as_owner():
        entry = Entry.objects.get(action="remind")
    assert (entry.details, entry.origin, entry.number) == ({"people": 1}, "tick", "")


# -- when


@pytest.mark.parametrize("hour", [0, 6, 12, 18])
def test_mail_goes_in_the_morning_only(morning, hour):
    people.coordinator()
    made(MONDAY - timedelta(days=3))

    assert morning(hour=hour) == {}


@pytest.mark.parametrize("day", ["2026-11-14", "2026-11-15", "2026-12-25", "2027-03-29", "2027-04-27"])
def test_mail_goes_on_working_days_only(morning, day):
    people.coordinator()
    day = date.fromisoformat(day)
    made(day - timedelta(days=30))

    assert not is_workday(day)
    assert morning(day) == {}


def test_mail_goes_once_a_day_also_when_more_becomes_due(morning):
    coordinator = people.coordinator()
    made(MONDAY - timedelta(days=3))

    first, second = morning(), morning(hour=9)
    made(MONDAY - timedelta(days=4))
    third, tomorrow = morning(hour=10), morning(MONDAY + timedelta(days=1))

    assert [len(lines(one, coordinator)) for one in (first, second, third, tomorrow)] == [1, 0, 0, 2]


def test_ledger_keeps_a_month(morning):
    people.coordinator()
    made(MONDAY - timedelta(days=3))
    morning()

    morning(MONDAY + timedelta(days=35))

    with as_owner():
        assert [one.on for one in Reminder.objects.all()] == [MONDAY + timedelta(days=35)]


def test_ledger_is_read_by_nobody(morning, act):
    coordinator = people.coordinator()
    made(MONDAY - timedelta(days=3))
    morning()

    refused = pytest.raises(ProgrammingError, match="permission denied")
    for user in (coordinator, people.privacy_officer(), people.administrator()):
        with act(user), refused, transaction.atomic():
            Reminder.objects.count()


# -- switching off


def test_who_switched_them_off_gets_none(morning, login):
    coordinator, other = people.coordinator(), people.coordinator("Tweede coordinator")
    made(MONDAY - timedelta(days=3))

    page = login(coordinator).post("/account/herinneringen/", {"wanted": "no"}, follow=True)
    sent = morning()

    assert "Uw herinneringen staan uit." in page.text
    assert (lines(sent, coordinator), len(lines(sent, other))) == ([], 1)
    page = login(coordinator).post("/account/herinneringen/", {"wanted": "yes"}, follow=True)
    assert "Herinneringen uitzetten" in page.text


def test_what_a_weigher_without_reminders_took_is_not_left_to_the_others(morning):
    quiet, coordinator = people.expert(), people.coordinator()
    made(MONDAY - timedelta(days=3), WeighingState.WEIGHING, weigher=quiet)
    with as_owner():
        type(quiet).objects.filter(pk=quiet.pk).update(wants_reminders=False)

    assert lines(morning(), coordinator) == []


# -- two ticks at once


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_mail_nobody_twice(committed):
    people.coordinator(), people.coordinator("Tweede coordinator")
    made(MONDAY - timedelta(days=3))
    claimed, together = [], threading.Barrier(2)

    def claim():
        together.wait()
        with connection.cursor() as cursor:
            cursor.execute("SELECT user_id, number FROM zvh.claim_reminders(%s)", [MONDAY])
            claimed.extend(cursor.fetchall())
        connections.close_all()

    threads = [threading.Thread(target=claim) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(claimed) == len(set(claimed)) == 2
