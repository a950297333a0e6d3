"""The page of the outsider: what it shows, that it answers once, and that its link opens nothing else."""

import re
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import reverse

from audit.models import Entry
from signals import abuse, services
from signals.models import Message, OutsideState
from signals.views import public, reply
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.citizens.visits import Visitor, address, reported
from tests.signals.outside.links import TEXT, answer, asked, field_on, late, opened, secret_of, stored

pytestmark = pytest.mark.django_db

CLOSED = "Hier staat niets meer"


def main_of(response):
    return re.search(r"<main.*</main>", response.text, re.DOTALL)[0]


def test_link_puts_its_secret_in_the_session_and_out_of_the_address():
    one = asked()
    visitor = Visitor()

    response = visitor.client.get(one.link)

    assert (response.status_code, response.url) == (302, address("outside"))
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert secret_of(one) not in visitor.get("outside").text


def test_page_shows_the_text_the_house_and_until_when_and_nothing_of_the_signal():
    signal = factories.signal(title="Geheime titel", facts="Geheime feiten", place="Geheime plaats")
    text = opened(asked(signal)).get("outside").text

    for shown in (
        TEXT,
        "Veiligheidshuis Noord",
        "Straat 1, 1234 AB Stad",
        "000 000 00 00",
        "één keer antwoorden, tot",
    ):
        assert shown in text
    for hidden in (signal.number, "Geheime", "conciërge", people.coordinator().name, "Hoorn"):
        assert hidden not in text


def test_page_is_of_the_house_that_asks():
    people.house()
    far = people.house("Huis Ver")
    town, desk = people.municipality("Verstad", of=far), people.coordinator("Ver", of=far)
    signal = factories.signal(people.officer(at=people.police(far)), of=far, municipality=town)

    text = opened(asked(signal, by=desk)).get("outside").text

    assert "Van Huis Ver, Straat 1" in text
    assert "Veiligheidshuis Noord" not in text


def test_opening_does_not_use_the_link_up():
    one = asked()
    for _ in range(3):  # programs that check mail
        opened(one).get("outside")

    assert TEXT in opened(one).get("outside").text


def test_answer_is_sent_once_and_leaves_no_cookie():
    one = asked()
    visitor = opened(one)

    response = answer(visitor)

    assert (response.status_code, response.url) == (302, address("outside-done"))
    assert "Uw antwoord is verstuurd" in visitor.get("outside-done").text
    assert visitor.client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert [question.answer for question in stored()] == ["Ja, twee jongens."]
    assert CLOSED in opened(one).get("outside").text


def test_no_cookie_but_that_of_the_session():
    visitor = opened(asked())
    visitor.get("outside")

    assert set(visitor.client.cookies) == {settings.SESSION_COOKIE_NAME}


def test_answering_keeps_what_the_visitor_was_writing_elsewhere():
    visitor = Visitor().fill_in()
    one = asked()
    visitor.client.get(one.link)

    answer(visitor)

    assert visitor.get("send").status_code == 200


def test_answered_withdrawn_expired_and_unknown_are_the_same_page(act):
    desk = people.coordinator()
    gone, back, over = asked(), asked(), asked()
    answer(opened(gone))
    with act(desk):
        services.withdraw_outside(back.question, by=desk, reason="x")
    late(over.question)
    unknown = reverse("citizens:outside-link", args=["geheim"])

    pages = [opened(one).get("outside") for one in (gone, back, over)]
    stranger = Visitor()
    stranger.client.get(unknown)
    pages += [stranger.get("outside"), Visitor().get("outside")]

    assert {page.status_code for page in pages} == {404}
    assert len({main_of(page) for page in pages}) == 1
    assert CLOSED in pages[0].text
    assert "Veiligheidshuis Noord" in main_of(pages[0])


def test_text_typed_at_a_link_that_ended_meanwhile_comes_back():
    one = asked()
    visitor = opened(one)
    about, token = field_on(visitor, "about"), field_on(visitor, "token")
    answer(opened(one), "Van een ander apparaat.")

    response = visitor.post("outside", {"answer": "Mijn lange verhaal.", "about": about}, token=token)

    assert response.status_code == 404
    assert "Uw tekst is niet verstuurd" in response.text
    assert "Mijn lange verhaal." in response.text
    assert [question.answer for question in stored()] == ["Van een ander apparaat."]


def test_text_typed_in_a_lost_session_comes_back():
    response = Visitor().client.post(address("outside"), {"answer": "Mijn lange verhaal."})

    assert (response.status_code, "Mijn lange verhaal." in response.text) == (404, True)


def test_answer_in_one_tab_does_not_land_at_the_question_of_another():
    first, second = asked(), asked(text="Een andere vraag?")
    visitor = opened(first)
    about, token = field_on(visitor, "about"), field_on(visitor, "token")
    visitor.client.get(second.link)

    response = visitor.post("outside", {"answer": "Op de eerste.", "about": about}, token=token)

    assert "U opende intussen een andere link." in response.text
    assert "Op de eerste." in response.text
    assert [question.answer for question in stored()] == ["", ""]


def test_forged_answer_is_refused_and_kept_on_the_page():
    visitor = opened(asked())

    response = visitor.post(
        "outside", {"answer": "Nep.", "about": field_on(visitor, "about")}, token="forged"
    )

    assert "Dit formulier stond lang open" in response.text
    assert "Nep." in response.text
    assert [question.answer for question in stored()] == [""]


@pytest.mark.parametrize("typed", ["", "   "])
def test_empty_answer_gets_a_sentence(typed):
    response = answer(opened(asked()), typed)

    assert "Schrijf uw antwoord op." in response.text
    assert [question.state for question in stored()] == [OutsideState.OPEN]


def test_too_long_an_answer_gets_a_sentence_and_comes_back():
    response = answer(opened(asked()), "x" * 10_001)

    assert response.status_code == 200
    assert "x" * 10_001 in response.text
    assert [question.state for question in stored()] == [OutsideState.OPEN]


def test_two_hours_without_a_click_closes_it(monkeypatch):
    visitor = opened(asked())
    after = public.time.time() + reply.WRITING_SECONDS + 5

    monkeypatch.setattr(public.time, "time", lambda: after)

    assert CLOSED in visitor.get("outside").text


def test_links_that_open_nothing_close_the_door_for_that_address_but_not_for_a_link_that_works():
    one = asked()
    guesser = Visitor(REMOTE_ADDR="198.51.100.7")
    for number in range(abuse.LIMITS["link"]):
        guesser.client.get(reverse("citizens:outside-link", args=[f"geheim{number}"]))
        guesser.get("outside")
    guesser.client.get(reverse("citizens:outside-link", args=["nog-een"]))

    refused = guesser.get("outside")

    assert refused.status_code == 429
    assert "Probeer het over een uur opnieuw" in refused.text
    assert TEXT in opened(one, REMOTE_ADDR="198.51.100.7").get("outside").text


def test_endless_answers_stop_for_an_hour():
    visitor = opened(asked())
    for _ in range(abuse.LIMITS["message"]):
        abuse.count("message", "127.0.0.1")

    response = answer(visitor)

    assert "U schreef het laatste uur al veel." in response.text
    assert "Ja, twee jongens." in response.text
    assert [question.state for question in stored()] == [OutsideState.OPEN]


def test_link_opens_no_other_page_without_an_account():
    reported()
    visitor = opened(asked())

    assert visitor.get("talk").url == address("follow")
    assert "Er is niets meer te versturen" in visitor.get("send").text


def test_link_opens_no_conversation_also_when_its_secret_is_planted_as_a_code():
    receipt, one = reported(), asked()
    with as_owner():
        Message.objects.create(signal_id=receipt.signal.pk, text="Geheim bericht")
    visitor = opened(one)
    session = visitor.client.session
    session[public.RECEIPT] = session[public.OUTSIDE]
    session.save()

    assert visitor.get("talk").url == address("follow")


def test_code_of_a_report_opens_no_question():
    receipt = reported()
    asked(receipt.signal)
    visitor = Visitor()
    visitor.post("follow", {"code": receipt.code})
    session = visitor.client.session
    session[public.OUTSIDE] = session[public.RECEIPT]
    session.save()

    assert CLOSED in visitor.get("outside").text


def test_outsider_opens_no_page_of_a_signal():
    one = asked()

    response = opened(one).client.get(one.question.signal.get_absolute_url())

    assert response.url.startswith("/inloggen/")


def test_colleague_who_tries_his_own_link_sees_what_the_outsider_sees(login):
    one, browser = asked(), login(people.coordinator())
    browser.get(one.link)

    text = browser.get(address("outside")).text

    assert TEXT in text
    assert one.question.signal.number not in text
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("secret", ["x" * 2000, "\x00", "../..", "é{}"])
def test_odd_secret_opens_nothing(secret):
    visitor = Visitor()
    visitor.client.get("/melden/vraag/" + quote(secret, safe="") + "/")

    assert visitor.get("outside").status_code == 404


def test_log_says_that_a_key_read_and_answered_and_no_more():
    one = asked()
    visitor = opened(one, REMOTE_ADDR="198.51.100.77")
    visitor.get("outside")
    answer(visitor)

    lines = [line for line in stored(Entry) if line.actor_id is None]
    assert {(line.action, line.kind) for line in lines} == {
        ("read", "outside_question"),
        ("answer_outside", "signal"),
    }
    written = str([line.__dict__ for line in lines])
    assert [word in written for word in ("198.51.100.77", "jongens", secret_of(one))] == [False] * 3


@pytest.mark.parametrize("count", [1, 50])
def test_page_takes_the_same_queries_among_many_questions(count_queries, count):
    one = asked()
    for _ in range(count - 1):
        factories.outside_question(one.question.signal)
    visitor = opened(one)

    assert count_queries(lambda: visitor.get("outside")) == 5
