"""How much the pages and the work of a register ask of the database: as much for one row as for fifty."""

import pytest

from signals.models import RegisterImport
from signals.ticks import work_on_registers
from tests import people
from tests.conftest import as_owner
from tests.registers import row
from tests.signals.register.conftest import page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("many", [1, 50])
def test_list_takes_as_many_queries_for_many(many, house, login, count_queries):
    by = people.coordinator()
    with as_owner():
        RegisterImport.objects.bulk_create(
            RegisterImport(house=house, uploaded_by=by, name=f"{number}.csv") for number in range(many)
        )
    browser = login(by)

    assert count_queries(lambda: browser.get(page("registers"))) == 5


@pytest.mark.parametrize("many", [1, 50])
def test_pages_of_a_register_take_as_many_queries_for_many_rows(many, check, login, count_queries):
    rows = (
        row(number, datum="x" if number % 2 else "1-2-2024", gemeente=f"H{number}") for number in range(many)
    )
    register, browser = check(row(900), *rows), login(people.coordinator())

    counted = {
        name: count_queries(lambda name=name: browser.get(page(name, register)))
        for name in (
            "register",
            "register-columns",
            "register-values",
            "register-problems-csv",
            "register-rows",
        )
    }

    assert counted == {
        "register": 14,
        "register-columns": 4,
        "register-values": 8,
        "register-problems-csv": 4,
        "register-rows": 12,
    }


@pytest.mark.parametrize("many", [1, 50])
def test_portion_takes_as_many_queries_for_many_rows(many, agree, django_assert_num_queries):
    agree(*(row(number) for number in range(many)))

    with django_assert_num_queries(28):
        work_on_registers()
