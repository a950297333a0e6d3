"""Which signals are found alike, by whom, and what is asked while somebody types."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from signals.models import Draft
from signals.queries import alike
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

SIMILAR = reverse("signals:similar")
FACTS = "Op de gevel van het buurthuis staat sinds vanochtend een grote leus."


def leus(by=None, **fields):
    values = {"title": "Leus op gevel", "facts": FACTS, "place": "Grote Waal"}
    return factories.signal(by, **values | fields)


def found(act, reader, made):
    with act(reader):
        return [pair.signal for pair in alike(made)]


def typed(**fields):
    return {
        "title": "Leus op de gevel",
        "facts": FACTS,
        "municipality": people.municipality().pk,
        "place": "Grote Waal",
        "themes": [people.theme().pk],
        "observed_on": "2026-11-11",
    } | fields


# -- of a signal


def test_alike_signal_is_found_with_its_reasons(act):
    one, other = leus(), leus(observed_on="2026-11-07")

    with act(people.coordinator()):
        (pair,) = alike(one)

    assert pair.signal == other
    assert pair.likeness.in_words == "bijna dezelfde woorden, zelfde wijk of plaats, 3 dagen ervoor"


def test_unlike_signal_is_not_found(act):
    one = leus()
    factories.signal(title="Lawaai", facts="Er was veel lawaai in het park tot diep in de nacht.")

    assert found(act, people.coordinator(), one) == []


def test_alike_in_another_municipality_is_found_by_its_title(act):
    one = leus()
    other = leus(municipality=people.municipality("Alkmaar"))

    assert found(act, people.coordinator(), one) == [other]


def test_alike_of_long_before_is_not_looked_at(act):
    one = leus()
    leus(submitted_at=timezone.now() - timedelta(weeks=9))

    assert found(act, people.coordinator(), one) == []


def test_most_alike_stands_first_and_five_are_shown(act):
    one = leus()
    for days in range(1, 8):
        leus(place="", observed_on=timezone.datetime(2026, 11, 10) - timedelta(days=days))
    best = leus()

    shown = found(act, people.coordinator(), one)

    assert len(shown) == 5
    assert shown[0] == best


@pytest.mark.parametrize("who", [people.officer, people.municipality_member])
def test_reader_finds_only_what_he_may_see(act, who):
    reader = who("Lezer")
    own, hidden = leus(reader), leus(people.officer("Ander", at=people.organisation("Elders")))

    assert found(act, people.coordinator(), own) == [hidden]
    assert found(act, reader, own) == []


def test_name_that_the_reader_wrote_himself_is_compared_with_nothing(act):
    """Else he would choose a name, and learn where it stands without asking."""
    desk, far = people.coordinator(), people.municipality("Alkmaar")
    own, other = factories.signal(desk, title="Brand"), factories.signal(title="Ruzie", municipality=far)
    for one in (own, other):
        factories.named_party(one, "José van der Berg-Kramer", "1-2-1990")

    with act(desk):
        mine = alike(own)
    with act(people.expert()):
        theirs = alike(own)

    assert (mine, len(theirs)) == ([], 1)


def test_same_name_is_found_for_the_desk_in_words_without_the_name(act, login):
    far = people.municipality("Alkmaar")
    one, other = factories.signal(title="Brand"), factories.signal(title="Ruzie", municipality=far)
    factories.named_party(one, "José van der Berg-Kramer", "1-2-1990")
    factories.named_party(other, "kramer JOSE Berg", "geboren 01-02-1990")

    with act(people.coordinator()):
        (pair,) = alike(one)
    text = login(people.coordinator()).get(reverse("signals:together", args=[one.number])).text

    assert "zelfde betrokkene" in pair.likeness.in_words
    assert "Kramer" not in text


@pytest.mark.parametrize("name", ["Jose Berg", "Jose Kramer"])
def test_part_of_a_name_is_not_the_same_party(act, name):
    one, other = factories.signal(title="Brand"), factories.signal(title="Ruzie", facts="Twee buren riepen.")
    factories.named_party(one, "José van der Berg-Kramer")
    factories.named_party(other, name)

    assert found(act, people.coordinator(), one) == []


def test_other_birth_date_is_not_the_same_party(act):
    one, other = factories.signal(title="Brand"), factories.signal(title="Ruzie", facts="Twee buren riepen.")
    factories.named_party(one, "Jan Jansen", "1-2-1990")
    factories.named_party(other, "Jan Jansen", "2-2-1990")

    assert found(act, people.coordinator(), one) == []


def test_participant_does_not_learn_that_two_parties_are_the_same(act):
    one, other = factories.signal(title="Brand"), factories.signal(title="Ruzie", facts="Twee buren riepen.")
    for made in (one, other):
        factories.named_party(made, "Jan Jansen")

    assert found(act, people.coordinator(), one) == [other]
    assert found(act, people.police_member(), one) == []


def test_title_of_signs_alone_finds_nothing_and_does_not_fail(act):
    one = leus(title="!!! & | ( ' \\ :*")

    assert found(act, people.coordinator(), one) == []


def test_list_of_what_is_alike_is_one_line_of_the_log(login):
    one, other = leus(), leus()

    login(people.coordinator()).get(reverse("signals:together", args=[one.number]))

    with as_owner():
        entry = Entry.objects.get(action="list")
    assert entry.details == {"kind": "signal", "shown": [one.number, other.number]}


def test_part_of_a_page_is_the_panels_alone(login):
    one = leus()

    text = (
        login(people.coordinator())
        .get(reverse("signals:together", args=[one.number]), headers={"HX-Request": "true"})
        .text
    )

    assert "Lijkt op" in text
    assert "<html" not in text


# -- while typing


def test_typing_finds_recent_signals_like_it(login):
    officer = people.officer()
    other = leus(officer)

    text = login(officer).post(SIMILAR, typed()).text

    assert other.number in text
    assert "Bijna dezelfde woorden" in text


def test_typing_finds_nothing_of_others(login):
    leus(people.officer("Ander"))

    text = login(people.officer()).post(SIMILAR, typed()).text

    assert "S-2026" not in text


def test_typing_finds_nothing_older_than_eight_weeks(login):
    officer = people.officer()
    leus(officer, submitted_at=timezone.now() - timedelta(weeks=9))

    assert "S-2026" not in login(officer).post(SIMILAR, typed()).text


def test_typed_text_is_kept_nowhere(login):
    officer = people.officer()
    other = leus(officer)

    login(officer).post(SIMILAR, typed(facts=f"{FACTS} Geheimwoord"))

    with as_owner():
        entries = list(Entry.objects.exclude(action="login").values("action", "details"))
        assert Draft.objects.count() == 0
    assert entries == [{"action": "list", "details": {"kind": "signal", "shown": [other.number]}}]


def test_same_answer_again_is_no_answer_and_no_line(login):
    officer = people.officer()
    other = leus(officer)

    response = login(officer).post(SIMILAR, typed(shown=other.number))

    assert response.status_code == 204
    with as_owner():
        assert not Entry.objects.filter(action="list").exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"municipality": "x", "themes": ["99999999999999999999"], "observed_on": "31-31-2026"},
        {"title": "", "facts": "", "place": ""},
        {"title": "a\x00b", "facts": "' | ! & ( \\"},
        {"facts": "woord " * 5000},
    ],
)
def test_half_typed_and_odd_input_is_no_error(login, changes):
    assert login(people.officer()).post(SIMILAR, typed(**changes)).status_code in {200, 204}


@pytest.mark.parametrize(("who", "status"), [(people.administrator, 403), (people.nobody, 403)])
def test_typing_is_for_who_may_report(login, who, status):
    assert login(who()).post(SIMILAR, typed()).status_code == status


def test_typing_is_only_posted(login):
    assert login(people.officer()).get(SIMILAR).status_code == 405


@pytest.mark.parametrize("count", [1, 50])
def test_typing_takes_the_same_queries_with_1_and_with_50(login, count_queries, count):
    officer = people.officer()
    for _ in range(count):
        leus(officer)
    browser = login(officer)

    assert count_queries(lambda: browser.post(SIMILAR, typed())) == 11


# -- hints per theme


def test_form_says_what_is_a_signal_per_theme(login):
    with as_owner():
        theme = people.theme()
        theme.hint, theme.hint_not = "Dreiging rond toewijzing.", "Boosheid over wachttijden."
        theme.save()

    text = login(people.officer()).get(reverse("signals:new")).text

    assert "Wel een signaal: Dreiging rond toewijzing." in text
    assert "Geen signaal: Boosheid over wachttijden." in text


def test_new_theme_starts_with_hints_and_the_administrator_changes_them(login):
    browser = login(people.administrator())

    text = browser.get(reverse("partners:theme_add")).text
    data = {"name": "klimaat", "hint": "Vernieling.", "hint_not": "Een mening.", "is_active": "on"}
    browser.post(reverse("partners:theme_add"), data)

    assert "werven, of geweld goedpraten" in text
    shown = browser.get(reverse("partners:themes")).text
    assert "Wel: Vernieling." in shown
    assert "Niet: Een mening." in shown
