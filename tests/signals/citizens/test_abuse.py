"""Proof of work and limits: what counts once, what does not, and what is forgotten."""

import base64
import json
import time
from types import SimpleNamespace

import pytest
from altcha import Challenge

from signals import abuse
from tests import people
from tests.signals.citizens.visits import reported, solved

pytestmark = pytest.mark.django_db

DRAFT = SimpleNamespace(pk=7)


def a_challenge(draft=DRAFT, **changes):
    return Challenge.from_dict(abuse.challenge(draft, **changes))


def changed(solution, change):
    whole = json.loads(base64.b64decode(solution))
    change(whole)
    return base64.b64encode(json.dumps(whole).encode()).decode()


def test_solution_counts():
    assert abuse.problem_with(solved(a_challenge()), DRAFT) == ""


def test_solution_counts_once():
    solution = solved(a_challenge())
    abuse.problem_with(solution, DRAFT)

    assert abuse.problem_with(solution, DRAFT) == "used"


def test_replay_in_other_words_is_refused_too():
    """More text in the same answer is still the same challenge."""
    solution = solved(a_challenge())
    abuse.problem_with(solution, DRAFT)

    again = changed(solution, lambda whole: whole["solution"].update(time=5))

    assert abuse.problem_with(again, DRAFT) == "used"


def test_solution_of_another_draft_does_not_count():
    assert abuse.problem_with(solved(a_challenge()), SimpleNamespace(pk=8)) == "wrong"


def test_expired_challenge_does_not_count(monkeypatch):
    solution = solved(a_challenge())
    late = time.time() + abuse.VALID_SECONDS + 5

    monkeypatch.setattr(time, "time", lambda: late)

    assert abuse.problem_with(solution, DRAFT) == "expired"


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole["solution"].update(counter=whole["solution"]["counter"] + 1),
        lambda whole: whole["solution"].update(derivedKey="00" * 32),
        lambda whole: whole["challenge"]["parameters"].update(cost=2),
        lambda whole: whole["challenge"]["parameters"].update(keyPrefix="", expiresAt=9_999_999_999),
        lambda whole: whole["challenge"].pop("signature"),
        lambda whole: whole["challenge"].update(signature="00" * 32),
        lambda whole: whole.pop("solution"),
    ],
)
def test_wrong_or_forged_solution_does_not_count(change):
    assert abuse.problem_with(changed(solved(a_challenge()), change), DRAFT) == "wrong"


@pytest.mark.parametrize("text", ["x", "!!", "e30=", "W10=", "bnVsbA=="])
def test_what_is_no_solution_does_not_count(text):
    assert abuse.problem_with(text, DRAFT) == "wrong"


def test_work_gets_longer_over_the_total_of_the_house(monkeypatch):
    monkeypatch.setattr(abuse, "REPORTS_AN_HOUR", 2)
    house = people.house()
    found = []

    for _ in range(7):
        found.append(abuse.factor_for(house.pk))
        reported()

    assert found == [1, 1, 4, 4, 16, 16, 16]


def test_longer_work_has_more_steps():
    def steps(factor):
        return json.loads(base64.b64decode(solved(a_challenge(factor=factor))))["solution"]["counter"]

    assert max(steps(1) for _ in range(5)) <= abuse.MOST_STEPS
    assert min(steps(4) for _ in range(5)) >= abuse.FEWEST_STEPS * 4


def test_reports_of_another_house_do_not_make_the_work_longer(monkeypatch):
    monkeypatch.setattr(abuse, "REPORTS_AN_HOUR", 1)
    far = people.house("Huis Ver")

    reported()

    assert (abuse.factor_for(people.house().pk), abuse.factor_for(far.pk)) == (4, 1)


def test_address_is_over_its_limit_alone():
    for _ in range(abuse.LIMITS["code"]):
        assert not abuse.is_over("code", "192.0.2.1")
        abuse.count("code", "192.0.2.1")

    assert abuse.is_over("code", "192.0.2.1")
    assert not abuse.is_over("code", "192.0.2.2")
    assert not abuse.is_over("report", "192.0.2.1")


def test_household_counts_as_one_address():
    for number in range(abuse.LIMITS["code"]):
        abuse.count("code", f"2001:db8::{number:x}")

    assert abuse.is_over("code", "2001:db8::ffff")
    assert not abuse.is_over("code", "2001:db8:0:1::1")


def test_counts_and_their_key_are_gone_after_the_hour(monkeypatch):
    for _ in range(abuse.LIMITS["code"]):
        abuse.count("code", "192.0.2.1")
    key = abuse._hour.key

    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)

    assert not abuse.is_over("code", "192.0.2.1")
    assert abuse._hour.key != key
    assert sum(abuse._hour.counts.values()) == 0


def test_memory_does_not_grow_with_addresses(monkeypatch):
    monkeypatch.setattr(abuse, "MOST_ADDRESSES", 10)

    for number in range(50):
        abuse.count("code", f"192.0.2.{number}")

    assert len(abuse._hour.counts) <= 11


def test_no_address_stands_in_what_is_counted():
    abuse.count("code", "192.0.2.1")

    assert "192.0.2.1" not in repr(abuse._hour)
