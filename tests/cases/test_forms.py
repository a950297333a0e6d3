from datetime import timedelta

import pytest
from django.utils import timezone

from cases.forms import OpenCaseForm
from cases.forms.opening import PGA_NEEDS_DRIEHOEK
from cases.models import CaseGround, CaseKind
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def membership_of(user):
    with as_owner():
        return user.memberships.get().pk


def answers(**changes):
    """A whole and right form, as a browser sends it."""
    director = people.case_director()
    return {
        "title": "Onrust in de wijk",
        "kind": CaseKind.PERSON,
        "municipality": people.municipality().pk,
        "theme": people.theme().pk,
        "legal_ground": CaseGround.WGS,
        "met_wgs": ["areas", "chains", "surroundings"],
        "met_wet_pga": ["radicalisation", "decided"],
        "criteria": "Drie leefgebieden.",
        "proportionality": "De onrust is groot.",
        "subsidiarity": "Gesprekken hielpen niet.",
        "runs_until": timezone.localdate() + timedelta(days=100),
        "is_informed": "on",
        "informed": "Door de wijkagent, op 3 november.",
        "directors": [membership_of(director)],
        "partners": [people.police().pk],
        "party_label": "bewoner A",
        "party_relation": "buurman",
    } | changes


def form(act, *, options=(), **changes):
    coordinator = people.coordinator()
    data = answers(**changes)
    with act(coordinator):
        made = OpenCaseForm(data, house=people.house().house_profile, user=coordinator, **dict(options))
        made.is_valid()
    return made


def test_form_gives_the_keywords_of_open_case(act):
    made = form(act)

    assert made.errors == {}
    assert set(made.cleaned_data) == {
        "title",
        "kind",
        "municipality",
        "theme",
        "legal_ground",
        "criteria_met",
        "criteria",
        "proportionality",
        "subsidiarity",
        "is_informed",
        "informed",
        "inform_again_on",
        "runs_until",
        "is_restricted",
        "directors",
        "partners",
        "party",
    }
    assert made.cleaned_data["party"] == {"label": "bewoner A", "relation": "buurman"}


def test_form_without_party(act):
    made = form(act, party_label="", party_relation="")

    assert made.errors == {}
    assert made.cleaned_data["party"] is None


@pytest.mark.parametrize(
    "name",
    [
        "title",
        "kind",
        "municipality",
        "theme",
        "legal_ground",
        "criteria",
        "proportionality",
        "subsidiarity",
        "informed",
        "directors",
        "partners",
    ],
)
def test_form_without_an_answer_says_which(act, name):
    made = form(act, **{name: ""})

    assert list(made.errors) == [name]


def test_form_of_a_phenomenon_needs_nobody_informed(act):
    made = form(act, kind=CaseKind.PHENOMENON, informed="", party_label="", party_relation="")

    assert made.errors == {}


@pytest.mark.parametrize(
    ("met", "is_enough"),
    [
        ([], False),
        (["areas"], False),
        (["areas", "chains"], False),
        (["chains", "surroundings"], False),
        (["areas", "chains", "surroundings"], True),
        (["safety"], True),
        (["areas", "safety"], True),
    ],
)
def test_form_on_the_wgs_needs_its_points(act, met, is_enough):
    made = form(act, met_wgs=met, met_wet_pga=["radicalisation", "decided"])

    assert list(made.errors) == ([] if is_enough else ["met_wgs"])
    assert made.cleaned_data["criteria_met"] == met


def test_form_counts_the_points_of_the_chosen_ground_alone(act):
    made = form(act, legal_ground=CaseGround.OWN_TASK, met_own_task=[])

    assert list(made.errors) == ["met_own_task"]


@pytest.mark.parametrize(("days", "is_right"), [(None, False), (-1, False), (0, False), (1, True)])
def test_form_of_a_party_that_is_not_told_needs_a_day_to_look_again(act, days, is_right):
    again = "" if days is None else timezone.localdate() + timedelta(days=days)

    made = form(act, is_informed="", informed="Het is te vroeg.", inform_again_on=again)

    assert list(made.errors) == ([] if is_right else ["inform_again_on"])


def test_form_of_a_party_that_is_told_keeps_no_day(act):
    made = form(act, inform_again_on=timezone.localdate() + timedelta(days=5))

    assert (made.errors, made.cleaned_data["inform_again_on"]) == ({}, None)


@pytest.mark.parametrize(("days", "is_right"), [(0, False), (-1, False), (1, True)])
def test_form_ends_on_a_day_to_come(act, days, is_right):
    made = form(act, runs_until=timezone.localdate() + timedelta(days=days))

    assert list(made.errors) == ([] if is_right else ["runs_until"])


def test_form_with_a_relation_of_nobody(act):
    made = form(act, party_label="")

    assert list(made.errors) == ["party_label"]


def test_form_on_the_wet_pga_without_driehoek(act):
    made = form(act, legal_ground=CaseGround.WET_PGA)

    assert made.errors == {"legal_ground": [PGA_NEEDS_DRIEHOEK]}


def test_form_on_the_wet_pga_after_the_driehoek(act):
    made = form(act, legal_ground=CaseGround.WET_PGA, options={"pga_decided": True})

    assert made.errors == {}


def test_form_without_decision_needs_a_reason(act):
    without = form(act, options={"needs_reason": True})
    given = form(act, options={"needs_reason": True}, reason="Er is haast.")

    assert list(without.errors) == ["reason"]
    assert given.cleaned_data["reason"] == "Er is haast."


def test_form_offers_only_this_house(act):
    other = people.house("Veiligheidshuis Zuid")
    elsewhere = people.organisation("Politie Zuid", house=other)
    municipality = people.municipality("Zuidstad", of=other)
    theme = people.theme("water", of=other)
    director = people.case_director("Regisseur Zuid", at=other)

    made = form(
        act,
        partners=[elsewhere.pk],
        municipality=municipality.pk,
        theme=theme.pk,
        directors=[membership_of(director)],
    )

    assert sorted(made.errors) == ["directors", "municipality", "partners", "theme"]


def test_form_keeps_what_was_typed(act):
    made = form(act, title="")

    assert made["criteria"].value() == "Drie leefgebieden."
