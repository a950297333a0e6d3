"""The page of one signal: who reads what, questions, and the names of parties."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from partners.models import Grant
from signals.models import Event, Outcome, Party, PartyIdentity, Question, WeighingState
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def with_party(made, name="Kees Geheim"):
    with as_owner():
        party = Party.objects.create(signal=made, label="persoon A", why="Riep het hardst.")
        PartyIdentity.objects.create(party=party, name=name, details="1-1-1990")
    return party


def with_question(made, text="Was u er zelf bij?"):
    factories.weighed(made, WeighingState.ASKED)
    with as_owner():
        return Question.objects.create(signal=made, text=text, asked_by=people.coordinator())


def url(name, made, *more):
    return reverse(f"signals:{name}", args=[made.number, *more])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (people.coordinator, 200),
        (people.expert, 200),
        (people.officer, 200),
        (people.police_member, 200),
        (people.municipality_member, 404),
        (people.outsider, 404),
        (people.case_director, 404),
        (people.privacy_officer, 404),
        (people.administrator, 404),
        (people.nobody, 404),
    ],
)
def test_detail_per_role(login, who, status):
    made = factories.signal()

    response = login(who()).get(made.get_absolute_url())

    assert response.status_code == status
    assert ("Op de gevel staat een leus." in response.text) == (status == 200)


def test_unknown_foreign_and_malformed_number_are_the_same_page(login):
    foreign = factories.signal()
    browser = login(people.outsider())
    addresses = [
        "S-2026-99999",
        foreign.number,
        "S-26-1",
        "1",
        "S-2026-0412x",
        "%00",
        "..%2f",
        "'; DROP TABLE",
    ]

    pages = [browser.get(f"/signalen/{address}/") for address in addresses]

    assert {page.status_code for page in pages} == {404}
    assert {"Deze pagina is er niet" in page.text for page in pages} == {True}


STEPS = (
    "weigh",
    "criteria",
    "start-weighing",
    "ask-reporter",
    "go-on-without-answer",
    "confirm-no-action",
    "return-to-weighing",
    "weigh-again",
    "share",
)


@pytest.mark.parametrize("name", STEPS)
def test_every_step_on_a_foreign_signal_does_not_exist(login, name):
    foreign = factories.signal()

    assert login(people.outsider()).post(url(name, foreign)).status_code == 404


@pytest.mark.parametrize("name", STEPS)
def test_every_step_on_the_own_signal_is_not_for_its_reporter(login, name):
    made = factories.signal()

    answer = login(made.reported_by).post(url(name, made))

    assert answer.status_code == (403 if name == "share" else 404)  # a weighing does not exist for him


def test_every_read_of_a_signal_is_in_the_log(login):
    made = factories.signal()

    login(people.coordinator()).get(made.get_absolute_url())

    with as_owner():
        assert list(Entry.objects.filter(action="read").values_list("number", flat=True)) == [made.number]


def test_reporter_never_reads_the_weighing(login):
    desk, made = people.coordinator(), factories.signal()
    factories.weighed(
        made,
        WeighingState.DONE,
        outcome=Outcome.TREND_ONLY,
        reason="Lijkt een grap.",
        notes="Melder belt vaker.",
        decided_by=desk,
        decided_at=timezone.now(),
    )
    with as_owner():
        Event.objects.create(signal=made, by=desk, text="Gewogen: alleen voor het trendbeeld", for_desk=True)
        Event.objects.create(signal=made, by=None, text="Afgerond", for_desk=False)

    texts = {who: login(who).get(made.get_absolute_url()).text for who in (desk, made.reported_by)}

    for secret in ("Lijkt een grap.", "Melder belt vaker.", "trendbeeld", "Wie ziet dit en waarom"):
        assert {who: secret in text for who, text in texts.items()} == {
            desk: True,
            made.reported_by: False,
        }, secret
    assert "Afgerond" in texts[made.reported_by]


def test_desk_reads_who_can_see_it_and_why(login):
    made = factories.signal()
    factories.share(made, people.municipality().organisation)

    text = login(people.coordinator()).get(made.get_absolute_url()).text

    assert "Deelnemers van Gemeente Hoorn" in text
    assert "Procesregisseurs van Veiligheidshuis Noord" in text


def test_waiting_second_person_sees_the_buttons_and_the_first_a_note(login):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    factories.weighed(
        made,
        WeighingState.TO_CONFIRM,
        outcome=Outcome.NO_ACTION,
        reason="Geen risico.",
        decided_by=desk,
        decided_at=timezone.now(),
    )

    texts = [login(user).get(made.get_absolute_url()).text for user in (desk, other)]

    assert ["Een collega is nodig" in text for text in texts] == [True, False]
    assert [url("confirm-no-action", made) in text for text in texts] == [False, True]


# -- questions


def test_reporter_answers_on_the_page(login):
    made = factories.signal()
    question = with_question(made)
    browser = login(made.reported_by)

    page = browser.get(made.get_absolute_url())
    response = browser.post(url("answer", made, question.pk), {"answer": "Ja, ik stond ervoor."}, follow=True)

    assert "Was u er zelf bij?" in page.text
    assert url("answer", made, question.pk) in page.text
    assert "Ja, ik stond ervoor." in response.text
    assert "Uw antwoord is verstuurd" in response.text


def test_empty_answer_comes_back_with_the_question(login):
    made = factories.signal()
    question = with_question(made)

    response = login(made.reported_by).post(url("answer", made, question.pk), {"answer": " "})

    assert "Schrijf uw antwoord op." in response.text
    assert "Was u er zelf bij?" in response.text


def test_second_answer_is_refused_with_the_text_kept(login):
    made = factories.signal()
    question = with_question(made)
    browser = login(made.reported_by)
    browser.post(url("answer", made, question.pk), {"answer": "Ja."})

    response = browser.post(url("answer", made, question.pk), {"answer": "Nee, toch niet."})

    assert "al beantwoord" in response.text
    assert "Nee, toch niet." in response.text


def test_answer_by_a_colleague_or_the_desk_is_refused(login):
    made = factories.signal()
    question = with_question(made)

    answers = {
        who: login(who()).post(url("answer", made, question.pk), {"answer": "x"}).status_code
        for who in (people.police_member, people.coordinator)
    }

    assert answers == {people.police_member: 404, people.coordinator: 403}


def test_question_of_another_signal_is_not_there(login):
    made, other = factories.signal(), factories.signal()
    question = with_question(other)

    assert login(made.reported_by).post(url("answer", made, question.pk), {"answer": "x"}).status_code == 404


# -- names


def test_name_is_on_no_page_without_a_grant(login):
    made = factories.signal()
    party = with_party(made)
    factories.share(made, people.municipality().organisation)

    for who in (
        people.coordinator,
        people.expert,
        people.officer,
        people.police_member,
        people.municipality_member,
    ):
        browser = login(who())
        texts = [browser.get(made.get_absolute_url()).text, browser.get(reverse("signals:list")).text]
        texts.append(browser.get(url("open-identity", made, party.pk)).text)
        assert "persoon A" in texts[0], who
        assert [("Kees" in text, "1-1-1990" in text) for text in texts] == [(False, False)] * 3, who


def test_name_opens_with_a_reason_for_one_person_and_every_view_is_logged(login):
    made = factories.signal()
    party = with_party(made)
    desk, other = people.coordinator(), people.expert()
    browser = login(desk)

    opened = browser.post(
        url("open-identity", made, party.pk), {"reason": "Bellen met de school"}, follow=True
    )

    assert "Kees Geheim" in opened.text
    assert "Kees Geheim" not in login(other).get(made.get_absolute_url()).text
    with as_owner():
        assert Entry.objects.filter(action="open_identity", number=made.number).count() == 1
        assert [e.details for e in Entry.objects.filter(action="read", actor_id=desk.pk)] == [
            {"identities": [party.pk]}
        ]


def test_name_closes_when_the_hour_is_over(login):
    made, desk = factories.signal(), people.coordinator()
    party = with_party(made)
    with as_owner():
        Grant.objects.create(
            user=desk, kind="party_identity", object_id=party.pk, reason="x", until=timezone.now()
        )

    assert "Kees" not in login(desk).get(made.get_absolute_url()).text


def test_name_without_a_reason_stays_closed(login):
    made = factories.signal()
    party = with_party(made)

    response = login(people.coordinator()).post(url("open-identity", made, party.pk), {"reason": ""})

    assert "Schrijf op waarom u de naam nodig heeft." in response.text
    with as_owner():
        assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"), [(people.officer, 403), (people.police_member, 403), (people.outsider, 404)]
)
def test_name_is_not_opened_by_others(login, who, status):
    made = factories.signal()
    party = with_party(made)

    assert login(who()).post(url("open-identity", made, party.pk), {"reason": "x"}).status_code == status


@pytest.mark.parametrize("count", [1, 50])
def test_detail_takes_the_same_queries_with_1_and_with_50(login, count_queries, count):
    made, desk = factories.signal(), people.coordinator()
    factories.weighed(made, WeighingState.WEIGHING, started_by=desk, started_at=timezone.now())
    factories.sharing_rules()
    with as_owner():
        made.themes.add(people.theme())
    for index in range(count):
        with as_owner():
            Event.objects.create(signal=made, by=desk, text=f"Gebeurtenis {index}", for_desk=True)
            Question.objects.create(signal=made, text="Waar?", asked_by=desk)
            Party.objects.create(signal=made, label=f"persoon {index}", why="nodig")
        factories.share(made, people.organisation(f"Partner {index}", house=people.house()))
    browser = login(desk)

    assert count_queries(lambda: browser.get(made.get_absolute_url())) == 14
