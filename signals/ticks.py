"""What the tick does for signals."""

import time
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.log import log
from audit.tick import every
from partners.models import User
from signals import services
from signals.files import scanner, vault
from signals.models import Draft, RegisterImport, StopReason
from zvh.actor import acting_as
from zvh.mail import send_later
from zvh.sql import value

LEFT_BEHIND = timedelta(hours=2)
WORK_SECONDS = 8  # at one tick, so that the others come round
WORKER_AWAY = 60  # seconds without a portion: the worker that had it is gone


@every(days=1)
def clear_drafts():
    """Remove drafts that nobody touched for a week; returns how many."""
    return value("SELECT zvh.clear_drafts(%s)", [Draft.DAYS_KEPT])


@every(hours=1)
def clear_citizen_drafts():
    """Remove reports without an account, begun a week ago and never sent, with their keys; returns how many."""
    return value("SELECT zvh.clear_citizen_drafts()")


@every(minutes=10)
def note_silence():
    """Questions to outsiders that ended without an answer; returns how many."""
    return services.note_silence()


@every(minutes=1)
def check_files():
    """Check files of which the check never ran, or that a scanner has not seen yet; returns how many were tried."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT attachment, uploader FROM zvh.waiting_files(%s)", [scanner.is_there()])
        waiting = cursor.fetchall()
    people = User.objects.in_bulk({uploader for _, uploader in waiting})
    failures = []
    for attachment, uploader in waiting:
        try:
            with acting_as(people[uploader]):
                services.check_file(attachment)
        except Exception as failure:  # raised below, after the others
            failures.append(failure)
    if failures:
        raise ExceptionGroup("check_files", failures)
    return len(waiting)


@every(hours=1)
def clear_files():
    """Remove what belongs to nothing: rows of drafts that are gone, and bytes that a failed transaction left behind."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.clear_files()")
        gone = [token for (token,) in cursor.fetchall()]
    for token in gone + _without_row():
        vault.drop(token)
    return len(gone)


@every(minutes=1)
def start_clocks():
    """Let the clocks go on whose day has come; returns how many."""
    return value("SELECT zvh.start_clocks()")


@every(minutes=15)
def remind():
    """Mail who has something waiting; returns how many people. Once a day each: the ledger of the reminders says so."""
    return services.send_reminders()


def _without_row():
    lying = [UUID(name) for name in vault.tokens(before=timezone.now() - LEFT_BEHIND)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.known_files(%s)", [lying])
        known = {token for (token,) in cursor.fetchall()}
    return [token for token in lying if token not in known]


@every(seconds=5)
def work_on_registers():
    """Without a worker all portions of registers are done here, some seconds a tick; returns how many."""
    halt_registers()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register, person FROM zvh.waiting_registers(%s)",
            [0 if settings.CELERY_TASK_ALWAYS_EAGER else WORKER_AWAY],
        )
        waiting = cursor.fetchall()
    people = User.objects.in_bulk({person for _, person in waiting})
    until, failures, done = time.monotonic() + WORK_SECONDS, [], 0
    for register, person in waiting:
        try:
            done += _portions(register, people[person], until)
        except Exception as failure:  # raised below, after the others
            failures.append(failure)
    if failures:
        raise ExceptionGroup("work_on_registers", failures)
    return done


def _portions(register, person, until):
    """Each is a transaction of its own; at least one for each register."""
    done = 0
    try:
        while done == 0 or time.monotonic() < until:
            with acting_as(person):
                worked = services.work_on_register(register)
            if not worked:
                break
            done += 1
    except Exception as failure:
        unreadable = isinstance(failure, vault.Unreadable)
        with acting_as(person):
            services.break_off(register, StopReason.UNREADABLE if unreadable else StopReason.FAILED)
        raise
    return done


def halt_registers():
    """Stop what works as somebody who may not any more, and tell the house."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT register, email FROM zvh.halt_registers()")
        halted = cursor.fetchall()
    for register, email in halted:
        log("stop_register", RegisterImport(pk=register), origin="tick", reason=str(StopReason.MEMBERSHIP))
        send_later(
            [email],
            "Het overnemen van het register is gestopt",
            "De rol van wie het begon, is beëindigd. Log in om te zien wat er is overgenomen.",
        )


@every(hours=1)
def clear_registers():
    """Remove files of registers two weeks after their end, with what was found in them; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.clear_registers()")
        gone = [token for (token,) in cursor.fetchall()]
    for token in gone:
        vault.drop(token)
    return len(gone)
