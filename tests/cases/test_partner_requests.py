"""One task with its return, the lead, and an organisation that stops by itself."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases import services
from cases.models import Case, CaseEvent, PartnerRequest, PartnerRequestState
from tests import people
from tests.cases.closing import ENDING
from tests.cases.reading import parts_of
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

TASK = "Voer één gesprek met de buurtvereniging."


@pytest.fixture
def referred(act, care):
    """The coordinator asks care for one task in this case."""

    def refer(case, **fields):
        with act(people.coordinator()):
            return services.refer_task(
                case, by=people.coordinator(), **({"organisation": care, "text": TASK} | fields)
            )

    return refer


def again(row):
    with as_owner():
        return type(row).objects.get(pk=row.pk)


# -- one task


def test_task_is_read_without_the_case(act, login, running, referred, care_member):
    case = running()
    request = referred(case)

    with act(care_member):
        seen = (Case.objects.count(), [one.text for one in PartnerRequest.objects.all()])
    page = login(care_member).get(request.get_absolute_url())

    assert seen == (0, [TASK])
    assert (page.status_code, TASK in page.text, case.title in page.text) == (200, True, False)


def test_yes_to_a_task_opens_the_overview_of_the_case_alone(act, running, referred, care_member):
    case = running()
    request = referred(case)

    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="Dat doen wij.")
        seen = (Case.objects.count(), parts_of(case))

    assert seen == (1, set())
    assert again(request).state == PartnerRequestState.AGREED


def test_returning_the_task_ends_the_access_at_once(act, running, referred, care_member):
    case = running()
    request = referred(case)

    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="")
        services.return_task(request, by=care_member, result="Het gesprek was rustig.")
        seen = (Case.objects.count(), PartnerRequest.objects.get().result)

    assert seen == (0, "Het gesprek was rustig.")


def test_returning_a_task_leaves_a_partner_that_took_part_already(act, running, referred, care, care_member):
    case = running(partners=[care], parts=["plan"])
    request = referred(case)

    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="")
        services.return_task(request, by=care_member, result="Klaar.")
        seen = (Case.objects.count(), parts_of(case))

    assert seen == (1, {"plan"})


def test_no_to_a_task_is_told_in_the_case(act, running, referred, care_member):
    case = running()
    request = referred(case)

    with act(care_member):
        services.decline_partner_request(request, by=care_member, answer="Wij hebben geen plek.")
        seen = Case.objects.count()
    with act(people.case_director()):
        lines = list(case.events.order_by("pk").values_list("text", flat=True))

    assert seen == 0
    assert lines[-2:] == [
        "Zorg kreeg een vraag: doorverwijzing voor één taak",
        "Zorg zegt nee op een vraag over een taak",
    ]


def test_withdrawn_task_is_read_no_more(act, running, referred, care_member):
    request = referred(running())

    with act(people.coordinator()):
        services.withdraw_partner_request(request, by=people.coordinator())
    with act(care_member):
        assert PartnerRequest.objects.count() == 0


@pytest.mark.parametrize("late", ["answered", "withdrawn", "closed"])
def test_task_is_answered_once(act, running, referred, care_member, closed, late):
    case = running()
    request = referred(case)
    with act(people.coordinator()):
        if late == "withdrawn":
            services.withdraw_partner_request(request, by=people.coordinator())
    if late == "answered":
        with act(care_member):
            services.decline_partner_request(request, by=care_member, answer="nee")
    if late == "closed":
        closed(case)

    with act(care_member), pytest.raises(WrongState):
        services.accept_partner_request(request, by=care_member, answer="")


@pytest.mark.parametrize("who", ["police_member", "officer", "coordinator", "case_director"])
def test_task_is_answered_by_who_is_asked(act, running, referred, who):
    request, user = referred(running()), getattr(people, who)()

    with act(user), pytest.raises((NotAllowed, WrongState)):
        services.accept_partner_request(request, by=user, answer="")


def test_second_question_waits_for_the_first(running, referred):
    case = running()
    referred(case)

    with pytest.raises(WrongState, match="wacht op antwoord"):
        referred(case)


def test_mail_about_a_task_has_no_content(running, referred, care_member, django_capture_on_commit_callbacks):
    case = running()

    with django_capture_on_commit_callbacks(execute=True):
        referred(case)

    assert [message.to for message in mail.outbox] == [[care_member.email]]
    assert [word in mail.outbox[0].body for word in (case.number, TASK, case.title)] == [False] * 3


def test_question_in_a_shielded_case_is_for_one_person(act, running, referred, care_member):
    case = running(by=people.coordinator(), is_restricted=True)
    with as_owner():
        membership = care_member.memberships.select_related("organisation").get()
    colleague = people.person("Collega", "participant", membership.organisation)

    with pytest.raises(WrongState, match="Kies een persoon"):
        referred(case)
    request = referred(case, membership=membership)
    with act(colleague):
        of_colleague = PartnerRequest.objects.count()
    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="")
        of_member = Case.objects.count()
    with act(colleague):
        case_of_colleague = Case.objects.count()
    with act(care_member):
        services.return_task(request, by=care_member, result="Klaar.")
        after = Case.objects.count()

    assert (of_colleague, of_member, case_of_colleague, after) == (0, 1, 0, 0)


def test_whole_organisation_is_not_asked_past_the_service_in_a_shielded_case(act, running, care):
    case, coordinator = running(by=people.coordinator(), is_restricted=True), people.coordinator()
    about = {"case": case, "house_id": case.house_id, "number": case.number, "organisation": care}

    with act(coordinator), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        PartnerRequest.objects.create(**about, kind="task", text="x", asked_by=coordinator)


def test_shielding_takes_the_question_from_the_organisation(act, running, referred, care_member):
    case = running(by=people.coordinator())
    referred(case)

    with act(people.coordinator()):
        services.restrict(case, by=people.coordinator(), is_restricted=True)
    with act(care_member):
        assert PartnerRequest.objects.count() == 0


# -- the lead


def test_lead_passes_when_the_partner_says_yes(act, running, care, care_member):
    case, coordinator = running(partners=[people.police(), care]), people.coordinator()
    with as_owner():
        case.partners.filter(organisation=people.police()).update(is_lead=True)

    with act(coordinator):
        request = services.offer_lead(case, by=coordinator, organisation=care, text="U kent de buurt.")
        before = [one.organisation.name for one in case.partners.filter(is_lead=True)]
    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="")
        after = [one.organisation.name for one in case.partners.filter(is_lead=True)]

    assert (before, after) == (["Politie"], ["Zorg"])


def test_lead_stays_when_the_partner_says_no(act, running, care, care_member):
    case, coordinator = running(partners=[people.police(), care]), people.coordinator()
    with as_owner():
        case.partners.filter(organisation=people.police()).update(is_lead=True)

    with act(coordinator):
        request = services.offer_lead(case, by=coordinator, organisation=care, text="U kent de buurt.")
    with act(care_member):
        services.decline_partner_request(request, by=care_member, answer="Geen tijd.")

    with as_owner():
        assert [one.organisation.name for one in case.partners.filter(is_lead=True)] == ["Politie"]


def test_lead_of_who_left_meanwhile_is_no_lead(act, running, care, care_member):
    case, coordinator = running(partners=[people.police(), care]), people.coordinator()
    with act(coordinator):
        request = services.offer_lead(case, by=coordinator, organisation=care, text="U kent de buurt.")
        with as_owner():
            partner = case.partners.select_related("case", "organisation").get(organisation=care)
        services.leave(partner, by=coordinator, reason="Fusie.")

    with act(care_member), pytest.raises(WrongState, match="kan niet meer"):
        services.accept_partner_request(request, by=care_member, answer="")


def test_lead_is_offered_to_who_takes_part(act, running, care):
    case = running()

    with act(people.coordinator()), pytest.raises(WrongState, match="doet niet mee"):
        services.offer_lead(case, by=people.coordinator(), organisation=care, text="x")


def test_database_keeps_one_lead(running, care):
    case = running(partners=[people.police(), care])

    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        case.partners.update(is_lead=True)


# -- stopping


def test_organisation_stops_by_itself(act, running):
    member, case = people.police_member(), running()
    with as_owner():
        partner = case.partners.select_related("case", "organisation").get()

    with act(member):
        services.leave(partner, by=member, reason="Onze taak is klaar.")
        seen = Case.objects.count()

    with as_owner():
        last = CaseEvent.objects.filter(case=case).order_by("pk").last().text
    assert (seen, again(partner).leave_reason, last) == (
        0,
        "Onze taak is klaar.",
        "Politie doet niet meer mee",
    )


def test_somebody_else_cannot_stop_it(act, running, care, care_member):
    case = running(partners=[people.police(), care])
    with as_owner():
        partner = case.partners.select_related("case", "organisation").get(organisation=people.police())

    with act(care_member), pytest.raises(NotAllowed):
        services.leave(partner, by=care_member, reason="x")
    with act(care_member), connection.cursor() as cursor:
        cursor.execute("SELECT zvh.leave_case(%s, 'x')", [partner.pk])
        assert cursor.fetchone() == (False,)


def test_last_partner_that_stops_is_missed_on_the_page(login, running):
    case, member = running(), people.police_member()
    with as_owner():
        partner = case.partners.get()

    stopped = login(member).post(
        reverse("cases:leave", args=[case.number, partner.pk]), {"reason": "Klaar."}, follow=True
    )
    page = login(people.coordinator()).get(case.get_absolute_url())

    assert stopped.redirect_chain == [(reverse("cases:list"), 302)]
    assert "Geen organisatie doet nog mee" in page.text


def test_director_out_of_service_is_missed_on_the_page(login, running):
    case = running()
    with as_owner():
        people.case_director().memberships.update(valid_until=timezone.now() - timedelta(minutes=1))

    page = login(people.coordinator()).get(case.get_absolute_url())

    assert "Deze casus heeft geen casusregisseur" in page.text


def test_closing_waits_for_a_task_and_withdraws_what_waits(act, running, referred, care, care_member):
    case, coordinator = running(partners=[people.police()]), people.coordinator()
    request = referred(case)

    with act(care_member):
        services.accept_partner_request(request, by=care_member, answer="")
    with act(coordinator), pytest.raises(WrongState, match="doorverwijzing bij Zorg"):
        services.close_case(case, by=coordinator, **ENDING)
    with act(care_member):
        services.return_task(request, by=care_member, result="Klaar.")
    second = referred(case)
    with act(coordinator):
        services.close_case(case, by=coordinator, **ENDING)

    assert again(second).state == PartnerRequestState.WITHDRAWN


# -- pages


def test_whole_way_of_a_task_through_the_pages(login, running, care, care_member):
    case = running()
    desk, browser = login(people.coordinator()), login(care_member)
    due_on = timezone.localdate() + timedelta(days=7)

    past = desk.post(
        reverse("cases:refer", args=[case.number]),
        {"to": f"o{care.pk}", "text": TASK, "due_on": timezone.localdate() - timedelta(days=1)},
    )
    asked = desk.post(
        reverse("cases:refer", args=[case.number]),
        {"to": f"o{care.pk}", "text": TASK, "due_on": due_on},
        follow=True,
    )
    with as_owner():
        request = PartnerRequest.objects.get()
    overview = browser.get("/")
    no_reason = browser.post(
        reverse("cases:answer-partner-request", args=[request.pk]), {"is_agreed": "no", "answer": ""}
    )
    agreed = browser.post(
        reverse("cases:answer-partner-request", args=[request.pk]),
        {"is_agreed": "yes", "answer": "Graag."},
        follow=True,
    )
    returned = browser.post(
        reverse("cases:return-task", args=[request.pk]), {"result": "Het was rustig."}, follow=True
    )

    assert "Deze dag is voorbij." in past.text
    assert "De vraag is gesteld." in asked.text
    assert "doorverwijzing voor één taak" in overview.text
    assert "Schrijf waarom u niet akkoord gaat." in no_reason.text
    assert "Taak teruggeven" in agreed.text
    assert "Het was rustig." in returned.text


@pytest.mark.parametrize("count", [1, 30])
def test_questions_of_a_case_take_no_query_each(login, act, running, count_queries, count):
    case = running()
    with as_owner():
        for n in range(count):
            organisation = people.organisation(f"Organisatie {n}", house=people.house())
            about = {"house_id": case.house_id, "number": case.number, "organisation": organisation}
            case.partner_requests.create(**about, kind="task", text="x", asked_by=people.coordinator())
    browser = login(people.coordinator())

    taken = count_queries(lambda: browser.get(case.get_absolute_url()))

    assert taken == 15
