"""Two of the desk do something with the same text at once: one waits, and nothing is lost or left readable."""

import psycopg
import pytest
from django.db import connection

from tests.conftest import as_owner
from tests.rowsecurity import handmade
from tests.rowsecurity.races import address, copied_database, django_in, race

pytestmark = pytest.mark.django_db  # only so that there is a test database: the races are in copies of it

ACT = """SELECT set_config('zvh.actor', '{0}', true), set_config('zvh.principals', zvh.principals({0})::text, true); """
DESK, SECOND = (ACT.format(user + 1) for user in (handmade.COORDINATOR, handmade.NEIGHBOUR))
HIDE = "SELECT zvh.hide_part(2, 'signal.facts', 2, '{}', 0, 'r')"
CONFIRM = "SELECT zvh.confirm_redaction(2, '[]')"  # 'gevel' in signal 2, proposed by somebody else
WITHDRAW = "SELECT zvh.withdraw_redaction(2)"
SHOW = "SELECT zvh.show_part((SELECT max(id) FROM signals_mask WHERE signal_id = 2), 'r')"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        connection.close()
        with copied_database(connection.settings_dict["NAME"], "parts") as name:
            with django_in(name), as_owner():
                handmade.make_world()
            yield name


@pytest.fixture
def database(world):
    """A copy of its own for every race: its name, and a session of the owner."""
    with copied_database(world, "race") as name, psycopg.connect(address(name), autocommit=True) as owner:
        yield name, owner


def left(owner):
    """The text, the hidden parts of it, and how the proposal stands."""
    (facts,) = owner.execute("SELECT facts FROM signals_signal WHERE id = 2").fetchone()
    parts = owner.execute(
        """SELECT t.text FROM signals_maskedtext t JOIN signals_mask m ON m.id = t.mask_id
           WHERE m.signal_id = 2 AND m.n > 1 ORDER BY m.n"""
    ).fetchall()
    (state,) = owner.execute("SELECT state FROM signals_redaction WHERE id = 2").fetchone()
    return facts, [part for (part,) in parts], state


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            HIDE.format("Leus"),
            HIDE.format("gevel"),
            ("⟦afgeschermd 2⟧ op de ⟦afgeschermd 3⟧", ["Leus", "gevel"], "proposed"),
        ),
        (HIDE.format("gevel"), HIDE.format("gevel"), ("Leus op de ⟦afgeschermd 2⟧", ["gevel"], "proposed")),
        (
            HIDE.format("de gevel"),
            HIDE.format("gevel"),
            ("Leus op ⟦afgeschermd 2⟧", ["de gevel"], "proposed"),
        ),
        (HIDE.format("gevel"), CONFIRM, ("Leus op de ⟦afgeschermd 2⟧", ["gevel"], "proposed")),
        (CONFIRM, HIDE.format("gevel"), ("Leus op de ⟦verwijderd⟧", [], "done")),
        (CONFIRM, WITHDRAW, ("Leus op de ⟦verwijderd⟧", [], "done")),
        (WITHDRAW, CONFIRM, ("Leus op de gevel", [], "withdrawn")),
        (CONFIRM, CONFIRM, ("Leus op de ⟦verwijderd⟧", [], "done")),
        (CONFIRM, HIDE.format("Leus"), ("⟦afgeschermd 2⟧ op de ⟦verwijderd⟧", ["Leus"], "done")),
    ],
)
def test_of_two_at_once_one_waits(database, first, second, expected):
    name, owner = database

    refused = race(name, DESK + first, DESK + second)

    assert (refused, left(owner)) == (None, expected)


def test_mask_is_lifted_once(database):
    name, owner = database
    race(name, DESK + HIDE.format("gevel"), "SELECT 1")

    refused = race(name, DESK + SHOW, DESK + SHOW)

    assert (refused, left(owner)) == (None, ("Leus op de gevel", [], "proposed"))


def test_desk_of_another_house_is_refused_at_any_moment(database):
    refused = race(database[0], DESK + CONFIRM, SECOND + WITHDRAW)

    assert "not of the desk" in str(refused)
