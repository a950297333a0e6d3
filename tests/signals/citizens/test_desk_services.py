"""The conversation without an account, contact details behind a second person, and reports entered by the desk."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from audit.models import Entry
from partners.models import Grant
from partners.roles import Role
from signals import services
from signals.models import (
    ContactDetails,
    ContactRequest,
    Intake,
    Message,
    Question,
    Signal,
    Weighing,
    WeighingState,
)
from signals.queries import contact_of, conversation_of, news_for_desk, signal_here
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import CONTACT, as_reporter, fields, reported
from tests.signals.steps import decided
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def stored(model, **which):
    with as_owner():
        return list(model.objects.filter(**which))


def the_signal():
    with as_owner():
        return Signal.objects.select_related("house", "municipality").get()


def the_first(receipt):
    with as_owner():
        return Signal.objects.get(number=receipt.signal.number)


# -- the conversation


def test_conversation_goes_both_ways(act):
    receipt = reported()
    made, desk = the_signal(), people.coordinator()
    with act(desk):
        services.start_weighing(made, by=desk)
        services.send_message(made, by=desk, text="Dank voor uw melding.")
        services.ask_reporter(made, by=desk, text="Hoe laat was het?")

    with as_reporter(receipt):
        services.answer_by_code(Question.objects.select_related("signal").get(), answer="Om negen uur.")
        services.add_message(signal_here(), text="Er was ook een auto.")
        shown = {(line.text, line.of_house) for line in conversation_of(signal_here())}

    assert shown == {
        ("Dank voor uw melding.", True),
        ("Hoe laat was het?", True),
        ("Om negen uur.", False),
        ("Er was ook een auto.", False),
    }
    assert [weighing.state for weighing in stored(Weighing)] == [WeighingState.WEIGHING]
    with act(desk):
        assert {(line.text, line.of_house) for line in conversation_of(made)} == shown
        assert [line.signal.number for line in news_for_desk(desk)["written"]] == [receipt.signal.number]


def test_question_is_answered_once(act):
    receipt = reported()
    made, desk = the_signal(), people.coordinator()
    with act(desk):
        services.start_weighing(made, by=desk)
        services.ask_reporter(made, by=desk, text="Hoe laat was het?")

    with as_reporter(receipt):
        question = Question.objects.select_related("signal").get()
        services.answer_by_code(question, answer="Om negen uur.")
        with pytest.raises(WrongState, match="al beantwoord"), transaction.atomic():
            services.answer_by_code(question, answer="Om tien uur.")

    (kept,) = stored(Question)
    assert (kept.answer, kept.answered_by) == ("Om negen uur.", None)


def test_conversation_is_for_the_key_and_the_desk(act):
    mine, other = reported(), reported(facts="Iets heel anders, elders gezien.")
    with as_reporter(mine):
        services.add_message(signal_here(), text="geheim")
    table = people.police_member()
    factories.share(the_first(mine), people.police(), by=people.coordinator())

    with as_reporter(other):
        assert list(Message.objects.all()) == []
    for person, seen in ((table, []), (people.expert(), ["geheim"]), (people.outsider(), [])):
        with act(person):
            assert [message.text for message in Message.objects.all()] == seen


def test_desk_is_told_by_mail_without_content(django_capture_on_commit_callbacks):
    receipt = reported()

    with django_capture_on_commit_callbacks(execute=True), as_reporter(receipt):
        services.add_message(signal_here(), text="Een geheim.")

    (sent,) = mail.outbox
    assert sent.subject == f"Bericht bij signaal {receipt.signal.number}"
    assert "geheim" not in sent.body


def test_message_goes_only_to_who_has_no_account(act):
    made, desk = factories.signal(), people.coordinator()

    with act(desk), pytest.raises(WrongState, match="heeft een account"):
        services.send_message(made, by=desk, text="hallo")


def test_only_the_desk_writes_to_the_reporter(act):
    reported()
    made, member = the_signal(), people.police_member()
    factories.share(made, people.police(), by=people.coordinator())

    with act(member), pytest.raises(NotAllowed):
        services.send_message(made, by=member, text="hallo")


def test_weighing_goes_on_to_its_end_without_an_account(act):
    receipt = reported()
    made, desk = the_signal(), people.coordinator()

    with act(desk):
        services.start_weighing(made, by=desk)
        decided(made, desk)

    with as_reporter(receipt):
        assert signal_here().safe_status == "in_progress"


# -- contact details


@pytest.fixture
def asked(act):
    """A request of the expert for the contact details of a report."""
    reported(contact=CONTACT)
    expert = people.expert()
    with act(expert):
        return services.request_contact(the_signal(), by=expert, reason="Ik wil weten of zij veilig is.")


def test_contact_details_are_closed_to_everybody(act):
    reported(contact=CONTACT)

    for person in (people.coordinator(), people.expert(), people.privacy_officer(), people.administrator()):
        with act(person):
            assert contact_of(the_signal()) is None
    assert [details.name for details in stored(ContactDetails)] == ["Kees Geheim"]


def test_second_person_opens_contact_details_for_an_hour_to_who_asked(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_contact(asked, by=desk, is_granted=True)
        assert contact_of(asked.signal) is None  # not for who decided

    with act(people.expert()):
        assert contact_of(asked.signal).telephone == "06 12 34 56 78"
        grant = Grant.objects.get()
    assert timedelta(minutes=59) < grant.until - timezone.now() <= timedelta(hours=1)
    assert [entry.action for entry in stored(Entry)][-2:] == ["request_contact", "decide_contact"]


def test_grant_for_contact_details_ends(act, asked):
    desk = people.coordinator()
    with act(desk):
        services.decide_contact(asked, by=desk, is_granted=True)
    with as_owner():
        Grant.objects.update(until=timezone.now() - timedelta(hours=1))

    with act(people.expert()):
        assert contact_of(asked.signal) is None


def test_refused_request_opens_nothing(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_contact(asked, by=desk, is_granted=False)

    with act(people.expert()):
        assert contact_of(asked.signal) is None
    assert stored(Grant) == []


def test_who_asked_does_not_decide(act, asked):
    expert = people.expert()

    with act(expert), pytest.raises(WrongState, match="Vraag een collega"):
        services.decide_contact(asked, by=expert, is_granted=True)


def test_database_too_wants_a_second_person(act, asked):
    with (
        act(people.expert()),
        pytest.raises(ProgrammingError, match="not the second person"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT zvh.decide_contact(%s, true, 60)", [asked.pk])
    with as_owner(), pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        ContactRequest.objects.update(decided_by=asked.requested_by, decided_at=timezone.now())


def test_of_two_who_decide_one_is_first(act, asked):
    desk = people.coordinator()

    with act(desk):
        services.decide_contact(asked, by=desk, is_granted=False)
        with pytest.raises(WrongState, match="al besloten"), transaction.atomic():
            services.decide_contact(asked, by=desk, is_granted=True)

    assert stored(Grant) == []


def test_nobody_of_another_house_decides(act, asked):
    stranger = people.coordinator("Ver", of=people.house("Huis Ver"))

    with act(stranger), pytest.raises(NotAllowed):
        services.decide_contact(asked, by=stranger, is_granted=True)


def test_same_request_is_made_once(act, asked):
    expert = people.expert()

    with act(expert), pytest.raises(WrongState, match="vroeg dit al"), transaction.atomic():
        services.request_contact(asked.signal, by=expert, reason="nog eens")


def test_nothing_to_ask_for_where_the_reporter_is_anonymous(act):
    reported()
    desk = people.coordinator()

    with act(desk), pytest.raises(WrongState, match="geen contactgegevens"):
        services.request_contact(the_signal(), by=desk, reason="reden")


# -- entered by the desk


def entered(by, **changes):
    report = {"channel": "phone", "function": "professional", "fields": fields(), "contact": CONTACT}
    return services.enter_report(by=by, **(report | changes))


def test_desk_enters_what_somebody_told_by_phone(act):
    desk = people.expert()

    with act(desk):
        receipt = entered(desk)

    (intake,), made = stored(Intake), the_signal()
    assert (intake.channel, intake.entered_by, intake.has_contact) == ("phone", desk, True)
    assert (made.reported_by, made.get_reporter_function_display()) == (None, "professional zonder account")
    with as_reporter(receipt):
        assert signal_here().number == made.number
    with act(desk):
        assert contact_of(made) is None


@pytest.mark.parametrize(
    "role", [Role.REPORTER, Role.CASE_DIRECTOR, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR]
)
def test_others_enter_nothing(act, role):
    person = people.person("Iemand", role, people.house())

    with act(person), pytest.raises(NotAllowed):
        entered(person)


def test_desk_enters_for_its_own_house_alone(act):
    stranger = people.coordinator("Ver", of=people.house("Huis Ver"))

    with act(stranger):
        with pytest.raises(NotAllowed):
            entered(stranger)
        with pytest.raises(ProgrammingError, match="not of the desk"), transaction.atomic():
            services.citizens._submit(
                fields(), (), None, {"channel": "phone", "held_because": ""}, function="inwoner"
            )
