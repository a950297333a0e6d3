"""How many independent sources a signal has, with what is linked to it."""

import pytest
from django.utils import timezone

from signals.models import LinkKind
from signals.queries import sources_of
from tests import factories, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def two():
    """A signal of the police and one of a municipality."""
    return factories.signal(), factories.signal(people.municipality_member())


def sources(act, desk, one):
    with act(desk):
        return sources_of([one])[one.pk]


def test_one_signal_is_one_source(act, two, desk):
    assert sources(act, desk, two[0]).in_words == "1 bron: 1 organisatie"


def test_sources_count_organisations_and_citizens_once(act, two, desk):
    citizen = factories.anonymous()
    for other in (two[1], citizen):
        factories.link(two[0], other)

    found = sources(act, desk, two[0])

    assert found.in_words == "3 onafhankelijke bronnen: 2 organisaties, 1 burger"


@pytest.mark.parametrize(
    ("known_by", "words"),
    [
        ("told", "1 bron: 1 organisatie"),
        ("observed", "2 onafhankelijke bronnen: 1 organisatie (waarvan 2 eigen waarnemers)"),
    ],
)
def test_two_of_one_organisation_count_apart_only_when_they_saw_it_themselves(act, desk, known_by, words):
    one, other = (
        factories.signal(people.officer(name), known_by=known_by) for name in ("Agent een", "Agent twee")
    )
    factories.link(one, other)

    assert sources(act, desk, one).in_words == words


def test_same_reporter_twice_is_one_source(act, desk):
    one, other = factories.signal(), factories.signal()
    factories.link(one, other)

    assert sources(act, desk, one).total == 1


def test_what_was_merged_counts_for_what_is_linked_to_the_main_signal(act, two, desk):
    third = factories.anonymous()
    factories.link(two[0], two[1])
    factories.link(third, two[1], kind=LinkKind.MERGED)

    assert sources(act, desk, two[0]).total == 3


def test_ended_link_does_not_count(act, two, desk):
    factories.link(*two, ended_at=timezone.now(), ended_by=desk, end_reason="x")

    assert sources(act, desk, two[0]).total == 1


@pytest.mark.parametrize("who", [people.officer, people.police_member, people.outsider])
def test_sources_are_for_the_desk_alone(act, two, who):
    with act(who()):
        assert sources_of(two) == {}
