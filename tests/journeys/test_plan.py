"""The plan of a case: what two people write at once, a template given out, and how it looks on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessible import faults_of_frame, faults_of_look

TITLE = "Jongen klem in een groep die werft"


def open_plan(page):
    page.goto("/casussen/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.get_by_role("heading", name="Aan zet")).to_be_visible()


def open_first_goal(page):
    open_plan(page)
    page.get_by_role("link", name=re.compile("^Doel bijwerken")).first.click()
    expect(page.get_by_role("textbox", name="Wat willen we bereiken?")).to_be_visible()


def save(page):
    page.get_by_role("button", name="Bewaren").click()


def test_two_people_at_one_goal_both_keep_their_text(visit):
    one, other = visit("casusregisseur"), visit("procesregisseur", width=360)
    open_first_goal(one)
    open_first_goal(other)

    one.get_by_role("textbox", name="Wat willen we bereiken?").fill(
        "Hij ziet de groep hoogstens eens per maand."
    )
    save(one)
    expect(one.get_by_text("Het doel is bijgewerkt.")).to_be_visible()
    other.get_by_role("textbox", name="Wat willen we bereiken?").fill(
        "Hij ziet de groep alleen op het sportveld."
    )
    save(other)

    expect(other.get_by_text("Iemand anders veranderde dit intussen")).to_be_visible()
    expect(other.get_by_text("Hij ziet de groep hoogstens eens per maand.")).to_be_visible()
    expect(other.get_by_role("textbox", name="Wat willen we bereiken?")).to_have_value(
        "Hij ziet de groep alleen op het sportveld."
    )
    assert faults_of_frame(other) + faults_of_look(other) == []
    save(other)
    expect(other.get_by_text("Het doel is bijgewerkt.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_director_gives_out_a_template_on_a_phone(visit, javascript):
    page = visit("casusregisseur", width=360, javascript=javascript)
    open_plan(page)
    page.get_by_role("link", name="Sjabloon uitzetten").click()
    page.get_by_role("link", name=re.compile("Casus sluiten$")).click()
    first = page.get_by_role("region", name="Taak 1", exact=True)

    first.get_by_label("Wat gaat er gebeuren?").fill("Elk doel nalopen")
    first.get_by_label("Door wie?").select_option(index=1)
    for number in (2, 3, 4):
        task = page.get_by_role("region", name=f"Taak {number}", exact=True)
        task.get_by_label("Uitzetten").uncheck(force=True)
    page.get_by_role("button", name="Afspraken maken").click()

    expect(page.get_by_text("De afspraak is gemaakt.")).to_be_visible()
    expect(page.get_by_role("region", name="Afspraken zonder doel")).to_contain_text("Elk doel nalopen")


def test_pages_of_the_plan_are_accessible(visit):
    page, wrong = visit("casusregisseur"), []
    open_plan(page)
    plan = page.url
    page.get_by_role("link", name=re.compile("^Interventie toevoegen")).first.click()
    goal = page.url.removesuffix("interventies/")

    for address in (plan, f"{plan}?dag=2026-07-01", f"{plan}doelen/", f"{plan}sjablonen/", goal):
        page.goto(address)
        wrong += faults_of_frame(page) + faults_of_look(page)

    assert wrong == []
