"""The form of a report: what comes in, what comes back, and what a draft keeps."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.roles import Role
from signals.models import Draft, Party, PartyIdentity, Signal
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

NEW, DRAFT, LIST = reverse("signals:new"), reverse("signals:draft"), reverse("signals:list")


def stored(model):
    with as_owner():
        return list(model.objects.all())


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.REPORTER, 200),
        (Role.PARTICIPANT, 200),
        (Role.COORDINATOR, 200),
        (Role.EXPERT, 200),
        (Role.CASE_DIRECTOR, 200),
        (Role.PRIVACY_OFFICER, 403),
        (Role.ADMINISTRATOR, 403),
    ],
)
def test_new_opens_for_who_may_report(login, role, status):
    browser = login(people.person("Iemand", role, people.house()))

    assert browser.get(NEW).status_code == status


def test_form_warns_of_acute_danger_and_says_what_a_signal_is(login):
    text = login(people.officer()).get(NEW).text

    assert "Bel 112" in text
    assert "Wat is een signaal?" in text
    assert "Een geloof of een mening is op zichzelf geen signaal." in text


def test_report_makes_a_signal_and_leads_to_its_page(login, report_data, party_data):
    officer = people.officer()
    browser = login(officer)

    response = browser.post(NEW, report_data(officer) | party_data(0, name="Kees Geheim"), follow=True)

    (made,) = stored(Signal)
    assert response.redirect_chain == [(made.get_absolute_url(), 302)]
    assert made.number in response.text
    assert "Kees Geheim" not in response.text
    assert (made.reported_by, made.regime, made.place) == (officer, "wpg", "Grote Waal")
    assert [party.label for party in stored(Party)] == ["persoon A"]
    assert [identity.name for identity in stored(PartyIdentity)] == ["Kees Geheim"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"facts": "Te kort."}, "Vertel iets meer"),
        ({"facts": "     "}, "Schrijf op wat er is gezien of gehoord."),
        ({"facts": "x" * 10_001}, "niet meer dan 10000 tekens"),
        ({"title": "x" * 121}, "niet meer dan 120 tekens"),
        ({"title": "Leus\x00op de gevel"}, "Null-tekens"),
        ({"themes": []}, "Kies ten minste één thema."),
        ({"themes": ["x"]}, "is geen"),
        ({"has_threat": "ja"}, "Beschrijf de dreiging"),
        ({"has_threat": "nee", "threat": "Ik steek het aan."}, "U beschrijft een dreiging."),
        ({"has_threat": ""}, "Kies ja of nee."),
        ({"observed_on": "2021-02-31"}, "Vul een datum in"),
        ({"observed_on": "1926-11-10"}, "Klopt het jaar?"),
        ({"municipality": "999999999999999999999"}, "Selecteer een geldige keuze"),
        ({"membership": "1000000"}, "Selecteer een geldige keuze"),
        ({"parties-TOTAL_FORMS": "x"}, "ManagementForm"),
    ],
)
def test_report_with_a_fault_comes_back_with_everything_typed(login, report_data, changes, sentence):
    browser = login(people.officer())

    response = browser.post(NEW, report_data(**changes))

    assert response.status_code == 200
    assert sentence in response.text
    assert "Ik denk dat het met de opvang te maken heeft." in response.text
    assert stored(Signal) == []


def test_report_of_tomorrow_is_refused(login, report_data):
    tomorrow = timezone.localdate() + timedelta(days=1)

    response = login(people.officer()).post(NEW, report_data(observed_on=tomorrow))

    assert "Deze dag moet nog komen." in response.text
    assert stored(Signal) == []


def test_party_without_a_reason_comes_back(login, report_data, party_data):
    response = login(people.officer()).post(NEW, report_data() | party_data(2, why="", label="persoon C"))

    assert "Bij een betrokkene ontbreekt nog iets." in response.text
    assert "persoon C" in response.text
    assert stored(Signal) == []


def test_four_parties_fit_and_a_fifth_does_not(login, report_data, party_data):
    data = report_data()
    for index in range(5):
        data |= party_data(index, label=f"persoon {index}")
    browser = login(people.officer())

    refused = browser.post(NEW, data | {"parties-TOTAL_FORMS": "5"})
    browser.post(NEW, data)

    assert "maximaal 4" in refused.text.lower() or "4 of minder" in refused.text
    assert len(stored(Party)) == 4


def test_report_sent_twice_makes_one_signal(login, report_data):
    officer = people.officer()
    browser = login(officer)
    data = report_data(officer, form=browser.get(NEW).context["form"]["form"].value())

    browser.post(NEW, data)
    response = browser.post(NEW, data, follow=True)

    (made,) = stored(Signal)
    assert response.redirect_chain == [(made.get_absolute_url(), 302)]
    assert f"Dit signaal is al verstuurd. Het nummer is {made.number}." in response.text


def test_report_names_the_organisation_that_was_chosen(login, report_data):
    user = people.person("Dubbel", Role.REPORTER, people.municipality().organisation)
    alkmaar = people.municipality("Alkmaar", column=9)
    people.person("Dubbel", Role.REPORTER, alkmaar.organisation)
    with as_owner():
        second = user.memberships.get(organisation=alkmaar.organisation)
    browser = login(user)

    text = browser.get(NEW).text
    browser.post(NEW, report_data(user, membership=second.pk))

    assert "Voor wie meldt u?" in text
    assert [made.organisation for made in stored(Signal)] == [alkmaar.organisation]


@pytest.mark.parametrize(
    ("kind", "regime"), [("police", "wpg"), ("prosecution", "wjsg"), ("youth_work", "avg"), ("care", "avg")]
)
def test_regime_follows_the_kind_of_organisation(login, kind, regime):
    user = people.officer(at=people.organisation("Partner", kind, house=people.house()))

    form = login(user).get(NEW).context["form"]

    assert form["regime"].value() == regime


def test_municipality_of_the_organisation_is_filled_in(login):
    municipality = people.municipality()

    form = login(people.municipality_member()).get(NEW).context["form"]

    assert form["municipality"].value() == municipality.pk


def test_places_and_themes_of_another_house_are_not_offered(login, report_data):
    elsewhere = people.house("Ander huis")
    foreign = people.municipality("Zwolle", of=elsewhere)
    people.theme("vuurwerk", of=elsewhere)
    browser = login(people.officer())

    text = browser.get(NEW).text
    response = browser.post(NEW, report_data(municipality=foreign.pk))

    assert "Zwolle" not in text
    assert "vuurwerk" not in text
    assert response.status_code == 200
    assert stored(Signal) == []


# -- drafts


def test_draft_is_kept_in_the_background_and_reopened(login, report_data, party_data):
    officer = people.officer()
    browser = login(officer)
    typed = report_data(officer, title="Half af", observed_on="31-31") | party_data(0, name="Kees")

    kept = browser.post(DRAFT, typed, headers={"X-Background": "1"})
    number = kept.json()["fields"]["draft"]
    again = browser.post(DRAFT, typed | {"draft": number, "title": "Bijna af"}, headers={"X-Background": "1"})
    page = browser.get(NEW, {"concept": number})

    assert again.json()["fields"]["draft"] == number
    assert [draft.fields["title"] for draft in stored(Draft)] == ["Bijna af"]
    form = page.context["form"]
    assert (form["title"].value(), form["observed_on"].value()) == ("Bijna af", "31-31")
    assert form["themes"].value() == [str(people.theme().pk)]
    assert form.parties[0]["name"].value() == "Kees"
    assert f'name="draft" value="{number}"' in page.text


def test_draft_by_its_button_leads_to_the_list(login):
    browser = login(people.officer())

    response = browser.post(DRAFT, {"title": "Half af"}, follow=True)

    assert response.redirect_chain == [(LIST, 302)]
    assert "Uw concept is bewaard." in response.text
    assert "Half af" in response.text


def test_draft_is_gone_after_sending(login, report_data):
    officer = people.officer()
    browser = login(officer)
    number = browser.post(DRAFT, {"title": "x"}, headers={"X-Background": "1"}).json()["fields"]["draft"]

    browser.post(NEW, report_data(officer, draft=number))

    assert stored(Draft) == []
    assert len(stored(Signal)) == 1


@pytest.mark.parametrize("number", ["foreign", "999999", "x", "", "99999999999999999999999", "1' OR '1'='1"])
def test_foreign_unknown_or_malformed_draft_is_not_there(login, number):
    with as_owner():
        foreign = Draft.objects.create(writer=people.officer("Ander"), fields={"title": "Geheim"})
    number = str(foreign.pk) if number == "foreign" else number
    browser = login(people.officer())

    pages = [browser.get(NEW, {"concept": number})]
    if number:
        pages.append(browser.post(DRAFT, {"draft": number, "title": "Van mij"}))
    if number.isdecimal() and len(number) < 19:
        pages.append(browser.post(reverse("signals:discard", args=[number])))

    assert {page.status_code for page in pages} == {404}
    assert [draft.fields["title"] for draft in stored(Draft)] == ["Geheim"]


def test_report_with_the_draft_of_another_leaves_that_alone(login, report_data):
    with as_owner():
        foreign = Draft.objects.create(writer=people.officer("Ander"), fields={"title": "Geheim"})

    login(people.officer()).post(NEW, report_data(draft=foreign.pk))

    assert stored(Draft) == [foreign]
    assert len(stored(Signal)) == 1


def test_draft_is_discarded(login):
    officer = people.officer()
    with as_owner():
        draft = Draft.objects.create(writer=officer, fields={})
    browser = login(officer)

    assert browser.get(reverse("signals:discard", args=[draft.pk])).status_code == 405
    browser.post(reverse("signals:discard", args=[draft.pk]))

    assert stored(Draft) == []


def test_draft_keeps_no_nul_and_nothing_that_is_not_on_the_form(login):
    browser = login(people.officer())

    browser.post(DRAFT, {"title": "a\x00b", "is_admin": "1"}, headers={"X-Background": "1"})

    (draft,) = stored(Draft)
    assert draft.fields["title"] == "ab"
    assert "is_admin" not in draft.fields


def test_draft_of_an_administrator_is_refused(login):
    assert login(people.administrator()).post(DRAFT, {"title": "x"}).status_code == 403


def test_oversized_report_is_a_clear_refusal(login, report_data):
    response = login(people.officer()).post(NEW, report_data(facts="x" * 1_100_000))

    assert response.status_code == 400
    assert stored(Signal) == []


def test_form_takes_a_fixed_number_of_queries(login, count_queries):
    for name in ("Alkmaar", "Opmeer", "Texel"):
        people.municipality(name)
        people.theme(name)
    browser = login(people.officer())

    assert count_queries(lambda: browser.get(NEW)) == 5
