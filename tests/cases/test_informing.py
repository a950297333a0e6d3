"""Telling the party of the case: how, or why not yet and when to look again; what was said stays."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Case, Informing
from tests import people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

LATER = timezone.localdate() + timedelta(days=30)


@pytest.fixture
def of_person(running):
    def make(**fields):
        return running(**({"kind": "person", "informed": "Nog te vroeg.", "inform_again_on": LATER} | fields))

    return make


def test_opening_keeps_what_was_said_first(act, opening):
    coordinator = people.coordinator()

    with act(coordinator):
        answers = opening(kind="person", informed="Nog te vroeg.", inform_again_on=LATER)
        case = services.open_case(people.house().house_profile, by=coordinator, **answers)
        said = [(one.is_informed, one.text, one.again_on) for one in case.informings.all()]

    assert said == [(False, "Nog te vroeg.", LATER)]


@pytest.mark.parametrize("who", ["case_director", "coordinator"])
def test_telling_stands_on_the_case_and_what_was_said_before_stays(act, of_person, who):
    case, user = of_person(), getattr(people, who)()

    with act(user):
        services.inform_party(
            case, by=user, is_informed=False, informed="Nog steeds niet.", inform_again_on=LATER
        )
        services.inform_party(case, by=user, is_informed=True, informed="In een gesprek thuis.")
        now = Case.objects.get(pk=case.pk)
        said = [one.text for one in case.informings.all()]

    assert (now.is_informed, now.informed, now.inform_again_on) == (True, "In een gesprek thuis.", None)
    assert said == ["In een gesprek thuis.", "Nog steeds niet."]


@pytest.mark.parametrize("who", ["police_member"])
def test_telling_is_laid_down_by_who_directs(act, of_person, who):
    case, user = of_person(), getattr(people, who)()

    with act(user), pytest.raises(NotAllowed):
        services.inform_party(case, by=user, is_informed=True, informed="x")


def test_nothing_is_said_of_a_closed_case(act, of_person, closed):
    case = closed(of_person())

    with act(people.coordinator()), pytest.raises(WrongState):
        services.inform_party(case, by=people.coordinator(), is_informed=True, informed="x")


def test_what_was_said_never_changes(act, of_person):
    case = of_person()
    with act(people.case_director()):
        services.inform_party(case, by=people.case_director(), is_informed=True, informed="Thuis.")

    with act(people.coordinator()), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Informing.objects.update(text="x")


@pytest.mark.parametrize("days", [0, -3])
def test_day_to_look_again_turns_red(login, of_person, days):
    case = of_person(inform_again_on=timezone.localdate() + timedelta(days=days))

    page = login(people.police_member()).get(case.get_absolute_url())

    assert "opnieuw bekijken" in page.text


def test_database_wants_a_day_or_that_it_was_told(of_person):
    case = of_person()

    for wrong in ({"inform_again_on": None}, {"is_informed": True}):
        with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)


def test_telling_through_the_page(login, of_person):
    case, browser = of_person(), login(people.case_director())
    url = reverse("cases:inform", args=[case.number])

    without_day = browser.post(url, {"informed": "Hij is opgenomen."})
    told = browser.post(url, {"is_informed": "on", "informed": "In een gesprek thuis."}, follow=True)

    assert "Kies de dag waarop u opnieuw bekijkt of inlichten kan." in without_day.text
    assert "Hij is opgenomen." in without_day.text
    assert "De betrokkene is ingelicht" in told.text
