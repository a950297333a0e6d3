"""Adding to the picture of a case and correcting it: what is asked, and what stays when something is wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.models import Observation, TriggerFactor
from partners.roles import Role
from tests import people
from tests.cases.pictures import happened, page, said, today
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

SECRET = "De huur is drie maanden niet betaald."


def typed(**changes):
    return {
        "area": "housing",
        "level": "concern",
        "reasons": "Er is drie maanden geen huur betaald.",
        "signs_for": "",
        "signs_against": "Er ligt een aanvraag voor hulp.",
        "source": "wijkteam",
        "known_by": "told",
        "day": today().isoformat(),
    } | changes


def typed_trigger(**changes):
    return {
        "factor": "loss",
        "turn": "turning_point",
        "text": "Hij verloor zijn baan.",
        "source": "wijkteam",
        "known_by": "told",
        "day": today().isoformat(),
    } | changes


def stored(model=Observation):
    with as_owner():
        return list(model.objects.order_by("pk").select_related("organisation", "written_by"))


def test_observation_is_put_in_the_picture(login, running):
    case = running()

    response = login(people.police_member()).post(page(case, "add-observation"), typed())

    (kept,) = stored()
    assert response.url == f"{page(case)}#housing"
    assert (kept.area, kept.level, kept.organisation) == ("housing", "concern", people.police())


def test_trigger_factor_is_put_in_the_picture(login, running):
    case = running()

    response = login(people.police_member()).post(page(case, "add-trigger"), typed_trigger())

    (kept,) = stored(TriggerFactor)
    assert response.url == f"{page(case)}#triggerfactoren"
    assert (kept.factor, kept.turn, kept.organisation) == ("loss", "turning_point", people.police())


def test_form_begins_with_the_area_it_was_opened_from(login, running):
    response = login(people.police_member()).get(f"{page(running(), 'add-observation')}?gebied=family")

    assert response.context["form"]["area"].value() == "family"


@pytest.mark.parametrize("area", ["odd", "%00"])
def test_form_with_an_odd_area_asks_for_one(login, running, area):
    response = login(people.police_member()).get(f"{page(running(), 'add-observation')}?gebied={area}")

    assert response.context["form"]["area"].value() is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("day", (timezone.localdate() + timedelta(days=1)).isoformat(), "Deze dag moet nog komen."),
        ("day", "", "Vul in over welke dag het gaat."),
        ("day", "31-02-2026", "Vul een datum in, zoals 18-11-2026."),
        ("day", "0026-01-01", "Dit jaar klopt niet."),
        ("area", "", "Kies een leefgebied uit de lijst."),
        ("area", "odd", "Kies een leefgebied uit de lijst."),
        ("level", "", "Kies wat het beste past."),
        ("reasons", " ", "Schrijf op waarom dit het oordeel is."),
        ("source", "", "Schrijf op van wie dit komt."),
    ],
)
def test_wrong_answer_gets_a_sentence_and_what_was_typed_stays(login, running, field, value, sentence):
    response = login(people.police_member()).post(page(running(), "add-observation"), typed(**{field: value}))

    assert sentence in response.text
    assert field in response.context["form"].errors
    assert "Er ligt een aanvraag voor hulp." in response.text
    assert stored() == []


def test_day_before_the_case_was_opened_is_fine(login, running):
    login(people.police_member()).post(page(running(), "add-observation"), typed(day=today(9000).isoformat()))

    assert [one.day for one in stored()] == [today(9000)]


def test_who_writes_for_several_organisations_chooses_one(login, running):
    town = people.municipality().organisation
    member = people.police_member()
    with as_owner():
        member.memberships.create(
            organisation=town, role=Role.PARTICIPANT, valid_from=timezone.now() - timedelta(days=9)
        )
    case = running(partners=[people.police(), town])
    browser = login(member)

    without = browser.post(page(case, "add-observation"), typed())
    browser.post(page(case, "add-observation"), typed(organisation=town.pk))
    foreign = browser.post(page(case, "add-observation"), typed(organisation=people.house().pk))

    assert "organisation" in without.context["form"].errors
    assert "organisation" in foreign.context["form"].errors
    assert [one.organisation for one in stored()] == [town]


def test_name_in_a_text_is_asked_about_once(login, running):
    case, browser = running(), login(people.police_member())
    named = typed(reasons="Gesproken met Pieter de Vries over de huur.")

    asked = browser.post(page(case, "add-observation"), named)
    kept_then = stored()
    seen = asked.context["privacy"].seen_after
    browser.post(page(case, "add-observation"), named | {"privacyscan_seen": seen})

    assert "Is dit nodig?" in asked.text
    assert (kept_then, len(stored())) == ([], 1)


def test_name_is_replaced_by_a_letter(login, running):
    case = running()
    named = typed(reasons="Gesproken met Pieter de Vries over de huur.")

    response = login(people.police_member()).post(
        page(case, "add-observation"), named | {"privacyscan_replace": "persoon A"}
    )

    assert response.context["form"]["reasons"].value() == "Gesproken met persoon A over de huur."
    assert response.context["form"]["signs_against"].value() == named["signs_against"]
    assert stored() == []


def test_correction_begins_with_the_first_words_and_asks_why(login, running):
    case = running()
    entry, browser = said(case), login(people.police_member())

    asked = browser.get(page(case, "correct-observation", entry.pk))
    without = browser.post(page(case, "correct-observation", entry.pk), typed())
    browser.post(page(case, "correct-observation", entry.pk), typed(correction="Het waren er drie."))

    assert asked.context["form"]["reasons"].value() == SECRET
    assert "Schrijf op wat er niet klopte." in without.text
    assert [(one.corrects_id, one.correction) for one in stored()] == [
        (None, ""),
        (entry.pk, "Het waren er drie."),
    ]


def test_trigger_factor_is_corrected(login, running):
    case = running()
    trigger, browser = happened(case), login(people.police_member())

    browser.post(page(case, "correct-trigger", trigger.pk), typed_trigger(correction="Een andere dag."))

    assert [one.corrects_id for one in stored(TriggerFactor)] == [None, trigger.pk]
    assert "Eerder opgeschreven, daarna gecorrigeerd" in browser.get(page(case)).text


def test_of_two_who_correct_at_once_the_second_reads_both_texts(login, running):
    case = running()
    entry, browser = said(case), login(people.police_member())
    said(case, corrects=entry, reasons="De eerste correctie.", correction="Ik was eerst.")

    response = browser.post(
        page(case, "correct-observation", entry.pk),
        typed(reasons="De tweede correctie.", correction="Ik was tweede."),
    )

    assert response.text.count("Dit is al gecorrigeerd.") == 1
    assert "De eerste correctie." in response.text
    assert "De tweede correctie." in response.text
    assert len(stored()) == 2


def test_corrected_entry_is_not_corrected_again(login, running):
    case = running()
    entry = said(case)
    said(case, corrects=entry, correction="Ik was eerst.")

    response = login(people.police_member()).get(page(case, "correct-observation", entry.pk), follow=True)

    assert "Dit is al gecorrigeerd." in response.text


def test_case_that_closes_while_somebody_types_keeps_his_words(login, running, closed):
    case = running()
    browser = login(people.police_member())
    browser.get(page(case, "add-observation"))

    closed(case)
    response = browser.post(page(case, "add-observation"), typed())

    assert response.status_code == 200
    assert response.text.count("Deze casus is gesloten.") == 1
    assert "Er ligt een aanvraag voor hulp." in response.text
    assert stored() == []
