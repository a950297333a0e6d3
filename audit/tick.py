"""What must happen again and again: ends of access every minute, the seal of the log every ten seconds.

Idempotent: a ledger (TickRun) says when each task last ran, and an advisory lock keeps two ticks apart.
Other apps add their task with `every`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from audit.models import Result, TickRun

TASKS = []


@dataclass(frozen=True)
class Task:
    name: str
    interval: timedelta
    run: callable


def every(**interval):
    """Register a function as a recurring task: `@every(minutes=1)`."""

    def register(function):
        TASKS.append(Task(function.__name__, timedelta(**interval), function))
        return function

    return register


def _call(function):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT zvh.{function}()")
        return cursor.fetchone()[0]


@every(seconds=5)
def seal():
    """Close the new lines of the log in the chain; returns how many. At each tick, also when one comes early."""
    return _call("seal")


@every(minutes=1)
def expire():
    """End the access of shares, tables and memberships that are over; returns how many rows."""
    return _call("expire")


@every(days=1)
def check_audiences():
    """Rows whose readers are not what the rule says: put right, and told to the privacy officers; {table: how many}."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT thing, found FROM zvh.repair_audiences()")
        found = dict(cursor.fetchall())
    if found:
        log("repair_readers", result=Result.FAILED, origin="tick", **found)
    return found


@every(days=1)
def clear_sessions():
    """Remove sessions that have ended."""
    call_command("clearsessions")


def tick():
    """Run what is due; returns {name: result} of what ran. A task that fails does not hold up the others."""
    results, failures = {}, []
    for task in TASKS:
        try:
            if _due(task):
                results[task.name] = task.run()
        except Exception as failure:  # raised below, after the others
            failures.append(failure)
    if failures:
        raise ExceptionGroup("tick", failures)
    return results


def _due(task):
    """Claim the task when its time has come; the claim is kept also when the task fails later."""
    now = timezone.now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('tick:' || %s))", [task.name])
        last = TickRun.objects.filter(pk=task.name).values_list("done_at", flat=True).first()
        if last and last > now - task.interval:
            return False
        TickRun.objects.update_or_create(pk=task.name, defaults={"done_at": now})
    return True
