"""What a shielded case, or one that somebody left, does not tell by way of its meetings."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from cases.models import Action, Case, CasePartner
from meetings import services
from meetings.forms import MoveProposalForm
from meetings.models import Decision, Guest, MeetingState, ProposalFate, Seat
from meetings.proposals import proposals_for
from tests import factories
from tests.conftest import as_owner
from tests.meetings.of_case import item_of, plan, who_sees
from tests.meetings.test_following import follow
from tests.meetings.test_proposals import waiting
from zvh.exceptions import WrongState

pytestmark = pytest.mark.django_db
RELEASED, HELD = MeetingState.RELEASED, MeetingState.HELD
SOON = timezone.localdate() + timedelta(days=14)


def leave(s, organisation):
    with as_owner():
        CasePartner.objects.filter(case=s.case, organisation=organisation).update(
            left_at=timezone.now(), left_by=s.coordinator
        )


def shield(s):
    with as_owner():
        Case.objects.filter(pk=s.case.pk).update(is_restricted=True)


def promise(s, item, **whom):
    return services.give_table_action(item, by=s.director, text="Bel de school", due_on=SOON, **whom)


def test_its_action_is_for_one_person_who_reads_the_case(act, case_scene):
    s = case_scene(is_restricted=True)
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    with as_owner():
        named, unnamed = s.officer.memberships.get(), s.colleague.memberships.get()

    with act(s.director):
        for whom in ({"organisation": s.police}, {"organisation": s.police, "owner": unnamed}):
            with pytest.raises(WrongState, match="afgeschermd"):
                promise(s, item, **whom)
        action = promise(s, item, organisation=s.police, owner=named)

    assert who_sees(act, s, Action, pk=action.pk) == {"coordinator", "director", "officer"}


def test_more_information_is_decided_without_telling_an_organisation(act, case_scene):
    s = case_scene(is_restricted=True)
    item = item_of(factories.case_meeting(s.case, state=RELEASED))

    with act(s.director):
        services.record_decision(
            item,
            by=s.director,
            kind="more_information",
            text="Hoe gaat het op school?",
            reasons="Wij weten dat niet.",
            organisation=s.police,
            planned_on=SOON,
        )

    with as_owner():
        assert (Decision.objects.count(), Action.objects.count()) == (1, 0)


def test_an_action_of_an_organisation_is_not_read_by_it_after_the_shielding(act, case_scene):
    s = case_scene()
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    with act(s.director):
        action = promise(s, item, organisation=s.police)

    before = who_sees(act, s, Action, pk=action.pk)
    shield(s)

    assert {"officer", "colleague"} <= before
    assert who_sees(act, s, Action, pk=action.pk) == {"coordinator", "director"}


def test_who_stepped_back_does_not_read_what_was_promised_there(act, case_scene):
    s = case_scene()
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    with act(s.director):
        action = promise(s, item, organisation=s.town)
        services.recuse(item, by=s.director, user=s.officer)

    seen = who_sees(act, s, Action, pk=action.pk)

    assert ("officer" in seen, "colleague" in seen) == (False, True)


def test_who_left_hears_no_more_of_it(act, case_scene, mailoutbox, django_capture_on_commit_callbacks):
    s = case_scene()
    with act(s.director):
        meeting = plan(s)
    leave(s, s.town)

    with django_capture_on_commit_callbacks(execute=True), act(s.director):
        services.cancel_meeting(meeting, by=s.director, reason="ziek")

    assert {mail.to[0] for mail in mailoutbox} == {
        one.email for one in (s.coordinator, s.director, s.officer, s.colleague)
    }
    with as_owner():
        assert not Guest.objects.filter(user=s.townsman, withdrawn_at=None).exists()


def test_answer_to_a_proposal_is_not_mailed_to_who_left(
    act, case_scene, mailoutbox, django_capture_on_commit_callbacks
):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=HELD)
    with as_owner():
        Seat.objects.filter(meeting=meeting).update(attendance=Seat.Attendance.PRESENT)
    texts = dict.fromkeys(("information", "interpretation", "conclusion"), "")
    with act(s.townsman):
        (amendment,) = services.propose_amendments(
            item_of(meeting),
            by=s.townsman,
            organisation=s.town,
            texts=texts | {"information": "Anders"},
            start=texts,
        )
    leave(s, s.town)

    with django_capture_on_commit_callbacks(execute=True), act(s.director):
        services.reject_amendment(amendment, by=s.director, reason="Zo was het niet")

    assert mailoutbox == []


def test_follower_hears_that_it_is_over_for_him(committed, case_scene):
    s = case_scene()
    meeting = factories.case_meeting(s.case, state=RELEASED)

    assert follow(meeting, s.townsman, (s.coordinator, lambda: shield(s))) == [["over"]]


def test_a_colleague_who_cannot_read_the_contribution_is_told_that_it_is_there(act, case_scene):
    s = case_scene(is_restricted=True)
    item = item_of(factories.case_meeting(s.case, state=RELEASED))
    with as_owner():
        s.case.named.create(membership=s.colleague.memberships.get(), name=s.colleague.name)
        item.places.create(organisation=s.police)
    factories.contribution(item, s.police, s.officer)

    with act(s.colleague), pytest.raises(WrongState, match="collega"):
        services.save_contribution(item, by=s.colleague, organisation=s.police, text="Ook iets")


def test_no_proposal_goes_to_it_or_comes_from_it(act, login, case_scene):
    s = case_scene(is_restricted=True)
    series, later = factories.meeting(by=s.coordinator), factories.case_meeting(s.case, days=30)
    with as_owner():
        yesterday = timezone.localdate() - timedelta(days=1)
        old = timezone.now() - timedelta(days=100)
        Case.objects.filter(pk=s.case.pk).update(opened_at=old)
    factories.action(by=s.coordinator, organisation=s.police, case=s.case, due_on=yesterday)
    waiting(s.coordinator, "Onrust bij de haven")

    with act(s.coordinator):
        found = proposals_for(series)
        choices = MoveProposalForm(meeting=series).fields["to"].queryset
        with pytest.raises(WrongState, match="later"):
            services.move_proposal(series, by=s.coordinator, key=found[0].key, to=later)
        with pytest.raises(WrongState, match="casusoverleg"):
            services.accept_proposals(later, by=s.coordinator, keys=[found[0].key])
        titles, offered = [one.title for one in found], list(choices)
    page = login(s.coordinator).get(reverse("meetings:proposals", args=[later.pk]))

    assert (titles, offered, page.status_code) == (["Onrust bij de haven"], [], 404)
    with as_owner():
        assert ProposalFate.objects.count() == 0


def test_list_of_meetings_tells_the_log_of_no_case_meeting(login, act, case_scene):
    s = case_scene()
    meeting = factories.case_meeting(s.case)
    login(s.officer).get(reverse("meetings:list"))
    login(s.officer).get(reverse("meetings:of-case", args=[s.case.number]))

    with as_owner():
        lines = Entry.objects.filter(action="list", actor_id=s.officer.pk)
        shown = {line.kind: line.details["shown"] for line in lines}
    assert str(meeting.pk) not in str(shown.get("", []))
    assert shown["case"] == [meeting.pk]
