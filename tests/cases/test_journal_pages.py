"""The page of the journal: who gets it, what stands on it for whom, its filters, and in how many queries."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases import services
from cases.models import CasePartner, JournalCorrection, JournalEntry, PartKind
from cases.queries import journal_writers
from tests import factories, people
from tests.cases.test_pages import READERS
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

QUERIES = {"coordinator": 13, "case_director": 14, "police_member": 13, "municipality_member": 13}


@pytest.fixture
def case(running):
    """With the police, which reads the journal, and Hoorn, which does not."""
    hoorn = people.municipality().organisation
    made = running(partners=[people.police(), hoorn])
    with as_owner():
        CasePartner.objects.filter(case=made, organisation=hoorn).update(parts=[PartKind.PLAN])
    return made


def journal(case):
    return reverse("cases:journal", args=[case.number])


def write_url(case):
    return reverse("cases:write-entry", args=[case.number])


def page_of(entry, name):
    return reverse(f"cases:{name}", args=[entry.case.number, entry.pk])


@pytest.fixture
def data():
    """The form as a browser sends it."""
    now = timezone.localtime() - timedelta(hours=2)
    return {
        "occurred_at": f"{now:%Y-%m-%dT%H:%M}",
        "source": "gesprek",
        "regime": "avg",
        "text": "Het ging beter thuis.",
        "visible_to": "own",
    }


@pytest.mark.parametrize(("who", "status"), (READERS | {"municipality_member": 200}).items())
@pytest.mark.parametrize("page", ["journal", "write-entry"])
def test_page_for_each_role(login, case, who, status, page):
    response = login(getattr(people, who)()).get(reverse(f"cases:{page}", args=[case.number]))

    assert response.status_code == status


def test_restricted_case_has_no_journal_for_others(login, running, other):
    case = running(is_restricted=True)
    entry = factories.journal_entry(case, people.case_director())
    browser = login(other)
    urls = [journal(case), write_url(case), page_of(entry, "correct-entry"), page_of(entry, "withdraw-entry")]

    assert {browser.get(url).status_code for url in urls} == {404}


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("coordinator", {"Voor allen", "Van de staf"}),
        ("case_director", {"Voor allen", "Van de staf", "Voor de regisseur"}),
        ("police_member", {"Voor allen", "Van de politie", "Voor de regisseur"}),
        ("municipality_member", {"Van Hoorn"}),
    ],
)
def test_journal_shows_and_searches_what_one_reads(login, case, who, shown):
    police, director = people.police_member(), people.case_director()
    factories.journal_entry(case, police, visible_to="partners", text="Voor allen")
    factories.journal_entry(case, police, text="Van de politie")
    factories.journal_entry(case, police, visible_to="named", readers=[director], text="Voor de regisseur")
    factories.journal_entry(case, people.coordinator(), text="Van de staf")
    factories.journal_entry(case, people.municipality_member(), text="Van Hoorn")
    browser = login(getattr(people, who)())
    every = {"Voor allen", "Van de politie", "Voor de regisseur", "Van de staf", "Van Hoorn"}

    page = browser.get(journal(case)).text
    found = browser.get(journal(case), {"words": "van"}).text

    assert {text for text in every if text in page} == shown
    assert {text for text in every if text in found} == {text for text in shown if text.startswith("Van")}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"Voor allen", "Van de politie"}),
        ("words=politie+van", {"Van de politie"}),
        ("words=%25", set()),
        ("visible_to=partners", {"Voor allen"}),
        ("visible_to=odd&organisation=x&page=x", {"Voor allen", "Van de politie"}),
    ],
)
def test_journal_is_filtered(login, case, query, shown):
    factories.journal_entry(case, people.coordinator(), visible_to="partners", text="Voor allen")
    factories.journal_entry(case, people.police_member(), text="Van de politie")

    response = login(people.police_member()).get(f"{journal(case)}?{query}")

    assert {entry.text for entry in response.context["page"]} == shown


def test_journal_is_filtered_by_organisation(login, case):
    factories.journal_entry(case, people.coordinator(), visible_to="partners", text="Van het huis")
    factories.journal_entry(case, people.police_member(), text="Van de politie")

    response = login(people.police_member()).get(journal(case), {"organisation": people.police().pk})

    assert [entry.text for entry in response.context["page"]] == ["Van de politie"]


def test_journal_is_newest_first_by_month(login, case):
    def entry(text, *day):
        moment = datetime(*day, 12, tzinfo=timezone.get_current_timezone())
        factories.journal_entry(case, people.police_member(), text=text, occurred_at=moment)

    entry("Juni", 2026, 6, 3)
    entry("Juli", 2026, 7, 1)
    entry("Later in juli", 2026, 7, 30)

    months = login(people.police_member()).get(journal(case)).context["months"]

    texts = [(month.month, [one.entry.text for one in shown]) for month, shown in months]
    assert texts == [(7, ["Later in juli", "Juli"]), (6, ["Juni"])]


def test_entry_says_for_whom_it_is_and_who_reads_it_to_its_writer(login, case):
    factories.journal_entry(case, people.police_member(), text="Van de politie")

    of_writer = login(people.police_member()).get(journal(case)).text
    of_colleague = login(people.police_member("Collega")).get(journal(case)).text

    assert ("Alleen uw organisatie" in of_writer, "Alleen uw organisatie" in of_colleague) == (True, True)
    assert ("Wie leest dit" in of_writer, "Wie leest dit" in of_colleague) == (True, False)
    assert "Deelnemers van Politie" in of_writer


def test_writing_keeps_the_entry(login, case, data):
    named = people.case_director()
    with as_owner():
        membership = named.memberships.get().pk

    response = login(people.police_member()).post(
        write_url(case), data | {"visible_to": "named", "readers": [membership]}
    )

    with as_owner():
        entry = JournalEntry.objects.get()
        assert response.url == f"{journal(case)}#aantekening-{entry.pk}"
        assert (entry.text, entry.organisation) == ("Het ging beter thuis.", people.police())
        assert [reader.name for reader in entry.readers.all()] == [named.name]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"occurred_at": "2099-01-01T10:00"}, "occurred_at", "Dit moment moet nog komen."),
        ({"text": ""}, "text", "Schrijf op wat u wilt vastleggen."),
        ({"visible_to": "named"}, "readers", "Kies minstens één persoon."),
        ({"visible_to": "named", "readers": ["999999"]}, "readers", "leest de casus niet meer"),
        ({"regime": "wpg", "visible_to": "partners"}, "share_reason", "Schrijf waarom alle partners"),
    ],
)
def test_form_says_what_to_do(login, case, data, wrong, field, sentence):
    response = login(people.police_member()).post(write_url(case), data | wrong)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors[field])
    with as_owner():
        assert JournalEntry.objects.count() == 0


def test_form_without_the_journal_offers_no_entry_for_all(login, case, data):
    browser = login(people.municipality_member())

    offered = dict(browser.get(write_url(case)).context["form"].fields["visible_to"].choices)
    refused = browser.post(write_url(case), data | {"visible_to": "partners"})

    assert list(offered) == ["own", "named"]
    assert "visible_to" in refused.context["form"].errors


def test_form_asks_for_which_organisation_one_writes(login, case, data):
    both = people.police_member("Dubbel")
    people.person("Dubbel", "participant", people.municipality().organisation)
    browser = login(both)

    choices = browser.get(write_url(case)).context["form"].fields["writer"].choices
    missing = browser.post(write_url(case), data)
    browser.post(write_url(case), data | {"writer": choices[1][0]})

    assert [name for _, name in choices] == ["Politie", "Gemeente Hoorn"]
    assert "writer" in missing.context["form"].errors
    with as_owner():
        assert JournalEntry.objects.get().organisation.name == "Gemeente Hoorn"


def test_privacy_scan_asks_before_an_entry_is_kept(login, case, data):
    browser = login(people.police_member())
    text = "Mevrouw Jansen belde, haar nummer is 06-12345678."

    asked = browser.post(write_url(case), data | {"text": text})
    seen = asked.context["privacy"].seen_after
    kept = browser.post(write_url(case), data | {"text": text, "privacyscan_seen": seen})

    assert (asked.status_code, "Is dit nodig?" in asked.text) == (200, True)
    assert kept.status_code == 302


def test_replacing_a_name_keeps_who_was_ticked(login, case, data):
    with as_owner():
        ticked = [str(user.memberships.get().pk) for user in (people.case_director(), people.coordinator())]
    sent = data | {"text": "Jan Jansen belde.", "visible_to": "named", "readers": ticked}

    response = login(people.police_member()).post(
        write_url(case), sent | {"privacyscan_replace": "persoon A"}
    )

    assert response.context["form"]["readers"].value() == ticked


# -- corrections


@pytest.fixture
def corrected(act, case):
    """An entry of the police for all partners, of which the correction is for the police alone."""
    police = people.police_member()
    entry = factories.journal_entry(case, police, visible_to="partners", text="De moeder belde.")
    with act(police):
        services.correct_entry(
            entry,
            by=police,
            writer=journal_writers(case)[0],
            reason="Het was de vader.",
            occurred_at=entry.occurred_at,
            source="gesprek",
            regime="avg",
            text="De vader belde.",
            visible_to="own",
        )
    return entry


@pytest.mark.parametrize(
    ("who", "new", "told"), [("police_member", True, False), ("coordinator", False, True)]
)
def test_correction_is_told_to_who_reads_only_the_old(login, case, corrected, who, new, told):
    page = login(getattr(people, who)()).get(journal(case)).text

    assert "De moeder belde." in page
    assert ("De vader belde." in page, "Het was de vader." in page) == (new, new)
    assert ("Dit is de eerdere tekst." in page) == told


def test_correction_for_more_readers_does_not_say_that_it_is_one(login, act, case):
    police = people.police_member()
    entry = factories.journal_entry(case, police, text="De moeder belde.")
    later = factories.journal_entry(case, police, text="De vader belde.", visible_to="partners")
    with as_owner():
        JournalCorrection.objects.create(earlier=entry, later=later, reason="Het was de vader.")

    page = login(people.coordinator()).get(journal(case)).text

    assert "De vader belde." in page
    assert [word for word in ("De moeder belde.", "Het was de vader.", "gecorrigeerd") if word in page] == []


@pytest.mark.parametrize(
    ("who", "status"), [("police_member", 200), ("coordinator", 403), ("municipality_member", 404)]
)
@pytest.mark.parametrize("page", ["correct-entry", "withdraw-entry"])
def test_correcting_is_for_the_organisation_that_wrote(login, case, who, status, page):
    entry = factories.journal_entry(case, people.police_member(), visible_to="partners")

    response = login(getattr(people, who)()).get(page_of(entry, page))

    assert response.status_code == status


def test_second_of_two_corrections_gets_both_texts(login, case, data):
    entry = factories.journal_entry(case, people.police_member())
    first, second = login(people.police_member()), login(people.police_member("Collega"))
    sent = data | {"reason": "Klopt niet.", "text": "Eerste verbetering."}

    done = first.post(page_of(entry, "correct-entry"), sent)
    refused = second.post(page_of(entry, "correct-entry"), sent | {"text": "Tweede verbetering."})

    assert (done.status_code, refused.status_code) == (302, 200)
    assert "heeft deze aantekening al gecorrigeerd" in refused.text
    assert ("Eerste verbetering." in refused.text, "Tweede verbetering." in refused.text) == (True, True)
    with as_owner():
        assert JournalEntry.objects.count() == 2


def test_withdrawing_leaves_the_text_with_the_reason(login, case):
    entry = factories.journal_entry(case, people.police_member(), visible_to="partners")

    done = login(people.police_member()).post(
        page_of(entry, "withdraw-entry"), {"reason": "Verkeerde casus."}
    )
    page = login(people.coordinator()).get(journal(case)).text

    assert done.status_code == 302
    assert ("De moeder belde." in page, "Verkeerde casus." in page) == (True, True)


def test_withdrawing_what_was_corrected_meanwhile_loses_nothing(login, corrected):
    response = login(people.police_member()).post(
        page_of(corrected, "withdraw-entry"), {"reason": "Verkeerde casus."}
    )

    assert response.status_code == 200
    assert ("De vader belde." in response.text, "Verkeerde casus." in response.text) == (True, True)


@pytest.mark.parametrize("page", ["write-entry", "correct-entry", "withdraw-entry"])
def test_closed_case_has_no_steps(login, case, closed, page):
    entry = factories.journal_entry(case, people.police_member())
    closed(case)
    url = write_url(case) if page == "write-entry" else page_of(entry, page)
    browser = login(people.police_member())

    response = browser.get(url, follow=True)

    assert "Deze casus is gesloten." in response.text
    assert "Corrigeren" not in browser.get(journal(case)).text


def test_text_for_a_case_that_was_closed_meanwhile_is_not_lost(login, case, closed, data):
    browser = login(people.police_member())
    closed(case)

    response = browser.post(write_url(case), data)

    assert response.status_code == 200
    assert ("Deze casus is gesloten." in response.text, data["text"] in response.text) == (True, True)


# -- the log, and the number of queries


def test_reading_the_journal_is_not_told_by_entry_to_who_does_not_read_it(login, case, act):
    entry = factories.journal_entry(case, people.police_member())

    login(people.police_member()).get(journal(case), {"words": "moeder"})

    with act(people.coordinator()):
        seen = [line for line in Entry.objects.all() if str(entry.pk) in line.details.get("shown", [])]
    with act(people.privacy_officer()):
        listed = Entry.objects.get(action="list", details__kind="journal_entry")
    assert seen == []
    assert listed.details["shown"] == [str(entry.pk)]
    assert "moeder" not in str(listed.details)


@pytest.mark.parametrize("who", QUERIES)
@pytest.mark.parametrize("rows", [1, 500])
def test_journal_takes_a_fixed_number_of_queries(login, case, count_queries, rows, who):
    reader, writers = getattr(people, who)(), (people.case_director(), people.police_member())
    for writer in (*writers, people.municipality_member()):
        factories.journal_entry(case, writer, visible_to="named", readers={people.coordinator(), reader})
    with as_owner():
        entries = JournalEntry.objects.filter(visible_to="named")
        values = (
            "case_id",
            "occurred_at",
            "source",
            "text",
            "membership_id",
            "organisation_id",
            "written_by_id",
        )
        made = [
            JournalEntry(**row, visible_to=visible_to)
            for row in entries.values(*values)
            for visible_to in ("partners", "own")
            for _ in range(-(-rows // 6))
        ]
        JournalEntry.objects.bulk_create(made)
    browser = login(reader)
    browser.get(journal(case))

    assert count_queries(lambda: browser.get(journal(case))) == QUERIES[who]
