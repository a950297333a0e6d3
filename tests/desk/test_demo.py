"""The world of the demonstration. It is made once for this file, and rolled back."""

import hashlib
import re
from collections import Counter
from datetime import timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from psycopg import sql

from audit.models import Entry
from cases.models import Action, ActionRequest, ActionState, Case, CaseGround, CaseState, GoalVersion
from desk.demo import world as demo
from desk.demo.citizens import REPORTS
from desk.demo.clock import Clock
from desk.demo.planted import RISE_THEME, RISE_TOWN
from meetings.models import (
    NEEDS,
    Decision,
    DecisionKind,
    EarlierAnswer,
    Meeting,
)
from partners.demo_accounts import ACCOUNTS, OUTSIDE_SECRET, PASSWORD
from partners.models import Membership, Municipality, Organisation, Theme, User
from signals.models import (
    Interview,
    OutsideQuestion,
    OutsideState,
    Party,
    PartyIdentity,
    Question,
    SafeStatus,
    Share,
    Signal,
    Weighing,
    WeighingState,
)
from signals.queries import outside_question_here
from signals.ticks import note_silence
from tests import people
from tests.conftest import as_owner
from tests.desk.anew import BEGIN_ANEW
from tests.desk.found import MUST_FIND, found
from tests.desk.names import NAMES

TABLES = """
SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE a.attname = 'audience_until' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
KEEP = "CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT id, audience, barred FROM {table}"
RECOMPUTE = "UPDATE {table} SET audience = audience"
COMPARE = """
SELECT count(*) FROM {table} t JOIN kept k USING (id)
WHERE (t.audience, t.barred) IS DISTINCT FROM (k.audience, k.barred)
"""

pytestmark = pytest.mark.xdist_group("demo")  # one worker makes the world, once


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        connection.close()  # a session of its own, without the plans of the tests before it
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE NONE")
            cursor.execute(BEGIN_ANEW)
            cursor.execute("SET ROLE zvh_app")
    with django_db_blocker.unblock(), transaction.atomic():
        with as_owner():
            made = demo.build(lambda line: None)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def owner(world):
    with as_owner():
        yield world


def texts_of(world):
    for report in world.reports:
        signal = report.signal
        yield from (signal.number, signal.title, signal.facts, signal.meaning, signal.contradiction)
    for gathering in world.gatherings:
        for item in gathering.items:
            yield from (item.title, item.text, item.information, item.interpretation, str(item.contributions))
    for approach in world.approaches:
        yield from (approach.case.number, approach.case.title, approach.case.criteria)


def fingerprint(world):
    return hashlib.sha256("\n".join(texts_of(world)).encode()).hexdigest()


def test_sizes_are_those_of_the_demonstration(owner):
    counted = {
        "signals": Signal.objects.filter(house=owner.region.house).count(),
        "municipalities": Municipality.objects.filter(house=owner.region.house).count(),
        "themes": Theme.objects.filter(house=owner.region.house).count(),
        "past": Meeting.objects.filter(state="final", case=None).count(),
        "coming": Meeting.objects.filter(state="released", case=None).count(),
        "planned": Meeting.objects.filter(state="planned", case=None).count(),
        "cases": Case.objects.count(),
        "houses": Organisation.objects.filter(kind="house").count(),
    }

    assert counted == {
        "signals": 1200 + len(REPORTS),
        "municipalities": 16,
        "themes": 10,
        "past": 35,
        "coming": 1,
        "planned": 3,
        "cases": 20,
        "houses": 2,
    }


def test_world_is_the_same_every_time(owner):
    again = demo.draw(owner.region, owner.people, owner.clock)

    assert fingerprint(again) == fingerprint(owner)


def test_reports_of_another_day_say_the_same_and_are_as_old(owner):
    later = demo.draw(owner.region, owner.people, Clock(owner.clock.today + timedelta(days=40)))

    said = [sorted(report.signal.facts for report in one.reports) for one in (owner, later)]
    newest = [one.clock.today - one.reports[-1].signal.submitted_at.date() for one in (owner, later)]
    assert said[0] == said[1]
    assert newest[0] == newest[1] == timedelta(days=1)


def test_reports_hardly_repeat_and_come_from_everywhere(owner):
    facts = Counter(report.signal.facts for report in owner.reports)
    places = {(report.town, report.theme) for report in owner.reports}
    functions = {report.signal.reporter_function for report in owner.reports}
    kinds = Counter(report.signal.subject_kind for report in owner.reports)

    assert len(facts) > 1180
    assert max(facts.values()) <= 3
    assert len(places) > 130
    assert len(functions) == 8
    assert kinds["none"] > 1050


def test_there_is_season_and_a_believable_rise(owner):
    now = timezone.now()
    rise = Signal.objects.filter(municipality__name=RISE_TOWN, themes__name=RISE_THEME)
    lately = rise.filter(submitted_at__gte=now - timedelta(days=29))
    before = rise.filter(submitted_at__lt=now - timedelta(days=29)).count()
    youth = Counter(
        r.signal.submitted_at.month for r in owner.reports if r.theme.startswith("jeugd") and not r.fate
    )

    assert lately.count() >= 8
    assert lately.values("reported_by").distinct().count() >= 5
    assert 0.3 < before / 100 < 1
    assert youth[12] > 1.5 * sum(youth.values()) / 12


def test_no_real_party_group_person_or_country_is_named(owner):
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", " ".join(texts_of(owner)).lower())
    said = {*words, *(f"{first} {second}" for first, second in pairwise(words))}

    assert {name for name in said if hashlib.sha256(name.encode()).hexdigest()[:12] in NAMES} == set()


def test_every_account_exists_and_opens_with_the_password(owner):
    users = {user.email: user for user in User.objects.filter(email__in=[email for email, _, _ in ACCOUNTS])}

    assert {email: users[email].name for email in users} == {email: name for email, name, _ in ACCOUNTS}
    assert users[ACCOUNTS[0][0]].check_password(PASSWORD)
    assert (
        Membership.objects.filter(confirmed_at__isnull=True, role="expert", ended_at__isnull=True).count()
        == 1
    )


def test_people_show_what_can_happen_to_a_membership(owner):
    now = timezone.now()
    several = Counter(Membership.objects.in_force().values_list("user", flat=True))

    assert Membership.objects.filter(ended_at__lt=now).exists()
    assert Membership.objects.filter(valid_until__gt=now).exists()
    assert max(several.values()) >= 3


def test_every_state_of_the_desk_occurs(owner):
    states = set(Weighing.objects.values_list("state", flat=True))
    late = Weighing.objects.filter(due_on__lt=owner.clock.today).exclude(state=WeighingState.DONE)

    assert states == set(WeighingState)
    assert late.count() >= 2
    assert Weighing.objects.filter(stop__until__gt=owner.clock.today, state=WeighingState.ASKED).count() == 1
    assert set(Signal.objects.values_list("safe_status", flat=True)) == set(SafeStatus)
    assert Weighing.objects.filter(outcome="no_action", state="done").exclude(confirmed_by=None).count() > 200
    assert Share.objects.filter(ended_at__isnull=True, valid_until__gt=timezone.now()).count() > 10
    assert Question.objects.filter(answered_at__isnull=False).count() > 50
    assert 0 < PartyIdentity.objects.count() < Party.objects.count()


def test_meetings_and_cases_hang_together(owner):
    pga = Case.objects.filter(legal_ground=CaseGround.WET_PGA)
    linked = Case.objects.filter(signals__isnull=False).distinct()

    assert not pga.exclude(decision_links__decision__driehoek_answer__in=["yes", "changed"]).exists()
    assert Decision.objects.filter(case_link__isnull=False).count() == 12
    assert set(Decision.objects.values_list("kind", flat=True)) == set(DecisionKind)
    assert not any(
        getattr(one, name) in {None, ""} for one in Decision.objects.all() for name in NEEDS.get(one.kind, ())
    )
    assert EarlierAnswer.objects.count() == 1
    assert ActionRequest.objects.filter(answered_at__isnull=True).count() == 1
    assert not Action.objects.filter(state=ActionState.DONE, result="").exists()
    assert linked.count() >= 15
    assert Case.objects.filter(state=CaseState.CLOSED).count() >= 5
    assert Case.objects.filter(is_restricted=True).count() == 1
    assert not Action.objects.filter(case__state=CaseState.CLOSED, state=ActionState.OPEN).exists()
    assert Action.objects.filter(state=ActionState.OPEN, due_on__lt=owner.clock.today).count() >= 3


def test_nothing_happens_before_it_can_or_after_today(owner):
    weighings = Weighing.objects.select_related("signal")
    wrong = [
        weighing.signal.number
        for weighing in weighings
        if not in_order(
            weighing.signal.submitted_at,
            weighing.started_at,
            weighing.decided_at,
            weighing.confirmed_at,
            timezone.now(),
        )
    ]

    assert wrong == []
    assert not Meeting.objects.filter(final_at__gt=timezone.now()).exists()
    assert not Action.objects.filter(Q(done_at__gt=timezone.now()) | Q(given_at__gt=timezone.now())).exists()
    assert not Entry.objects.filter(at__gt=timezone.now()).exists()


def in_order(*moments):
    there = [moment for moment in moments if moment]
    return there == sorted(there)


def test_questions_to_outsiders_occur_in_every_state_and_in_order(owner):
    questions = OutsideQuestion.objects.select_related("signal", "key")
    moments = [
        (one.signal.submitted_at, one.asked_at, one.answered_at or one.withdrawn_at, timezone.now())
        for one in questions
    ]
    open_ones = {one.state for one in questions if one.key.until > timezone.now()}

    assert {one.state for one in questions} == set(OutsideState)
    assert [one for one in moments if not in_order(*one)] == []
    assert (open_ones, note_silence()) == ({OutsideState.OPEN}, 0)
    assert Interview.objects.exclude(corrects=None).count() == 1


def test_link_of_the_demonstration_opens_a_question(world, act):
    with act(key=OUTSIDE_SECRET):
        assert outside_question_here().state == OutsideState.OPEN


def test_every_audience_equals_its_rule(owner):
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        differ = {table: differing(cursor, sql.Identifier(table)) for table in tables}

    assert len(tables) >= 10
    assert {table: n for table, n in differ.items() if n} == {}


def differing(cursor, table):
    """How many rows get other readers when they are worked out again."""
    for step in (KEEP, RECOMPUTE, COMPARE):
        cursor.execute(sql.SQL(step).format(table=table))
    (count,) = cursor.fetchone()
    cursor.execute("DROP TABLE kept")
    return count


def test_log_is_whole_and_new_numbers_follow(owner):
    year = owner.clock.today.year
    last = {report.signal.number for report in owner.reports if report.signal.submitted_at.year == year}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM zvh.verify_log()")
        (broken,) = cursor.fetchone()
        cursor.execute("SELECT zvh.seal(), zvh.next_number('S', %s)", [year])
        unsealed, number = cursor.fetchone()

    assert (broken, unsealed) == (0, 0)
    assert number == len(last) + len(REPORTS) + 1


@pytest.mark.parametrize("name", MUST_FIND)
def test_account_finds_what_its_role_has(name, world, act):
    user = User.objects.get(email=f"{name}@demo.example")

    with act(user):
        there = {what for what, count in found(user).items() if count}

    assert MUST_FIND[name] - there == set()


def test_officer_of_hoorn_sees_his_own_reports_in_every_status(world, act):
    user = world.people["wijkagent.hoorn"]

    with act(user):
        statuses = set(Signal.objects.filter(reported_by=user).values_list("safe_status", flat=True))
        others = Signal.objects.exclude(reported_by=user).count()

    assert statuses == set(SafeStatus)
    assert others == 0


def test_houses_do_not_see_each_other(world, act):
    seen = {}
    for name in ("procesregisseur", "oeverdam"):
        with act(world.people[name]):
            seen[name] = set(Signal.objects.values_list("house__house_profile__region", flat=True))

    assert seen == {"procesregisseur": {"Noord-Holland Noord"}, "oeverdam": {"Voorbeeldregio Oeverdam"}}


def test_command_leaves_a_demonstration_that_is_there(owner):
    said = StringIO()

    call_command("demo", "--if-empty", stdout=said)
    with pytest.raises(CommandError, match="lege database"):
        call_command("demo")

    assert said.getvalue() == "De voorbeeldgegevens zijn er al.\n"


@pytest.mark.django_db
def test_command_refuses_where_a_real_person_is():
    people.person("Echt Mens")

    with as_owner(), pytest.raises(CommandError, match="echte mensen"):
        call_command("demo", "--if-empty")

    assert User.objects.filter(email__endswith="@demo.example").count() == 0


def test_newest_advice_without_a_case_waits_for_the_driehoek(owner):
    waiting = Decision.objects.filter(kind=DecisionKind.ADVICE, driehoek_answer="")

    assert waiting.count() == 1
    assert not waiting.filter(case_link__isnull=False).exists()


def test_one_case_has_a_meeting_that_is_over_and_one_that_comes(owner):
    (about,) = Case.objects.filter(meetings__isnull=False).distinct()
    past, coming = about.meetings.order_by("starts_at")

    assert (past.state, coming.state, about.closed_at) == ("final", "released", None)
    assert past.fingerprint
    assert past.starts_at < timezone.now() < coming.starts_at
    assert Action.objects.get(item_link__item__meeting=past).case == about
    assert coming.items.filter(contributions__released_at__isnull=False).count() == 1


def test_every_running_case_has_a_plan_that_grew(owner):
    running = Case.objects.filter(closed_at=None)
    written = GoalVersion.objects.filter(pgh_created_at__lt=F("pgh_obj__part__case__opened_at"))

    assert not running.exclude(parts__goals__versions__pgh_label="update").exists()
    assert not running.exclude(actions__intervention__isnull=False).exists()
    assert not written.exists()
    assert not GoalVersion.objects.filter(pgh_created_at__gt=timezone.now()).exists()
