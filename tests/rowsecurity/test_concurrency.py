"""Whatever two people do at the same moment, no access stays open and nobody waits for ever.

Each pair runs in both orders, the second while the first is not committed yet. The negative check takes the
locks away and must find access that stayed open: they, and not luck, are what protects.
"""

import psycopg
import pytest
from django.db import connection

from tests.conftest import as_owner
from tests.rowsecurity import handmade
from tests.rowsecurity.races import address, copied_database, django_in, race, remember, restore

pytestmark = pytest.mark.django_db  # only so that there is a test database: the races are in copies of it

FINAL = """UPDATE meetings_meeting SET state = 'final', held_at = now(), held_by_id = 1,
           final_at = now(), final_by_id = 1
           WHERE id = 1"""
SHARE = """INSERT INTO signals_share (signal_id, organisation_id, legal_ground, purpose, necessity, shared_at,
           shared_by_id, valid_until, end_reason)
           VALUES ({}, {}, 'wgs', 'p', 'n', now(), 1, now() + interval '3 days', '')"""
END_SHARE = "UPDATE signals_share SET ended_at = now(), ended_by_id = 1, end_reason = 'klaar' WHERE id = 1"
END_MEMBERSHIP = "UPDATE partners_membership SET valid_until = now() WHERE id = {}"
LEAVE = "UPDATE cases_casepartner SET left_at = now(), left_by_id = 1 WHERE id = 1"
SIGNAL = """INSERT INTO signals_signal (number, house_id, municipality_id, reported_by_id, membership_id,
            organisation_id, reporter_function, submitted_at, weigh_before, title, facts, meaning, contradiction,
            observed_on, place, channel, known_by, subject_kind, trigger, has_threat, threat, vulnerability,
            steps_taken, source_reliability, information_reliability, regime, safe_status)
            SELECT 'S-race', house_id, municipality_id, reported_by_id, membership_id, organisation_id,
            reporter_function, now(), weigh_before, title, facts, '', '', observed_on, '', channel, known_by,
            subject_kind, '', false, '', '', '', source_reliability, information_reliability, regime, safe_status
            FROM signals_signal WHERE id = 1"""
ACTION = """INSERT INTO cases_action (house_id, case_id, text, owner_id, owner_name, organisation_id, due_on, state,
            effect, result, given_at, given_by_id)
            VALUES (1, {}, 'Bel', {}, '', 1, now(), 'open', '', '', now(), 1)"""
ENTRY = """INSERT INTO cases_journalentry (case_id, membership_id, organisation_id, occurred_at, written_by_id, source,
           regime, text, visible_to, share_reason, withdraw_reason)
           VALUES (1, 3, 3, now(), 3, 'gesprek', 'avg', 'tekst', '{}', '', '')"""
NAMED_AT_ENTRY = "INSERT INTO cases_journalreader (entry_id, membership_id, name) VALUES (3, 1, '')"
DIRECTOR = """INSERT INTO cases_director (case_id, membership_id, name, named_at, named_by_id)
              VALUES (2, 8, '', now(), 1)"""
QUESTION = """INSERT INTO signals_question (signal_id, text, asked_at, asked_by_id, answer)
              VALUES (1, '?', now(), 1, '')"""
PLACE = "INSERT INTO meetings_tableplace (item_id, organisation_id, question) VALUES (1, 2, '')"
LINK = "INSERT INTO meetings_itemsignal (item_id, signal_id) VALUES (1, 2)"
LOCK_MEETING = "SELECT FROM meetings_meeting WHERE id = 1 FOR UPDATE; "  # services lock the root first
OPEN_ITEM = "UPDATE meetings_agendaitem SET is_open = true WHERE id = 1"
RECUSE = "INSERT INTO meetings_recusal (item_id, user_id, at, by_id, end_reason) VALUES (1, 3, now(), 1, '')"
HIDE = "UPDATE meetings_seat SET is_hidden = true WHERE id = 1"
NEW_ITEM = """INSERT INTO meetings_agendaitem (meeting_id, position, kind, title, text, minutes, is_open,
              information, interpretation, conclusion) VALUES (1, 9, 'topic', 't', '', 5, true, '', '', '')"""
CONTRIBUTE = """INSERT INTO meetings_contribution (item_id, organisation_id, text, written_at, written_by_id,
                released_at, released_by_id) VALUES (2, 3, 't', now(), 1, now(), 1)"""
OF_CASE = 3  # a meeting about case 1, with item 4
CASE_MEETING = """INSERT INTO meetings_meeting (case_id, house_id, starts_at, minutes, place, state, change_reason,
                  fingerprint, sequence) VALUES (1, 1, now(), 60, 'x', 'planned', '', '', 0)"""
CASE_ITEM = NEW_ITEM.replace("VALUES (1,", f"VALUES ({OF_CASE},")
CASE_CONTRIBUTION = (
    "UPDATE meetings_contribution SET released_at = now(), released_by_id = 1 WHERE item_id = 4"
)
SHIELD = "UPDATE cases_case SET is_restricted = true WHERE id = 1"
MERGE = """INSERT INTO signals_link (signal_id, other_id, kind, reason, status_before, made_at, made_by_id, end_reason)
           VALUES ({}, {}, 'merged', 'r', 'received', now(), 1, '')"""
PAIRS = {
    "a place at the table and the final minutes": (PLACE, FINAL),
    "a signal on the agenda and the final minutes": (LINK, FINAL),
    "an item opened to all and the final minutes": (
        LOCK_MEETING + OPEN_ITEM,
        FINAL,
    ),
    "a new item and the final minutes": (NEW_ITEM, FINAL),
    "a contribution and the final minutes": (CONTRIBUTE, FINAL),
    "a share and the final minutes": (SHARE.format(1, 5), FINAL),
    "the end of a share and the final minutes": (END_SHARE, FINAL),
    "two shares of one signal": (SHARE.format(2, 3), SHARE.format(2, 5)),
    "the same share twice": (SHARE.format(2, 3), SHARE.format(2, 3)),
    "a share and the end of another": (SHARE.format(1, 5), END_SHARE),
    "a share and the end of the reporter's role": (SHARE.format(1, 5), END_MEMBERSHIP.format(4)),
    "a signal and the end of its reporter's role": (SIGNAL, END_MEMBERSHIP.format(4)),
    "a question and the end of the reporter's role": (QUESTION, END_MEMBERSHIP.format(4)),
    "an action in a case and a partner that leaves": (ACTION.format(1, "NULL"), LEAVE),
    "an action in a case and its shielding": (
        ACTION.format(1, "NULL"),
        SHIELD,
    ),
    "an entry of an organisation and a partner that leaves": (ENTRY.format("own"), LEAVE),
    "an entry for all partners and a partner that leaves": (ENTRY.format("partners"), LEAVE),
    "an entry for named people and a partner that leaves": (ENTRY.format("named"), LEAVE),
    "an entry of an organisation and the shielding of its case": (ENTRY.format("own"), SHIELD),
    "an entry for named people and the shielding of its case": (ENTRY.format("named"), SHIELD),
    "an entry for named people and the end of its writer's role": (
        ENTRY.format("named"),
        END_MEMBERSHIP.format(3),
    ),
    "a name at an entry and the end of his role": (NAMED_AT_ENTRY, END_MEMBERSHIP.format(1)),
    "a name at an entry and the shielding of its case": (NAMED_AT_ENTRY, SHIELD),
    "an expiry and an entry": ("SELECT zvh.expire()", ENTRY.format("named")),
    "a case meeting and the shielding of its case": (CASE_MEETING, SHIELD),
    "an item of a case meeting and the shielding of its case": (CASE_ITEM, SHIELD),
    "a contribution to a case meeting and a partner that leaves": (CASE_CONTRIBUTION, LEAVE),
    "an expiry and the shielding of a case": ("SELECT zvh.expire()", SHIELD),
    "an action and the end of its owner's role": (ACTION.format("NULL", 4), END_MEMBERSHIP.format(4)),
    "a director and the end of his role": (DIRECTOR, END_MEMBERSHIP.format(8)),
    "a recusal and a place at the table": (RECUSE, PLACE),
    "a recusal and a share": (RECUSE, SHARE.format(1, 5)),
    "a hidden seat and a contribution": (HIDE, CONTRIBUTE),
    "a merge and a merge back": (MERGE.format(1, 2), MERGE.format(2, 1)),
    "a merge and a merge of its main signal": (MERGE.format(1, 2), MERGE.format(2, 3)),
    "two expiries": ("SELECT zvh.expire()", "SELECT zvh.expire()"),
    "an expiry and a share": ("SELECT zvh.expire()", SHARE.format(1, 5)),
}
# What a final meeting refuses when its minutes were first.
FROZEN = {name for name in PAIRS if name.endswith("the final minutes") and "share" not in name}
ALWAYS = {
    "the same share twice": "signals_share_once",
    "a merge and a merge back": "signals_link_once",
    "a merge and a merge of its main signal": "signals_link_no_chain",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The name of a copy of the test database with the handmade world, really committed."""
    with django_db_blocker.unblock():
        connection.close()
        with copied_database(connection.settings_dict["NAME"], "world") as name:
            with django_in(name), as_owner():
                handmade.make_world()
            with psycopg.connect(address(name)) as owner:
                remember(owner)
            yield name


@pytest.fixture(scope="module")
def world_without_locks(world):
    with copied_database(world, "unlocked") as name:
        with psycopg.connect(address(name)) as owner:
            owner.execute("DROP FUNCTION zvh.lock_first() CASCADE")
        yield name


@pytest.fixture
def database(world):
    yield from in_database(world)


@pytest.fixture
def without_locks(world_without_locks):
    yield from in_database(world_without_locks)


def in_database(name):
    """Its name, and a session of the owner beside the two that race."""
    with psycopg.connect(address(name), autocommit=True) as owner:
        yield name, owner
        restore(owner)


def refusal(error):
    """The name of the constraint that refused, or None."""
    return error and (error.diag.constraint_name or str(error))


def wrong_readers(owner):
    return owner.execute("SELECT thing, id FROM zvh.wrong_audiences()").fetchall()


@pytest.mark.parametrize("order", [1, -1], ids=["so", "reversed"])
@pytest.mark.parametrize("name", PAIRS)
def test_two_at_once_leave_no_access_open(name, order, database):
    copy, owner = database

    refused = refusal(race(copy, *PAIRS[name][::order]))

    expected = ALWAYS.get(name)
    if name in FROZEN and order == -1:
        expected = "meetings_final_is_frozen"
    assert (refused, wrong_readers(owner)) == (expected, [])


# Where access stays open as soon as nobody waits.
NEEDS_LOCKS = (
    "a signal on the agenda and the final minutes",
    "a signal and the end of its reporter's role",
    "a question and the end of the reporter's role",
    "an action in a case and a partner that leaves",
    "an action in a case and its shielding",
    "an entry of an organisation and a partner that leaves",
    "an entry for named people and the shielding of its case",
    "an entry for named people and the end of its writer's role",
    "a case meeting and the shielding of its case",
    "an action and the end of its owner's role",
    "a director and the end of his role",
    "a recusal and a share",
    "a hidden seat and a contribution",
)


@pytest.mark.parametrize("name", NEEDS_LOCKS)
def test_without_the_locks_access_stays_open(name, without_locks):
    copy, owner = without_locks

    refused = race(copy, *PAIRS[name])

    assert refused is None
    assert wrong_readers(owner) != []


def test_without_the_locks_final_minutes_change(without_locks):
    assert race(without_locks[0], FINAL, PLACE) is None


def test_without_the_locks_merges_make_a_chain(without_locks):
    assert race(without_locks[0], *PAIRS["a merge and a merge of its main signal"]) is None


def test_locks_come_before_the_readers_are_computed(database):
    """Triggers fire in the order of their names."""
    late = database[1].execute(
        """SELECT tgrelid::regclass::text, tgname FROM pg_trigger
           WHERE tgfoid = 'zvh.lock_first'::regproc AND NOT tgname < 'audience'"""
    )

    assert late.fetchall() == []


ANSWER = "SELECT set_config('zvh.principals', '{1400000003}', true); SELECT zvh.answer_outside('ja')"
WITHDRAW = (
    "SELECT set_config('zvh.principals', '{1000000001}', true), set_config('zvh.actor', '1', true); "
    "SELECT zvh.withdraw_outside(1, 'klaar')"
)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (ANSWER, WITHDRAW, ("answered", "ja", "")),
        (WITHDRAW, ANSWER, ("withdrawn", "", "klaar")),
        (ANSWER, ANSWER, ("answered", "ja", "")),
    ],
)
def test_of_answering_and_withdrawing_one_is_first(database, first, second, kept):
    name, owner = database

    refused = race(name, first, second)

    question = "SELECT state, answer, withdraw_reason FROM signals_outsidequestion"
    told = "SELECT count(*) FROM signals_event WHERE text = 'Antwoord van een buitenstaander'"
    assert (refusal(refused), owner.execute(question).fetchall()) == (None, [kept])
    assert owner.execute(told).fetchone() == (int(kept[0] == "answered"),)
