"""The list as a way to find: words, filters and order."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Function, Theme
from signals import queries
from signals.models import Outcome, WeighingState
from signals.queries import listing, search
from signals.queries.words import NO_WORDS, SHORT_BEGIN, Words
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

LIST = reverse("signals:list")


def found(typed="", sort="", **filters):
    return [row.signal.title for row in queries.Search(typed, sort, filters).page(1).rows]


def titles(*names, **fields):
    return [factories.signal(title=name, facts="Feit.", **fields) for name in names]


# -- words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pleinen", {"Vlag op het plein"}),
        ("vlag*", {"Vlag op het plein", "Vlag zonder meer"}),
        ('"vlag op het plein"', {"Vlag op het plein"}),
        ('"plein vlag"', set()),
        ("demon*", {"Demonstratie bij school"}),
        ("vlag -plein", {"Vlag zonder meer"}),
        ("vlag plein", {"Vlag op het plein"}),
        ("vlag -plein -overlast", {"Vlag zonder meer"}),
        ("vlag -plein -vlag*", set()),
        ("over*", {"Overlast"}),
        ("demon", set()),
    ],
)
def test_words_phrases_beginnings_and_minus(act, typed, expected):
    titles("Vlag op het plein", "Vlag zonder meer", "Demonstratie bij school", "Overlast")

    with act(people.coordinator()):
        assert set(found(typed)) == expected


@pytest.mark.parametrize("field", ["facts", "meaning", "contradiction", "place", "trigger", "steps_taken"])
def test_every_text_of_a_signal_is_searched(act, field):
    factories.signal(title="Gevonden", **{field: "Bij de molen."})

    with act(people.coordinator()):
        assert found("molen") == ["Gevonden"]


def test_texts_of_the_weighing_are_found_by_the_desk_alone(act):
    made = factories.signal(title="Gewogen")
    factories.weighed(made, notes="Gesprek met de imker.")

    with act(people.coordinator()):
        for_desk = queries.Search("imker").page(1)
    with act(made.reported_by):
        for_reporter = queries.Search("imker").page(1)

    assert [row.excerpt.weighing for row in for_desk.rows] == ["Gesprek met de <mark>imker</mark>"]
    assert (for_reporter.rows, for_reporter.count) == ([], 0)


def test_minus_also_leaves_out_what_stands_in_the_other_source(act):
    for notes in ("Gesprek met de imker.", ""):
        made = factories.signal(title="Vlag")
        factories.weighed(made, notes=notes)

    with act(people.coordinator()):
        assert len(found("vlag -imker")) == 1


@pytest.mark.parametrize("typed", ["-vlag", '""', "!?"])
def test_search_without_a_word_says_what_to_do_and_filters_nothing(login, typed):
    titles("Vlag")

    response = login(people.coordinator()).get(LIST, {"zoek": typed})

    assert NO_WORDS in response.text
    assert len(response.context["page"].rows) == 1


def test_too_short_a_beginning_says_so():
    assert Words("vl*").problem == SHORT_BEGIN


def test_part_of_a_number_with_a_star_and_a_number_among_words(act):
    made = factories.signal(title="Vlag", number="S-2026-7001")
    factories.signal(title="Leus", number="S-2026-7002")

    with act(people.coordinator()):
        assert found("s-2026-7001") == [made.title]
        assert set(found("2026-700*")) == {"Vlag", "Leus"}
        assert found("2026-700* -2026-7001") == ["Leus"]
        assert found("molen 2026-7001") == []


def test_excerpt_is_escaped_and_marked(act):
    factories.signal(title="<b>Vlag</b>", facts="Een <i>vlag</i> & \ue000 een leus.")

    with act(people.coordinator()):
        excerpt = queries.Search("vlag").page(1).rows[0].excerpt

    assert excerpt.title == "&lt;b&gt;<mark>Vlag</mark>&lt;/b&gt;"
    assert "<i>" not in excerpt.text
    assert "<mark>vlag</mark>" in excerpt.text
    assert "&amp;" in excerpt.text
    assert excerpt.text.count("<mark>") == excerpt.text.count("</mark>")


def test_count_of_a_search_stops_at_its_cap(act, monkeypatch):
    monkeypatch.setattr(listing, "COUNT_CAP", 2)
    monkeypatch.setattr(search, "SEARCH_CAP", 2)
    titles("Vlag", "Vlag", "Vlag", "Vlag")

    with act(people.coordinator()):
        assert queries.Search("vlag").page(1).count_in_words == "1.000+ signalen"


# -- typing errors


def test_typing_error_is_mended_by_titles_one_may_see(login):
    titles("Demonstratie bij school")
    browser = login(people.coordinator())

    response = browser.get(LIST, {"zoek": "demonstartie school"})

    assert response.context["suggestion"] == ("demonstratie school", "?zoek=demonstratie+school")
    assert len(browser.get(f"{LIST}{response.context['suggestion'][1]}").context["page"].rows) == 1


def test_typing_error_tells_nothing_of_titles_one_may_not_see(login):
    titles("Demonstratie bij school")

    response = login(people.outsider()).get(LIST, {"zoek": "demonstartie"})

    assert response.context["suggestion"] is None
    assert "emonstratie" not in response.text.replace("demonstartie", "")


# -- filters and order


def test_each_filter_keeps_what_fits(act):
    day = timezone.localdate()
    officer = people.officer()
    fields = {
        "reporter_function": Function.TEACHER,
        "subject_kind": "group",
        "channel": "online",
        "known_by": "told",
        "has_threat": True,
        "threat": "Dreigt.",
        "observed_on": day,
        "regime": "wpg",
        "source_reliability": "unreliable",
        "information_reliability": "not_known",
        "safe_status": "closed",
    }
    factories.signal(officer, title="Anders", submitted_at=timezone.now() - timedelta(days=30))
    right = factories.signal(
        officer, title="Goed", municipality=people.municipality("Alkmaar", column=9), **fields
    )
    factories.weighed(right, WeighingState.ASKED, outcome=Outcome.POLICE)
    filters = {
        "municipality": right.municipality_id,
        "function": "leraar",
        "subject_kind": "group",
        "channel": "online",
        "known_by": "told",
        "threat": True,
        "observed_from": day,
        "reported_from": timezone.now() - timedelta(days=3),
        "regime": "wpg",
        "source": "unreliable",
        "information": "not_known",
        "safe_status": "closed",
        "state": "asked",
        "outcome": "police",
    }

    with act(people.coordinator()):
        one_by_one = {name: found(**{name: value}) for name, value in filters.items()}
        with_words = {name: found("leus", **{name: value}) for name, value in filters.items()}
        together = found("goed", **filters)
        of_others = found(threat=False)

    assert one_by_one == with_words == {name: ["Goed"] for name in filters}
    assert (together, of_others) == (["Goed"], ["Anders"])


def test_filter_of_reporting_organisation(act):
    town = people.municipality_member()
    factories.signal(town, title="Van de gemeente")
    titles("Van de politie")

    with act(people.coordinator()):
        assert found(organisation=town.memberships.get().organisation_id) == ["Van de gemeente"]


def test_orders(act):
    today = timezone.localdate()
    now = timezone.now()
    factories.signal(title="Vlag oud", submitted_at=now - timedelta(days=9), weigh_before=today)
    factories.signal(title="Vlag nieuw vlag", submitted_at=now, weigh_before=today + timedelta(days=4))
    done = factories.signal(title="Vlag af", submitted_at=now - timedelta(days=4))
    desk = people.coordinator()
    factories.weighed(
        done, WeighingState.DONE, outcome=Outcome.TREND_ONLY, reason="r", decided_by=desk, decided_at=now
    )

    with act(desk):
        orders = {
            (typed, sort): found(typed, sort)
            for typed in ("", "vlag")
            for sort in ("newest", "oldest", "due")
        }
        best = found("vlag")

    newest = ["Vlag nieuw vlag", "Vlag af", "Vlag oud"]
    due = ["Vlag oud", "Vlag nieuw vlag"]
    for typed in ("", "vlag"):
        assert orders[typed, "newest"] == newest
        assert orders[typed, "oldest"] == newest[::-1]
        assert orders[typed, "due"] == due
    assert best[0] == "Vlag nieuw vlag"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"gemeente": "999999"}, "Deze keuze bij ‘Gemeente’ kennen wij niet."),
        ({"stand": "bestaat niet"}, "Deze keuze bij ‘Stand’ kennen wij niet."),
        ({"gemeld_van": "gisteren"}, "Vul een datum in, zoals 18-11-2026."),
        ({"gezien_van": "2026-11-02", "gezien_tot": "2026-11-01"}, "Deze dag ligt voor de eerste dag."),
    ],
)
def test_bad_value_gets_a_sentence_and_filters_nothing(login, query, sentence):
    titles("Vlag")

    response = login(people.coordinator()).get(LIST, query)

    assert sentence in response.text
    assert len(response.context["page"].rows) == 1


def test_active_filters_are_chips_with_an_address_without_them(login):
    titles("Vlag")

    form = (
        login(people.coordinator())
        .get(LIST, {"zoek": "vlag", "dreiging": "nee", "regime": "avg"})
        .context["form"]
    )

    assert [(chip.label, chip.url) for chip in form.chips] == [
        ("Dreiging: zonder dreiging", "?zoek=vlag&regime=avg"),
        ("Regime: AVG", "?zoek=vlag&dreiging=nee"),
    ]


def test_fields_of_the_filters_come_when_asked_for_and_what_is_on_stays_on(login):
    browser = login(people.coordinator())
    titles("Vlag")
    query = {"dreiging": "nee", "zoek": "vlag"}

    closed, opened = browser.get(LIST, query), browser.get(LIST, query | {"filters": "open"})
    fetched = browser.get(reverse("signals:filter-fields"), query)

    field, kept = '<select name="dreiging"', '<input type="hidden" name="dreiging" value="nee">'
    assert [field in page.text for page in (closed, opened, fetched)] == [False, True, True]
    assert [kept in page.text for page in (closed, opened, fetched)] == [True, False, False]
    assert [page.text.count('value="nee" selected') for page in (opened, fetched)] == [1, 1]


def test_a_filter_that_is_wrong_shows_its_field(login):
    response = login(people.coordinator()).get(LIST, {"gemeente": "onzin"})

    assert response.context["open_filters"]
    assert '<select name="gemeente"' in response.text


@pytest.mark.parametrize("count", [1, 50])
def test_fields_of_the_filters_take_the_same_queries(login, count_queries, count):
    desk = people.coordinator()
    with as_owner():
        Theme.objects.bulk_create(Theme(house=people.house(), name=f"Thema {n}") for n in range(count))
    browser = login(desk)

    assert count_queries(lambda: browser.get(reverse("signals:filter-fields"))) == 5


def test_reporter_is_offered_no_filter_of_the_weighing(login):
    made = factories.signal()
    factories.weighed(made, WeighingState.ASKED, outcome=Outcome.POLICE)

    response = login(made.reported_by).get(LIST, {"uitkomst": "care_route", "sorteer": "due"})

    assert "uitkomst" not in response.context["form"].fields
    assert len(response.context["page"].rows) == 1


@pytest.mark.parametrize("count", [1, 50])
def test_search_takes_the_same_queries_with_1_and_with_50(login, count_queries, count):
    for _ in range(count):
        factories.weighed(factories.signal(title="Vlag"), notes="Een vlag.")
    browser = login(people.coordinator())

    assert count_queries(lambda: browser.get(LIST, {"zoek": "vlag"})) == 12


def test_search_that_finds_nothing_takes_no_more_queries(login, count_queries):
    titles("Demonstratie")
    browser = login(people.coordinator())

    assert count_queries(lambda: browser.get(LIST, {"zoek": "demonstartie"})) <= 15
