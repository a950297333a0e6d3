"""The end of a case: what must be settled first, who was told what, and who goes on."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases import services
from cases.models import Case, CaseState, PartnerRequest
from tests import people
from tests.cases import planning
from tests.cases.closing import ENDING, ending
from tests.conftest import as_owner
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db

TAKES_OVER = "Houdt het contact met de buurt."


@pytest.fixture
def handed(act, care, care_member):
    """Care says yes to going on with this case; gives the question."""

    def ask(case):
        coordinator = people.coordinator()
        with act(coordinator):
            asked = services.ask_handover(case, by=coordinator, organisation=care, text=TAKES_OVER)
        with act(care_member):
            services.accept_partner_request(asked, by=care_member, answer="")
        with as_owner():
            return PartnerRequest.objects.get(pk=asked.pk)

    return ask


def close(act, case, **changes):
    coordinator = people.coordinator()
    with act(coordinator):
        return services.close_case(case, by=coordinator, **ending(**changes))


@pytest.mark.parametrize("state", ["reached", "partly", "not_reached"])
def test_case_closes_when_every_goal_has_a_result(act, running, state):
    case = running()
    goal = planning.goal(case, state=state)
    planning.intervention(goal, state="done", effect="worked", effect_text="Hij gaat weer naar school.")

    assert close(act, case).state == CaseState.CLOSED


def test_open_goal_keeps_a_case_open(act, running):
    case = running()
    planning.goal(case)

    with pytest.raises(WrongState, match="bij elk doel"):
        close(act, case)


@pytest.mark.parametrize(
    "fields",
    [{"state": "planned"}, {"state": "running"}, {"state": "done"}, {"state": "stopped", "end_reason": "x"}],
)
def test_intervention_without_effect_keeps_a_case_open(act, running, fields):
    case = running()
    planning.intervention(planning.goal(case, state="reached"), **fields)

    with pytest.raises(WrongState, match="elke interventie"):
        close(act, case)


def test_what_is_not_settled_is_said_before_anything_is_typed(login, running):
    case = running()
    planning.goal(case)

    page = login(people.coordinator()).get(reverse("cases:close", args=[case.number]), follow=True)

    assert page.redirect_chain == [(case.get_absolute_url(), 302)]
    assert "Geef eerst in het plan bij elk doel aan of het is bereikt" in page.text


def test_case_is_handed_over_to_who_said_yes(act, login, running, handed, care_member):
    case = running()
    asked = handed(case)

    closed = close(act, case, handover=asked, no_handover="")
    page = login(people.police_member()).get(case.get_absolute_url())
    with act(care_member):
        seen = (Case.objects.count(), PartnerRequest.objects.get().text)

    assert (closed.handover, closed.handover_name) == (asked, "Zorg")
    assert ["Wie gaat verder" in page.text, "Zorg" in page.text, TAKES_OVER in page.text] == [
        True,
        True,
        False,
    ]
    assert seen == (0, TAKES_OVER)


def test_saying_yes_to_a_handover_opens_nothing(act, running, handed, care_member):
    handed(running())

    with act(care_member):
        assert Case.objects.count() == 0


@pytest.mark.parametrize("both", [True, False])
def test_somebody_goes_on_or_a_reason_says_why_nobody(act, running, handed, both):
    case = running()
    fields = {"handover": handed(case), "no_handover": "x"} if both else {"no_handover": ""}

    with pytest.raises(WrongState, match="Kies wie verdergaat"):
        close(act, case, **fields)


def test_database_wants_who_goes_on_or_why_nobody(act, running):
    case = close(act, running())

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(no_handover="")


def test_only_who_said_yes_is_offered(act, login, running, handed, care):
    case = running()
    with act(people.coordinator()):
        services.ask_handover(case, by=people.coordinator(), organisation=people.police(), text="x")
    handed(case)

    page = login(people.coordinator()).get(reverse("cases:close", args=[case.number]))

    offered = page.text.split('name="handover"')[1].split("</select>")[0]
    assert [name in offered for name in ("niemand", "Zorg", "Politie")] == [True, True, False]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"told": ""}, "Schrijf wie over het einde is ingelicht, en waarover."),
        ({"no_handover": ""}, "Schrijf waarom niemand het overneemt, of kies wie verdergaat."),
        ({"result": ""}, "Schrijf wat de aanpak heeft opgeleverd."),
    ],
)
def test_wrong_ending_comes_back_as_typed(login, running, changes, sentence):
    url = reverse("cases:close", args=[running().number])

    page = login(people.coordinator()).post(url, ending(**changes))

    assert sentence in page.text
    assert [text in page.text for name, text in ENDING.items() if name not in changes] == [True, True]


def test_whole_ending_through_the_pages(login, running, care, care_member):
    case, desk, browser = running(), login(people.coordinator()), login(care_member)

    desk.post(reverse("cases:ask-handover", args=[case.number]), {"to": f"o{care.pk}", "text": TAKES_OVER})
    with as_owner():
        asked = PartnerRequest.objects.get()
    question = browser.get(asked.get_absolute_url())
    browser.post(reverse("cases:answer-partner-request", args=[asked.pk]), {"is_agreed": "yes", "answer": ""})
    answers = ending(handover=asked.pk, no_handover="")
    page = desk.post(reverse("cases:close", args=[case.number]), answers, follow=True)

    assert [TAKES_OVER in question.text, case.title in question.text] == [True, False]
    assert "De casus is gesloten." in page.text
    assert "De buurt weet het." in page.text
