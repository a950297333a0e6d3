from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Entry
from partners import services
from partners.models import Function, Grant, Membership, MembershipState
from partners.roles import Role
from signals.models import Signal
from tests import factories, people
from tests.conftest import as_owner, give_second_factor
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def give(user, by, *, at=None, role=Role.PARTICIPANT, **more):
    return services.add_membership(
        user, by=by, organisation=at or people.police(), role=role, function=Function.OTHER, **more
    )


def role_of(user):
    with as_owner():
        return user.memberships.select_related("organisation").get()


def actions(kind="membership"):
    with as_owner():
        return list(Entry.objects.filter(kind=kind).order_by("pk").values_list("action", flat=True))


def test_role_works_at_once(act):
    user, by = people.nobody(), people.administrator()

    with act(by):
        membership = give(user, by)

    assert membership.state == MembershipState.ACTIVE
    assert (membership.proposed_by, membership.confirmed_at) == (by, None)
    assert actions() == ["add_membership"]


def test_heavy_role_waits_and_gives_nothing(act):
    user, by = people.nobody(), people.administrator()

    with act(by):
        membership = give(user, by, at=people.house(), role=Role.COORDINATOR)
    made = factories.signal()

    assert membership.state == MembershipState.WAITING
    with act(user):
        assert Signal.objects.filter(pk=made.pk).exists() is False
        assert user.current_memberships == []


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer", "police_member", "nobody"])
def test_role_by_who_is_no_administrator_is_refused(act, who):
    user, by = people.officer(), getattr(people, who)("Wie")

    with act(by), pytest.raises(NotAllowed):
        give(user, by)


def test_role_by_administrator_of_another_house_is_refused(act):
    by = people.administrator("Ander", of=people.house("Ander huis"))
    user = people.nobody()

    with act(by), pytest.raises(NotAllowed):
        give(user, by)


def test_role_to_oneself_is_refused_by_service_and_database(act):
    by = people.administrator()

    with act(by), pytest.raises(NotAllowed):
        give(by, by)
    with as_owner(), pytest.raises(IntegrityError, match="not_to_oneself"), transaction.atomic():
        Membership.objects.create(
            user=by, organisation=people.police(), role=Role.PARTICIPANT, proposed_by=by
        )


def test_role_of_the_house_at_a_partner_is_refused(act):
    user, by = people.nobody(), people.administrator()

    with act(by), pytest.raises(WrongState, match="alleen bij het Zorg- en Veiligheidshuis"):
        give(user, by, role=Role.COORDINATOR)


def test_role_that_he_has_already_is_refused(act):
    user, by = people.police_member(), people.administrator()

    with act(by), pytest.raises(WrongState, match="heeft deze rol al"):
        give(user, by)


def test_role_that_ran_out_can_be_given_again(act):
    by = people.administrator()
    user = people.person(
        "Vervanger", Role.PARTICIPANT, people.police(), until=timezone.now() - timedelta(days=1)
    )

    with act(by):
        membership = give(user, by)

    assert membership.state == MembershipState.ACTIVE


def test_role_at_closed_organisation_is_refused(act):
    user, by = people.nobody(), people.administrator()
    with as_owner():
        police = people.police()
        police.is_active = False
        police.save()

    with act(by), pytest.raises(WrongState, match="doet niet meer mee"):
        give(user, by, at=police)


@pytest.fixture
def waiting():
    """A coordinator whom the administrator proposed."""
    return propose(people.nobody("Nieuw"), people.administrator())


def propose(user, by, *, role=Role.COORDINATOR, at=None):
    with as_owner():
        return Membership.objects.create(
            user=user, organisation=at or people.house(), role=role, proposed_by=by
        )


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer", "administrator"])
def test_second_person_confirms_and_the_role_works(act, waiting, who):
    by = getattr(people, who)("Tweede persoon")

    with act(by):
        confirmed = services.confirm_role(waiting, by=by)

    assert confirmed.state == MembershipState.ACTIVE
    assert confirmed.confirmed_by == by
    assert actions() == ["confirm_role"]


def test_proposer_cannot_confirm(act, waiting):
    by = waiting.proposed_by

    with act(by), pytest.raises(NotAllowed):
        services.confirm_role(waiting, by=by)
    with as_owner(), pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Membership.objects.filter(pk=waiting.pk).update(confirmed_by=by, confirmed_at=timezone.now())


def test_person_himself_cannot_confirm(act):
    user = people.coordinator()
    own = propose(user, people.administrator(), role=Role.ADMINISTRATOR)

    with act(user), pytest.raises(NotAllowed):
        services.confirm_role(own, by=user)
    with as_owner(), pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Membership.objects.filter(pk=own.pk).update(confirmed_by=user, confirmed_at=timezone.now())


@pytest.mark.parametrize("who", ["expert", "police_member"])
def test_confirming_without_the_right_is_refused_or_not_there(act, waiting, who):
    by = getattr(people, who)("Wie")

    with act(by), pytest.raises((NotAllowed, Membership.DoesNotExist)):
        services.confirm_role(waiting, by=by)


def test_second_person_who_is_too_late_gets_a_sentence(act, waiting):
    first, second = people.coordinator("Een"), people.coordinator("Twee")
    with act(first):
        services.confirm_role(waiting, by=first)

    with act(second), pytest.raises(WrongState, match="Misschien was iemand u voor"):
        services.confirm_role(waiting, by=second)


def test_second_person_refuses_and_the_role_never_starts(act, waiting):
    by = people.privacy_officer()

    with act(by):
        refused = services.refuse_role(waiting, by=by)

    assert (refused.state, refused.ended_by) == (MembershipState.ENDED, by)
    assert actions() == ["refuse_role"]


def test_end_takes_away_the_signal_he_reported_in_the_same_transaction(act):
    reporter, by = people.officer(), people.administrator()
    made = factories.signal(reporter)
    with as_owner():
        other = Membership.objects.create(
            user=reporter, organisation=people.organisation("Stichting"), role=Role.REPORTER
        )

    with act(by):
        services.end_membership(made.membership, by=by)

    assert other.state == MembershipState.ACTIVE  # so he is still somebody
    with act(reporter):
        assert Signal.objects.filter(pk=made.pk).exists() is False
    with as_owner():
        assert -reporter.pk not in Signal.objects.get(pk=made.pk).audience


def test_end_takes_away_the_case_he_directs_and_what_he_had_opened(act):
    from cases.models import Case

    director, by = people.case_director(), people.administrator()
    case = factories.case(directors=[director])
    with as_owner():
        soon = timezone.now() + timedelta(hours=1)
        grant = Grant.objects.create(
            user=director, kind="party_identity", object_id=1, reason="reden", until=soon
        )

    with act(director):
        before = Case.objects.filter(pk=case.pk).exists()
    with act(by):
        services.end_membership(role_of(director), by=by)

    with act(director):
        after = Case.objects.filter(pk=case.pk).exists()
    with as_owner():
        grant.refresh_from_db()
    assert (before, after) == (True, False)
    assert grant.until < soon


def test_end_of_the_last_role_ends_his_sessions(act, login):
    user, by = people.police_member(), people.administrator()
    browser, other = login(user), login(people.officer())
    before = browser.get("/account/").status_code

    with act(by):
        services.end_membership(role_of(user), by=by)

    assert (before, browser.get("/account/").status_code) == (200, 302)
    assert other.get("/account/").status_code == 200


def test_end_of_one_of_two_roles_keeps_his_session(act, login):
    user, by = people.police_member(), people.administrator()
    people.person(user.name, Role.REPORTER, people.house())
    browser = login(user)

    with act(by):
        services.end_membership(user.memberships.get(role=Role.PARTICIPANT), by=by)

    assert browser.get("/account/").status_code == 200


def test_end_of_ones_own_role_is_refused(act):
    by = people.administrator()

    with act(by), pytest.raises(NotAllowed):
        services.end_membership(role_of(by), by=by)


@pytest.mark.parametrize("who", ["coordinator", "privacy_officer"])
def test_end_by_who_sees_but_may_not_is_refused(act, who):
    membership, by = role_of(people.police_member()), getattr(people, who)("Wie")

    with act(by), pytest.raises(NotAllowed):
        services.end_membership(membership, by=by)


def test_end_of_what_has_ended_gets_a_sentence(act):
    membership, by = role_of(people.police_member()), people.administrator()
    with act(by):
        services.end_membership(membership, by=by)

        with pytest.raises(WrongState, match="beëindigd"):
            services.end_membership(membership, by=by)


def test_replacement_gets_a_last_day(act):
    membership, by = role_of(people.police_member()), people.administrator()
    day = timezone.now() + timedelta(days=14)

    with act(by):
        changed = services.change_until(membership, by=by, valid_until=day)

    assert (changed.valid_until, changed.state) == (day, MembershipState.ACTIVE)
    assert actions() == ["change_until"]


def test_last_day_in_the_past_is_refused(act):
    membership, by = role_of(people.police_member()), people.administrator()

    with act(by), pytest.raises(WrongState, match="ligt in het verleden"):
        services.change_until(membership, by=by, valid_until=timezone.now() - timedelta(days=1))


def test_last_day_by_a_coordinator_is_refused(act):
    membership, by = role_of(people.police_member()), people.coordinator()

    with act(by), pytest.raises(NotAllowed):
        services.change_until(membership, by=by, valid_until=None)


def test_reset_of_second_factor_ends_the_sessions(act, login):
    user, by = people.police_member(), people.administrator()
    browser = login(user)

    with act(by):
        services.reset_second_factor(user, by=by)

    assert Authenticator.objects.filter(user=user).exists() is False
    assert browser.get("/account/").status_code == 302
    assert actions("user") == ["reset_second_factor"]


@pytest.mark.parametrize("who", ["coordinator", "officer"])
def test_reset_of_second_factor_without_the_right_is_refused(act, who):
    user, by = people.police_member(), getattr(people, who)("Wie")
    with as_owner():
        give_second_factor(user)

    with act(by), pytest.raises(NotAllowed):
        services.reset_second_factor(user, by=by)


def test_log_of_people_holds_no_names(act):
    user, by = people.nobody("Geheime Naam"), people.administrator()

    with act(by):
        give(user, by)

    with as_owner():
        line = Entry.objects.get(action="add_membership")
        assert line.details == {"user": user.pk, "role": "participant"}
