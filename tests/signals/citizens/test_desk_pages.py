"""What the desk does with reports without an account: entering, checking, writing, reaching the reporter."""

import pytest
from django.urls import reverse

from audit.models import Entry
from signals.models import ContactRequest, Intake, Message, Signal, Weighing, WeighingState
from signals.queries import opens
from signals.receipts import secret_of
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import CONTACT, code_on, reported, typed

pytestmark = pytest.mark.django_db

ENTER = reverse("signals:enter")


def stored(model):
    with as_owner():
        return list(model.objects.select_related())


def told(**changes):
    """The form for a caller, filled in."""
    screens = [answer for screen in typed().values() for answer in screen.items()]
    return {**dict(screens), "intake_channel": "phone", "function": "inwoner"} | changes


def page(receipt, name, *more):
    return reverse(f"signals:{name}", args=[receipt.signal.number, *more])


def test_caller_gets_a_code_that_works(login):
    response = login(people.expert()).post(ENTER, told(contact_telephone="06 12 34 56 78"))

    (made,), (intake,) = stored(Signal), stored(Intake)
    assert opens(secret_of(code_on(response)))
    assert made.number in response.text
    assert (intake.channel, intake.entered_by, intake.has_contact) == ("phone", people.expert(), True)


def test_form_for_a_caller_comes_back_with_what_was_typed(login):
    response = login(people.coordinator()).post(ENTER, told(facts="Een heel verhaal van de beller.", when=""))

    assert "Een heel verhaal van de beller." in response.text
    assert "Kies wat het beste past." in response.text
    assert stored(Signal) == []


def test_theme_of_another_house_is_refused(login):
    far = people.theme("ver", of=people.house("Huis Ver"))

    assert login(people.coordinator()).post(ENTER, told(themes=[far.pk])).status_code == 200
    assert stored(Signal) == []


@pytest.mark.parametrize("who", [people.officer, people.police_member, people.privacy_officer])
def test_form_for_a_caller_is_for_the_desk(login, who):
    assert login(who()).get(ENTER).status_code == 403


def test_desk_reads_conversation_and_how_it_came_in(login):
    receipt = reported(contact=CONTACT)
    with as_owner():
        Message.objects.create(signal_id=receipt.signal.pk, text="Er was ook een auto.")

    text = login(people.coordinator()).get(page(receipt, "detail")).text

    assert "Er was ook een auto." in text
    assert "formulier op de website" in text
    assert "Contactgegevens vragen" in text
    assert "Kees Geheim" not in text


def test_table_reads_neither_conversation_nor_how_it_came_in(login):
    receipt = reported(contact=CONTACT)
    with as_owner():
        Message.objects.create(signal_id=receipt.signal.pk, text="Er was ook een auto.")
    factories.share(receipt.signal, people.police(), by=people.coordinator())

    text = login(people.police_member()).get(page(receipt, "detail")).text

    assert receipt.signal.number in text
    for hidden in ("Er was ook een auto.", "formulier op de website", "Contactgegevens"):
        assert hidden not in text


def test_message_is_written_on_its_page(login):
    receipt = reported()

    response = login(people.expert()).post(page(receipt, "message"), {"text": "Dank u."}, follow=True)

    assert "Uw bericht staat klaar." in response.text
    assert [(message.text, message.by) for message in stored(Message)] == [("Dank u.", people.expert())]


def test_no_page_for_messages_to_who_has_an_account(login):
    made = factories.signal()

    assert login(people.coordinator()).get(reverse("signals:message", args=[made.number])).status_code == 404


def test_question_to_a_reporter_without_account_says_how_he_reads_it(login):
    receipt = reported()
    factories.weighed(receipt.signal)

    response = login(people.coordinator()).post(
        page(receipt, "ask-reporter"), {"text": "Hoe laat?"}, follow=True
    )

    assert "hij leest die als hij zijn code typt" in response.text
    assert "Hoe laat?" in response.text


@pytest.mark.parametrize(
    ("step", "state"),
    [("release-held", WeighingState.NEW), ("reject-held", WeighingState.REJECTED)],
)
def test_held_report_is_checked_with_a_reason(login, step, state):
    receipt = reported(held_because="no_work")
    browser = login(people.coordinator())

    without = browser.post(page(receipt, step), {"reason": ""})
    assert without.status_code == 200
    browser.post(page(receipt, step), {"reason": "Gebeld."})

    assert [weighing.state for weighing in stored(Weighing)] == [state]
    assert [intake.check_reason for intake in stored(Intake)] == ["Gebeld."]


def test_held_report_waits_on_the_overview_and_not_for_its_weighing(login):
    receipt = reported(held_because="no_work")

    text = login(people.coordinator()).get("/").text

    assert "Eerst controleren" in text
    assert "Er wacht geen signaal op een weging." in text
    assert receipt.signal.number in text


def test_rejected_report_is_nowhere_late_or_waiting(login):
    receipt = reported(held_because="no_work")
    factories.weighed(receipt.signal, WeighingState.REJECTED, due_on="2020-01-01")
    browser = login(people.coordinator())

    assert receipt.signal.number not in browser.get("/signalen/?stand=late").text
    assert "te laat" not in browser.get(page(receipt, "detail")).text
    assert "Eerst controleren" not in browser.get("/").text


def test_contact_details_are_read_after_a_colleague_said_yes(login):
    receipt = reported(contact=CONTACT)
    expert, desk = login(people.expert()), login(people.coordinator())

    expert.post(page(receipt, "contact"), {"reason": "Is zij veilig?"})
    assert "Kees Geheim" not in expert.get(page(receipt, "contact")).text
    assert "Mag een collega de melder bereiken?" in desk.get("/").text
    (asked,) = stored(ContactRequest)
    desk.post(page(receipt, "decide-contact", asked.pk), {"answer": "yes"})

    assert "Kees Geheim" in expert.get(page(receipt, "contact")).text
    assert "Kees Geheim" not in desk.get(page(receipt, "contact")).text
    assert [entry.actor_id for entry in stored(Entry) if entry.action == "read_contact"] == [
        people.expert().pk
    ]


def test_who_asked_sees_no_buttons_and_may_not_decide(login):
    receipt = reported(contact=CONTACT)
    expert = login(people.expert())
    expert.post(page(receipt, "contact"), {"reason": "Is zij veilig?"})
    (asked,) = stored(ContactRequest)

    text = expert.get(page(receipt, "detail")).text
    response = expert.post(page(receipt, "decide-contact", asked.pk), {"answer": "yes"}, follow=True)

    assert "Een collega beslist." in text
    assert "Een uur toestaan" not in text
    assert "Vraag een collega om te beslissen." in response.text
    assert "Kees Geheim" not in expert.get(page(receipt, "contact")).text


def test_request_is_refused_by_any_other_answer(login):
    receipt = reported(contact=CONTACT)
    login(people.expert()).post(page(receipt, "contact"), {"reason": "Is zij veilig?"})
    (asked,) = stored(ContactRequest)

    login(people.coordinator()).post(page(receipt, "decide-contact", asked.pk), {})

    (decided,) = stored(ContactRequest)
    assert (decided.is_granted, decided.decided_by) == (False, people.coordinator())


@pytest.mark.parametrize("lines", [1, 50])
def test_page_of_the_desk_takes_the_same_queries_for_many_lines(login, count_queries, lines):
    receipt = reported(contact=CONTACT)
    browser = login(people.coordinator())
    with as_owner():
        Message.objects.bulk_create(Message(signal_id=receipt.signal.pk, text="x") for _ in range(lines))

    assert count_queries(lambda: browser.get(page(receipt, "detail"))) <= 15
