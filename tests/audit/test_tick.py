import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from audit import tick as ticking
from audit.models import Entry, TickRun
from signals.models import Signal
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(monkeypatch):
    """An empty list of tasks to register in."""
    own = []
    monkeypatch.setattr(ticking, "TASKS", own)
    return own


def test_tick_run_twice_does_nothing_twice(tasks):
    ran = []

    @ticking.every(minutes=1)
    def count():
        ran.append(1)
        return len(ran)

    assert [ticking.tick(), ticking.tick()] == [{"count": 1}, {}]


def test_task_runs_again_after_its_interval(tasks):
    ticking.every(minutes=1)(lambda: "done")
    ticking.tick()
    TickRun.objects.update(done_at=timezone.now() - timedelta(seconds=61))

    assert ticking.tick() == {"<lambda>": "done"}


def test_task_that_fails_does_not_hold_up_the_others(tasks):
    @ticking.every(minutes=1)
    def fails():
        raise ValueError("boem")

    @ticking.every(minutes=1)
    def works():
        return "done"

    with pytest.raises(ExceptionGroup, match="tick"):
        ticking.tick()
    assert set(TickRun.objects.values_list("name", flat=True)) == {"fails", "works"}


def test_the_ticks_of_the_product_end_access_and_seal():
    assert {"seal", "expire", "check_audiences", "clear_sessions"} <= {task.name for task in ticking.TASKS}


def pass_days(share, days):
    """Time passes without a click: the dates go back, and no trigger notices."""
    back = timedelta(days=days)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, column, row in (
            ("signals_share", "shared_at", share.pk),
            ("signals_share", "valid_until", share.pk),
            ("signals_signal", "audience_until", share.signal_id),
        ):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(
                f"UPDATE {table} SET {column} = {column} - %s WHERE id = %s",  # noqa: S608
                [back, row],
            )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_nightly_check_puts_wrong_readers_right_and_tells_the_privacy_officers(act):
    made, stranger = factories.signal(), people.outsider()
    officer = people.privacy_officer()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE signals_signal DISABLE TRIGGER USER")
        Signal.objects.filter(pk=made.pk).update(audience=[-stranger.pk])
        cursor.execute("ALTER TABLE signals_signal ENABLE TRIGGER USER")

    def sees():
        with act(stranger):
            return Signal.objects.filter(pk=made.pk).exists()

    before = sees()
    found = ticking.check_audiences()

    assert (before, found, sees()) == (True, {"signals_signal": 1}, False)
    with act(officer):
        lines = list(Entry.objects.filter(action="repair_readers").values_list("result", "details"))
    assert lines == [("failed", {"signals_signal": 1})]
    assert ticking.check_audiences() == {}


def test_expire_ends_a_share_without_any_click(act):
    made = factories.signal()
    receiver = people.municipality_member()
    share = factories.share(made, people.municipality().organisation, days=5)

    def sees():
        with act(receiver):
            return Signal.objects.filter(pk=made.pk).exists()

    before = sees()
    pass_days(share, 6)
    overdue = sees()
    ended = ticking.expire()

    assert (before, overdue, ended, sees()) == (True, True, 1, False)
    assert ticking.expire() == 0


def test_first_request_of_a_day_ends_what_is_over(login, monkeypatch):
    from zvh import actor

    browser, calls = login(people.outsider()), []
    monkeypatch.setattr(actor, "_expired_on", None)

    def note(execute, sql, params, many, context):
        calls.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        browser.get("/")
        browser.get("/")

    assert calls.count("SELECT zvh.expire()") == 1


def test_two_ticks_at_once_run_a_task_once(committed):
    """The second waits for the claim of the first, and then finds it done."""
    claims, together = [], threading.Barrier(2)

    def claim():
        together.wait()
        claims.append(ticking._due(ticking.Task("together", timedelta(minutes=1), None)))
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(claims) == [False, True]
