"""Is a party known in another case of the house: what the asker hears, and what a restricted case keeps from him."""

import re

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from audit.tick import tick
from cases import services
from cases.models import CaseInquiry, CaseInquiryHit
from cases.queries import inquiries_about
from tests import people
from tests.cases.parties import party
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
NAME = "Anne-Fleur van den Bérg"
NO_HIT = "Geen treffer. Uw vraag is vastgelegd, zonder de naam."


@pytest.fixture
def asking(running):
    """A case with a party of this name, from which is asked."""
    case = running(title="Hiervan uit")
    return party(case, "Persoon A", name=NAME)


def known(running, name="anne fleur berg", *, of=None, born_on=None, kind="person", **fields):
    """Another case in which the same person stands."""
    case = running(title="Elders", **fields) if of is None else running(title="Elders", of=of, **fields)
    party(case, "Persoon Z", name=name, born_on=born_on, kind=kind)
    return case


def ask(one, by):
    return services.inquire_in_cases(one, by=by, purpose="Wij willen niet langs elkaar werken.")


def told(act, one, by):
    with act(by):
        return ask(one, by).in_words


def stored(model, **which):
    with as_owner():
        return list(model.objects.filter(**which))


# -- the answer


def test_case_that_the_asker_may_see_is_named(act, running, asking):
    case = known(running)

    answer = told(act, asking, people.coordinator())

    assert answer == f"Bekend in casus {case.number}. Uw vraag is vastgelegd, zonder de naam."


def test_closed_case_counts_as_well(act, running, asking, closed):
    case = closed(known(running))

    assert case.number in told(act, asking, people.coordinator())


def test_case_that_the_asker_may_not_see_names_its_coordinator_alone(act, running, asking, other):
    case = known(running, by=other, directors=[people.case_director("Ander")])

    answer = told(act, asking, people.case_director())

    assert answer == (
        "Bekend in een andere casus. Vraag het Andere coordinator. Uw vraag is vastgelegd, zonder de naam."
    )
    assert case.number not in answer


def test_nobody_known_is_no_hit(act, running, asking):
    known(running, name="Iemand Anders")

    assert told(act, asking, people.coordinator()) == NO_HIT


def test_same_case_and_other_house_are_no_hit(act, running, asking):
    party(asking.case, "Nog eens", name=NAME)
    far = people.house("Huis Ver")
    by = people.coordinator("Ver", of=far)
    known(
        running,
        of=far,
        by=by,
        municipality=people.municipality("Verstad", of=far),
        theme=people.theme("ver", of=far),
    )

    assert told(act, asking, people.coordinator()) == NO_HIT


@pytest.mark.parametrize(
    ("asked", "there", "hit"),
    [
        ("1999-04-03", "1999-04-03", True),
        ("1999-04-03", "1999-04-04", False),
        (None, "1999-04-04", True),
        ("1999-04-03", None, True),
    ],
)
def test_birth_dates_must_match_when_both_are_known(act, running, asked, there, hit):
    one = party(running(), name=NAME, born_on=asked)
    known(running, born_on=there)

    assert (told(act, one, people.coordinator()) != NO_HIT) == hit


def test_person_and_organisation_are_told_apart(act, running, asking):
    known(running, kind="group")

    assert told(act, asking, people.coordinator()) == NO_HIT


def test_corrected_and_removed_names_are_compared_as_they_are_now(act, running, asking):
    case = known(running)
    with as_owner():
        case.parties.get().identity.delete()

    assert told(act, asking, people.coordinator()) == NO_HIT


# -- a restricted case


@pytest.fixture
def hidden(running, other):
    """A restricted case of another coordinator in which the person stands."""
    return known(running, by=other, directors=[people.case_director("Ander")], is_restricted=True)


@pytest.mark.parametrize("who", ["coordinator", "case_director"])
def test_restricted_case_is_no_hit_for_who_may_not_see_it(act, asking, hidden, who):
    user = getattr(people, who)()

    assert told(act, asking, user) == NO_HIT
    with act(user):
        assert [one.is_hit for one in CaseInquiry.objects.all()] == [False]
        assert not CaseInquiryHit.objects.exists()
        assert inquiries_about(hidden) == []


def test_restricted_case_is_named_to_its_own_director(act, running, other):
    director = people.case_director()
    one = party(running(), name=NAME)
    case = known(running, by=other, directors=[director], is_restricted=True)

    assert case.number in told(act, one, director)


def test_restricted_case_takes_the_same_steps_and_lines_as_none(act, running, other):
    """The same queries, the same log and the same row for the asker, whether it is there or not."""
    user = people.coordinator()
    one = party(running(), name=NAME)
    watched(act, one, user)  # what is asked once per person and kept
    nobody = watched(act, one, user)
    known(running, by=other, directors=[people.case_director("Ander")], is_restricted=True)

    hit = watched(act, one, user)

    assert len(stored(CaseInquiryHit)) == 1
    assert hit == nobody


def watched(act, one, by):
    """What the asker and everybody who reads his log can see of a question."""
    with act(by), CaptureQueriesContext(connection) as queries:
        answer = ask(one, by)
    (entry,) = stored(Entry, action="inquire_in_cases", details__inquiry=answer.inquiry.pk)
    lines = len(stored(Entry, details__inquiry=answer.inquiry.pk))
    seen = {name: value for name, value in entry.details.items() if name != "inquiry"}
    asked = [re.sub(r"\d+", "", query["sql"]) for query in queries]
    return answer.in_words, answer.inquiry.is_hit, seen, lines, entry.audience, asked


def test_only_the_coordinator_of_the_restricted_case_learns_who_asked_and_from_where(
    login, act, asking, hidden, other
):
    told(act, asking, people.case_director())
    url = reverse("cases:parties", args=[hidden.number])

    text = login(other).get(url).text
    of_director = login(people.case_director("Ander")).get(url).text

    assert "Navraag vanuit andere casussen" in text
    assert asking.case.number in text
    assert people.case_director().name in text
    assert "Wij willen niet langs elkaar werken." in text
    assert "Navraag vanuit andere casussen" not in of_director


def test_coordinator_who_takes_the_case_over_reads_the_question(act, asking, hidden, other, membership_of):
    told(act, asking, people.coordinator())
    third = people.coordinator("Derde")
    with act(other):
        services.hand_over_case(hidden, by=other, to=membership_of(third))

    with act(third):
        assert [one.number for one in inquiries_about(hidden)] == [asking.case.number]
    with act(other):
        assert inquiries_about(hidden) == []


# -- the record


def test_question_is_kept_and_logged_without_the_name(act, running, asking):
    known(running)
    told(act, asking, people.coordinator())

    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM cases_caseinquiry i UNION ALL SELECT e::text FROM audit_entry e")
        rows = " ".join(row for (row,) in cursor.fetchall()).lower()
    (entry,) = stored(Entry, action="inquire_in_cases")
    (made,) = stored(CaseInquiry)
    assert [word in rows for word in ("anne", "fleur", "berg")] == [False] * 3
    assert entry.details == {"inquiry": made.pk, "hit": True}
    assert (made.is_hit, made.number, made.party_id) == (True, asking.case.number, asking.pk)


def test_who_works_in_the_case_reads_back_what_was_asked_and_told(login, act, running, asking):
    known(running)
    told(act, asking, people.coordinator())
    url = reverse("cases:parties", args=[asking.case.number])

    shown = {
        who: "bekend in een andere casus" in login(getattr(people, who)()).get(url).text
        for who in ("coordinator", "case_director", "police_member")
    }

    assert shown == {"coordinator": True, "case_director": True, "police_member": False}


def test_page_asks_and_answers(login, running, asking):
    case = known(running)
    url = reverse("cases:inquire-party", args=[asking.case.number, asking.pk])
    browser = login(people.coordinator())

    text = browser.post(url, {"purpose": "Voor het overleg."}, follow=True).text

    assert f"Bekend in casus {case.number}." in text
    assert "Fleur" not in text


def test_question_needs_a_purpose(login, asking):
    url = reverse("cases:inquire-party", args=[asking.case.number, asking.pk])

    text = login(people.coordinator()).post(url, {"purpose": ""}).text

    assert "Schrijf op waarvoor u dit wilt weten." in text
    assert stored(CaseInquiry) == []


# -- the mail


def test_tick_mails_the_coordinator_once_without_content(
    act, asking, hidden, other, django_capture_on_commit_callbacks
):
    told(act, asking, people.coordinator())
    before = len(mail.outbox)

    with django_capture_on_commit_callbacks(execute=True):
        sent = [services.send_inquiry_mails(), services.send_inquiry_mails()]

    assert (before, sent) == (0, [1, 0])
    assert [(one.to, one.subject) for one in mail.outbox] == [([other.email], "Er is navraag gedaan")]
    assert not any(word in mail.outbox[0].body for word in ("C-20", "Fleur", "Elders"))


def test_asker_is_not_mailed_about_his_own_question(act, running, asking):
    known(running)
    told(act, asking, people.coordinator())

    assert services.send_inquiry_mails() == 0


def test_mails_are_claimed_by_the_tick_alone(act):
    with act(people.coordinator()), pytest.raises(ProgrammingError, match="tick alone"), transaction.atomic():
        services.send_inquiry_mails()


def test_tick_knows_the_mails():
    assert "mail_about_inquiries" in tick()


# -- limits


def test_without_identity_there_is_nothing_to_ask(act, running):
    desk = people.coordinator()
    one = party(running())

    with act(desk), pytest.raises(WrongState, match="Vul eerst de identiteit in"):
        ask(one, desk)


def test_name_of_one_word_is_too_short_for_a_person(act, running):
    desk = people.coordinator()
    one = party(running(), name="Jansen")

    with act(desk), pytest.raises(WrongState, match="te kort"):
        ask(one, desk)


def test_eleventh_question_of_a_day_is_refused(act, asking):
    desk = people.coordinator()

    with act(desk):
        for _ in range(services.A_DAY):
            ask(asking, desk)
        with pytest.raises(WrongState, match="vandaag al 10 keer"):
            ask(asking, desk)


def test_partner_and_other_house_ask_nothing(act, asking):
    member = people.police_member()

    with act(member):
        with pytest.raises(NotAllowed):
            ask(asking, member)
        with pytest.raises(ProgrammingError, match="not of who works"), transaction.atomic():
            ask_directly(asking)
    far = people.coordinator("Ver", of=people.house("Huis Ver"))
    with act(far), pytest.raises(ProgrammingError, match="not of who works"), transaction.atomic():
        ask_directly(asking)


def ask_directly(one):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM zvh.inquire_in_cases(%s, 'x')", [one.pk])


def test_closed_case_asks_no_more(act, asking, closed):
    desk = people.coordinator()
    closed(asking.case)

    with act(desk), pytest.raises(WrongState, match="gesloten"):
        ask(asking, desk)
