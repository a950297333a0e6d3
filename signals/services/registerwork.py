"""The work on a register, in portions of some hundred rows: each a transaction, as who asked for it.

A portion locks the register, does its rows and moves on; what breaks off goes on with the same portion, and nothing
comes twice. With a Redis each portion asks for the next one; without, and when a worker fell away, the tick goes on.
"""

import json
from collections import Counter
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from audit.numbers import next_numbers
from partners.models import Municipality, Theme
from partners.queries import organisations_of
from partners.workdays import add_workdays
from signals import tasks
from signals.models import RegisterImport, RegisterRow, RegisterState, RowState, StopReason
from signals.models.weighing import WORKDAYS_TO_WEIGH
from signals.register import store
from signals.register.columns import BY_NAME
from signals.register.rows import Matching, personal_columns, understood
from signals.register.values import Known, known_words
from zvh.mail import send_later

TWICE = "Deze rij is dezelfde als rij {}. Haal een van beide weg, of geef ze elk een eigen kenmerk."


def go_on(register):
    """After this transaction: the next portion, by the worker. Without one the tick does it."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        headers = {"zvh_actor": register.runs_as_id}
        transaction.on_commit(partial(tasks.work_on_register.apply_async, [register.pk], headers=headers))


@transaction.atomic
def work_on_register(pk):
    """The next portion; False when nothing is left, or somebody else is busy with it. Called as who asked for it."""
    register = (
        RegisterImport.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("house__house_profile", "proposed_by", "confirmed_by")
        .filter(pk=pk, state__in=[RegisterState.CHECKING, RegisterState.RUNNING])
        .first()
    )
    if register is None:
        return False
    work = _check if register.state == RegisterState.CHECKING else _take_over
    work(register, store.portion(register.token, register.position))
    register.position += 1
    if register.position >= register.portions:
        _finish(register)
    register.touched_at = timezone.now()
    register.save()
    if register.is_at_work:
        go_on(register)
    return True


@transaction.atomic
def break_off(pk, reason):
    """The work cannot go on: say why, so that somebody can look. Called as who asked for it."""
    register = RegisterImport.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if register is None or not register.is_at_work:
        return
    running = register.state == RegisterState.RUNNING
    register.state = RegisterState.STOPPED if running else RegisterState.MATCHING
    register.stop_reason, register.touched_at = reason, timezone.now()
    register.save(update_fields=["state", "stop_reason", "touched_at"])
    log("stop_register", register, reason=str(StopReason(reason)), made=register.made)


def matching_of(register):
    """How its columns are read, with what the house knows: three queries."""
    words = known_words(
        Municipality.objects.filter(house=register.house_id),
        Theme.objects.filter(house=register.house_id, is_active=True),
        organisations_of(register.house),
    )
    columns = {number: name for number, name in register.columns.items() if name in BY_NAME}
    return Matching(columns, register.headers, Known(words, register.choices))


# -- looking at the rows


def _check(register, portion):
    matching = matching_of(register)
    rows = [understood(matching, line, cells) for line, cells in portion]
    for row, (_, cells) in zip(rows, portion, strict=True):
        row.personal = personal_columns(matching, cells)
    _mark_doubles(register, rows)
    there = _taken_over(register, [row.identity for row in rows if not row.problems])
    RegisterRow.objects.bulk_create(_found(register, row, there) for row in rows)
    _count(register, rows, there)


def _mark_doubles(register, rows):
    """The same row twice in one file is most often a mistake: a person must say which of them counts."""
    identities = [row.identity for row in rows if row.identity]
    earlier = RegisterRow.objects.filter(register=register, identity__in=identities).exclude(
        state=RowState.WRONG
    )
    first = dict(earlier.values_list("identity", "line"))
    for row in rows:
        if row.identity and row.identity in first:
            row.problems.append(["", TWICE.format(first[row.identity])])
        elif row.identity:
            first[row.identity] = row.line


def _taken_over(register, identities):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.taken_over(%s, %s)", [register.house_id, identities])
        return {identity for (identity,) in cursor.fetchall()}


def _found(register, row, there):
    return RegisterRow(
        register=register,
        house_id=register.house_id,
        line=row.line,
        state=_state(row, there),
        identity="" if row.problems else row.identity,
        reference=row.reference,
        organisation_id=row.organisation,
        problems=row.problems,
    )


def _state(row, there):
    if row.problems:
        return RowState.WRONG
    return RowState.THERE if row.identity in there else RowState.READY


def _count(register, rows, there):
    states = Counter(_state(row, there) for row in rows)
    register.ready += states[RowState.READY]
    register.there += states[RowState.THERE]
    register.wrong += states[RowState.WRONG]
    ready = (row.fields["outcome"] for row in rows if _state(row, there) == RowState.READY)
    register.outcomes = dict(Counter(register.outcomes) + Counter(ready))
    register.personal_rows += sum(bool(row.personal) for row in rows)
    register.personal = dict(
        Counter(register.personal) + Counter(header for row in rows for header in row.personal)
    )


# -- making signals


def _take_over(register, portion):
    lines = [line for line, _ in portion]
    ready = set(
        RegisterRow.objects.filter(register=register, line__in=lines, state=RowState.READY).values_list(
            "line", flat=True
        )
    )
    matching = matching_of(register)
    rows = [understood(matching, line, cells) for line, cells in portion if line in ready]
    rows = [row for row in rows if not row.problems]  # a municipality that went away meanwhile
    made, threats = _import(register, rows) if rows else (0, 0)
    register.made += made
    register.threats += threats
    if lines:
        log("import_signals", register, made=made, lines=[lines[0], lines[-1]])


def _import(register, rows):
    """(signals made, of which unweighed with a threat): the database makes all of them at once."""
    numbers = next_numbers("S", 4, len(rows))
    made = [
        row.fields | {"line": row.line, "number": number} for row, number in zip(rows, numbers, strict=True)
    ]
    weigh_before = add_workdays(timezone.localdate(), WORKDAYS_TO_WEIGH)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT made, threats FROM zvh.import_portion(%s, %s, %s::jsonb)",
            [register.pk, weigh_before, json.dumps(made)],
        )
        counts = cursor.fetchone()
        cursor.execute("SELECT key_id FROM signals_registerimport WHERE id = %s", [register.pk])
        (register.key_id,) = cursor.fetchone()
    return counts


def _finish(register):
    if register.state == RegisterState.CHECKING:
        register.state = RegisterState.CHECKED
        return
    register.state, register.ended_at = RegisterState.DONE, timezone.now()
    left = Counter(register.found.filter(signal=None).values_list("state", flat=True))
    register.there, register.wrong = left[RowState.THERE], left[RowState.WRONG] + left[RowState.READY]
    log("finish_register", register, made=register.made)
    send_later(
        [register.proposed_by.email, register.confirmed_by.email],
        "Het overnemen van het register is klaar",
        "Log in om te zien wat er is overgenomen en welke rijen nog een fout hebben.",
    )
    if register.threats:
        send_later(
            [register.house.house_profile.email],
            "Spoed: overgenomen signalen met dreiging",
            "Uit het oude register zijn signalen met dreiging overgenomen die nog niet zijn gewogen. Log in om ze te "
            "lezen.",
        )
