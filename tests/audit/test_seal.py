"""The chain over the log: nothing is left out, and nothing can be changed behind it unseen."""

from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.log import log
from tests.conftest import as_owner
from tests.rowsecurity.races import address, copied_database

pytestmark = pytest.mark.django_db

LINE = "SELECT zvh.log('read', '', NULL, '', 'done', 'web', NULL, '{}')"


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else None


def forge(sql):
    """What somebody with the keys of the server could do."""
    with as_owner():
        run(sql)


@pytest.fixture
def sealed():
    """Five lines in the chain; gives their ids."""
    ids = [log("read", organisation=number) for number in range(5)]
    run("SELECT zvh.seal()")
    return ids


def broken():
    return [reason for _, _, reason in run("SELECT n, entry_id, reason FROM zvh.verify_log()")]


def test_untouched_log_is_whole(sealed):
    said = StringIO()

    call_command("verify_log", stdout=said)

    ((n, head),) = run("SELECT n, hash FROM zvh.log_head()")
    assert n == 5
    assert said.getvalue() == f"Het log is heel. Laatste schakel: 5, {head}.\n"


def test_empty_log_is_whole():
    said = StringIO()

    call_command("verify_log", stdout=said)

    assert said.getvalue() == "Het log is heel. Er is nog niets verzegeld.\n"


@pytest.mark.parametrize(
    "column",
    [
        "at = at + interval '1 microsecond'",
        "action = 'x'",
        "kind = 'x'",
        "object_id = 7",
        "number = 'x'",
        "result = 'x'",
        "origin = 'x'",
        "actor_id = 7",
        "organisation_id = 7",
        "principals = '{7}'",
        "details = '{\"x\": 1}'",
        "audience = '{7}'",
        "actor_id = organisation_id, organisation_id = NULL",  # the same values, in other columns
    ],
)
def test_changed_line_is_found(column, sealed):
    forge(f"UPDATE audit_entry SET {column} WHERE id = {sealed[2]}")  # noqa: S608 - our own columns

    assert broken() == ["de logregel is veranderd"]


def test_removed_line_is_found(sealed):
    forge(f"DELETE FROM audit_entry WHERE id = {sealed[2]}")  # noqa: S608

    assert broken() == ["de logregel is weg"]


def test_removed_link_is_found(sealed):
    forge(f"DELETE FROM audit_seal WHERE entry_id = {sealed[2]}")  # noqa: S608

    assert broken() == ["een schakel ontbreekt"]


def test_swapped_lines_are_found(sealed):
    forge("CREATE TABLE swap AS SELECT * FROM audit_entry")
    for to, from_ in ((1, 2), (2, 1)):
        forge(
            f"""UPDATE audit_entry e SET action = s.action, organisation_id = s.organisation_id, at = s.at FROM swap s
                WHERE e.id = {sealed[to]} AND s.id = {sealed[from_]}"""  # noqa: S608
        )

    assert broken() == ["de logregel is veranderd"]


def test_line_slipped_in_later_is_found(sealed):
    added = log("read")
    forge(f"UPDATE audit_entry SET at = at - interval '1 day' WHERE id = {added}")  # noqa: S608
    run("SELECT zvh.seal()")

    assert broken() == ["de logregel is niet verzegeld"]


def test_broken_log_fails_the_command(sealed):
    forge(f"UPDATE audit_entry SET action = 'x' WHERE id = {sealed[2]}")  # noqa: S608

    with pytest.raises(CommandError, match=r"schakel 3 .* de logregel is veranderd"):
        call_command("verify_log")


# -- with more than one session


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker):
    """The name of a copy of the test database, in which lines are really committed."""
    with django_db_blocker.unblock():
        connection.close()
        with copied_database(connection.settings_dict["NAME"], "log") as name:
            yield name


@pytest.fixture
def sessions(copy):
    with psycopg.connect(address(copy)) as one, psycopg.connect(address(copy)) as two:
        one.execute("TRUNCATE audit_entry, audit_seal")
        one.commit()
        yield one, two


def test_two_sealers_at_once_make_one_chain(sessions):
    one, two = sessions
    one.execute(LINE)
    one.commit()

    first = one.execute("SELECT zvh.seal()").fetchone()[0]
    second = two.execute("SELECT zvh.seal()").fetchone()[0]  # does not wait: the first one has it
    one.commit()
    two.commit()

    assert (first, second) == (1, 0)
    assert two.execute("SELECT * FROM zvh.verify_log()").fetchall() == []


def test_line_that_is_committed_late_is_sealed_after_later_ones(sessions):
    slow, quick = sessions
    late = slow.execute(LINE).fetchone()[0]
    early = quick.execute(LINE).fetchone()[0]
    quick.commit()
    quick.execute("SELECT zvh.seal()")
    quick.commit()

    slow.commit()
    sealed = quick.execute("SELECT zvh.seal()").fetchone()[0]

    order = [entry for (entry,) in quick.execute("SELECT entry_id FROM audit_seal ORDER BY n")]
    assert late < early
    assert (sealed, order) == (1, [early, late])
    assert quick.execute("SELECT * FROM zvh.verify_log()").fetchall() == []


def test_sealing_again_does_nothing(sessions):
    one, _ = sessions
    one.execute(LINE)
    one.execute("SELECT zvh.seal()")

    assert one.execute("SELECT zvh.seal()").fetchone()[0] == 0
