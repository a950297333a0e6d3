"""Coming back with a code: what opens, what is refused, and what one sees there."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from audit.models import Entry
from partners.models import Key
from signals import abuse
from signals.models import Message, Question
from signals.receipts import new_code
from signals.views import public
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import Visitor, address, reported
from zvh.actor import acting_as

pytestmark = pytest.mark.django_db


def stored(model):
    with as_owner():
        return list(model.objects.all())


def opened(receipt, **defaults):
    visitor = Visitor(**defaults)
    assert visitor.post("follow", {"code": receipt.code}).status_code == 302
    return visitor


def asked(receipt, text="Hoe laat was het?"):
    with as_owner():
        return Question.objects.create(signal_id=receipt.signal.pk, asked_by=people.coordinator(), text=text)


@pytest.mark.parametrize(
    "written", [str, lambda code: code.replace(" ", ""), lambda code: code.replace(" ", "-")]
)
def test_code_opens_the_conversation(written):
    receipt = reported()
    visitor = Visitor()

    response = visitor.post("follow", {"code": written(receipt.code)})

    assert (response.status_code, response.url) == (302, address("talk"))
    assert "ontvangen" in visitor.get("talk").text


def test_page_shows_status_and_conversation_and_never_the_weighing_or_the_report():
    receipt = reported(facts="Dit stond in de melding zelf.")
    with as_owner():
        signal = receipt.signal
        factories.weighed(signal, notes="geheime notitie", reason="geheime reden")
    asked(receipt)

    text = opened(receipt).get("talk").text

    assert "Hoe laat was het?" in text
    for hidden in ("geheime", "Dit stond in de melding zelf.", receipt.signal.number, "te wegen"):
        assert hidden not in text


def test_mistyped_code_gets_a_sentence_of_its_own_and_does_not_count():
    visitor = Visitor()

    for _ in range(abuse.LIMITS["code"] + 1):
        response = visitor.post("follow", {"code": "1234 5678 9012 3456"})

    assert response.status_code == 200
    assert "Er zit een typefout in deze code." in response.text
    assert 'value="1234 5678 9012 3456"' in response.text


def test_wrong_code_is_unknown():
    reported()

    response = Visitor().post("follow", {"code": new_code()})

    assert "Wij kennen deze code niet" in response.text


def test_expired_code_is_unknown():
    receipt = reported()
    with as_owner():
        Key.objects.update(until=timezone.now() - timedelta(hours=1))

    assert "Wij kennen deze code niet" in Visitor().post("follow", {"code": receipt.code}).text


def test_code_that_ends_while_reading_closes_the_page():
    receipt = reported()
    visitor = opened(receipt)
    with as_owner():
        Key.objects.update(until=timezone.now() - timedelta(hours=1))

    assert visitor.get("talk").url == address("follow")


def test_too_many_wrong_codes_close_the_door_for_that_address():
    receipt = reported()
    guesser = Visitor(REMOTE_ADDR="198.51.100.7")
    for _ in range(abuse.LIMITS["code"]):
        guesser.post("follow", {"code": new_code()})

    refused = guesser.post("follow", {"code": receipt.code})

    assert refused.status_code == 429
    assert "te vaak een verkeerde code" in refused.text
    assert opened(receipt, REMOTE_ADDR="198.51.100.8").get("talk").status_code == 200


def test_page_opens_only_with_a_code():
    reported()

    response = Visitor().get("talk")

    assert (response.status_code, response.url) == (302, address("follow"))


def test_half_an_hour_without_a_click_closes_it(monkeypatch):
    visitor = opened(reported())
    later = public.time.time() + public.READING_SECONDS + 5

    monkeypatch.setattr(public.time, "time", lambda: later)

    assert visitor.get("talk").url == address("follow")


def test_stopping_closes_it_and_leaves_no_cookie():
    visitor = opened(reported())

    visitor.post("stop", token=visitor.token_on("talk"))

    assert visitor.client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert visitor.get("talk").url == address("follow")


def test_no_cookie_but_that_of_the_session():
    visitor = opened(reported())
    visitor.post("talk", {"text": "Nog iets."})

    assert set(visitor.client.cookies) == {settings.SESSION_COOKIE_NAME}


def test_session_does_not_hold_the_code():
    receipt = reported()
    visitor = opened(receipt)

    assert receipt.code.replace(" ", "") not in str(dict(visitor.client.session))


def test_addition_reaches_the_desk():
    visitor = opened(reported())

    response = visitor.post("talk", {"text": "Er was ook een auto."}, follow=True)

    assert "Uw bericht is verstuurd" in response.text
    assert [(message.text, message.by) for message in stored(Message)] == [("Er was ook een auto.", None)]
    with acting_as(people.coordinator()):
        assert Message.objects.count() == 1


def test_answer_stands_with_its_question():
    receipt = reported()
    question = asked(receipt)
    visitor = opened(receipt)

    visitor.post("talk", {"question": question.pk, "answer": "Om negen uur."})

    (kept,) = stored(Question)
    assert (kept.answer, kept.answered_by) == ("Om negen uur.", None)
    assert "Antwoord versturen" not in visitor.get("talk").text


def test_question_answered_in_another_tab_keeps_what_was_typed():
    receipt = reported()
    question = asked(receipt)
    visitor = opened(receipt)
    visitor.post("talk", {"question": question.pk, "answer": "Om negen uur."})

    response = visitor.post("talk", {"question": question.pk, "answer": "Om tien uur."})

    assert "Deze vraag is al beantwoord." in response.text
    assert "Om tien uur." in response.text


def test_question_of_another_report_cannot_be_answered():
    mine, other = reported(), reported(facts="Iets heel anders, elders gezien.")
    question = asked(other)

    opened(mine).post("talk", {"question": question.pk, "answer": "Niet van mij."})

    (kept,) = stored(Question)
    assert kept.answer == ""


@pytest.mark.parametrize("typed", [{"text": ""}, {"text": "   "}])
def test_empty_addition_gets_a_sentence(typed):
    response = opened(reported()).post("talk", typed)

    assert "Schrijf op wat u nog wilt vertellen." in response.text
    assert stored(Message) == []


def test_forged_addition_is_refused_and_kept_on_the_page():
    visitor = opened(reported())

    response = visitor.post("talk", {"text": "Nog iets."}, token="forged")

    assert "Dit formulier stond lang open" in response.text
    assert "Nog iets." in response.text
    assert stored(Message) == []


def test_endless_additions_stop_for_an_hour():
    visitor = opened(reported())
    for _ in range(abuse.LIMITS["message"]):
        abuse.count("message", "127.0.0.1")

    response = visitor.post("talk", {"text": "Nog iets."})

    assert "U schreef het laatste uur al veel." in response.text
    assert "Nog iets." in response.text


def test_log_says_that_a_key_read_and_wrote_and_no_more():
    visitor = opened(reported(), REMOTE_ADDR="198.51.100.77")
    visitor.get("talk")

    lines = stored(Entry)
    assert [(line.action, line.actor_id) for line in lines] == [("submit_citizen", None), ("read", None)]
    assert not any("198.51.100.77" in str(line.__dict__) for line in lines)


@pytest.mark.parametrize("lines", [1, 50])
def test_conversation_takes_the_same_queries_for_many_lines(count_queries, lines):
    receipt = reported()
    visitor = opened(receipt)
    for number in range(lines):
        asked(receipt, f"Vraag {number}")
    with as_owner():
        Message.objects.bulk_create(Message(signal_id=receipt.signal.pk, text="x") for _ in range(lines))

    assert count_queries(lambda: visitor.get("talk")) == 7
