"""Two transactions at once: a database of their own, really committed, and sessions of the owner that can wait."""

import threading
import time
from contextlib import contextmanager

import psycopg
from django.db import connection

WAIT = 20


def address(name):
    """Where the tests' database server is, for a connection beside Django's."""
    settings = connection.settings_dict
    return psycopg.conninfo.make_conninfo(
        dbname=name,
        user=settings["USER"],
        password=settings["PASSWORD"] or None,
        host=settings["HOST"],
        port=settings["PORT"],
        options="-c jit=off",  # a copy of a database does not take its settings along
    )


@contextmanager
def copied_database(original, suffix):
    """A copy of a database that nobody is connected to; what is committed in it goes with it. Gives its name."""
    copy = f"{original}_{suffix}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
        try:
            yield copy
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


@contextmanager
def django_in(name):
    """For a moment Django works in this database."""
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original


# What races change, children before parents: columns that are set back, besides the readers; new rows go.
CHANGED = {
    "meetings_itemsignal": (),
    "meetings_tableplace": (),
    "meetings_recusal": (),
    "meetings_contributionversion": (),
    "meetings_contribution": ("released_at", "released_by_id", "audience", "barred"),
    "meetings_seat": ("is_hidden",),
    "meetings_agendaitem": ("is_open", "audience", "barred"),
    "meetings_meeting": ("state", "held_at", "held_by_id", "final_at", "final_by_id", "audience", "barred"),
    "cases_action": ("audience", "barred", "audience_until"),
    "cases_partnerrequest": ("audience", "barred", "audience_until"),
    "cases_intervention": (),
    "cases_goal": (),
    "cases_journalcorrection": (),
    "cases_journalreader": (),
    "cases_journalentry": ("audience", "barred", "audience_until"),
    "cases_part": ("audience", "barred", "audience_until"),
    "cases_director": (),
    "cases_casepartner": ("left_at", "left_by_id"),
    "cases_case": ("is_restricted", "audience", "barred", "audience_until"),
    "signals_link": (),
    "signals_event": (),
    "signals_outsidequestion": (
        *("state", "answer", "answered_at"),
        *("withdrawn_at", "withdrawn_by_id", "withdraw_reason"),
    ),
    "signals_share": ("ended_at", "ended_by_id", "end_reason", "audience", "barred", "audience_until"),
    "signals_question": ("audience", "barred", "audience_until"),
    "signals_weighing": ("audience", "barred", "audience_until"),
    "signals_signal": ("audience", "barred", "audience_until"),
    "partners_key": ("until",),
    "partners_membership": ("valid_until",),
}


def remember(owner):
    owner.execute("CREATE SCHEMA kept")
    for table in CHANGED:
        owner.execute(f"CREATE TABLE kept.{table} AS TABLE {table}")


def restore(owner):
    """The world as it was, with the triggers asleep: a copy of the database for every race takes seconds."""
    with owner.transaction():
        for table, columns in CHANGED.items():
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            owner.execute(f"DELETE FROM {table} WHERE id NOT IN (SELECT id FROM kept.{table})")  # noqa: S608 - our own names
            if columns:
                back = ", ".join(f"{column} = k.{column}" for column in columns)
                owner.execute(f"UPDATE {table} t SET {back} FROM kept.{table} k WHERE k.id = t.id")  # noqa: S608
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in CHANGED:
            owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


class Session:
    """A session of the owner in which statements run one by one, also when they have to wait."""

    def __init__(self, name):
        self.connection = psycopg.connect(address(name))
        self.thread, self.error = None, None

    def run(self, sql):
        """Run and wait for the end; raises what the database raised."""
        self.start(sql)
        self.join()

    def start(self, sql):
        """Run and go on: the statement may wait for another session."""
        self.error = None
        self.thread = threading.Thread(target=self._execute, args=(sql,))
        self.thread.start()

    def _execute(self, sql):
        try:
            self.connection.execute(sql)
        except psycopg.Error as error:
            self.error = error

    def waits(self):
        """Does the started statement wait for a lock of another? (else it ends, or has ended)"""
        deadline = time.monotonic() + WAIT
        with psycopg.connect(self.connection.info.dsn, password=self.connection.info.password) as eye:
            while self.thread.is_alive() and time.monotonic() < deadline:
                blockers = eye.execute(
                    "SELECT pg_blocking_pids(%s)", [self.connection.info.backend_pid]
                ).fetchone()
                if blockers[0]:
                    return True
                time.sleep(0.01)
        return False

    def join(self):
        self.thread.join(WAIT)
        assert not self.thread.is_alive(), "waits for ever"
        if self.error:
            raise self.error

    def commit(self):
        self.connection.commit()

    def close(self):
        self.connection.close()


def race(name, first, second):
    """In database `name`, let `second` run while `first` is not committed yet; what refused it, or None.

    Where it has to wait it goes on after the first is committed; where not, it is committed before the first.
    """
    one, two = Session(name), Session(name)
    try:
        one.run(first)
        two.start(second)
        if two.waits():
            one.commit()
            two.join()
            two.commit()
        else:
            two.join()
            two.commit()
            one.commit()
    except psycopg.Error as error:
        return error
    finally:
        one.close()
        two.close()
    return None
