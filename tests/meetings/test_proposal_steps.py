"""Proposals: who sees them, and what the coordinator does with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import services
from meetings.models import AgendaItem, MeetingState, ProposalFate, StandingTable
from meetings.proposals import proposals_for
from tests import factories, people
from tests.conftest import as_owner
from tests.meetings.test_proposals import answered, coming, found, late, talked_about, waiting
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db
PLANNED, RELEASED, FINAL = MeetingState.PLANNED, MeetingState.RELEASED, MeetingState.FINAL


# -- who sees it


def test_a_recused_coordinator_is_proposed_nothing_of_that_signal(act, login):
    desk, meeting = coming()
    second = people.coordinator("Tweede coordinator")
    signal = waiting(desk, "Waar hij belang bij heeft")
    before = [one.title for one in found(act, desk, meeting)]
    _recuse_from(signal, desk, second, act)

    own = [one.title for one in found(act, desk, meeting)]
    other = [one.title for one in found(act, second, meeting)]
    page = login(desk).get(reverse("meetings:proposals", args=[meeting.pk]))

    assert (before, own, other) == (["Waar hij belang bij heeft"], [], ["Waar hij belang bij heeft"])
    assert "Waar hij belang bij heeft" not in page.text


def _recuse_from(signal, user, by, act):
    """He stepped out of an item about it, at a meeting that is over; then it was weighed for the agenda again."""
    past = factories.meeting(by=by, days=-25)
    item = factories.item(past, signals=[signal])
    with act(by):
        services.recuse(item, by=by, user=user)
    factories.put_meeting(past, FINAL, by=by)
    with as_owner():
        signal.weighing.decided_at = timezone.now() + timedelta(minutes=1)
        signal.weighing.save()


def test_a_fate_is_read_only_by_who_sees_what_it_was_about(act):
    desk, meeting = coming()
    second = people.coordinator("Tweede coordinator")
    signal = waiting(desk)
    with act(desk):
        (one,) = proposals_for(meeting)
        services.reject_proposal(meeting, by=desk, key=one.key, reason="Eerst de wijk horen")
    _recuse_from(signal, second, desk, act)
    seen = {}

    for who in (desk, second, people.expert(), people.police_member(), people.outsider()):
        with act(who):
            seen[who.name] = ProposalFate.objects.count()

    assert seen == {
        "Coordinator": 1,
        "Tweede coordinator": 0,
        "Expert": 0,
        "Politielid": 0,
        "Buitenstaander": 0,
    }


@pytest.mark.parametrize("who", [people.expert, people.police_member])
def test_only_who_plans_handles_proposals(act, login, who):
    desk, meeting = coming()
    factories.put_meeting(meeting, PLANNED, by=desk)
    waiting(desk)
    (one,) = found(act, desk, meeting)
    reader = who()

    with act(reader), pytest.raises(NotAllowed):
        services.accept_proposals(meeting, by=reader, keys=[one.key])
    assert login(reader).get(reverse("meetings:proposals", args=[meeting.pk])).status_code in {403, 404}


# -- what becomes of it


def test_accept_makes_an_item_with_signals_table_and_questions(act):
    desk, meeting = coming()
    town, theme = people.municipality(), people.theme()
    signal = waiting(desk)
    with as_owner():
        signal.themes.set([theme])
        fitting = StandingTable.objects.create(
            house=people.house(), theme=theme, question="Wat ziet u in de buurt?"
        )
        fitting.organisations.set(
            [people.organisation("Jongerenwerk", house=people.house()), people.police()]
        )
        closer = StandingTable.objects.create(
            house=people.house(), theme=theme, municipality=town, question="Wat ziet u in Hoorn?"
        )
        closer.organisations.set([people.police()])
        unused = StandingTable.objects.create(house=people.house(), is_active=False)
        unused.organisations.set([people.organisation("Nooit", house=people.house())])

    with act(desk):
        (one,) = proposals_for(meeting)
        item = services.accept_proposals(meeting, by=desk, keys=[one.key])
        table = {
            place.organisation.name: place.question for place in item.places.select_related("organisation")
        }
        signals, left = list(item.signals.all()), proposals_for(meeting)
        fate = ProposalFate.objects.get()

    assert (item.title, item.text, signals, left) == (
        "Leus op gevel",
        "1 signaal uit Hoorn, 12 dagen oud.",
        [signal],
        [],
    )
    assert table == {
        "Gemeente Hoorn": one.question,
        "Jongerenwerk": "Wat ziet u in de buurt?",
        "Politie": "Wat ziet u in Hoorn?",
    }
    assert (fate.item_id, fate.signal_id, fate.kind) == (item.pk, signal.pk, "accepted")


def test_several_proposals_become_one_item(act):
    desk, meeting = coming()
    first, second = waiting(desk, "Eerste", 20), waiting(desk, "Tweede", 2)

    with act(desk):
        keys = [one.key for one in proposals_for(meeting)]
        item = services.accept_proposals(meeting, by=desk, keys=keys)
        signals, items = set(item.signals.all()), AgendaItem.objects.filter(meeting=meeting).count()

    assert (item.title, signals, items, item.minutes) == ("Eerste", {first, second}, 1, 30)


def test_two_cases_do_not_become_one_item(act):
    desk, meeting = coming()
    for _ in range(2):
        factories.case(by=desk, opened_at=timezone.now() - timedelta(weeks=7))

    with act(desk), pytest.raises(WrongState, match="één casus"):
        services.accept_proposals(meeting, by=desk, keys=[one.key for one in proposals_for(meeting)])


def test_accepted_late_actions_are_not_proposed_again_until_the_item_is_gone(act):
    desk, meeting = coming()
    late(desk)

    with act(desk):
        (one,) = proposals_for(meeting)
        item = services.accept_proposals(meeting, by=desk, keys=[one.key])
        after = proposals_for(meeting)
        services.remove_item(item, by=desk)
        again = proposals_for(meeting)
        fate = ProposalFate.objects.get()

    assert (after, [one.kind for one in again], fate.item) == ([], ["acties te laat"], None)


def test_a_signal_taken_off_its_item_is_proposed_again(act):
    desk, meeting = coming()
    signal = waiting(desk)

    with act(desk):
        (one,) = proposals_for(meeting)
        item = services.accept_proposals(meeting, by=desk, keys=[one.key])
        services.unlink_signal(item, by=desk, signal=signal)
        again = proposals_for(meeting)

    assert [one.signals for one in again] == [(signal,)]


def test_a_rejected_proposal_returns_at_the_next_meeting_and_a_closed_one_does_not(act):
    desk, meeting = coming()
    following = factories.meeting(by=desk, days=28)
    waiting(desk, "Afgewezen", 9)
    waiting(desk, "Afgesloten", 8)

    with act(desk):
        rejected, closed = proposals_for(meeting)
        services.reject_proposal(meeting, by=desk, key=rejected.key, reason="Nu te vol")
        services.reject_proposal(meeting, by=desk, key=closed.key, reason="Opgelost", is_closed=True)
        now, then = proposals_for(meeting), proposals_for(following)

    assert (now, [one.title for one in then]) == ([], ["Afgewezen"])


def test_a_closed_one_comes_back_when_it_is_weighed_again(act):
    desk, meeting = coming()
    signal = waiting(desk)
    with act(desk):
        (one,) = proposals_for(meeting)
        services.reject_proposal(meeting, by=desk, key=one.key, reason="Opgelost", is_closed=True)
    with as_owner():
        signal.weighing.decided_at = timezone.now() + timedelta(minutes=1)
        signal.weighing.save()

    assert [one.title for one in found(act, desk, meeting)] == ["Leus op gevel"]


def test_a_moved_proposal_waits_for_its_meeting(act):
    desk, meeting = coming()
    between, target, after = (factories.meeting(by=desk, days=days) for days in (28, 49, 70))
    waiting(desk)

    with act(desk):
        (one,) = proposals_for(meeting)
        services.move_proposal(meeting, by=desk, key=one.key, to=target)
        seen = [len(proposals_for(one)) for one in (meeting, between, target, after)]

    assert seen == [0, 0, 1, 1]


def test_moving_backwards_is_refused(act):
    desk, meeting = coming()
    earlier = factories.meeting(by=desk, days=2)
    waiting(desk)

    with act(desk), pytest.raises(WrongState, match="later"):
        services.move_proposal(meeting, by=desk, key=proposals_for(meeting)[0].key, to=earlier)


def test_a_group_that_grew_after_it_was_rejected_comes_back_whole(act):
    desk, meeting = coming()
    first = waiting(desk)
    with act(desk):
        services.reject_proposal(meeting, by=desk, key=proposals_for(meeting)[0].key, reason="Nu niet")
    second = waiting(desk, "Nieuw", 1)
    factories.link(first, second, by=desk)

    assert [set(one.signals) for one in found(act, desk, meeting)] == [{first, second}]


def test_a_proposal_that_changed_since_it_was_seen_is_not_accepted(act):
    desk, meeting = coming()
    first = waiting(desk)
    with act(desk):
        key = proposals_for(meeting)[0].key
    factories.link(first, waiting(desk, "Nieuw", 1), by=desk)

    with act(desk):
        with pytest.raises(WrongState, match="intussen veranderd"):
            services.accept_proposals(meeting, by=desk, keys=[key])
        with pytest.raises(WrongState, match="intussen veranderd"):
            services.accept_proposals(meeting, by=desk, keys=[])
        assert AgendaItem.objects.filter(meeting=meeting).count() == 0


def test_after_release_nothing_is_accepted_any_more(act):
    desk, meeting = coming()
    waiting(desk)
    (one,) = found(act, desk, meeting)
    factories.put_meeting(meeting, RELEASED, by=desk)

    with act(desk), pytest.raises(WrongState, match="al vrijgegeven"):
        services.accept_proposals(meeting, by=desk, keys=[one.key])


# -- the pages


def test_pages_accept_merge_move_and_reject(act, login):
    desk, meeting = coming()
    later = factories.meeting(by=desk, days=28)
    for title, days in (("Een", 20), ("Twee", 15), ("Drie", 10), ("Vier", 5)):
        waiting(desk, title, days)
    client = login(desk)
    keys = {one.title: one.key for one in found(act, desk, meeting)}
    to = {name: reverse(f"meetings:{name}-proposal", args=[meeting.pk]) for name in ("move", "reject")}

    client.post(
        reverse("meetings:accept-proposals", args=[meeting.pk]), {"voorstel": [keys["Een"], keys["Twee"]]}
    )
    client.post(f"{to['move']}?voorstel={keys['Drie']}", {"to": later.pk})
    empty = client.post(f"{to['reject']}?voorstel={keys['Vier']}", {"reason": "", "is_closed": "on"})
    client.post(f"{to['reject']}?voorstel={keys['Vier']}", {"reason": "Klaar", "is_closed": "on"})
    nothing = client.post(reverse("meetings:accept-proposals", args=[meeting.pk]), follow=True)
    gone = client.get(f"{to['reject']}?voorstel={keys['Vier']}", follow=True)
    with act(desk):
        fates = list(ProposalFate.objects.order_by("id").values_list("kind", "reason"))

    assert fates == [("accepted", ""), ("accepted", ""), ("moved", ""), ("closed", "Klaar")]
    assert empty.context["form"].errors["reason"] == ["Dit veld is verplicht."]
    assert "Vink aan welke voorstellen" in nothing.text
    assert "Dit voorstel is intussen veranderd" in gone.text


def test_the_part_for_the_page_of_the_meeting_is_only_the_panel(login):
    desk, meeting = coming()
    waiting(desk)
    url = reverse("meetings:proposals", args=[meeting.pk])

    part = login(desk).get(url, headers={"HX-Request": "true"}).text
    around = login(desk).get(meeting.get_absolute_url()).text

    assert ("<html" in part, "1 signaal uit Hoorn" in part, f'hx-get="{url}"' in around) == (
        False,
        True,
        True,
    )


def fill(desk, count):
    for number in range(count):
        waiting(desk, f"Signaal {number}", number + 1)
        late(desk, people.organisation(f"Partner {number}", house=people.house()), number + 1)
        factories.case(by=desk, partners=[people.police()], opened_at=timezone.now() - timedelta(weeks=8))
        signal = factories.signal(people.officer(), title=f"Besproken {number}")
        talked_about(desk, signal, days=30 + number)
        answered(signal, desk, people.officer(), days=-0.01)


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_a_fixed_number_of_queries(login, count_queries, count):
    desk, meeting = coming()
    fill(desk, count)
    url, page = reverse("meetings:proposals", args=[meeting.pk]), meeting.get_absolute_url()

    client = login(desk)
    shown = client.get(url).context["proposals"]

    assert len(shown) == 4 * count
    assert (count_queries(lambda: client.get(url)), count_queries(lambda: client.get(page))) == (15, 9)
