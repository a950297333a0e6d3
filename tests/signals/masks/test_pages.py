"""The pages 'Afschermen en verwijderen', filled in as a person would."""

import re

import pytest

from audit.models import Entry
from signals import services
from signals.models import Mask, Signal
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.masks.visits import confirmed, facts, hide, propose, typed, url

pytestmark = pytest.mark.django_db
FACTS = "Jan Jansen stond bij het plein. Later kwam Jan Jansen terug."


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def signal():
    return factories.signal(title="Ruzie op het plein", facts=FACTS)


# -- who


PAGES = ("masks", "hide-part", "redact")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        (people.coordinator, 200),
        (people.expert, 200),
        (people.officer, 403),
        (people.police_member, 403),
        (people.municipality_member, 404),
        (people.outsider, 404),
        (people.administrator, 404),
        (people.privacy_officer, 404),
    ],
)
def test_pages_per_role(login, signal, who, status, page):
    assert login(who()).get(url(page, signal)).status_code == status


@pytest.mark.parametrize("page", ["open-part", "show-part", "redact-mask"])
def test_mask_does_not_exist_for_who_is_not_of_the_desk(login, act, signal, desk, page):
    mask = hide(act, signal, desk)

    answers = [
        login(who()).post(url(page, signal, mask.pk), {"reason": "r"})
        for who in (people.officer, people.outsider)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("page", ["redaction", "withdraw-redaction"])
def test_proposal_does_not_exist_for_who_is_not_of_the_desk(login, act, signal, desk, page):
    redaction = propose(act, signal, desk)

    answers = [
        login(who()).post(url(page, signal, redaction.pk)) for who in (people.officer, people.outsider)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_mask_of_another_signal_is_not_there(login, act, signal, desk):
    mask = hide(act, factories.signal(facts=FACTS), desk)

    assert login(desk).post(url("open-part", signal, mask.pk), {"reason": "r"}).status_code == 404


def test_page_of_the_signal_leads_there_for_the_desk_alone(login, signal, desk):
    texts = [login(who).get(signal.get_absolute_url()).text for who in (desk, signal.reported_by)]

    assert [url("masks", signal) in text for text in texts] == [True, False]
    assert [url("pdf", signal) in text for text in texts] == [True, True]


# -- hiding


def test_preview_shows_what_would_come_and_changes_nothing(login, signal, desk):
    response = login(desk).post(url("hide-part", signal), typed(signal))

    assert "Jan Jansen stond ⟦afgeschermd 1⟧. Later kwam Jan Jansen terug." in response.text
    assert '<mark class="facts">bij het plein</mark>' in response.text
    assert facts(signal) == FACTS


def test_part_is_hidden_once_its_preview_is_confirmed(login, signal, desk):
    response = confirmed(login(desk), url("hide-part", signal), typed(signal))

    assert "Het deel is afgeschermd." in response.text
    assert facts(signal) == "Jan Jansen stond ⟦afgeschermd 1⟧. Later kwam Jan Jansen terug."
    assert ("Afgeschermd 1" in response.text, "bij het plein" in response.text) == (True, False)


def test_confirmation_of_another_preview_only_shows_the_new_one(login, signal, desk):
    browser = login(desk)
    preview = browser.post(url("hide-part", signal), typed(signal))
    seen = re.search(r'name="confirm" value="(\w+)"', preview.text)[1]

    changed = browser.post(url("hide-part", signal), typed(signal, words="Later", confirm=seen))
    with as_owner():
        Signal.objects.filter(pk=signal.pk).update(facts=f"{FACTS} Nog meer.")
    rewritten = browser.post(url("hide-part", signal), typed(signal, confirm=seen))

    assert "⟦afgeschermd 1⟧ kwam Jan Jansen terug." in changed.text
    assert "Nog meer." in rewritten.text
    assert Mask.objects.count() == 0
    assert facts(signal) == f"{FACTS} Nog meer."


def test_same_words_more_than_once_ask_which(login, signal, desk):
    browser = login(desk)

    asked = browser.post(url("hide-part", signal), typed(signal, words="Jan Jansen"))
    response = confirmed(browser, url("hide-part", signal), typed(signal, words="Jan Jansen", nth="0"))

    assert "Deze woorden staan er 2 keer. Kies welke u bedoelt." in asked.text
    assert ("Alle 2 keer" in asked.text, "Alleen keer 2:" in asked.text) == (True, True)
    assert response.status_code == 200
    assert facts(signal) == "⟦afgeschermd 1⟧ stond bij het plein. Later kwam ⟦afgeschermd 1⟧ terug."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"words": "jan jansen"}, "Deze woorden staan niet in deze tekst."),
        ({"words": "⟦afgeschermd 1⟧"}, "Deze woorden staan niet in deze tekst."),
        ({"words": " "}, "Typ of plak de woorden."),
        ({"words": "a\0b"}, "Null-tekens zijn niet toegestaan."),
        ({"at": "weighing.notes:1"}, "Selecteer een geldige keuze."),
        ({"at": ""}, "Dit veld is verplicht."),
        ({"reason": ""}, "Schrijf op waarom."),
        ({"reason": "Staat bij het  Plein."}, "Noem de woorden zelf hier niet."),
        ({"words": "Jan Jansen", "nth": "9"}, "Selecteer een geldige keuze."),
        ({"words": "Jan Jansen", "nth": "x"}, "Selecteer een geldige keuze."),
    ],
)
def test_bad_input_gets_a_sentence_and_loses_nothing(login, signal, desk, changes, sentence):
    data = typed(signal, **changes)

    response = login(desk).post(url("hide-part", signal), data)

    assert sentence in response.text
    assert 'name="confirm"' not in response.text
    assert (data["reason"] in response.text, facts(signal)) == (True, FACTS)


def test_short_words_may_stand_in_the_reason(login, signal, desk):
    response = login(desk).post(
        url("hide-part", signal), typed(signal, words="ij", nth="1", reason="Hij hoort er niet.")
    )

    assert 'name="confirm"' in response.text


def test_other_texts_of_the_signal_with_the_words_are_named_before_it_is_done(login, signal, desk):
    factories.weighed(signal, notes="Het was Bij het  plein.")

    text = login(desk).post(url("hide-part", signal), typed(signal)).text

    named = re.search(r"Deze woorden staan ook bij dit signaal in.*?</ul>", text, re.DOTALL)[0]
    assert re.findall(r"<li>(.*?)</li>", named) == ["aantekeningen bij de weging"]


def test_words_that_stand_elsewhere_are_named_before_it_is_done(login, signal, desk):
    meeting = factories.meeting()
    factories.item(meeting, signals=[signal], title="Onrust bij het plein")
    factories.case(by=desk, signals=[signal], title="Bij het plein", number="C-2026-777")
    factories.link(signal, factories.signal(facts="Ook bij het plein.", number="S-2026-8888"), by=desk)
    factories.item(meeting, signals=[signal], title="Iets anders")

    texts = [login(who).post(url("hide-part", signal), typed(signal)).text for who in (desk, people.expert())]

    assert ["het agendapunt ‘Onrust bij het plein’" in text for text in texts] == [True, True]
    assert ["C-2026-777" in text for text in texts] == [True, False]  # an expert has no cases
    assert ["signaal S-2026-8888" in text for text in texts] == [True, True]
    assert ["Iets anders" in text for text in texts] == [False, False]


# -- reading and showing again


def test_part_is_opened_with_a_reason_and_read_on_the_page(login, act, signal, desk):
    mask = hide(act, signal, desk)
    browser = login(desk)

    without = browser.post(url("open-part", signal, mask.pk), {"reason": ""})
    opened = browser.post(url("open-part", signal, mask.pk), {"reason": "Aangifte"}, follow=True)
    other = login(people.expert()).get(url("masks", signal))

    assert "Schrijf op waarom u het verborgen deel nodig heeft." in without.text
    assert ("Jan Jansen" in opened.text, "Jan Jansen" in other.text) == (True, False)
    with as_owner():
        reads = list(Entry.objects.filter(action="read").order_by("-pk").values_list("details", flat=True))
    assert reads[:2] == [{}, {"masks": [mask.pk]}]


def test_mask_is_lifted_with_a_reason(login, act, signal, desk):
    mask = hide(act, signal, desk)

    response = login(people.expert()).post(
        url("show-part", signal, mask.pk), {"reason": "Toch nodig."}, follow=True
    )

    assert facts(signal) == FACTS
    assert ("Opgeheven" in response.text, "Toch nodig." in response.text) == (True, True)


def test_lifted_mask_is_told_on_the_form(login, act, signal, desk):
    mask = hide(act, signal, desk)
    with act(desk):
        services.show_part(mask, by=desk, reason="r")

    response = login(desk).post(url("show-part", signal, mask.pk), {"reason": "Mijn reden"})

    assert ("niet meer afgeschermd" in response.text, "Mijn reden" in response.text) == (True, True)


# -- fixed numbers of queries


@pytest.mark.parametrize("count", [1, 20])
def test_pages_take_the_same_queries_with_1_and_with_20(login, act, count_queries, count):
    desk, second = people.coordinator(), people.expert()
    words = [f"woord{n:02}" for n in range(2 * count)]
    signal = factories.signal(facts=" ".join(words))
    for n in range(count):
        mask = hide(act, signal, desk, words[n])
        with act(second):
            services.open_part(mask, by=second, reason="r")
    for n in range(count, 2 * count):
        redaction = propose(act, signal, desk, words[n])
    browser = login(second)

    asked = {
        "masks": lambda: browser.get(url("masks", signal)),
        "redaction": lambda: browser.get(url("redaction", signal, redaction.pk)),
        "hide": lambda: browser.get(url("hide-part", signal)),
        "redact": lambda: browser.post(url("redact", signal), typed(signal, words="woord", nth="0")),
    }

    counted = {page: count_queries(ask) for page, ask in asked.items()}

    assert counted == {"masks": 7, "redaction": 9, "hide": 6, "redact": 9}
