"""What columns and cells are taken to say."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from signals.register.before import digest_of, recalled, remembered
from signals.register.columns import folded, proposed
from signals.register.rows import (
    IN_FUTURE,
    MISSING,
    NO_DATE,
    TOO_LONG,
    TOO_OLD,
    Matching,
    first_words,
    understood,
)
from signals.register.values import Known, known_words, mark_of, moment_of
from tests.registers import HEADERS, row

WORDS = known_words([], [], []) | {
    "municipality": {"hoorn": "1"},
    "themes": {"wonen": "7", "asiel en opvang": "8"},
    "organisation": {"politie": "5"},
}


def read(choices=None, **changes):
    matching = Matching(proposed(HEADERS), HEADERS, Known(WORDS, choices or {}))
    return understood(matching, 2, row(**changes))


# -- columns


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("DATUM", "observed_on"),
        ("Datum melding", "reported_on"),
        ("Gemeente ", "municipality"),
        ("Thema's", "themes"),
        ("Melder", "reporter_function"),
        ("Melder (organisatie)", "organisation"),
        ("Zaak-nummer", None),
        ("Zaaknummer", "reference"),
        ("Status", "outcome"),
    ],
)
def test_column_is_recognised_by_its_dutch_name(header, field):
    assert proposed([header]).get("0") == field


def test_field_goes_to_its_surest_name_and_each_column_gets_one():
    assert proposed(["Status", "Uitkomst", "Toelichting", "Omschrijving"]) == {"1": "outcome", "3": "facts"}


def test_same_columns_in_another_order_are_the_same_register():
    assert digest_of(HEADERS) == digest_of(HEADERS[::-1])


def test_other_columns_are_another_register():
    assert digest_of(HEADERS) != digest_of([*HEADERS, "Nog een"])


def test_earlier_choice_moves_along_with_its_column():
    marks = remembered({"1": "facts"}, ["Anders", "wat"])

    assert recalled(marks, ["Wat", "Nieuw"]) == {"0": "facts"}
    assert "wat" not in str(marks)


def test_accents_case_and_signs_do_not_matter():
    assert folded("  Súdwest-Fryslân ") == folded("sudwest fryslan")


# -- dates


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-14",
        "2024-03-14 12:00",
        "2024-03-14T12:00:00",
        "14-03-2024",
        "14-3-2024",
        "14/03/2024",
        "14.3.2024",
        "14-3-24",
        "14 maart 2024",
        "14 mrt. 2024",
        "donderdag 14 maart 2024",
        " 14-03-2024  12.00 ",
    ],
)
def test_date_is_read_as_dutch_people_write_it(text):
    assert timezone.localtime(moment_of(text)).strftime("%Y-%m-%d %H:%M") == "2024-03-14 12:00"


@pytest.mark.parametrize(
    "text", ["gisteren", "31-02-2024", "14-13-2024", "45365", "maart 2024", "14 blaat 2024", "-"]
)
def test_what_is_no_date_is_none(text):
    assert moment_of(text) is None


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("x", NO_DATE), ("", MISSING["observed_on"]), ("31-12-1999", TOO_OLD), ("1-1-2199", IN_FUTURE)],
)
def test_date_that_cannot_be_right_says_why(day, sentence):
    assert read(datum=day).problems == [["Datum", sentence]]


def test_today_is_not_the_future_and_is_not_reported_later_than_now():
    made = read(datum=f"{timezone.localdate():%d-%m-%Y}")

    assert made.problems == []
    assert made.fields["submitted_at"] <= timezone.now().isoformat()


def test_tomorrow_is_the_future():
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert read(datum=f"{tomorrow:%d-%m-%Y}").problems == [["Datum", IN_FUTURE]]


# -- values


def test_several_themes_in_one_cell_are_each_recognised():
    assert read(thema="Wonen; asiel en opvang").fields["themes"] == [7, 8]


def test_cell_with_one_theme_that_is_not_known_is_asked_about_as_a_whole():
    assert [header for header, _ in read(thema="wonen; vuurwerk").problems] == ["Thema"]
    chosen = {"themes": {mark_of("wonen; vuurwerk"): "8"}}
    assert read(chosen, thema="wonen; vuurwerk").fields["themes"] == [8]


def test_value_that_somebody_left_out_is_left_out():
    chosen = {"themes": {mark_of("vuurwerk"): "unknown"}, "reporter_function": {mark_of("Jan"): "unknown"}}

    made = read(chosen, thema="vuurwerk", melder="Jan")

    assert (made.problems, made.fields["themes"], made.fields["reporter_function"]) == ([], [], "anders")


def test_choice_for_a_value_holds_whatever_its_case_and_spaces():
    assert mark_of("Mw.  Peters") == mark_of("mw peters")


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Geen actie", "no_action"),
        ("nieuw", ""),
        ("", ""),
        ("naar politie of OM", "police"),
        ("Trend", "trend_only"),
    ],
)
def test_outcome_is_recognised_and_open_ones_are_to_weigh(words, outcome):
    assert read(uitkomst=words).fields["outcome"] == outcome


def test_outcome_that_can_mean_two_things_is_asked_about():
    assert [header for header, _ in read(uitkomst="afgesloten").problems] == ["Uitkomst"]


def test_text_that_is_too_long_says_how_long_it_may_be():
    assert read(omschrijving="x" * 10_001).problems == [["Omschrijving", TOO_LONG.format(10_000)]]
    assert read(omschrijving="x" * 10_000).problems == []


def test_row_with_several_errors_names_them_all():
    assert [header for header, _ in read(datum="", gemeente="Elders", omschrijving="").problems] == [
        "Datum",
        "Omschrijving",
        "Gemeente",
    ]


def test_title_is_the_first_line_cut_at_a_word():
    assert first_words("Kort.\nTweede regel") == "Kort."
    assert first_words("woord " * 40) == "woord " * 18 + "woord…"
    assert len(first_words("x" * 500)) <= 120


# -- what a row is known by


def test_reference_is_the_identity_whatever_else_changes():
    assert (
        read(kenmerk="A 1").identity == read(kenmerk="a  1", omschrijving="anders", datum="1-1-2020").identity
    )


def test_reference_is_kept_as_a_keyed_hash(settings):
    plain = read(kenmerk="Jan Jansen 1980").identity
    settings.SECRET_KEY = "another"

    assert (plain[:2], len(plain)) == ("k:", 66)
    assert "jansen" not in plain
    assert read(kenmerk="Jan Jansen 1980").identity != plain


def test_without_a_reference_the_content_is_and_says_nothing():
    one, same, other = (
        read(kenmerk="", omschrijving=text) for text in ("Leus op gevel", "leus  op GEVEL!", "Leus op muur")
    )

    assert one.identity == same.identity != other.identity
    assert one.identity.startswith("h:")
    assert "leus" not in one.identity


def test_reference_cannot_pass_for_the_hash_of_a_content():
    content = read(kenmerk="").identity

    assert read(kenmerk=content[:60]).identity != content


def test_day_is_that_of_the_netherlands():
    assert read(datum="1-2-2024 00:30").fields["observed_on"] == date(2024, 2, 1).isoformat()
