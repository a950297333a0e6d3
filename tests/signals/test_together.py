"""Linking, merging, undoing both, and how many independent sources there are."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from signals import services
from signals.models import Event, LinkKind, Outcome, SafeStatus, Signal, Weighing, WeighingState
from signals.queries import links_of, sources_of
from tests import factories, people
from tests.conftest import as_owner
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return people.coordinator()


@pytest.fixture
def two():
    """A signal of the police and one of a municipality; nobody but the desk sees both."""
    police = factories.signal(title="Brand bij het plein")
    town = factories.signal(people.municipality_member(), title="Vuur op het plein")
    return police, town


def link(pair, desk, kind=LinkKind.RELATED):
    return services.link_signals(pair[0], by=desk, other=pair[1], kind=kind, reason="Zelfde avond.")


def merge(pair, desk):
    return services.merge_signals(pair[0], by=desk, other=pair[1], reason="Dezelfde brand.")


def row(model, **which):
    with as_owner():
        return model.objects.get(**which)


def lines(of_signal, **which):
    with as_owner():
        return list(Event.objects.filter(signal=of_signal, **which).values_list("text", flat=True))


def url(name, made, *more):
    return reverse(f"signals:{name}", args=[made.number, *more])


# -- linking


def test_link_is_read_from_both_sides_with_its_reason(act, two, desk):
    with act(desk):
        link(two, desk, LinkKind.PART)
        here, there = (links_of(one)[0] for one in two)

    assert [(one.relation, one.other) for one in here] == [("Onderdeel van", two[1])]
    assert [(one.relation, one.other) for one in there] == [("Heeft als onderdeel", two[0])]


def test_link_stands_in_the_timeline_of_the_desk_without_a_number(act, two, desk):
    with act(desk):
        link(two, desk)

    assert lines(two[0], for_desk=True) == lines(two[1], for_desk=True) == ["Gekoppeld aan een ander signaal"]
    assert lines(two[0], for_desk=False) == []


def test_link_is_written_to_the_log(act, two, desk):
    with act(desk):
        link(two, desk)

    entry = row(Entry, action="connect")
    assert (entry.number, entry.details) == (two[0].number, {"other": two[1].pk, "kind": "related"})


@pytest.mark.parametrize("kind", [LinkKind.RELATED, LinkKind.PART])
def test_second_link_between_the_same_is_refused_in_either_direction(act, two, desk, kind):
    with act(desk):
        link(two, desk)

        with pytest.raises(WrongState, match="al gekoppeld"):
            link((two[1], two[0]), desk, kind)


def test_part_of_its_own_part_is_refused(act, two, desk):
    third = factories.signal()
    with act(desk):
        link((two[0], two[1]), desk, LinkKind.PART)

        with pytest.raises(WrongState, match="zelf onderdelen"):
            link((two[1], third), desk, LinkKind.PART)
        with pytest.raises(WrongState, match="zelf onderdeel van een ander"):
            link((third, two[0]), desk, LinkKind.PART)
        with pytest.raises(WrongState, match="al onderdeel"):
            link((two[0], third), desk, LinkKind.PART)


def test_signal_with_itself_is_refused(act, two, desk):
    with act(desk), pytest.raises(WrongState, match="hetzelfde signaal"):
        merge((two[0], two[0]), desk)


def test_signal_of_another_house_is_refused(act, two):
    far = people.house("Huis Ver")
    there = factories.signal(of=far, municipality=people.municipality("Verstad", of=far))
    both = people.coordinator("Twee huizen", of=people.house())
    people.coordinator("Twee huizen", of=far)

    with act(both), pytest.raises(WrongState, match="ander huis"):
        link((two[0], there), both)


def test_desk_of_another_house_may_not_link(act, two):
    far = people.coordinator("Ver", of=people.house("Huis Ver"))

    with act(far), pytest.raises(NotAllowed):
        link(two, far)


@pytest.mark.parametrize("who", [people.officer, people.police_member, people.municipality_member])
def test_who_is_not_of_the_desk_may_not_link(act, two, who):
    user = who()

    with act(user), pytest.raises(NotAllowed):
        link(two, user)


@pytest.mark.parametrize("kind", [LinkKind.PART, LinkKind.MERGED])
def test_database_refuses_a_circle_too(two, kind):
    factories.link(*two, kind=kind)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.link(two[1], factories.signal(), kind=kind)


def test_end_of_a_link_keeps_it_with_the_reason(act, two, desk):
    with act(desk):
        made = link(two, desk)
        services.end_link(made, by=desk, reason="Toch een andere avond.")
        open_ones, ended = links_of(two[0])

    assert open_ones == []
    assert [one.link.end_reason for one in ended] == ["Toch een andere avond."]
    assert lines(two[1])[-1] == "Losgemaakt van een ander signaal"


def test_end_of_what_has_ended_is_refused(act, two, desk):
    with act(desk):
        made = link(two, desk)
        services.end_link(made, by=desk, reason="Vergissing.")

        with pytest.raises(WrongState, match="al losgemaakt"):
            services.end_link(made, by=desk, reason="Nog eens.")


def test_what_was_parted_can_be_linked_again(act, two, desk):
    with act(desk):
        services.end_link(link(two, desk), by=desk, reason="Vergissing.")

        again = link(two, desk)

    assert again.ended_at is None


# -- merging


@pytest.mark.parametrize("state", [WeighingState.NEW, WeighingState.WEIGHING, WeighingState.ASKED])
def test_merged_signal_is_not_weighed_any_more_and_follows(act, two, desk, state):
    factories.weighed(two[0], state)
    with as_owner():
        Signal.objects.filter(pk=two[1].pk).update(safe_status=SafeStatus.IN_PROGRESS)

    with act(desk):
        merge(two, desk)

    weighing = row(Weighing, signal=two[0])
    assert (weighing.state, weighing.outcome, weighing.reason) == ("done", Outcome.MERGED, "Dezelfde brand.")
    assert row(Signal, pk=two[0].pk).safe_status == SafeStatus.IN_PROGRESS


def test_what_was_weighed_before_keeps_its_outcome(act, two, desk):
    now = timezone.now()
    decided = {"outcome": Outcome.TREND_ONLY, "reason": "Klein.", "decided_by": desk, "decided_at": now}
    factories.weighed(two[0], WeighingState.DONE, **decided)

    with act(desk):
        merge(two, desk)

    assert row(Weighing, signal=two[0]).outcome == Outcome.TREND_ONLY


def test_status_of_the_main_signal_reaches_the_merged_one(act, two, desk):
    with act(desk):
        merge(two, desk)

        services.start_weighing(two[1], by=desk)

    assert row(Signal, pk=two[0].pk).safe_status == SafeStatus.IN_PROGRESS
    assert lines(two[0], for_desk=False) == ["Samengevoegd met een ander signaal", "De status is gewijzigd"]


def test_status_of_the_merged_one_does_not_reach_the_main_signal(act, two, desk):
    with act(desk):
        merge(two, desk)
    with as_owner():
        Signal.objects.filter(pk=two[0].pk).update(safe_status=SafeStatus.DISCUSSED)

    assert row(Signal, pk=two[1].pk).safe_status == SafeStatus.RECEIVED


def test_merged_signal_cannot_be_weighed(act, two, desk):
    with act(desk):
        merge(two, desk)

        with pytest.raises(WrongState, match="volgt het hoofdsignaal"):
            services.weigh_again(two[0], by=desk, reason="Toch.")


def test_merged_signal_is_not_merged_again_nor_linked_nor_a_main_signal(act, two, desk):
    third = factories.signal()
    with act(desk):
        merge(two, desk)

        with pytest.raises(WrongState, match="al samengevoegd"):
            merge((two[0], third), desk)
        with pytest.raises(WrongState, match="al samengevoegd"):
            merge((third, two[0]), desk)
        with pytest.raises(WrongState, match="al samengevoegd"):
            link((third, two[0]), desk)
        with pytest.raises(WrongState, match="zelf samengevoegde signalen"):
            merge((two[1], third), desk)


def test_merging_what_is_linked_replaces_the_link(act, two, desk):
    with act(desk):
        link(two, desk)
        merge(two, desk)
        open_ones, ended = links_of(two[0])

    assert [one.link.kind for one in open_ones] == [LinkKind.MERGED]
    assert [one.link.end_reason for one in ended] == ["Vervangen door samenvoegen."]


@pytest.mark.parametrize(
    ("started", "state", "status"),
    [(False, WeighingState.NEW, SafeStatus.RECEIVED), (True, WeighingState.WEIGHING, SafeStatus.IN_PROGRESS)],
)
def test_undone_merge_goes_back_to_its_own_weighing(act, two, desk, started, state, status):
    with act(desk):
        if started:
            services.start_weighing(two[0], by=desk)
        made = merge(two, desk)

        services.end_link(made, by=desk, reason="Toch twee branden.")

    weighing = row(Weighing, signal=two[0])
    assert (weighing.state, weighing.outcome, weighing.decided_by) == (state, "", None)
    assert row(Signal, pk=two[0].pk).safe_status == status


def test_undone_merge_of_a_weighed_signal_gets_its_status_back(act, two, desk):
    decided = {"outcome": "trend_only", "reason": "r", "decided_by": desk, "decided_at": timezone.now()}
    factories.weighed(two[0], WeighingState.DONE, **decided)
    with as_owner():
        Signal.objects.filter(pk=two[0].pk).update(safe_status=SafeStatus.CLOSED)
    with act(desk):
        made = merge(two, desk)
        services.end_link(made, by=desk, reason="Toch twee branden.")

    assert row(Signal, pk=two[0].pk).safe_status == SafeStatus.CLOSED
    assert row(Weighing, signal=two[0]).state == WeighingState.DONE


# -- nobody's view widens


def test_merge_changes_no_readers(act, two, desk):
    before = [row(Signal, pk=one.pk).audience for one in two]

    with act(desk):
        merge(two, desk)

    assert [row(Signal, pk=one.pk).audience for one in two] == before


def test_reporter_of_a_merged_signal_reads_only_that_it_was_merged(act, login, two, desk):
    with act(desk):
        merge(two, desk)
    browser = login(people.officer())

    texts = [browser.get(url(name, two[0])).text for name in ("detail", "together")]

    assert [two[1].number in text or "Vuur" in text or "Dezelfde brand" in text for text in texts] == [
        False
    ] * 2
    assert "Samengevoegd met een ander signaal" in texts[0]
    assert browser.get(two[1].get_absolute_url()).status_code == 404


def test_reporter_of_the_main_signal_reads_nothing_of_it(act, login, two, desk):
    with act(desk):
        merge(two, desk)
    browser = login(people.municipality_member())

    texts = [browser.get(url(name, two[1])).text for name in ("detail", "together")]

    assert [two[0].number in text or "amengevoegd" in text for text in texts] == [False, False]


def test_who_stepped_back_from_the_main_signal_still_cannot_weigh_the_merged_one(act, two, desk):
    with act(desk):
        merge(two, desk)
    with as_owner():
        meeting = factories.meeting(by=desk)
        item = factories.item(meeting, signals=[two[1]])
        item.recusals.create(user=desk, by=desk)

    with act(desk), pytest.raises(WrongState, match="volgt het hoofdsignaal"):
        services.weigh_again(two[0], by=desk, reason="Toch.")


@pytest.mark.parametrize("state", [WeighingState.HELD, WeighingState.REJECTED])
@pytest.mark.parametrize("unsure", [0, 1])
def test_what_may_be_abuse_is_not_merged_either_way(act, two, desk, state, unsure):
    factories.weighed(two[unsure], state)

    with act(desk), pytest.raises(WrongState, match="gecontroleerd"):
        merge(two, desk)


def test_who_decided_no_action_does_not_end_another_signal_by_merging(act, two, desk):
    second = people.coordinator("Tweede coordinator")
    moment = timezone.now()
    factories.weighed(
        two[1],
        WeighingState.DONE,
        outcome=Outcome.NO_ACTION,
        reason="r",
        decided_by=desk,
        decided_at=moment,
        confirmed_by=second,
        confirmed_at=moment,
    )

    for one in (desk, second):
        with act(one), pytest.raises(WrongState, match="tweede persoon"):
            merge(two, one)
    third = people.coordinator("Derde coordinator")
    with act(third):
        merge(two, third)

    assert row(Weighing, signal=two[0]).outcome == Outcome.MERGED


def test_who_proposed_no_action_does_not_end_it_by_merging(act, two, desk):
    moment = timezone.now()
    proposed = {"outcome": Outcome.NO_ACTION, "reason": "r", "decided_by": desk, "decided_at": moment}
    factories.weighed(two[0], WeighingState.TO_CONFIRM, **proposed)

    with act(desk), pytest.raises(WrongState, match="tweede persoon"):
        merge(two, desk)


@pytest.mark.parametrize("state", [WeighingState.HELD, WeighingState.REJECTED])
def test_what_may_be_abuse_is_no_independent_source(act, two, desk, state):
    with act(desk):
        link(two, desk)
        before = sources_of([two[0]])[two[0].pk].in_words
    factories.weighed(two[1], state)

    with act(desk):
        after = sources_of([two[0]])[two[0].pk].in_words
    assert before == "2 onafhankelijke bronnen: 2 organisaties"
    assert after == "1 bron: 1 organisatie"
