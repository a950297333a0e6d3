"""An organisation asks to join a case, and learns nothing of whether there is one."""

import pytest
from django.urls import reverse

from audit.models import Entry
from cases import services
from cases.models import Case, PartnerRequest
from cases.queries import requests_for
from tests import people
from tests.cases.reading import parts_of
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed

pytestmark = pytest.mark.django_db

REASON = "Wij kennen het gezin."


@pytest.fixture
def asked_to_join(act, care_member):
    """Somebody of care asks to join this number; gives the question, when it reached somebody."""

    def ask(number):
        with act(care_member):
            membership = care_member.memberships.get()
            services.ask_to_join(number, by=care_member, membership=membership, reason=REASON)
        with as_owner():
            return PartnerRequest.objects.select_related("organisation", "case").filter(kind="join").first()

    return ask


@pytest.mark.parametrize("restricted", [False, True])
def test_who_asks_to_join_learns_nothing(act, running, care_member, asked_to_join, restricted):
    case = running(is_restricted=restricted)

    made, none = asked_to_join(case.number), asked_to_join("C-2020-999")
    with act(care_member):
        seen = (Case.objects.count(), PartnerRequest.objects.count(), requests_for(care_member))
    with as_owner():
        lines = list(
            Entry.objects.filter(action="ask_to_join").values_list("kind", "object_id", "number", "details")
        )

    assert (made.case, none.pk) == (case, made.pk)
    assert seen == (0, 0, [])
    assert lines == [("", None, "", {})] * 2


def test_question_to_join_waits_for_the_coordinator(act, login, running, asked_to_join):
    case = running()
    request = asked_to_join(case.number)

    with act(people.coordinator()):
        waiting = requests_for(people.coordinator())
    overview = login(people.coordinator()).get("/")

    assert waiting == [request]
    assert "Zorg: wil meedoen" in overview.text


@pytest.mark.parametrize("kind", ["closed", "takes part", "asked before"])
def test_question_to_join_reaches_nobody(act, running, closed, asked_to_join, care, kind):
    case = running(partners=[care] if kind == "takes part" else [people.police()])
    if kind == "closed":
        closed(case)
    if kind == "asked before":
        asked_to_join(case.number)

    asked_to_join(case.number)

    with as_owner():
        assert PartnerRequest.objects.count() == (1 if kind == "asked before" else 0)


def test_question_to_join_of_another_house_reaches_nobody(act, running):
    case, far = running(), people.organisation("Zorg ver", house=people.house("Huis Ver"))
    stranger = people.person("Verre", "participant", far)

    with act(stranger):
        membership = stranger.memberships.get()
        services.ask_to_join(case.number, by=stranger, membership=membership, reason=REASON)

    with as_owner():
        assert PartnerRequest.objects.count() == 0


def test_coordinator_lets_an_organisation_join(act, running, asked_to_join, care_member):
    case, coordinator = running(), people.coordinator()
    request = asked_to_join(case.number)

    with act(coordinator):
        services.let_join_on_request(
            request, by=coordinator, answer="Welkom.", task="Bezoekt.", parts=["plan"]
        )
    with act(care_member):
        seen = (Case.objects.count(), parts_of(case), PartnerRequest.objects.get().answer)

    assert seen == (1, {"plan"}, "Welkom.")
    with as_owner():
        assert PartnerRequest.objects.get().partner.task == "Bezoekt."


def test_refusal_is_read_by_who_asked_and_the_case_is_not(act, running, asked_to_join, care_member):
    case, coordinator = running(), people.coordinator()
    request = asked_to_join(case.number)

    with act(coordinator):
        services.refuse_join(request, by=coordinator, answer="Dit doet de gemeente al.")
    with act(care_member):
        seen = (Case.objects.count(), PartnerRequest.objects.get().answer)

    assert seen == (0, "Dit doet de gemeente al.")


@pytest.mark.parametrize("who", ["case_director", "police_member", "officer"])
def test_who_wants_to_join_is_answered_by_the_coordinator_alone(act, running, asked_to_join, who):
    user, request = getattr(people, who)(), None
    request = asked_to_join(running().number)

    with act(user), pytest.raises((NotAllowed, Case.DoesNotExist, PartnerRequest.DoesNotExist)):
        services.refuse_join(request, by=user, answer="nee")


@pytest.mark.parametrize("who", ["officer", "case_director", "administrator", "expert", "privacy_officer"])
def test_asking_to_join_is_for_participants(login, who):
    assert login(getattr(people, who)()).get(reverse("cases:ask-to-join")).status_code == 403


def test_asking_to_join_through_the_page(login, running, care_member):
    case, browser = running(), login(care_member)
    url = reverse("cases:ask-to-join")
    with as_owner():
        membership = care_member.memberships.get().pk

    wrong = browser.post(url, {"number": "casus 14", "membership": membership, "reason": REASON})
    right = {"number": case.number.lower(), "membership": membership, "reason": REASON}
    hit = browser.post(url, right, follow=True)
    miss = browser.post(url, right | {"number": "C-2020-999"}, follow=True)

    assert "Schrijf het nummer zoals C-2026-014." in wrong.text
    assert REASON in wrong.text
    assert ["Uw vraag is verstuurd." in page.text for page in (hit, miss)] == [True, True]
    assert len(hit.content) == len(miss.content)
