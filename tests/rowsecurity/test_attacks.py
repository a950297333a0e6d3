"""What somebody with bad intentions tried once, through services and past them; each must stay closed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit.models import Entry
from cases import services as case_services
from cases.models import Case, CasePartner
from meetings.models import MeetingState
from partners import services
from partners.models import Function, Membership, Organisation, OrganisationKind, Partnership
from partners.roles import Role
from signals import services as signal_services
from signals.models import Event, Party, PartyIdentity, Share, Signal, Weighing
from tests import factories, people
from tests.conftest import as_owner
from zvh.actor import digest
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def attempt(sql, *values):
    """Run this as the actor; the rows it reaches, 0 when the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount
    except DatabaseError:
        return 0


def reporter_elsewhere():
    """Somebody whose own organisation has no seat in what follows."""
    return people.person("Leraar", Role.REPORTER, people.organisation("School", house=people.house()))


def test_partner_that_stops_cannot_be_claimed_by_another_house(act):
    ours, theirs = people.house("Huis A"), people.house("Huis B")
    care = people.organisation("Zorg X", OrganisationKind.CARE, house=ours)
    admin, other = people.administrator("Beheer A", of=ours), people.administrator("Beheer B", of=theirs)

    with act(admin):
        services.set_partner(care, by=admin, house=ours, is_partner=False)
        assert not Organisation.objects.get(pk=care.pk).is_active
        assert attempt("DELETE FROM partners_partnership WHERE organisation_id = %s", care.pk) == 0
    with act(other):
        with pytest.raises(WrongState, match="ander huis"):
            services.set_partner(care, by=other, house=theirs, is_partner=True)
        claim = "INSERT INTO partners_partnership (organisation_id, house_id) VALUES (%s, %s)"
        assert attempt(claim, care.pk, theirs.pk) == 0

    with as_owner():
        assert [one.house_id for one in Partnership.objects.filter(organisation=care)] == [ours.pk]


def test_partner_of_two_houses_leaves_one(act):
    ours, theirs = people.house("Huis A"), people.house("Huis B")
    prosecution = people.organisation("OM", OrganisationKind.PROSECUTION, house=ours)
    with as_owner():
        Partnership.objects.create(organisation=prosecution, house=theirs)
    admin = people.administrator(of=ours)

    with act(admin):
        services.set_partner(prosecution, by=admin, house=ours, is_partner=False)

    with as_owner():
        prosecution.refresh_from_db()
        assert [one.house_id for one in prosecution.partnerships.all()] == [theirs.pk]
        assert prosecution.is_active


@pytest.mark.parametrize("who", ["police_member", "coordinator"])
def test_final_minutes_cannot_be_reopened(act, who):
    signal = factories.signal(reporter_elsewhere())
    meeting = factories.meeting()
    factories.item(meeting, signals=[signal], table=[people.police()])
    factories.put_meeting(meeting, MeetingState.FINAL, by=people.coordinator())

    with act(getattr(people, who)()):
        reached = attempt(
            "UPDATE meetings_meeting SET final_at = NULL, final_by_id = NULL, state = 'held' WHERE id = %s",
            meeting.pk,
        )
    with act(people.police_member()):
        seen = (Signal.objects.count(), Weighing.objects.count())

    assert (reached, seen) == (0, (0, 0))


def test_named_person_cannot_open_a_restricted_case_to_his_colleagues(act):
    member, colleague = people.police_member(), people.police_member("Collega")
    case = factories.case(partners=[people.police()], named=[member], is_restricted=True)

    with act(member):
        reached = attempt("UPDATE cases_case SET is_restricted = false WHERE id = %s", case.pk)
    with act(colleague):
        seen = Case.objects.count()

    assert (reached, seen) == (0, 0)


def test_named_person_reads_no_more_when_his_organisation_left(act):
    member, coordinator = people.police_member(), people.coordinator()
    case = factories.case(by=coordinator, partners=[people.police()], named=[member], is_restricted=True)

    with act(member):
        assert Case.objects.count() == 1
    with act(coordinator):
        case_services.leave(CasePartner.objects.get(case=case), by=coordinator, reason="Klaar.")

    with act(member):
        assert Case.objects.count() == 0


def test_table_does_not_read_with_whom_a_signal_is_shared(act, login):
    desk, care = (
        people.coordinator(),
        people.organisation("Zorg X", OrganisationKind.CARE, house=people.house()),
    )
    signal = factories.signal(reporter_elsewhere())
    factories.sharing_rules()
    until = timezone.now() + timedelta(days=5)
    with act(desk):
        share = signal_services.give_share(
            signal,
            by=desk,
            organisation=care,
            legal_ground="wgs",
            purpose="p",
            necessity="n",
            valid_until=until,
        )
        signal_services.extend_share(share, by=desk, valid_until=until, necessity="n")
        signal_services.end_share(share, by=desk, reason="r")
    meeting = factories.meeting()
    factories.item(meeting, signals=[signal], table=[people.police()])
    factories.put_meeting(meeting, MeetingState.RELEASED, by=desk)

    with act(people.police_member()):
        told = list(Event.objects.values_list("text", flat=True))
    page = login(people.police_member()).get(signal.get_absolute_url())

    assert told == ["Gedeeld met een organisatie", "Delen verlengd", "Delen gestopt"]
    assert (page.status_code, "Zorg X" in page.text) == (200, False)


def test_second_factor_of_somebody_who_also_works_for_another_house_stays(act):
    ours, theirs = people.house("Huis A"), people.house("Huis B")
    both = people.coordinator("Beide", of=ours)
    people.person("Beide", Role.REPORTER, people.organisation("Partner B", house=theirs))
    admin = people.administrator("Beheer B", of=theirs)

    with act(admin), pytest.raises(NotAllowed):
        services.reset_second_factor(both, by=admin)


def invite(by, *, email="nieuw@test.example", role=Role.COORDINATOR, organisation=None):
    return services.invite(
        organisation or people.house(),
        by=by,
        site="http://localhost/",
        email=email,
        name="Nieuw",
        role=role,
        function=Function.OTHER,
    )


def take(invitation):
    """Accept it with a secret that this test knows."""
    with as_owner():
        type(invitation).objects.filter(pk=invitation.pk).update(digest=digest("geheim"))
    return services.accept("geheim", password="een lang wachtwoord 123")


def test_invitation_of_an_administrator_who_left_is_worth_nothing(act):
    admin = people.administrator("Vertrokken")
    with act(admin):
        invitation = invite(admin, role=Role.PARTICIPANT, organisation=people.police())
    with as_owner():
        ago = timezone.now() - timedelta(minutes=1)
        admin.memberships.update(valid_until=ago, ended_at=ago, ended_by=people.coordinator())

    assert take(invitation) is None


def test_who_proposed_does_not_become_the_second_person_when_another_renews(act):
    first, second = people.administrator("Eerste"), people.administrator("Tweede beheerder")
    with act(first):
        invitation = invite(first)
    with act(second):
        services.renew_invitation(invitation, by=second, site="http://localhost/")
    made = take(invitation)

    with act(first), pytest.raises(NotAllowed):
        services.confirm_role(Membership.objects.get(pk=made.pk), by=first)


def test_invitation_for_oneself_cannot_be_renewed(act):
    first, second = people.administrator("Eerste"), people.administrator("Tweede beheerder")
    with act(first):
        invitation = invite(first, email=second.email)

    with act(second), pytest.raises(NotAllowed):
        services.renew_invitation(invitation, by=second, site="http://localhost/")


def test_officer_of_the_reporters_organisation_does_not_read_the_outcome(act):
    first, second = people.coordinator(), people.coordinator("Tweede coordinator")
    signal = factories.signal()
    factories.weighed(signal)
    criteria = dict.fromkeys(Weighing.CRITERIA, "yes")
    with act(first):
        signal_services.decide(signal, by=first, outcome="no_action", reason="r", criteria=criteria)
    with act(second):
        signal_services.confirm_no_action(signal, by=second)
    seen = {}

    for name, at in {"reporter": people.police(), "house": people.house()}.items():
        with act(people.privacy_officer(f"Fg {name}", of=at)):
            seen[name] = set(Entry.objects.filter(kind="signal").values_list("action", flat=True))

    assert seen == {"reporter": set(), "house": {"decide", "confirm_no_action"}}


def test_share_is_neither_stretched_past_its_rule_nor_revived(act):
    desk = people.coordinator()
    care = people.organisation("Zorg", OrganisationKind.CARE, house=people.house())
    share = factories.share(factories.signal(), care, by=desk)

    with act(desk):
        stretched = attempt("UPDATE signals_share SET valid_until = '2099-01-01' WHERE id = %s", share.pk)
        signal_services.end_share(Share.objects.get(pk=share.pk), by=desk, reason="r")
        revived = attempt(
            "UPDATE signals_share SET ended_at = NULL, ended_by_id = NULL WHERE id = %s", share.pk
        )

    assert (stretched, revived) == (0, 0)


def test_ended_membership_is_not_revived_by_the_officer_of_the_partner(act):
    gone = people.person("Weg", Role.PARTICIPANT, people.police(), until=timezone.now() - timedelta(days=3))

    with act(people.privacy_officer("Fg politie", of=people.police())):
        reached = attempt("UPDATE partners_membership SET valid_until = NULL WHERE user_id = %s", gone.pk)

    assert reached == 0


def test_administrator_does_not_confirm_in_the_name_of_another(act):
    waiting = people.person("Wacht", Role.COORDINATOR, people.house(), confirmed=False)
    second = people.coordinator()

    with act(people.administrator()):
        reached = attempt(
            "UPDATE partners_membership SET confirmed_at = now(), confirmed_by_id = %s WHERE user_id = %s",
            second.pk,
            waiting.pk,
        )

    assert reached == 0


def test_identity_closes_when_the_work_it_was_opened_for_runs_out(act):
    desk = people.person(
        "Tijdelijk", Role.COORDINATOR, people.house(), until=timezone.now() + timedelta(days=1)
    )
    people.person("Tijdelijk", Role.PARTICIPANT, people.police())  # he keeps seeing the signal
    signal = factories.signal()
    with as_owner():
        party = Party.objects.create(signal=signal, label="A", why="w")
        PartyIdentity.objects.create(party=party, name="Naam")
    with act(desk):
        signal_services.open_identity(party, by=desk, reason="r")
    with act(desk):
        assert PartyIdentity.objects.count() == 1
    with as_owner(), connection.cursor() as cursor:  # the day passes: nobody updates the membership
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; ALTER TABLE partners_membership DISABLE TRIGGER USER")
        over = timezone.now() - timedelta(minutes=1)
        Membership.objects.filter(user=desk, role=Role.COORDINATOR).update(valid_until=over)
        cursor.execute("ALTER TABLE partners_membership ENABLE TRIGGER USER")

    with act(desk):
        assert Signal.objects.count() == 1
        assert PartyIdentity.objects.count() == 0
