"""Asking an outsider, his one answer, withdrawing and silence; and what the database refuses besides."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.models import Entry
from partners.models import Key
from signals import services
from signals.models import Event, OutsideQuestion, OutsideState, Signal, Weighing, WeighingState
from signals.queries import outside_question_here
from signals.ticks import note_silence
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.outside.links import asked, late, secret_of, stored
from zvh.actor import acting_as, digest
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def mails(django_capture_on_commit_callbacks, mailoutbox):
    """`with mails() as sent:` the messages that went out once the transaction was kept."""

    class Sending:
        def __enter__(self):
            self.capture = django_capture_on_commit_callbacks(execute=True)
            self.capture.__enter__()
            return mailoutbox

        def __exit__(self, *failure):
            return self.capture.__exit__(*failure)

    return Sending


def answered(one, text="Ja, twee jongens."):
    with acting_as(key=secret_of(one)):
        services.answer_outside(outside_question_here(), answer=text)


def told(signal):
    """The timeline, as the desk reads it."""
    with as_owner():
        return list(Event.objects.filter(signal=signal).values_list("text", "for_desk"))


def logged():
    with as_owner():
        return list(Entry.objects.order_by("id").values_list("action", "kind", "number", "actor_id"))


def run(sql, *values):
    """What the database gives, or 'refused'."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchall()
    except DatabaseError:
        return "refused"


# -- asking


def test_question_asked_twice_is_one_question():
    signal = factories.signal()
    asked(signal)

    with pytest.raises(WrongState, match="staat al uit"):
        asked(signal)

    assert len(stored()) == 1


@pytest.mark.parametrize("state", [WeighingState.HELD, WeighingState.REJECTED])
def test_nobody_is_asked_about_what_is_no_report_or_not_yet(act, state):
    signal = factories.signal()
    with as_owner():
        Weighing.objects.update(state=state)

    with pytest.raises(WrongState, match="nu niemand iets vragen"):
        asked(signal)
    with act(people.coordinator()):
        assert run("SELECT zvh.ask_outside(%s, 'x', 14, 'x', '', 'x')", signal.pk) == "refused"
    assert stored() == []


def test_question_gets_a_key_of_its_own_of_which_only_the_digest_is_kept():
    one = asked()

    (question,), (key,) = stored(), stored(Key)
    assert (key.digest, key.purpose) == (digest(secret_of(one)), "outside")
    assert secret_of(one) not in str([question.__dict__, key.__dict__])
    assert timezone.localtime(key.until).date() == timezone.localdate() + timedelta(days=14)
    assert f"{timezone.localtime(key.until):%H:%M:%S}" == "23:59:59"
    assert question.valid_until == key.until


def test_asking_stands_in_the_timeline_and_the_log_without_whom_or_what():
    signal, desk = factories.signal(), people.coordinator()

    asked(signal, by=desk)

    assert told(signal) == [("Vraag gesteld aan een buitenstaander", True)]
    assert logged() == [("ask_outside", "signal", signal.number, desk.pk)]
    with as_owner():
        assert "school" not in str(Entry.objects.get().details)


def test_asking_leaves_the_weighing_as_it_is():
    signal = factories.signal()
    factories.weighed(signal)

    answered(asked(signal))

    with as_owner():
        assert Weighing.objects.get(signal=signal).state == WeighingState.WEIGHING


def test_link_is_mailed_with_nothing_about_the_signal(mails):
    signal = factories.signal(title="Geheime titel", facts="Geheime feiten")

    with mails() as sent:
        one = asked(signal, email="school@test.example")

    (mail,) = sent
    assert mail.to == ["school@test.example"]
    assert one.link in mail.body
    for hidden in (signal.number, "Geheime", "hek", "conciërge", "Hoorn"):
        assert hidden not in mail.subject + mail.body


def test_without_an_address_nothing_is_mailed(mails):
    with mails() as sent:
        asked()

    assert sent == []


@pytest.mark.parametrize("who", ["officer", "police_member", "administrator", "privacy_officer", "outsider"])
def test_only_the_desk_asks(act, who):
    signal, user = factories.signal(), getattr(people, who)()
    factories.share(signal, people.police(), by=people.coordinator())

    with act(user):
        with pytest.raises(NotAllowed):
            services.ask_outside(signal, by=user, site="http://x/", to_whom="x", text="x")
        assert run("SELECT zvh.ask_outside(%s, 'x', 14, 'x', '', 'x')", signal.pk) == "refused"


def test_desk_of_another_house_does_not_ask(act):
    signal, far = factories.signal(), people.coordinator("Ver", of=people.house("Huis Ver"))

    with act(far):
        assert run("SELECT zvh.ask_outside(%s, 'x', 14, 'x', '', 'x')", signal.pk) == "refused"


def test_key_lives_no_longer_than_fourteen_days(act):
    signal = factories.signal()

    with act(people.coordinator()):
        run("SELECT zvh.ask_outside(%s, 'x', 9999, 'x', '', 'x')", signal.pk)

    assert timezone.localtime(stored(Key)[0].until).date() == timezone.localdate() + timedelta(days=14)


@pytest.mark.parametrize(("whom", "text"), [("", "x"), ("x", "")])
def test_database_keeps_no_question_without_words(act, whom, text):
    signal = factories.signal()

    with act(people.coordinator()):
        assert run("SELECT zvh.ask_outside(%s, 'x', 14, %s, '', %s)", signal.pk, whom, text) == "refused"


# -- answering


def test_answer_lands_with_the_question_and_ends_the_key(mails):
    signal = factories.signal()
    one = asked(signal)

    with mails() as sent:
        answered(one)

    (question,) = stored()
    assert (question.state, question.answer) == (OutsideState.ANSWERED, "Ja, twee jongens.")
    assert told(signal)[-1] == ("Antwoord van een buitenstaander", True)
    assert logged()[-1] == ("answer_outside", "signal", signal.number, None)
    assert [(mail.to, mail.subject) for mail in sent] == [
        (["huis@test.example"], f"Antwoord bij signaal {signal.number}")
    ]
    assert "jongens" not in sent[0].body
    with acting_as(key=secret_of(one)):
        assert outside_question_here() is None


def test_of_two_answers_the_second_is_refused():
    one = asked()
    with acting_as(key=secret_of(one)):
        question = outside_question_here()
        services.answer_outside(question, answer="Eerste.")

        with pytest.raises(WrongState):
            services.answer_outside(question, answer="Tweede.")

    assert [question.answer for question in stored()] == ["Eerste."]


def test_answer_after_the_end_is_refused_also_before_silence_was_noted():
    one = asked()
    with acting_as(key=secret_of(one)):
        question = outside_question_here()
        late(one.question)

        with pytest.raises(WrongState):
            services.answer_outside(question, answer="Te laat.")


def test_answer_after_withdrawing_is_refused(act):
    one, desk = asked(), people.coordinator()
    with acting_as(key=secret_of(one)):
        question = outside_question_here()
        with act(desk):
            services.withdraw_outside(one.question, by=desk, reason="Niet meer nodig.")

        with pytest.raises(WrongState):
            services.answer_outside(question, answer="Te laat.")


def test_nobody_and_no_person_answers(act):
    one = asked()

    assert run("SELECT * FROM zvh.answer_outside('x')") == []
    for user in (people.coordinator(), people.officer(), people.outsider()):
        with act(user):
            assert run("SELECT * FROM zvh.answer_outside('x')") == []

    assert stored()[0].pk == one.question.pk
    assert stored()[0].state == OutsideState.OPEN


def test_key_answers_no_question_but_its_own():
    first, second = asked(), asked()

    with acting_as(key=secret_of(first)):
        services.answer_outside(second.question, answer="Bij de eerste.")

    by_number = {question.pk: question.answer for question in stored()}
    assert by_number == {first.question.pk: "Bij de eerste.", second.question.pk: ""}


def test_key_shows_its_own_question_and_nothing_else():
    signal, one = factories.signal(), asked()
    asked(one.question.signal, text="Iets heel anders")
    factories.interview(one.question.signal)

    with acting_as(key=secret_of(one)), connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
               AND relrowsecurity AND has_table_privilege('zvh_app', oid, 'SELECT')"""
        )
        rows = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own tables
            rows[table] = cursor.fetchone()[0]

    # the region is for everybody; keys are not even granted
    region = {table for table in rows if table.startswith("partners_")} | {"signals_sharingrule"}
    seen = {table: count for table, count in rows.items() if count and table not in region}
    assert seen == {"signals_outsidequestion": 1}
    assert rows["partners_membership"] == rows["partners_standardtext"] == 0
    assert Signal.objects.filter(pk=signal.pk).count() == 0


@pytest.mark.parametrize(
    "statement", ["UPDATE signals_outsidequestion SET state = 'open'", "DELETE FROM signals_outsidequestion"]
)
def test_nobody_changes_a_question_past_its_steps(act, statement):
    one = asked()

    with acting_as(key=secret_of(one)):
        assert run(f"{statement} RETURNING id") == "refused"
    with act(people.coordinator()):
        assert run(f"{statement} RETURNING id") == "refused"


# -- withdrawing


def test_desk_withdraws_with_a_reason(act):
    signal, expert = factories.signal(), people.expert()
    one = asked(signal)

    with act(expert):
        services.withdraw_outside(one.question, by=expert, reason="Wij weten het al.")

    (question,) = stored()
    assert (question.state, question.withdrawn_by, question.withdraw_reason) == (
        OutsideState.WITHDRAWN,
        expert,
        "Wij weten het al.",
    )
    assert told(signal)[-1] == ("Vraag aan een buitenstaander ingetrokken", True)
    assert logged()[-1] == ("withdraw_outside", "signal", signal.number, expert.pk)
    with acting_as(key=secret_of(one)):
        assert outside_question_here() is None


def test_answered_question_is_not_withdrawn(act):
    one, desk = asked(), people.coordinator()
    answered(one)

    with act(desk), pytest.raises(WrongState, match="beantwoord"):
        services.withdraw_outside(one.question, by=desk, reason="Te laat.")

    assert [question.withdraw_reason for question in stored()] == [""]


@pytest.mark.parametrize("who", ["officer", "police_member", "administrator"])
def test_only_the_desk_withdraws(act, who):
    one, user = asked(), getattr(people, who)()

    with act(user):
        with pytest.raises(NotAllowed):
            services.withdraw_outside(one.question, by=user, reason="x")
        assert run("SELECT zvh.withdraw_outside(%s, 'x')", one.question.pk) == "refused"
    with acting_as(key=secret_of(one)):
        assert run("SELECT zvh.withdraw_outside(%s, 'x')", one.question.pk) == "refused"


def test_who_stepped_back_reads_and_withdraws_nothing(act):
    signal, expert = factories.signal(), people.expert()
    one = asked(signal)
    item = factories.item(factories.meeting(), signals=[signal])
    with as_owner():
        item.recusals.create(user=expert, by=expert)

    with act(expert):
        assert OutsideQuestion.objects.count() == 0
        assert run("SELECT zvh.withdraw_outside(%s, 'x')", one.question.pk) == "refused"
        assert run("SELECT zvh.ask_outside(%s, 'x', 14, 'x', '', 'x')", signal.pk) == "refused"


# -- silence


def test_silence_is_noted_once(mails):
    signal = factories.signal()
    one = asked(signal)
    asked(signal, to_whom="buurvrouw")
    late(one.question)

    with mails() as sent:
        noted = [note_silence(), note_silence()]

    assert noted == [1, 0]
    assert {question.pk: question.state for question in stored()}[one.question.pk] == OutsideState.SILENT
    assert [text for text, _ in told(signal)].count("Geen antwoord van een buitenstaander") == 1
    assert logged()[-1] == ("silent_outside", "signal", signal.number, None)
    assert [mail.subject for mail in sent] == [f"Geen antwoord bij signaal {signal.number}"]


def test_no_silence_after_an_answer_or_a_withdrawal(act):
    first, second, desk = asked(), asked(), people.coordinator()
    answered(first)
    with act(desk):
        services.withdraw_outside(second.question, by=desk, reason="x")
    late(first.question)
    late(second.question)

    assert note_silence() == 0


# -- who reads it


def test_privacy_officer_of_the_house_reads_the_log_of_it(act):
    asked()

    with act(people.privacy_officer()):
        assert [entry.action for entry in Entry.objects.all()] == ["ask_outside"]
    with act(people.privacy_officer("Ver", of=people.house("Huis Ver"))):
        assert Entry.objects.count() == 0


@pytest.mark.parametrize("who", ["officer", "police_member", "municipality_member", "administrator"])
def test_reporter_receiver_and_table_read_no_question(act, who):
    signal = factories.signal()
    asked(signal)
    factories.share(signal, people.police(), by=people.coordinator())
    factories.share(signal, people.municipality().organisation, by=people.coordinator())

    with act(getattr(people, who)()):
        assert OutsideQuestion.objects.count() == 0
