"""The pages of a register: what a coordinator does step by step, and what others may see of it."""

import io
from unittest.mock import ANY

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import Entry
from partners.models import Theme
from signals.models import RegisterImport, RegisterState
from signals.register.reading import table_of
from signals.register.values import mark_of
from signals.ticks import work_on_registers
from tests import people, registers
from tests.conftest import as_owner
from tests.registers import HEADERS, row
from tests.signals.register.conftest import page, rows_of, signals, stored, text_of

pytestmark = pytest.mark.django_db


def upload(browser, content, name="register.csv", **more):
    file = SimpleUploadedFile(name, content)
    with as_owner():
        house = people.house()
    return browser.post(page("registers"), {"file": file, "house": house.pk} | more)


def newest():
    with as_owner():
        return RegisterImport.objects.first()


def columns(register, **changes):
    data = {f"column-{place}": name for place, name in stored(register).columns.items()}
    return data | {"regime": "avg"} | changes


def test_coordinator_takes_a_register_over_from_file_to_signals(house, login):
    browser, colleague = login(people.coordinator()), login(people.expert())

    response = upload(browser, registers.csv(row(1, melder="Jan"), row(2, datum="gisteren")))
    register = newest()
    assert response.url == page("register-columns", register)
    assert browser.get(response.url).status_code == 200
    response = browser.post(response.url, columns(register))
    assert response.url == page("register-values", register)
    assert "Jan" in text_of(browser.get(response.url))
    response = browser.post(response.url, {f"reporter_function-{mark_of('Jan')}": "jongerenwerker"})
    assert response.url == page("register", register)
    assert "0 van 2 rijen gedaan" in text_of(browser.get(response.url))
    work_on_registers()
    checked = text_of(browser.get(response.url))
    assert "Leus 1 op de gevel" in checked
    assert "Schrijf die als 14-03-2024" in checked
    browser.post(page("propose-register", register))
    assert "Akkoord geven" not in text_of(browser.get(response.url))
    assert "Akkoord geven" in text_of(colleague.get(response.url))
    colleague.post(page("confirm-register", register))
    work_on_registers()

    assert stored(register).state == RegisterState.DONE
    (signal,) = signals()
    assert signal.reporter_function == "jongerenwerker"
    assert "Rijen met fouten" in text_of(browser.get(response.url))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oude soort (.xls)"),
        (b"Datum;Gemeente;Datum\n1;2;3\n", "Twee kolommen heten hetzelfde: Datum."),
        (b"", "Dit bestand is leeg."),
    ],
)
def test_file_that_is_not_read_gets_a_sentence_at_the_file(house, login, content, sentence):
    response = upload(login(people.coordinator()), content)

    assert response.status_code == 200
    assert sentence in text_of(response)
    assert newest() is None


def test_file_of_more_than_ten_megabytes_is_not_read(house, login):
    response = upload(login(people.coordinator()), b"x" * 10_000_001)

    assert "groter dan 10 MB" in text_of(response)


def test_file_that_is_far_too_big_is_refused_before_it_is_read(house, login):
    response = upload(login(people.coordinator()), b"x" * 11_500_000)

    assert response.status_code == 413


def test_file_never_lies_on_disk_as_it_came(house, login, settings):
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"  # a file that would be put on disk fails there

    response = upload(login(people.coordinator()), registers.csv(row()) + b"\r\n" * 4_000_000)

    assert response.status_code == 302


def test_several_sheets_are_asked_about_first(house, login):
    browser = login(people.coordinator())
    response = upload(browser, registers.excel(row(1), Oud=[HEADERS, row(7), row(8)]), "register.xlsx")
    register = newest()
    assert response.url == page("register-sheet", register)

    response = browser.post(response.url, {"sheet": "Oud"})

    assert response.url == page("register-columns", register)
    assert stored(register).rows == 2


def test_sheet_without_a_register_says_so_and_the_file_stays_as_it_was(house, login):
    browser = login(people.coordinator())
    upload(browser, registers.excel(row(1), Leeg=[]), "register.xlsx")
    register = newest()

    response = browser.post(page("register-sheet", register), {"sheet": "Leeg"})

    assert "Dit bestand is leeg" in text_of(response)
    assert stored(register).sheet == "Register"


def test_what_was_chosen_for_columns_stays_when_one_is_missing(bring, login):
    register = bring(registers.csv(row()))

    response = login(people.coordinator()).post(
        page("register-columns", register), columns(register, **{"column-1": "", "column-3": "meaning"})
    )

    assert "Kies ook een kolom voor: Datum van het voorval, Omschrijving" in text_of(response)
    assert '<option value="meaning" selected>' in text_of(response)


def test_field_that_is_chosen_twice_is_named(bring, login):
    register = bring(registers.csv(row()))

    response = login(people.coordinator()).post(
        page("register-columns", register), columns(register, **{"column-4": "facts"})
    )

    assert (
        text_of(response).count("Dit veld is twee keer gekozen. Kies het bij één kolom.") == 4
    )  # field and summary


def test_unknown_municipality_is_chosen_once_for_all_rows(bring, login):
    register = bring(registers.csv(row(1, gemeente="Horn"), row(2, gemeente="Horn"), row(3)))
    browser, key = login(people.coordinator()), f"municipality-{mark_of('Horn')}"
    assert "Kies wat dit betekent." in text_of(browser.post(page("register-values", register), {key: ""}))

    browser.post(page("register-values", register), {key: people.municipality().pk})
    work_on_registers()

    assert (stored(register).ready, stored(register).wrong) == (3, 0)


def test_rows_of_a_municipality_that_is_left_out_are_errors(bring, login):
    register = bring(registers.csv(row(1, gemeente="Elders"), row(2)))

    login(people.coordinator()).post(
        page("register-values", register), {f"municipality-{mark_of('Elders')}": "unknown"}
    )
    work_on_registers()

    assert {line: state for line, (state, _) in rows_of(register).items()} == {2: "wrong", 3: "ready"}


def test_municipality_of_another_house_is_no_choice(bring, login):
    far = people.municipality("Verstad", of=people.house("Huis Ver"))
    register, key = bring(registers.csv(row(gemeente="Horn"))), f"municipality-{mark_of('Horn')}"

    response = login(people.coordinator()).post(page("register-values", register), {key: far.pk})

    assert response.status_code == 200
    assert stored(register).state == RegisterState.MATCHING


def test_column_with_too_many_values_says_so(bring, login):
    rows = (row(number, thema=f"thema {number}") for number in range(200))
    register = bring(registers.csv(*rows))

    response = login(people.coordinator()).get(page("register-values", register))

    assert "te veel verschillende waarden" in text_of(response)


def test_page_polls_while_it_works_and_is_asked_whole_when_it_is_done(bring, login):
    register, browser = bring(registers.csv(row())), login(people.coordinator())
    browser.post(page("register-values", register))
    poll = {"headers": {"HX-Request": "true"}}

    busy = browser.get(page("register", register), **poll)
    work_on_registers()
    done = browser.get(page("register", register), **poll)

    assert "0 van 1 rijen gedaan" in text_of(busy)
    assert "<html" not in text_of(busy)
    assert done.headers["HX-Refresh"] == "true"


def test_rows_with_errors_leave_as_a_file_that_can_be_put_right_and_read_again(check, login):
    register = check(row(1, datum="x", omschrijving="=HYPERLINK(1)"), row(2))
    browser = login(people.coordinator())

    as_csv = browser.get(page("register-problems-csv", register)).content
    as_excel = browser.get(page("register-problems-xlsx", register)).content

    assert b"'=HYPERLINK(1)" in as_csv
    sheet = load_workbook(io.BytesIO(as_excel)).active
    assert [cell.value for cell in sheet[2]][:3] == ["2", ANY, "R-001"]
    assert [cell.data_type for cell in sheet[2]][5] == "s"
    again = table_of(as_excel)
    assert again["headers"] == HEADERS
    assert again["rows"][0][1][3] == "=HYPERLINK(1)"
    upload(browser, as_csv)
    assert newest().digest == register.digest
    with as_owner():
        assert list(Entry.objects.filter(action="export_problems").values_list("details", flat=True)) == [
            {"rows": 1},
            {"rows": 1},
        ]


def test_corrected_file_is_read_as_the_first_one_and_adds_the_rest(take_over, check, login):
    register = take_over(row(1), row(2, datum="x"))
    content = login(people.coordinator()).get(page("register-problems-csv", register)).content

    corrected = check(content=content.replace(b'"x"', b'"15-03-2024"'))

    assert (corrected.ready, corrected.there, corrected.wrong) == (1, 0, 0)


def test_expert_sees_what_will_come_and_not_the_file(check, login):
    register, browser = check(row(1), row(2, datum="x")), login(people.expert())

    assert browser.get(page("register", register)).status_code == 200
    assert "register-te-herstellen" not in text_of(browser.get(page("register", register)))
    for name in ("register-columns", "register-values", "register-sheet", "register-problems-csv"):
        assert browser.get(page(name, register)).status_code == 403
    assert browser.post(page("drop-register", register)).status_code == 403


def test_who_must_agree_can_look_at_every_row(check, login, monkeypatch):
    monkeypatch.setattr(RegisterImport, "PORTION", 10)
    monkeypatch.setattr("signals.register.store.PORTION", 10)
    register = check(*(row(number, datum="x" if number < 12 else "1-2-2024") for number in range(40)))
    browser = login(people.expert())

    first = text_of(browser.get(page("register-rows", register)))
    second = text_of(browser.get(page("register-rows", register) + "?page=2"))

    assert [number for number in range(40) if f"Leus {number} op" in first] == list(range(12, 37))
    assert [number for number in range(40) if f"Leus {number} op" in second] == [37, 38, 39]


def test_who_must_agree_sees_all_that_a_row_says(check, login):
    said = {
        "Datum": "1-2-2024",
        "Gemeente": "Hoorn",
        "Omschrijving": "Woord " * 60 + "slotwoord",
        "Gemeld op": "3-2-2024",
        "Kenmerk": "R-77",
        "Wijk": "Buitenwijk",
        "Betekenis": "Mogelijk een reeks.",
        "Aanleiding": "Na een avond.",
        "Dreiging": "Brand stichten",
        "Al gedaan": "Foto gemaakt.",
        "Uitkomst": "trend",
    }
    register = check(content=registers.csv(list(said.values()), headers=list(said)))
    browser = login(people.expert())

    first = text_of(browser.get(page("register", register)))
    all_rows = text_of(browser.get(page("register-rows", register)))

    told = ["slotwoord", "3 feb 2024", "R-77", "Buitenwijk", "Mogelijk een reeks.", "Na een avond."]
    told += ["Brand stichten", "Foto gemaakt.", "Daar stond: trend"]
    for shown in (first, all_rows):
        assert [one for one in told if one not in shown] == []
        assert "<details" in shown
    assert "De eerste rijen als signaal" in first
    assert "Alle rijen als signaal" in all_rows


def test_rows_that_became_signals_are_not_shown_a_second_time(take_over, login):
    register = take_over(row())

    assert login(people.expert()).get(page("register-rows", register)).url == page("register", register)


def test_expert_brings_no_file(house, login):
    browser = login(people.expert())

    assert 'type="file"' not in text_of(browser.get(page("registers")))
    upload(browser, registers.csv(row()))

    assert newest() is None


@pytest.mark.parametrize("who", [people.police_member, people.officer, people.administrator])
def test_others_have_no_such_page(who, check, login):
    register, browser = check(row()), login(who())

    assert browser.get(page("registers")).status_code == 403
    assert browser.get(page("register", register)).status_code == 404


def test_steps_that_were_taken_already_say_so(agree, login):
    register, browser = agree(row()), login(people.coordinator())
    work_on_registers()

    response = browser.post(page("stop-register", register), follow=True)

    assert "Overnemen stoppen kan niet meer" in text_of(response)


def test_row_of_which_the_theme_went_away_is_not_shown_as_a_signal(check, login):
    register = check(row(1), row(2, thema=""))
    with as_owner():
        Theme.objects.update(is_active=False)
    browser = login(people.coordinator())

    for name in ("register", "register-rows"):
        shown = text_of(browser.get(page(name, register)))
        assert "Leus 2 op" in shown
        assert "Leus 1 op" not in shown


def test_matching_again_hides_the_totals_of_before(check, login):
    register, browser = check(row()), login(people.coordinator())

    browser.post(page("register-columns", register), columns(register))

    assert "Wat er van de rijen komt" not in text_of(browser.get(page("register", register)))


@pytest.mark.parametrize("name", ["register-columns", "register-values", "register-sheet"])
def test_matching_of_a_register_that_was_thrown_away_sends_back(
    name, bring, login, django_capture_on_commit_callbacks
):
    register, browser = bring(registers.csv(row())), login(people.coordinator())
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(page("drop-register", register))

    for ask in (browser.get, browser.post):
        assert ask(page(name, register)).url == page("register", register)
    assert "Er is niets van overgenomen" in text_of(browser.get(page("register", register)))


def test_matching_of_a_register_that_is_proposed_sends_back(check, login):
    register, browser = check(row()), login(people.coordinator())
    browser.post(page("propose-register", register))

    response = browser.get(page("register-columns", register))

    assert response.url == page("register", register)


def test_file_that_was_cleared_is_not_offered(take_over, login):
    register = take_over(row(1), row(2, datum="x"))
    with as_owner():
        RegisterImport.objects.filter(pk=register.pk).update(cleared_at=register.ended_at)
    browser = login(people.coordinator())

    assert browser.get(page("register-problems-csv", register)).status_code == 302
    assert "Het bestand is gewist" in text_of(browser.get(page("register", register)))


def test_example_can_be_read_and_every_row_of_it_is_right(house, check, login):
    content = login(people.coordinator()).get(page("register-example")).content

    register = check(content=content)

    assert (register.ready, register.wrong) == (2, 0)


def test_list_leads_the_desk_to_it_and_nobody_else(login):
    assert page("registers") in text_of(login(people.coordinator()).get(reverse("signals:list")))
    assert page("registers") not in text_of(login(people.officer()).get(reverse("signals:list")))
