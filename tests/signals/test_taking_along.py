"""What somebody keeps of the list: filters under a name, and files."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from audit.models import Entry
from signals import export
from signals.models import SavedFilter
from tests import factories, people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

LIST = reverse("signals:list")


def titles(*names, **fields):
    return [factories.signal(title=name, facts="Feit.", **fields) for name in names]


# -- saved filters


def keep(browser, name="Dreiging", query="dreiging=ja"):
    return browser.post(reverse("signals:save-filter"), {"name": name, "query": query}, follow=True)


def test_filter_is_kept_under_a_name_and_shown_with_its_count(login):
    titles("Vlag", "Leus", has_threat=True, threat="Dreigt.")
    titles("Rust")
    browser = login(people.coordinator())

    kept = keep(browser)
    fragment = browser.get(reverse("signals:saved-filters"), {"deel": "overzicht"})

    assert kept.redirect_chain[-1][0] == f"{LIST}?dreiging=ja"
    assert '>Dreiging</a><span class="muted">2<' in fragment.text
    assert "<html" not in fragment.text
    assert "deel=overzicht" in browser.get("/").text


def test_filter_with_the_same_name_replaces_and_what_is_not_understood_is_not_kept(login):
    browser = login(people.coordinator())

    keep(browser)
    keep(browser, query="regime=wpg&stand=onzin&page=3")

    with as_owner():
        assert [one.query for one in SavedFilter.objects.all()] == ["regime=wpg"]


@pytest.mark.parametrize(
    ("name", "query", "sentence"),
    [
        ("", "dreiging=ja", "Geef het filter een naam"),
        ("Leeg", "stand=onzin", "Kies eerst een filter of zoekwoord."),
        ("Leeg", "", "Kies eerst een filter of zoekwoord."),
    ],
)
def test_filter_without_name_or_choice_is_not_kept(login, name, query, sentence):
    response = keep(login(people.coordinator()), name, query)

    assert sentence in response.text
    with as_owner():
        assert not SavedFilter.objects.exists()


def test_no_more_filters_than_one_can_look_through(login):
    desk = people.coordinator()
    with as_owner():
        SavedFilter.objects.bulk_create(
            SavedFilter(owner=desk, name=f"{n}", query="regime=wpg") for n in range(SavedFilter.MOST)
        )

    response = keep(login(desk), "Nog een")

    assert "Gooi er eerst een weg" in response.text


def test_filter_of_somebody_else_does_not_exist(login):
    with as_owner():
        other = SavedFilter.objects.create(owner=people.expert(), name="Van een ander", query="regime=wpg")
    browser = login(people.coordinator())

    response = browser.post(reverse("signals:remove-filter", args=[other.pk]))

    assert response.status_code == 404
    assert "Van een ander" not in browser.get(reverse("signals:saved-filters")).text
    with as_owner():
        assert SavedFilter.objects.filter(pk=other.pk).exists()


def test_own_filter_is_thrown_away(login):
    desk = people.coordinator()
    with as_owner():
        own = SavedFilter.objects.create(owner=desk, name="Weg", query="regime=wpg")

    login(desk).post(reverse("signals:remove-filter", args=[own.pk]))

    with as_owner():
        assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("count", [1, 20])
def test_saved_filters_take_the_same_queries_with_1_and_with_20(login, count_queries, count):
    desk = people.coordinator()
    titles("Vlag")
    with as_owner():
        SavedFilter.objects.bulk_create(
            SavedFilter(owner=desk, name=f"{n}", query=("zoek=vlag", "dreiging=ja", "stand=late")[n % 3])
            for n in range(count)
        )
    browser = login(desk)

    assert count_queries(lambda: browser.get(reverse("signals:saved-filters"))) == 5


# -- export


def lines_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def exported(browser, kind="csv", **query):
    return browser.get(reverse(f"signals:export-{kind}"), query)


def test_export_gives_what_the_filter_gives_and_stands_in_the_log(login):
    (made,) = titles("Vlag", has_threat=True, threat="Dreigt.")
    titles("Leus")

    lines = lines_of(exported(login(people.coordinator()), dreiging="ja"))

    assert [(line["Nummer"], line["Gezien of gehoord"], line["Weging"]) for line in lines] == [
        (made.number, "Feit.", "te wegen")
    ]
    with as_owner():
        entry = Entry.objects.get(action="export")
    assert (entry.details["kind"], entry.details["shown"]) == ("signal", [made.number])


def test_export_of_a_reporter_is_his_own_without_the_weighing(login):
    own = factories.signal(people.officer(), title="Van mij")
    factories.signal(people.officer("Ander"), title="Van een ander")

    lines = lines_of(exported(login(own.reported_by)))

    assert [line["Waar gaat het om"] for line in lines] == ["Van mij"]
    assert "Weging" not in lines[0]


def test_export_to_excel_holds_the_same_rows(login):
    titles("Vlag", "Leus")

    response = exported(login(people.coordinator()), "xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active

    assert [row[1].value for row in sheet.iter_rows()] == ["Waar gaat het om", "Leus", "Vlag"]
    assert response["Content-Disposition"].endswith('.xlsx"')


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@som", "\t=1", "\r=1", " =1", "\n=1"])
def test_formulas_are_defused(text):
    assert export.defused(text) == f"'{text}"


def test_characters_that_no_spreadsheet_takes_are_left_out():
    assert export.defused("a\x00b\x0bc - d=e") == "abc - d=e"


def test_formula_in_a_signal_is_text_in_both_files(login):
    titles("=HYPERLINK(1)")
    browser = login(people.coordinator())

    lines = lines_of(exported(browser))
    book = load_workbook(io.BytesIO(b"".join(exported(browser, "xlsx").streaming_content)))

    assert lines[0]["Waar gaat het om"] == book.active["B2"].value == "'=HYPERLINK(1)"


def test_export_stops_at_its_cap_and_says_so(login, monkeypatch):
    monkeypatch.setattr(export, "MOST", 2)
    titles("Een", "Twee", "Drie")

    lines = lines_of(exported(login(people.coordinator())))

    assert [line["Nummer"] for line in lines][2:] == [export.MORE]


def test_export_reads_again_who_may_see_when_the_body_is_made(login):
    made = factories.signal(people.officer(), title="Van mij")
    response = exported(login(made.reported_by))

    with as_owner():
        ago = timezone.now() - timedelta(minutes=1)
        made.reported_by.memberships.update(valid_until=ago, ended_at=ago, ended_by=people.administrator())

    assert lines_of(response) == []


def test_export_asks_a_login_and_knows_its_kinds(client, login):
    assert exported(client).status_code == 302
    assert login(people.coordinator()).get("/signalen/export.pdf").status_code == 404
