"""A house that takes over its register, step by step, as its people would."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from partners.models import Membership
from signals import services
from signals.models import RegisterImport, RegisterRow, Signal
from signals.register.columns import proposed
from signals.ticks import work_on_registers
from tests import people, registers
from tests.conftest import as_owner
from zvh.actor import acting_as


@pytest.fixture
def house():
    """With what the rows of tests/registers.py name."""
    made = people.house()
    people.municipality(of=made)
    people.theme(of=made)
    people.police(made)
    return made


@pytest.fixture
def bring(house):
    """A file that was read, by a coordinator: `bring(content)`."""

    def brought(content, by=None, of=house):
        by = by or people.coordinator(of=of)
        with acting_as(by):
            return services.bring_register(by=by, house=of, name="register.csv", content=content)

    return brought


@pytest.fixture
def check(bring):
    """A register of which all rows were looked at: `check(row(1), row(2))`, or content as it came."""

    def checked(*rows, content=None, by=None, choices=None, **matched):
        by = by or people.coordinator()
        register = bring(registers.csv(*rows) if content is None else content, by)
        with acting_as(by):
            columns = matched.get("columns") or register.columns or proposed(register.headers)
            services.match_columns(register, by=by, columns=columns, regime=matched.get("regime", "avg"))
            services.check_register(register, by=by, choices=choices or register.choices)
        work_on_registers()
        return stored(register)

    return checked


@pytest.fixture
def agree(check):
    """A register on which two people agreed, and of which nothing is done yet."""

    def agreed(*rows, **more):
        return confirmed(check(*rows, **more))

    return agreed


def confirmed(register):
    """Two people agree on what was looked at."""
    by, second = people.coordinator(), people.expert()
    with acting_as(by):
        services.propose_register(register, by=by)
    with acting_as(second):
        services.confirm_register(register, by=second)
    return stored(register)


@pytest.fixture
def take_over(agree):
    """A register that became signals."""

    def taken(*rows, **more):
        register = agree(*rows, **more)
        work_on_registers()
        return stored(register)

    return taken


def stored(register):
    with as_owner():
        return RegisterImport.objects.select_related("house", "proposed_by").get(pk=register.pk)


def rows_of(register):
    """{line: (state, problems)}"""
    with as_owner():
        found = RegisterRow.objects.filter(register=register)
        return {row.line: (row.state, row.problems) for row in found}


def signals():
    with as_owner():
        return list(Signal.objects.select_related("weighing", "register_row").order_by("pk"))


def lines(action):
    with as_owner():
        return list(Entry.objects.filter(action=action).order_by("pk").values_list("kind", "details"))


def end_role(person):
    with as_owner():
        ago = timezone.now() - timedelta(minutes=1)
        Membership.objects.filter(user=person).update(
            valid_until=ago, ended_at=ago, ended_by=people.administrator()
        )


def aged(register, **ago):
    with as_owner():
        RegisterImport.objects.filter(pk=register.pk).update(touched_at=timezone.now() - timedelta(**ago))


def text_of(response):
    return " ".join(response.content.decode().split())


def page(name, register=None):
    return reverse(f"signals:{name}", args=[register.pk] if register else [])
