"""That nothing stands open beside the rules, and that every policy is needed."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from tests.conftest import as_owner
from tests.rowsecurity import (
    handmade,
    writes_cases,
    writes_journal,
    writes_meetings,
    writes_parties,
    writes_picture,
    writes_plan,
)
from tests.rowsecurity import writes as writes_of
from tests.rowsecurity.test_property import (
    Account,
    expected_of,
    readers,
    shown_to,
    write_lines,
)
from zvh.actor import acting_as
from zvh.rowsecurity import guarded_tables

pytestmark = pytest.mark.django_db
WRITES = (
    writes_of.WRITES
    | writes_cases.WRITES
    | writes_journal.WRITES
    | writes_meetings.WRITES
    | writes_parties.WRITES
    | writes_picture.WRITES
    | writes_plan.WRITES
)

# What the serving role can touch without row security, each with its reason.
OPEN = {
    "partners_user": "asked before there is an actor: signing in",
    "account_emailaddress": "signing in",
    "account_emailconfirmation": "signing in",
    "mfa_authenticator": "signing in",
    "django_session": "signing in",
    "django_content_type": "the framework; no case data",
    "django_migrations": "the framework; no case data",
    "audit_cache": "the framework; keys of rate limits, no case data",
    "audit_tickrun": "names of tasks and moments",
    "signals_search": "a view with the condition of the policy",
    "signals_weighingsearch": "a view with the conditions of both policies",
    "partners_colleague": "a view with its own condition",
}
# Where rows go away in the course of work; records only go by retention.
DELETED = {
    "signals_draft": "not yet a record: goes when it is sent",
    "signals_citizendraft": "not yet a record: goes when it is sent, or when its writer stops",
    "signals_savedfilter": "what somebody keeps for himself: no record",
    "meetings_agendaitem": "an item of an agenda that nobody has seen yet",
    "meetings_itemsignal": "the link of a signal to an item; the log keeps it",
    "meetings_tableplace": "a place at a table; the log keeps it",
    "meetings_seat": "an invitation to a meeting; the log keeps it",
    "meetings_seriesitem": "what stands on agendas to come",
    "meetings_schoolholiday": "weeks in which a house does not meet; the log keeps it",
    "meetings_calendarfeed": "a link that somebody made for himself: no record",
    "meetings_series_organisations": "who is invited by default",
    "meetings_standingtable_organisations": "who usually sits at a table",
    "cases_templatetask": "a line of a template that was written anew; the log keeps it",
    "cases_named": "who may read a restricted case; the log keeps it",
    "partners_partnership": "an organisation stops working with a house; the log keeps it",
    "partners_municipality_neighbours": "the map",
    "account_emailaddress": "signing in",
    "account_emailconfirmation": "signing in",
    "mfa_authenticator": "signing in",
    "django_session": "signing out",
    "audit_cache": "the framework",
}
RELATIONS = """SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')"""


def rows_of(sql, parameters=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def names(sql):
    return {name for (name,) in rows_of(sql)}


def test_every_table_has_row_security_or_a_reason():
    touchable = names(
        RELATIONS
        + " AND NOT relrowsecurity AND has_table_privilege('zvh_app', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')"
    )

    assert touchable == set(OPEN)


def test_every_own_table_has_row_security_or_a_reason():
    bare = names(RELATIONS + " AND NOT relrowsecurity")

    assert set(guarded_tables()) & bare - set(OPEN) == {"audit_seal"}  # not granted at all


def test_serving_role_removes_no_records():
    removable = names(RELATIONS + " AND has_table_privilege('zvh_app', oid, 'DELETE, TRUNCATE')")

    assert removable == set(DELETED)


def test_serving_role_owns_nothing_and_can_make_nothing():
    owned = rows_of(
        """SELECT relname FROM pg_class WHERE relowner = 'zvh_app'::regrole
           UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'zvh_app'::regrole
           UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'zvh_app'::regrole"""
    )
    creates = rows_of(
        """SELECT has_schema_privilege('zvh_app', 'public', 'CREATE'), has_schema_privilege('zvh_app', 'zvh', 'CREATE'),
                  has_database_privilege('zvh_app', current_database(), 'CREATE, TEMPORARY'),
                  pg_has_role('zvh_app', 'zvh_owner', 'MEMBER')"""
    )

    assert owned == []
    assert creates == [(False, False, False, False)]


def test_no_function_is_for_everybody():
    assert (
        names(
            """SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
               WHERE n.nspname IN ('zvh', 'public') AND p.proowner = 'zvh_owner'::regrole
                 AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0))"""
        )
        == set()
    )


def test_functions_of_the_owner_have_a_fixed_search_path():
    loose = names(
        """SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef AND p.proowner = 'zvh_owner'::regrole
           AND NOT coalesce(array_to_string(p.proconfig, ',') ~ '^search_path=(public|pg_catalog), pg_temp', false)"""
    )

    assert loose == set()


def test_views_of_rules_are_for_the_owner_alone():
    assert (
        names(
            """SELECT relname FROM pg_class WHERE relnamespace = 'zvh'::regnamespace
               AND has_table_privilege('zvh_app', oid, 'SELECT, INSERT, UPDATE, DELETE')"""
        )
        == set()
    )


@pytest.fixture
def world():
    with as_owner():
        made = handmade.make_world()
    write_lines(made, handmade.DRAWN["lines"])
    return made


def try_to_write(who, write):
    """'refused', or the number of rows; nothing stays."""
    with acting_as(Account(who)):
        try:
            with transaction.atomic():
                done = write()
                transaction.set_rollback(True)
        except (ProgrammingError, IntegrityError) as error:
            if "row-level security" not in str(error) and "cannot change" not in str(error):
                raise
            return writes_of.REFUSED
    return done if isinstance(done, int) else 1


def reads(world, table):
    """How many rows of this table everybody reads, one after the other."""
    for _, _, actor in readers(world):
        with acting_as(**actor):
            yield rows_of(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own tables


def writes():
    for name, (who, write, _) in WRITES.items():
        yield name, try_to_write(who, write)


def test_people_read_what_the_table_says_in_a_world_made_by_hand(world):
    for name, reader, actor in readers(world):
        with acting_as(**actor):
            assert (name, shown_to(world)) == (name, expected_of(world, reader))


def test_people_write_no_further_than_their_work(world):
    expected = {name: outcome for name, (_, _, outcome) in WRITES.items()}

    assert dict(writes()) == expected


def test_every_policy_is_needed(world):
    """Without any one of them somebody reads fewer rows, or writes further than his work."""
    written, idle = dict(writes()), []
    with as_owner():
        policies = rows_of(
            "SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' ORDER BY 2, 1"
        )

    for policy, table in policies:
        before = list(reads(world, table))
        with transaction.atomic():
            drop(policy, table)
            if list(reads(world, table)) == before and all(
                written[name] == found for name, found in writes()
            ):
                idle.append(f"{policy} on {table}")
            transaction.set_rollback(True)

    assert idle == []


def drop(policy, table):
    """The foreign keys must have been looked at before a table may change."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f'DROP POLICY "{policy}" ON {table}')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_counts_begin_at_a_fixed_week_for_who_may_not_see_the_rows(world):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signals_signal SET submitted_at = date_bin('28 days', now(), '2024-01-01 00:00+01')"
        )
    found = {}
    for name, user in {"desk": handmade.COORDINATOR, "member": handmade.CARE}.items():
        with acting_as(Account(user)):
            found[name] = rows_of("SELECT signals FROM zvh.signal_counts(1, now())")

    assert found == {"desk": [], "member": [(-1,)]}


def test_readers_in_the_rows_are_those_of_the_rules(world):
    with as_owner():
        assert rows_of("SELECT thing, id FROM zvh.wrong_audiences()") == []


def test_wrong_readers_are_found(world):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE signals_signal DISABLE TRIGGER USER")
        cursor.execute("UPDATE signals_signal SET audience = audience || 3 WHERE id = 2")

    assert rows_of("SELECT thing, id FROM zvh.wrong_audiences()") == [("signals_signal", 2)]


@pytest.mark.parametrize(
    "columns", ["house_id = 2", "reported_by_id = 3", "membership_id = 3, organisation_id = 3"]
)
def test_a_row_cannot_be_moved_to_other_readers(columns, world):
    with as_owner(), pytest.raises(Exception, match="cannot change"), transaction.atomic():
        rows_of(f"UPDATE signals_signal SET {columns} WHERE id = 1 RETURNING id")  # noqa: S608 - our own columns


@pytest.mark.parametrize(
    "table", ["partners_user", "partners_grant", "partners_key", "partners_organisation"]
)
def test_a_number_cannot_run_into_those_of_another_kind(table, world):
    with as_owner(), pytest.raises(Exception, match="no room"), transaction.atomic():
        rows_of(f"UPDATE {table} SET id = 100000000 WHERE id = 1 RETURNING id")  # noqa: S608 - our own tables
