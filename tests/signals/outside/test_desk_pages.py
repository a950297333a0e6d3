"""What the desk sees and does: asking, the link that shows once, withdrawing, and what is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from signals import services
from signals.models import OutsideState
from signals.ticks import note_silence
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.outside.links import TEXT, answer, asked, late, opened, stored

pytestmark = pytest.mark.django_db

TYPED = {"to_whom": "conciërge van de school", "text": TEXT, "email": ""}


def page(signal, name, *more):
    return reverse(f"signals:{name}", args=[signal.number, *more])


def test_link_shows_once_and_works(login, client):
    signal, browser = factories.signal(), login(people.expert())

    response = browser.post(page(signal, "ask-outside"), TYPED)

    link = response.text.split('translate="no">')[1].split("<")[0]
    assert "U ziet deze link één keer" in response.text
    assert TEXT in client.get(link, follow=True).text
    assert link not in browser.get(page(signal, "around")).text


def test_mailed_link_does_not_show(login):
    signal = factories.signal()

    response = login(people.coordinator()).post(
        page(signal, "ask-outside"), TYPED | {"email": "school@test.example"}, follow=True
    )

    assert "De link is verstuurd." in response.text
    assert "/melden/vraag/" not in response.text


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("to_whom", "", "Schrijf op aan wie u dit vraagt"),
        ("text", "", "Schrijf op wat u wilt vragen."),
        ("email", "geen adres", "Vul een e-mailadres in, zoals naam@voorbeeld.nl, of laat dit leeg."),
    ],
)
def test_bad_question_comes_back_with_what_was_typed(login, name, typed, sentence):
    response = login(people.coordinator()).post(
        page(factories.signal(), "ask-outside"), {**TYPED, "text": "Mijn lange vraag?", name: typed}
    )

    assert sentence in response.text
    assert ("Mijn lange vraag?" in response.text) == (name != "text")
    assert stored() == []


def test_privacy_scan_asks_once_about_a_name(login):
    browser, path = login(people.coordinator()), page(factories.signal(), "ask-outside")
    typed = TYPED | {"text": "Kent u Jan de Vries uit Hoorn?"}

    first = browser.post(path, typed)
    seen = first.text.split('name="privacyscan_seen" value="')[1].split('"')[0]
    nothing_yet = stored()
    browser.post(path, typed | {"privacyscan_seen": seen})

    assert "Is dit nodig?" in first.text
    assert "Kent u Jan de Vries uit Hoorn?" in first.text
    assert nothing_yet == []
    assert [question.text for question in stored()] == ["Kent u Jan de Vries uit Hoorn?"]


def test_privacy_scan_puts_a_letter_in_the_place_of_a_name(login):
    browser, path = login(people.coordinator()), page(factories.signal(), "ask-outside")
    typed = TYPED | {"text": "Kent u Jan de Vries uit Hoorn?", "email": "school@test.example"}

    response = browser.post(path, typed | {"privacyscan_replace": "persoon A"})

    assert "Kent u persoon A uit Hoorn?" in response.text
    assert 'value="school@test.example"' in response.text
    assert stored() == []


@pytest.mark.parametrize(("regime", "warned"), [("avg", 0), ("wpg", 1), ("wjsg", 1)])
def test_desk_is_told_when_the_source_has_a_stricter_law(login, regime, warned):
    text = login(people.coordinator()).get(page(factories.signal(regime=regime), "ask-outside")).text

    assert text.count("Vraag alleen; vertel niets uit het signaal.") == warned


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("police_member", 403), ("outsider", 404), ("administrator", 404)],
)
def test_asking_and_reading_is_for_the_desk(login, who, status):
    signal = factories.signal()
    one = asked(signal)
    talk = factories.interview(signal)
    factories.share(signal, people.police(), by=people.coordinator())
    browser = login(getattr(people, who)())

    pages = [
        page(signal, "ask-outside"),
        page(signal, "withdraw-outside", one.question.pk),
        page(signal, "keep-interview"),
        page(signal, "correct-interview", talk.pk),
        page(signal, "around"),
    ]
    found = [browser.get(path).status_code for path in pages]
    found += [browser.post(path, TYPED).status_code for path in pages]

    # what hangs on the signal does not exist for them; the steps themselves are refused
    assert found == [status, 404, status, 404, 404] * 2


def test_page_of_the_signal_fetches_this_part_for_the_desk_alone(login):
    signal = factories.signal()
    factories.share(signal, people.police(), by=people.coordinator())
    path = page(signal, "around")

    found = {
        who: path in login(getattr(people, who)()).get(signal.get_absolute_url()).text
        for who in ("expert", "officer", "police_member")
    }

    assert found == {"expert": True, "officer": False, "police_member": False}


def test_part_is_fetched_without_the_page_around_it(login):
    signal = factories.signal()
    asked(signal)

    response = login(people.coordinator()).get(page(signal, "around"), headers={"HX-Request": "true"})

    assert TEXT in response.text
    assert "<main" not in response.text


def test_states_are_told_with_whom_was_asked(login, act):
    signal, desk = factories.signal(), people.coordinator()
    done, back, over = (asked(signal, to_whom=whom) for whom in ("school", "buurthuis", "sportclub"))
    asked(signal, to_whom="winkel")
    answer(opened(done))
    with act(desk):
        services.withdraw_outside(back.question, by=desk, reason="Al bekend.")
    late(over.question)
    note_silence()

    text = login(desk).get(page(signal, "around")).text

    for words in ("Ja, twee jongens.", "Al bekend.", "Geen antwoord van sportclub", "Te beantwoorden tot"):
        assert words in text
    assert text.count("/intrekken/") == 1


def test_question_is_withdrawn_on_its_page(login):
    signal = factories.signal()
    one = asked(signal)
    browser, path = login(people.coordinator()), page(signal, "withdraw-outside", one.question.pk)

    without = browser.post(path, {"reason": ""})
    done = browser.post(path, {"reason": "Al bekend."}, follow=True)

    assert "Schrijf op waarom u de vraag intrekt." in without.text
    assert "De vraag is ingetrokken." in done.text
    assert [question.state for question in stored()] == [OutsideState.WITHDRAWN]


def test_withdrawing_what_was_answered_meanwhile_says_so(login):
    signal = factories.signal()
    one = asked(signal)
    browser, path = login(people.coordinator()), page(signal, "withdraw-outside", one.question.pk)
    answer(opened(one))

    typed, opened_late = browser.post(path, {"reason": "Al bekend."}), browser.get(path, follow=True)

    assert "de stand is nu &#x27;beantwoord&#x27;" in typed.text
    assert "Al bekend." in typed.text
    assert "de stand is nu &#x27;beantwoord&#x27;" in opened_late.text


def test_answer_stands_under_what_is_new_for_the_desk(login):
    signal = factories.signal(title="Onrust bij het hek")
    one = asked(signal)
    browser = login(people.expert())
    before = browser.get("/").text

    answer(opened(one))

    assert "Antwoorden van buitenstaanders" not in before
    assert "Antwoorden van buitenstaanders" in browser.get("/").text
    assert "Antwoorden van buitenstaanders" not in login(people.police_member()).get("/").text


@pytest.mark.parametrize(("days", "shown"), [(13, 1), (15, 0)])
def test_answer_is_new_for_two_weeks(login, days, shown):
    moment = timezone.now() - timedelta(days=days)
    factories.outside_question(factories.signal(), state="answered", answer="Ja.", answered_at=moment)

    news = login(people.expert()).get("/").context["news"]["outside"]

    assert len(news) == shown


def test_table_reads_in_the_timeline_that_and_not_whom_was_asked(login, act):
    signal = factories.signal(
        people.person("Leraar", "reporter", people.organisation("School", house=people.house()))
    )
    one, desk = asked(signal), people.coordinator()
    answer(opened(one))
    factories.interview(signal, told="Hij is bang.")
    meeting = factories.meeting()
    factories.item(meeting, signals=[signal], table=[people.police()])
    factories.put_meeting(meeting, "released", by=desk)

    text = login(people.police_member()).get(signal.get_absolute_url()).text

    assert "Antwoord van een buitenstaander" in text
    for hidden in ("conciërge", TEXT, "twee jongens", "Hij is bang."):
        assert hidden not in text


def test_reading_is_logged_when_there_was_something_to_read(login):
    signal, browser = factories.signal(), login(people.coordinator())
    browser.get(page(signal, "around"))
    with as_owner():
        nothing = Entry.objects.filter(action="read").count()
    one, talk = asked(signal), factories.interview(signal)

    browser.get(page(signal, "around"))

    with as_owner():
        entry = Entry.objects.get(action="read")
    assert nothing == 0
    assert (entry.number, entry.details) == (
        signal.number,
        {"outside": [one.question.pk], "interviews": [talk.pk]},
    )


@pytest.mark.parametrize("count", [1, 50])
def test_part_takes_a_fixed_number_of_queries(login, count_queries, count):
    signal, browser = factories.signal(), login(people.coordinator())
    for _ in range(count):
        factories.outside_question(signal)
        factories.interview(signal)

    assert count_queries(lambda: browser.get(page(signal, "around"))) == 6


@pytest.mark.parametrize("count", [1, 50])
def test_form_takes_a_fixed_number_of_queries(login, count_queries, count):
    signal, browser = factories.signal(), login(people.coordinator())
    for number in range(count):
        factories.standard_text(kind="outside", name=f"Tekst {number}")

    assert count_queries(lambda: browser.get(page(signal, "ask-outside"))) == 6
