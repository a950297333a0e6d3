"""Writing in the journal of a case, correcting and withdrawing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases import queries, services
from cases.models import CaseEvent, JournalCorrection, JournalEntry
from tests import people
from tests.cases.journals import FIELDS, POLICE, STAFF, hoorn
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(case_with_journal):
    return case_with_journal


@pytest.mark.parametrize("who", ["expert", "officer", "privacy_officer", "outsider"])
def test_who_does_not_read_the_case_writes_nothing(case, act, who):
    user = getattr(people, who)()
    with act(people.police_member()):
        writer = queries.journal_writers(case)[0]

    with act(user):
        assert (queries.journal_writers(case), queries.people_in(case)) == ([], [])
        with pytest.raises(type(case).DoesNotExist):
            services.write_entry(case, by=user, writer=writer, **FIELDS)


def test_writing_as_the_membership_of_another_is_refused(case, act):
    with act(people.municipality_member()):
        writer = queries.journal_writers(case)[0]

    with act(people.police_member()), pytest.raises(NotAllowed):
        services.write_entry(case, by=people.police_member(), writer=writer, **FIELDS)


def test_director_of_another_organisation_writes_for_the_house(running, write, readers_of, act):
    director = people.case_director("Regisseur van de politie", at=people.police())
    case = running(directors=[director, people.case_director()], partners=[people.police()])

    entry = write(case, director)

    assert (entry.organisation_id, entry.is_of_staff) == (case.house_id, True)
    assert readers_of(entry) == STAFF
    with act(director):
        assert JournalEntry.objects.get() == entry


def test_only_who_reads_the_case_can_be_named(case, act):
    readers = [people.coordinator(), people.case_director(), people.police_member()]
    others = [people.expert(), people.officer(), people.outsider(), people.case_director("Andere regisseur")]

    with act(people.municipality_member()):
        found = {one.name for one in queries.people_in(case)}

    assert found == {user.name for user in readers} | {people.municipality_member().name}
    assert found & {user.name for user in others} == set()


def test_partner_without_the_journal_writes_nothing_for_all(case, write):
    with pytest.raises(WrongState, match="leest het journaal niet"):
        write(case, people.municipality_member(), visible_to="partners")

    with as_owner():
        assert JournalEntry.objects.count() == 0


def test_named_person_who_stopped_reading_is_told(case, act):
    with act(people.police_member()):
        writer = queries.journal_writers(case)[0]
        named = [one for one in queries.people_in(case) if one.user_id == people.municipality_member().pk]
    with act(people.coordinator()):
        services.leave(case.partners.get(organisation=hoorn()), by=people.coordinator(), reason="Klaar.")

    with act(people.police_member()), pytest.raises(WrongState, match="leest deze casus niet meer"):
        services.write_entry(
            case,
            by=people.police_member(),
            writer=writer,
            readers=named,
            **FIELDS | {"visible_to": "named"},
        )


def test_closed_case_takes_no_entries_corrections_or_withdrawals(case, write, closed, act):
    police = people.police_member()
    entry = write(case, police)
    with act(police):
        writer = queries.journal_writers(case)[0]
    closed(case)

    with act(police):
        for step in (
            lambda: services.write_entry(case, by=police, writer=writer, **FIELDS),
            lambda: services.correct_entry(entry, by=police, writer=writer, reason="Anders", **FIELDS),
            lambda: services.withdraw_entry(entry, by=police, writer=writer, reason="Onjuist"),
        ):
            with pytest.raises(WrongState, match="gesloten"):
                step()


@pytest.mark.parametrize(
    "wrong",
    [
        {"occurred_at": timezone.now() + timedelta(days=1)},
        {"text": ""},
        {"source": ""},
        {"regime": "wpg", "visible_to": "partners"},
        {"regime": "wjsg", "visible_to": "partners", "share_reason": ""},
    ],
)
def test_entry_that_may_not_be_is_refused_by_the_database(case, write, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(case, people.police_member(), **wrong)


# -- correcting and withdrawing


@pytest.fixture
def correct(act):
    def make(entry, by, *, readers=(), **fields):
        with act(by):
            there = {one.user_id: one for one in queries.people_in(entry.case)}
            return services.correct_entry(
                entry,
                by=by,
                writer=queries.journal_writers(entry.case)[0],
                reason="Het was de vader.",
                readers=[there[user.pk] for user in readers],
                **FIELDS | {"text": "De vader belde."} | fields,
            )

    return make


def test_correction_leaves_the_old_text_to_who_could_read_it(case, write, correct, readers_of, act):
    entry = write(case, people.police_member(), visible_to="partners")

    later = correct(entry, people.police_member())

    assert (readers_of(entry), readers_of(later)) == (STAFF | POLICE, POLICE)
    with act(people.coordinator()):
        seen = JournalEntry.objects.get(case=case)
        assert (seen.text, seen.corrected_by) == ("De moeder belde.", people.police_member())
        assert JournalCorrection.objects.count() == 0
    with act(people.police_member()):
        assert JournalCorrection.objects.get().reason == "Het was de vader."


def test_correction_for_more_readers_does_not_open_the_old_text(case, write, correct, readers_of, act):
    entry = write(case, people.police_member())

    later = correct(entry, people.police_member(), visible_to="partners")

    assert (readers_of(entry), readers_of(later)) == (POLICE, STAFF | POLICE)
    with act(people.coordinator()):
        assert JournalCorrection.objects.count() == 0


def test_colleague_corrects_and_another_organisation_does_not(case, write, correct):
    entry = write(case, people.police_member(), visible_to="partners")

    with pytest.raises(NotAllowed):
        correct(entry, people.coordinator())
    later = correct(entry, people.police_member("Collega"))

    assert later.written_by == people.police_member("Collega")


STEPS = {"correct": (services.correct_entry, FIELDS), "withdraw": (services.withdraw_entry, {})}


@pytest.mark.parametrize("step", STEPS)
def test_entry_is_corrected_or_withdrawn_once(case, write, correct, act, step):
    police = people.police_member()
    service, fields = STEPS[step]
    entry = write(case, police)
    correct(entry, police)

    with act(police):
        writer = queries.journal_writers(case)[0]
        with pytest.raises(WrongState, match="al gecorrigeerd"):
            service(entry, by=police, writer=writer, reason="Onjuist", **fields)


def test_withdrawn_entry_stays_to_be_read(case, write, act, readers_of):
    police = people.police_member()
    entry = write(case, police, visible_to="partners")

    with act(police):
        services.withdraw_entry(
            entry, by=police, writer=queries.journal_writers(case)[0], reason="Verkeerde casus"
        )

    assert readers_of(entry) == STAFF | POLICE
    with act(people.coordinator()):
        seen = JournalEntry.objects.get(pk=entry.pk)
        assert (seen.text, seen.withdraw_reason) == ("De moeder belde.", "Verkeerde casus")


@pytest.mark.parametrize("field", ["text", "source", "visible_to", "occurred_at", "organisation_id"])
def test_what_was_written_does_not_change(case, write, field):
    entry = write(case, people.police_member())
    values = {"occurred_at": timezone.now() - timedelta(days=9), "organisation_id": case.house_id}

    with pytest.raises(IntegrityError, match="cannot change"), as_owner(), transaction.atomic():
        JournalEntry.objects.filter(pk=entry.pk).update(**{field: values.get(field, "named")})


def test_timeline_of_the_case_says_nothing_of_corrections(case, write, correct, act):
    police = people.police_member()
    with as_owner():
        before = CaseEvent.objects.count()

    later = correct(write(case, police), police)
    with act(police):
        services.withdraw_entry(later, by=police, writer=queries.journal_writers(case)[0], reason="Onjuist")

    with as_owner():
        assert CaseEvent.objects.count() == before
