"""The public form in a browser: screen by screen, what is kept, what is refused, and that it leaves nothing behind."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from audit.models import Entry
from signals import abuse
from signals.forms.citizens import QUESTIONS
from signals.models import CitizenDraft, ContactDetails, Intake, Signal, Weighing, WeighingState
from tests import people
from tests.conftest import as_owner
from tests.signals.citizens.visits import FACTS, Visitor, address, code_on, typed

pytestmark = pytest.mark.django_db


def stored(model):
    with as_owner():
        return list(model.objects.all())


def test_start_says_first_whom_to_call():
    text = Visitor().get("start").text

    for words in ("Bel 112", "0900-8844", "Meld Misdaad Anoniem", "0800-7000"):
        assert words in text
    assert text.index("Bel 112") < text.index("Beginnen")


def test_start_sets_no_cookie():
    visitor = Visitor()

    visitor.get("start")

    assert dict(visitor.client.cookies) == {}


def test_login_page_and_every_foot_lead_here(client):
    text = client.get("/inloggen/").text

    assert text.count(f'href="{address("start")}"') == 2


def test_whole_way_makes_a_signal_and_shows_a_code_once():
    visitor = Visitor().fill_in(contact_email="naam@voorbeeld.nl")

    response = visitor.send()

    (made,) = stored(Signal)
    assert len(code_on(response).replace(" ", "")) == 16
    assert (made.facts, made.place, made.observed_on) == (FACTS, "Grote Waal", timezone.localdate())
    assert made.title == "Melding zonder account: wonen, Hoorn"
    assert [details.email for details in stored(ContactDetails)] == ["naam@voorbeeld.nl"]
    assert [(intake.channel, intake.held_because) for intake in stored(Intake)] == [("form", "")]
    assert "receipt-code" not in visitor.get("send").text


def test_anonymous_report_has_no_contact_details():
    Visitor().fill_in().send()

    assert stored(ContactDetails) == []
    assert [intake.has_contact for intake in stored(Intake)] == [False]


def test_session_that_somebody_left_behind_on_the_device_reads_nothing_of_it():
    visitor = Visitor()
    visitor.client.get("/melden/wat/")
    planted = visitor.client.cookies.get(settings.SESSION_COOKIE_NAME)
    before = planted.value if planted else None

    visitor.fill_in()

    assert visitor.client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_no_cookie_but_that_of_the_session_and_none_after_sending():
    visitor = Visitor().fill_in()
    on_the_way = set(visitor.client.cookies)

    visitor.send()

    assert on_the_way == {settings.SESSION_COOKIE_NAME}
    assert visitor.client.cookies[settings.SESSION_COOKIE_NAME].value == ""
    assert stored(Session) == []


def test_no_address_and_no_browser_stand_in_any_row():
    odd = {"REMOTE_ADDR": "198.51.100.77", "HTTP_USER_AGENT": "Zeldzame browser"}
    Visitor(**odd).fill_in().send()

    with as_owner():
        rows = [
            str(row.__dict__) for model in (Signal, Intake, Entry, Session) for row in model.objects.all()
        ]
    assert len(rows) >= 3
    assert not any("198.51.100.77" in row or "Zeldzame" in row for row in rows)
    assert [entry.action for entry in stored(Entry)] == ["submit_citizen"]


def test_sending_leaves_somebody_with_an_account_logged_in(login):
    visitor = Visitor()
    visitor.client = login(people.officer())

    visitor.fill_in().send()

    (made,) = stored(Signal)
    assert made.reported_by is None
    assert visitor.client.get("/signalen/").status_code == 200


@pytest.mark.parametrize("name", list(QUESTIONS)[1:])
def test_back_keeps_what_was_typed_also_when_it_is_not_right_yet(name):
    visitor = Visitor()
    for earlier in list(QUESTIONS)[: list(QUESTIONS).index(name)]:
        visitor.post(earlier, typed()[earlier])
    half = {"place": "Halve plek", "other_day": "2999-01-01", "threat": "half", "contact_name": "Half"}

    response = visitor.post(name, half | {"back": "1"})

    assert response.status_code == 302
    assert response.url == address(list(QUESTIONS)[list(QUESTIONS).index(name) - 1])
    (draft,) = stored(CitizenDraft)
    kept = {field: half[field] for field in QUESTIONS[name].base_fields if field in half}
    assert kept.items() <= draft.fields.items()
    assert all(value in visitor.get(name).text for value in kept.values())


def test_answer_that_is_wrong_comes_back_with_what_to_do():
    visitor = Visitor()

    response = visitor.post("wat", {"facts": "Kort."})

    assert "Vertel iets meer" in response.text
    assert "Kort." in response.text


@pytest.mark.parametrize(
    ("name", "answer", "sentence"),
    [
        ("wat", {"facts": ""}, "Schrijf op wat u zag of hoorde."),
        ("waar", {"municipality": ""}, "Kies een gemeente."),
        ("waar", {"municipality": "999999"}, "Kies een gemeente"),
        ("waar", {"channel": ""}, "Kies wat het beste past."),
        ("wanneer", {"when": "other", "other_day": ""}, "Kies een dag."),
        ("wanneer", {"when": "other", "other_day": "2999-01-01"}, "Deze dag moet nog komen."),
        ("wanneer", {"when": "other", "other_day": "1999-01-01"}, "Klopt het jaar?"),
        ("wanneer", {"when": "other", "other_day": "onzin"}, "Vul een datum in"),
        ("dreiging", {"has_threat": ""}, "Kies ja of nee."),
        ("dreiging", {"has_threat": "ja", "threat": ""}, "Schrijf op waar u bang voor bent."),
        ("contact", {"contact_email": "naam"}, "Vul een e-mailadres in"),
        ("contact", {"contact_telephone": "bel mij"}, "Vul een telefoonnummer in"),
        ("contact", {"contact_name": "Naam"}, "Vul ook een telefoonnummer of e-mailadres in"),
    ],
)
def test_every_wrong_answer_has_a_sentence(name, answer, sentence):
    visitor = Visitor().fill_in()

    response = visitor.post(name, typed()[name] | answer)

    assert response.status_code == 200
    assert sentence in response.text


def test_threat_that_was_taken_back_is_not_sent():
    Visitor().fill_in(has_threat="nee", threat="toch niet").send()

    (made,) = stored(Signal)
    assert (made.has_threat, made.threat) == (False, "")


def test_other_day_and_themes_may_be_left_out_or_given():
    day = timezone.localdate() - timedelta(days=9)

    Visitor().fill_in(when="other", other_day=str(day), themes=[]).send()

    (made,) = stored(Signal)
    assert made.observed_on == day
    with as_owner():
        assert list(made.themes.all()) == []


def test_themes_are_those_of_the_house_of_the_municipality():
    far = people.theme("verre zaak", of=people.house("Huis Ver"))
    visitor = Visitor().fill_in()

    assert "verre zaak" not in visitor.get("onderwerp").text
    assert visitor.post("onderwerp", {"themes": [far.pk]}).status_code == 200


def test_unfinished_report_leads_to_the_question_that_is_open():
    visitor = Visitor()
    visitor.post("wat", typed()["wat"])

    response = visitor.get("send")

    assert (response.status_code, response.url) == (302, f"{address('waar')}?nakijken")
    assert "Kies een gemeente. Dan komt" in visitor.get("waar", "?nakijken").text


@pytest.mark.parametrize("name", list(QUESTIONS)[1:])
def test_without_a_first_answer_every_question_leads_to_the_start(name):
    response = Visitor().get(name)

    assert (response.status_code, response.url) == (302, address("start"))


def test_nul_and_endless_text_do_no_harm():
    visitor = Visitor()

    response = visitor.post("wat", {"facts": "x\x00" * 30_000})

    assert response.status_code == 200
    (draft,) = stored(CitizenDraft)
    assert draft.fields["facts"] == "x" * len(draft.fields["facts"])


# -- forged, late and double


def test_form_of_another_site_is_refused_and_loses_nothing():
    response = Visitor().post("wat", {"facts": FACTS}, token="")

    assert "Dit formulier stond lang open" in response.text
    assert FACTS in response.text
    assert stored(CitizenDraft) == []


def test_stale_form_works_at_the_second_click():
    visitor = Visitor()
    visitor.post("wat", {"facts": FACTS}, token="old")

    assert visitor.post("wat", {"facts": FACTS}).status_code == 302


def test_forged_last_click_sends_nothing():
    visitor = Visitor().fill_in()

    response = visitor.post("send", {"solution": visitor.work()}, token="forged")

    assert "Dit formulier stond lang open" in response.text
    assert stored(Signal) == []


def test_second_click_on_send_says_that_it_was_sent():
    visitor = Visitor().fill_in()
    token, solution = visitor.token_on("send"), visitor.work()
    visitor.post("send", {"solution": solution}, token=token)

    response = visitor.post("send", {"solution": solution}, token=token)

    assert "Er is niets meer te versturen" in response.text
    assert len(stored(Signal)) == 1


def test_stopping_throws_everything_away():
    visitor = Visitor().fill_in()

    response = visitor.post("discard", token=visitor.token_on("send"))

    assert "Alles is weggegooid" in response.text
    assert stored(CitizenDraft) == stored(Session) == []


def test_forged_stop_throws_nothing_away():
    visitor = Visitor().fill_in()

    visitor.post("discard", token="forged")

    assert len(stored(CitizenDraft)) == 1


# -- abuse


def test_without_javascript_a_report_is_held_for_a_check():
    response = Visitor().fill_in().send(solution="")

    assert len(code_on(response)) == 19
    assert "kijkt iemand van het huis eerst" in response.text
    assert [weighing.state for weighing in stored(Weighing)] == [WeighingState.HELD]


@pytest.mark.parametrize("solution", ["onzin", "e30=", "A" * 5_000])
def test_wrong_solution_is_refused_and_the_report_is_still_there(solution):
    visitor = Visitor().fill_in()

    response = visitor.send(solution=solution)

    assert "De controle tegen misbruik lukte niet." in response.text
    assert stored(Signal) == []
    visitor.send()
    assert len(stored(Signal)) == 1


def test_solution_of_another_report_is_refused():
    solution = Visitor().fill_in().work()

    response = Visitor().fill_in().send(solution=solution)

    assert "De controle tegen misbruik lukte niet." in response.text


def test_replayed_solution_is_refused():
    visitor = Visitor().fill_in()
    solution = visitor.work()
    with as_owner():
        (draft,) = CitizenDraft.objects.all()
    abuse.problem_with(solution, draft)

    response = visitor.send(solution=solution)

    assert "werd al een keer verstuurd" in response.text
    assert stored(Signal) == []


def test_expired_solution_is_refused(monkeypatch):
    visitor = Visitor().fill_in()
    monkeypatch.setattr(abuse, "VALID_SECONDS", -5)

    response = visitor.send()

    assert "Deze pagina stond lang open." in response.text
    assert stored(Signal) == []


def test_filled_trap_is_emptied_with_a_sentence():
    visitor = Visitor().fill_in()

    response = visitor.send(website="https://reclame.example")

    assert "een veld dat leeg moet blijven" in response.text
    assert "reclame.example" not in response.text
    assert stored(Signal) == []


def test_address_over_its_limit_keeps_its_text_and_hears_when():
    for _ in range(abuse.LIMITS["report"]):
        abuse.count("report", "127.0.0.1")
    visitor = Visitor().fill_in()

    response = visitor.send()

    assert "Probeer het over een uur opnieuw" in response.text
    assert stored(Signal) == []
    abuse.forget()
    visitor.send()
    assert len(stored(Signal)) == 1


def test_sent_reports_count_for_their_address():
    for _ in range(2):
        Visitor().fill_in().send()

    assert sum(abuse._hour.counts.values()) == 4  # two drafts, two reports


def test_address_cannot_begin_drafts_without_end():
    for _ in range(abuse.LIMITS["draft"]):
        abuse.count("draft", "127.0.0.1")

    response = Visitor().post("wat", {"facts": FACTS})

    assert "Probeer het over een uur opnieuw" in response.text
    assert FACTS in response.text
    assert stored(CitizenDraft) == []


def test_form_stays_open_over_the_total_with_longer_work(monkeypatch):
    monkeypatch.setattr(abuse, "REPORTS_AN_HOUR", 1)
    asked = []
    real = abuse.challenge
    monkeypatch.setattr(
        abuse, "challenge", lambda draft, *, factor: asked.append(factor) or real(draft, factor=factor)
    )

    for _ in range(3):
        Visitor().fill_in().send()

    assert len(stored(Signal)) == 3
    assert sorted(set(asked)) == [1, 4, 16]


# -- as the rest of the product


@pytest.mark.parametrize("name", ["start", *QUESTIONS, "send"])
def test_screens_take_few_queries_whatever_there_is(count_queries, name):
    visitor = Visitor().fill_in()
    for number in range(50):
        people.municipality(f"Plaats {number}")

    assert count_queries(lambda: visitor.get(name)) <= 9
