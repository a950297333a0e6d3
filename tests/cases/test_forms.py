import pytest

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
        "criteria": "Drie leefgebieden.",
        "proportionality": "De onrust is groot.",
        "subsidiarity": "Gesprekken hielpen niet.",
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
        "criteria",
        "proportionality",
        "subsidiarity",
        "is_informed",
        "informed",
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
