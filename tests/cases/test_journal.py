"""Who reads an entry in the journal of a case, in every situation, and what nobody else learns of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.log import log_read
from audit.models import Entry
from cases import queries, services
from cases.models import CaseEvent, JournalEntry, PartKind
from tests import people
from tests.cases.journals import CAST, FIELDS, POLICE, STAFF, hoorn
from tests.cases.reading import parts_of
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(case_with_journal):
    return case_with_journal


@pytest.mark.parametrize(
    ("writer", "visible_to", "named", "expected"),
    [
        ("police", "partners", [], STAFF | POLICE),
        ("director", "partners", [], STAFF | POLICE),
        ("police", "own", [], POLICE),
        ("hoorn", "own", [], {"hoorn"}),
        ("coordinator", "own", [], STAFF),
        ("director", "own", [], STAFF),
        ("police", "named", ["hoorn"], {"police", "hoorn"}),
        ("hoorn", "named", ["director"], {"hoorn", "director"}),
    ],
)
def test_entry_is_read_by_whom_its_writer_chose(case, write, readers_of, writer, visible_to, named, expected):
    chosen = [CAST[name]() for name in named]

    entry = write(case, CAST[writer](), visible_to=visible_to, readers=chosen)

    assert readers_of(entry) == expected


@pytest.mark.parametrize(
    ("visible_to", "expected"),
    [("partners", STAFF | {"police"}), ("own", {"police"}), ("named", {"police", "director"})],
)
def test_entry_of_a_restricted_case_is_read_by_the_named_alone(
    running, write, readers_of, visible_to, expected
):
    case = running(is_restricted=True, named=[people.police_member()])
    people.coordinator("Andere coordinator")
    named = [people.case_director()] if visible_to == "named" else []

    entry = write(case, people.police_member(), visible_to=visible_to, readers=named)

    assert readers_of(entry) == expected


def test_entry_of_the_staff_of_a_restricted_case_is_not_read_by_other_coordinators(
    running, write, act, other
):
    case = running(is_restricted=True)

    entry = write(case, people.coordinator())

    with act(other):
        assert JournalEntry.objects.filter(pk=entry.pk).count() == 0
    with act(people.case_director()):
        assert JournalEntry.objects.filter(pk=entry.pk).count() == 1


@pytest.mark.parametrize(
    ("visible_to", "before", "after"),
    [
        ("partners", STAFF | POLICE, STAFF),
        ("own", POLICE, set()),
        ("named", {"police", "hoorn"}, {"hoorn"}),
    ],
)
def test_partner_that_left_reads_no_entry_any_more(case, write, act, readers_of, visible_to, before, after):
    named = [people.municipality_member()] if visible_to == "named" else []
    entry = write(case, people.police_member(), visible_to=visible_to, readers=named)
    assert readers_of(entry) == before

    with act(people.coordinator()):
        services.leave(
            case.partners.get(organisation=people.police()), by=people.coordinator(), reason="Klaar."
        )

    assert readers_of(entry) == after


def test_profile_gives_and_takes_entries_for_all_and_no_others(case, write, act, readers_of):
    shared = write(case, people.police_member(), visible_to="partners")
    own = write(case, people.municipality_member())
    desk = people.coordinator()

    with act(desk):
        of_hoorn = case.partners.get(organisation=hoorn())
        services.change_profile(of_hoorn, by=desk, task="Helpt", parts=[PartKind.JOURNAL])
    gained = readers_of(shared), readers_of(own)
    with act(desk):
        of_police = case.partners.get(organisation=people.police())
        services.change_profile(of_police, by=desk, task="Kijkt", parts=[])

    assert gained == (STAFF | POLICE | {"hoorn"}, {"hoorn"})
    assert (readers_of(shared), readers_of(own)) == (STAFF | {"hoorn"}, {"hoorn"})


def test_shielding_takes_entries_from_who_is_not_named(case, write, act, readers_of):
    entries = [
        write(case, people.police_member(), visible_to="partners"),
        write(case, people.police_member()),
        write(case, people.police_member(), visible_to="named", readers=[people.municipality_member()]),
    ]
    desk = people.coordinator()
    with as_owner():
        case.coordinator = desk
        case.save()

    with act(desk):
        services.restrict(case, by=desk, is_restricted=True)
    shielded = [readers_of(entry) for entry in entries]
    with act(desk):
        services.name_person(case, by=desk, membership=people.police_member().memberships.get())

    assert shielded == [STAFF, set(), set()]
    assert [readers_of(entry) for entry in entries] == [STAFF | {"police"}, {"police"}, {"police"}]


@pytest.mark.parametrize("ended", ["writer", "named"])
def test_end_of_a_membership_ends_reading_what_it_was_named_for(case, write, readers_of, ended):
    entry = write(case, people.police_member(), visible_to="named", readers=[people.municipality_member()])
    gone = people.police_member() if ended == "writer" else people.municipality_member()

    with as_owner():
        now = timezone.now() - timedelta(seconds=1)
        membership = gone.memberships.get()
        membership.valid_until = membership.ended_at = now
        membership.ended_by = people.administrator()
        membership.save()

    assert readers_of(entry) == ({"hoorn"} if ended == "writer" else {"police"})


def test_who_is_named_by_one_membership_does_not_read_by_another(case, write, act):
    both = people.police_member("Dubbel")
    people.person("Dubbel", "participant", hoorn())
    with act(people.police_member()):
        named = [
            one
            for one in queries.people_in(case)
            if one.user_id == both.pk and one.organisation == people.police().name
        ]
        writer = queries.journal_writers(case)[0]
        values = FIELDS | {"visible_to": "named", "readers": named}
        entry = services.write_entry(case, by=people.police_member(), writer=writer, **values)

    with act(people.coordinator()):
        services.leave(
            case.partners.get(organisation=people.police()), by=people.coordinator(), reason="Klaar."
        )

    with act(both):
        assert parts_of(case) == {PartKind.PLAN}
        assert list(JournalEntry.objects.filter(pk=entry.pk)) == []


# -- what it does not tell


def test_timeline_of_the_case_says_nothing_of_entries(case, write):
    with as_owner():
        before = CaseEvent.objects.count()

    write(case, people.police_member(), visible_to="partners")

    with as_owner():
        assert CaseEvent.objects.count() == before


@pytest.mark.parametrize(
    ("fields", "reads_log"),
    [({"visible_to": "partners"}, True), ({"visible_to": "own"}, False)],
)
def test_log_does_not_betray_an_entry_to_who_does_not_read_it(case, write, act, fields, reads_log):
    entry = write(case, people.police_member(), **fields)
    with act(people.police_member()):
        log_read(entry)

    for who in (people.coordinator(), people.case_director()):
        with act(who):
            seen = set(Entry.objects.filter(kind="journal_entry").values_list("action", flat=True))
        assert seen == ({"read"} if reads_log else set())
    with act(people.privacy_officer()):
        found = set(Entry.objects.filter(kind="journal_entry").values_list("action", flat=True))
    assert found == {"read", "write_entry"}


def test_strictest_law_counts_only_what_one_reads(case, write, act):
    write(case, people.police_member(), regime="wjsg")
    write(case, people.police_member(), regime="wpg", visible_to="partners", share_reason="Afgesproken.")

    with act(people.police_member()):
        of_police = queries.strictest_regime(case)
    with act(people.coordinator()):
        of_desk = queries.strictest_regime(case)
    with act(people.municipality_member()):
        of_hoorn = queries.strictest_regime(case)

    assert (of_police, of_desk, of_hoorn) == ("wjsg", "wpg", None)
