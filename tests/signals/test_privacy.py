"""The privacy scan at the form of a report: asks once, replaces a name everywhere, never blocks, keeps nothing."""

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from signals.forms import privacy_check
from signals.models import Draft, Party, PartyIdentity, Signal
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

NEW, SCAN = reverse("signals:new"), reverse("signals:privacyscan")
NAMED = "Gisteren riep Piet Jansen een leus. Meneer Jansen had een mes bij zich."
QUESTION = "Is dit nodig?"


def stored(model):
    with as_owner():
        return list(model.objects.all())


def hidden(response):
    """The hidden fields of the privacy scan on the page."""
    found = re.findall(r'name="(privacyscan_\w+)" value="([^"]*)"', response.text)
    names = {name for name, _ in found if name in {"privacyscan_seen", "privacyscan_known"}}
    return {name: [value for one, value in found if one == name] for name in names}


def test_report_without_personal_data_is_sent_at_once(login, report_data):
    response = login(people.officer()).post(NEW, report_data())

    assert response.status_code == 302
    assert len(stored(Signal)) == 1


def test_report_with_a_name_comes_back_once_with_everything_typed(login, report_data):
    officer = people.officer()
    browser = login(officer)
    data = report_data(officer, facts=NAMED)

    asked = browser.post(NEW, data)
    sent = browser.post(NEW, data | hidden(asked))

    assert QUESTION in asked.text
    assert "<mark>Piet Jansen</mark>" in asked.text
    assert "Toch versturen" in asked.text
    assert "Ik denk dat het met de opvang te maken heeft." in asked.text
    assert sent.status_code == 302
    assert [made.facts for made in stored(Signal)] == [NAMED]


def test_it_asks_again_only_for_something_else(login, report_data):
    officer = people.officer()
    browser = login(officer)
    asked = browser.post(NEW, report_data(officer, facts=NAMED))
    seen = hidden(asked)

    again = browser.post(NEW, report_data(officer, facts=f"{NAMED} Bel 06-12345678.") | seen)
    less = browser.post(NEW, report_data(officer, facts="Gisteren riep Piet Jansen een leus.") | seen)

    assert "<mark>06-12345678</mark>" in again.text
    assert less.status_code == 302
    assert len(stored(Signal)) == 1


def test_faults_come_first_and_do_not_count_as_asked(login, report_data):
    officer = people.officer()
    browser = login(officer)

    wrong = browser.post(NEW, report_data(officer, facts=NAMED, title=""))
    right = browser.post(NEW, report_data(officer, facts=NAMED) | hidden(wrong))

    assert QUESTION not in wrong.text
    assert QUESTION in right.text


def test_what_was_asked_stays_known_while_a_fault_is_mended(login, report_data):
    officer = people.officer()
    browser = login(officer)
    asked = browser.post(NEW, report_data(officer, facts=NAMED))
    wrong = browser.post(NEW, report_data(officer, facts=NAMED, title="") | hidden(asked))

    sent = browser.post(NEW, report_data(officer, facts=NAMED) | hidden(wrong))

    assert sent.status_code == 302


def test_name_becomes_a_letter_in_every_text_and_nothing_is_sent(login, report_data, party_data):
    officer = people.officer()
    browser = login(officer)
    data = report_data(officer, facts=NAMED, meaning="Ik ken Jansen niet.") | party_data(
        0, why="Piet Jansen riep."
    )
    data["parties-0-label"] = "getuige"

    page = browser.post(NEW, data | {"privacyscan_replace": "persoon A"})

    form = page.context["form"]
    assert form["facts"].value() == "Gisteren riep persoon A een leus. Persoon A had een mes bij zich."
    assert form["meaning"].value() == "Ik ken persoon A niet."
    assert form.parties[0]["why"].value() == "Persoon A riep."
    assert stored(Signal) == []
    assert "Er is nog niets verstuurd." in page.text


def test_replaced_name_is_not_kept_unless_wanted(login, report_data):
    officer = people.officer()
    browser = login(officer)
    page = browser.post(NEW, report_data(officer, facts=NAMED) | {"privacyscan_replace": "persoon A"})

    browser.post(NEW, report_data(officer, facts=page.context["form"]["facts"].value()) | hidden(page))

    assert [made.facts.count("ersoon A") for made in stored(Signal)] == [2]
    assert (stored(Party), stored(PartyIdentity)) == ([], [])


def test_name_to_keep_goes_to_the_first_empty_party(login, report_data, party_data):
    officer = people.officer()
    browser = login(officer)
    data = report_data(officer, facts=NAMED) | party_data(0, label="buurman")

    page = browser.post(NEW, data | {"privacyscan_keep": "persoon A"})

    party = page.context["form"].parties[1]
    assert (party["label"].value(), party["name"].value()) == ("persoon A", "Piet Jansen")
    assert "Dit veld is verplicht." in page.text


def test_name_of_a_party_keeps_its_label(login, report_data, party_data):
    data = report_data(facts=NAMED) | party_data(0, label="de buurman", name="P. Jansen")

    asked = login(people.officer()).post(NEW, data)

    assert "Maak er de buurman van" in asked.text


def test_same_name_gets_the_same_letter_later_on_the_page(login, report_data):
    officer = people.officer()
    browser = login(officer)
    first = browser.post(NEW, report_data(officer, facts=NAMED) | {"privacyscan_replace": "persoon A"})
    typed = first.context["form"]["facts"].value()

    later = browser.post(
        NEW, report_data(officer, facts=f"{typed} Toen kwam Jansen met Karin Visser.") | hidden(first)
    )

    assert "Maak er persoon A van" in later.text
    assert "Maak er persoon B van" in later.text


def test_unknown_letter_changes_nothing(login, report_data):
    page = login(people.officer()).post(NEW, report_data(facts=NAMED) | {"privacyscan_replace": "persoon Q"})

    assert page.context["form"]["facts"].value() == NAMED
    assert "Er is niets veranderd." in page.text


def test_name_is_not_replaced_where_no_party_can_keep_it(login, report_data, party_data):
    data = report_data(facts=NAMED)
    for index in range(4):
        data |= party_data(index, label=f"buurman {index}")

    page = login(people.officer()).post(NEW, data | {"privacyscan_keep": "persoon A"})

    assert page.context["form"]["facts"].value() == NAMED
    assert "Bij Betrokkenen is geen plaats meer." in page.text


def test_names_of_parties_are_not_asked_about(report_data, party_data):
    check = privacy_check(report_data() | party_data(0, name="Piet Jansen", details="geboren op 12-03-1998"))

    assert check.found["parties-0-why"] == []
    assert check.marks == set()


def test_marks_tell_nothing_of_the_text(report_data):
    check = privacy_check(report_data(facts="Zijn BSN is 999990007."))

    assert len(check.marks) == 1
    assert all(re.fullmatch(r"[0-9a-f]{16}", mark) for mark in check.marks)


# -- while typing


def test_fragment_lists_what_it_found_under_each_field(login):
    page = login(people.officer()).post(SCAN, {"facts": NAMED, "title": "Ruzie"})

    assert page.status_code == 200
    assert re.findall(r'data-privacyscan-marks="(\w+)"', page.text) == ["facts"]
    assert "<mark>Piet Jansen</mark>" in page.text
    assert page.headers["Cache-Control"] == "no-store, private"


def test_fragment_counts_places_as_javascript_does(login):
    page = login(people.officer()).post(SCAN, {"facts": "😡 Jeffrey dreigde."})

    assert "[[&quot;facts&quot;, 3, 10, &quot;Jeffrey&quot;, &quot;persoon A&quot;]]" in page.text


def test_fragment_escapes_what_was_typed(login):
    page = login(people.officer()).post(SCAN, {"facts": "<script>alert(1)</script> riep Piet Jansen <b>"})

    assert "<script>" not in page.text
    assert "&lt;b&gt;" in page.text


@pytest.mark.parametrize(("data", "status"), [({}, 200), ({"facts": ""}, 200), ({"facts": "a\x00b"}, 200)])
def test_fragment_of_nothing_is_empty(login, data, status):
    page = login(people.officer()).post(SCAN, data)

    assert (page.status_code, page.text.strip()) == (status, "")


def test_fragment_refuses_get_visitors_other_sites_and_oversize(login, client):
    browser = login(people.officer())
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies

    assert browser.get(SCAN).status_code == 405
    assert client.post(SCAN, {"facts": NAMED}).url.startswith("/inloggen/")
    assert strict.post(SCAN, {"facts": NAMED}).status_code == 403
    assert browser.post(SCAN, {"facts": "x" * 40_001}).status_code == 413
    assert browser.post(SCAN, {"facts": "x" * 1_100_000}).status_code == 400


def test_nothing_of_the_text_is_kept_or_logged(login, report_data, caplog, capfd):
    officer = people.officer()
    browser = login(officer)
    with as_owner():
        before = Entry.objects.count()

    with caplog.at_level(logging.DEBUG, logger="signals"):
        browser.post(SCAN, {"facts": NAMED})
        browser.post(NEW, report_data(officer, facts=NAMED))
        browser.post(SCAN, {"facts": NAMED * 3000})

    with as_owner():
        assert Entry.objects.count() == before
    assert (stored(Draft), stored(Signal)) == ([], [])
    assert "Jansen" not in caplog.text + "".join(capfd.readouterr())
    assert "Jansen" not in str(dict(browser.session))


def test_check_takes_the_queries_of_any_page(login, count_queries):
    browser = login(people.officer())

    assert count_queries(lambda: browser.post(SCAN, {"facts": NAMED * 50})) == 0
