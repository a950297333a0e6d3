"""Who a party is: filled in, corrected, opened for an hour with a reason by who works in the case, and logged."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases import services
from cases.models import CasePartyIdentity
from partners.models import Grant
from partners.roles import Role
from tests import people
from tests.cases.parties import party
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
WORKERS = ["coordinator", "case_director"]
FIELDS = {"born_on": None, "address": "", "other": ""}


def url(page, case, *args):
    return reverse(f"cases:{page}", args=[case.number, *args])


def typed(**changes):
    values = {"name": "Kees Geheim", "born_on": "2001-02-03", "address": "Straat 1", "other": "06"}
    return values | changes


def kept():
    with as_owner():
        return list(CasePartyIdentity.objects.all())


def opened(case, one, user, login):
    """A browser in which this person opened the identity."""
    browser = login(user)
    browser.post(url("open-identity", case, one.pk), {"reason": "Ik bel de school."})
    return browser


# -- filling in


@pytest.mark.parametrize("who", WORKERS)
def test_identity_is_filled_in_and_not_read_back(login, running, who):
    case, user = running(), getattr(people, who)()
    one = party(case)
    browser = login(user)

    text = browser.post(url("keep-identity", case, one.pk), typed(), follow=True).text

    (made,) = kept()
    assert (made.name, str(made.born_on), made.address, made.other, made.kept_by) == (
        "Kees Geheim",
        "2001-02-03",
        "Straat 1",
        "06",
        user,
    )
    assert "Kees Geheim" not in text
    assert "Identiteit openen" in text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"born_on": "2999-01-01"}, "Deze dag moet nog komen."),
        ({"born_on": "gisteren"}, "Vul een datum in, zoals 18-11-2026."),
    ],
)
def test_wrong_identity_gets_a_sentence(login, running, changes, sentence):
    case = running()
    one = party(case)

    text = login(people.coordinator()).post(url("keep-identity", case, one.pk), typed(**changes)).text

    assert sentence in text
    assert kept() == []


def test_who_comes_second_with_a_first_identity_overwrites_nothing_and_keeps_what_he_typed(login, running):
    case = running()
    one = party(case, name="Eerste Naam")

    response = login(people.coordinator()).post(url("keep-identity", case, one.pk), typed(name="Tweede Naam"))

    assert [identity.name for identity in kept()] == ["Eerste Naam"]
    assert "Er is al een identiteit ingevuld." in response.text
    assert "Tweede Naam" in response.text
    assert "Eerste Naam" not in response.text


# -- opening


@pytest.mark.parametrize("who", WORKERS)
def test_identity_opens_for_who_gave_a_reason_alone(login, running, who):
    case, user = running(), getattr(people, who)()
    one = party(case, name="Kees Geheim", born_on="2001-02-03")
    before = login(user).get(url("parties", case)).text

    after = opened(case, one, user, login).get(url("parties", case)).text

    others = [people.coordinator("Andere coordinator"), people.police_member()]
    shown = [login(other).get(url("parties", case)).text for other in others]
    assert ("Kees Geheim" in before, "Kees Geheim" in after) == (False, True)
    assert "3 februari 2001" in after
    assert ["Kees Geheim" in text for text in shown] == [False, False]


def test_opening_and_reading_are_logged_without_the_name(login, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")

    opened(case, one, desk, login).get(url("parties", case))

    with as_owner():
        grant = Grant.objects.get(user=desk, kind="case_identity", object_id=one.pk)
        given = Entry.objects.get(action="open_identity", number=case.number)
        reads = list(Entry.objects.filter(action="read", number=case.number, details__has_key="identities"))
        lines = str(list(Entry.objects.values()))
    assert grant.reason == "Ik bel de school."
    assert given.details == {"party": one.pk, "grant": grant.pk}
    assert [entry.details for entry in reads] == [{"identities": [one.pk]}]
    assert "Kees" not in lines


def test_identity_closes_after_an_hour(login, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")
    browser = opened(case, one, desk, login)
    with as_owner():
        lasts = Grant.objects.get().until - timezone.now()
        Grant.objects.update(until=timezone.now() - timedelta(seconds=1))

    text = browser.get(url("parties", case)).text

    assert timedelta(minutes=59) < lasts <= timedelta(hours=1)
    assert "Kees Geheim" not in text


def test_opening_needs_a_reason(login, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")

    text = login(desk).post(url("open-identity", case, one.pk), {"reason": ""}).text

    assert "Schrijf op waarom u deze gegevens nodig heeft." in text
    with as_owner():
        assert Grant.objects.count() == 0


def test_identity_of_one_case_opens_no_other(login, running):
    case = running()
    one, other = party(case, "A", name="Kees Geheim"), party(case, "B", name="Piet Verborgen")

    text = opened(case, one, people.coordinator(), login).get(url("parties", case)).text

    assert ("Kees Geheim" in text, "Piet Verborgen" in text) == (True, False)
    assert other.label in text


def test_opening_what_was_not_filled_in(act, running):
    case, desk = running(), people.coordinator()
    one = party(case)

    with act(desk), pytest.raises(WrongState, match="geen identiteit ingevuld"):
        services.open_identity(one, by=desk, reason="r")


def test_partner_opens_and_fills_in_nothing(act, running):
    case, member = running(), people.police_member()
    one = party(case, name="Kees Geheim")

    with act(member):
        with pytest.raises(NotAllowed):
            services.open_identity(one, by=member, reason="r")
        with pytest.raises(NotAllowed):
            services.keep_identity(one, by=member, name="x", **FIELDS)
        with pytest.raises(ProgrammingError, match="not of who works"), transaction.atomic():
            keep_directly(one)


def keep_directly(one):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.keep_case_identity(%s, 'x', NULL, '', '')", [one.pk])


def test_database_corrects_nothing_that_is_not_open(act, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")

    with act(desk), pytest.raises(ProgrammingError, match="open it first"), transaction.atomic():
        keep_directly(one)


def test_identity_closes_for_a_director_who_directs_no_more(act, running):
    director, police = people.case_director(), people.police()
    case = running(directors=[director])
    people.person(director.name, Role.PARTICIPANT, police)
    one = party(case, name="Kees Geheim")
    with act(director):
        services.open_identity(one, by=director, reason="r")
    with act(director):
        before = CasePartyIdentity.objects.count()
    with act(case.coordinator):
        services.end_director(case.directors.get(), by=case.coordinator)

    with act(director):
        assert (before, CasePartyIdentity.objects.count()) == (1, 0)
        assert [party.label for party in case.parties.all()] == ["Broer"]


# -- correcting


def test_identity_is_corrected_by_who_has_it_open(login, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")
    browser = opened(case, one, desk, login)
    saw = services.seen_of_identity(kept()[0])

    form = browser.get(url("keep-identity", case, one.pk)).text
    browser.post(url("keep-identity", case, one.pk), typed(name="Kees Goed", saw=saw))

    assert f'name="saw" value="{saw}"' in form
    assert 'value="Kees Geheim"' in form
    assert [identity.name for identity in kept()] == ["Kees Goed"]


def test_correcting_is_not_offered_while_it_is_closed(login, running):
    case = running()
    one = party(case, name="Kees Geheim")

    response = login(people.coordinator()).get(url("keep-identity", case, one.pk))

    assert response.url == url("open-identity", case, one.pk)


def test_correction_of_another_meanwhile_is_not_undone_and_both_are_shown(login, running):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")
    browser = opened(case, one, desk, login)
    saw = services.seen_of_identity(kept()[0])
    with as_owner():
        CasePartyIdentity.objects.update(name="Intussen Anders")

    text = browser.post(url("keep-identity", case, one.pk), typed(name="Mijn Verbetering", saw=saw)).text

    assert [identity.name for identity in kept()] == ["Intussen Anders"]
    assert "Iemand anders veranderde dit intussen." in text
    assert ("Intussen Anders" in text, "Mijn Verbetering" in text) == (True, True)


# -- a closed case


def test_closed_case_opens_for_reading_and_changes_nothing(login, act, running, closed):
    case, desk = running(), people.coordinator()
    one = party(case, name="Kees Geheim")
    closed(case)
    browser = opened(case, one, desk, login)

    text = browser.get(url("parties", case)).text
    changed = browser.get(url("keep-identity", case, one.pk), follow=True).text

    assert "Kees Geheim" in text
    assert "Deze casus is gesloten." in changed
    with act(desk):
        with pytest.raises(WrongState, match="gesloten"):
            services.keep_identity(one, by=desk, name="x", **FIELDS)
        with pytest.raises(ProgrammingError, match="not of who works"), transaction.atomic():
            keep_directly(one)
