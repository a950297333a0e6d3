"""Sharing, names of parties and what the reporter is told, by the services."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from partners.models import Grant, OrganisationKind
from signals import services
from signals.models import (
    Event,
    LegalGround,
    Party,
    PartyIdentity,
    Regime,
    SafeStatus,
    Share,
    SharingRule,
    Signal,
)
from signals.services.timeline import mark_followed_up
from tests import factories, people
from tests.conftest import as_owner
from tests.signals.steps import a_share
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def test_share_is_given_extended_and_ended(act):
    desk, member, made = people.coordinator(), people.municipality_member(), factories.signal()
    factories.sharing_rules()
    with act(desk):
        share = services.give_share(made, by=desk, **a_share(people.municipality().organisation))
    with act(member):
        assert Signal.objects.count() == 1
    with act(desk):
        until = timezone.now() + timedelta(days=60)
        services.extend_share(share, by=desk, valid_until=until, necessity="Nog niet klaar")
        services.end_share(share, by=desk, reason="Klaar")
        with pytest.raises(WrongState, match="al gestopt"), transaction.atomic():
            services.extend_share(share, by=desk, valid_until=until, necessity="Toch")

    with act(member):
        assert Signal.objects.count() == 0


def test_share_outside_its_rule_is_refused_with_a_sentence(act):
    desk, made = people.coordinator(), factories.signal(regime=Regime.WPG)
    with as_owner():
        SharingRule.objects.create(
            regime=Regime.AVG,
            legal_ground=LegalGround.PARTNER_TASK,
            receiver_kind=OrganisationKind.MUNICIPALITY,
            max_days=90,
        )

    with act(desk), pytest.raises(WrongState, match="geen regel"), transaction.atomic():
        services.give_share(made, by=desk, **a_share(people.municipality().organisation))


def test_share_twice_says_that_it_is_shared_already(act):
    desk, made, to = people.coordinator(), factories.signal(), people.municipality().organisation
    factories.share(made, to)

    with act(desk), pytest.raises(WrongState, match="al gedeeld"), transaction.atomic():
        services.give_share(made, by=desk, **a_share(to))


def test_extending_beyond_the_rule_is_refused(act):
    desk, made = people.coordinator(), factories.signal()
    share = factories.share(made, people.municipality().organisation)
    until = timezone.now() + timedelta(days=120)

    with act(desk), pytest.raises(WrongState, match="hoogstens 90 dagen"), transaction.atomic():
        services.extend_share(share, by=desk, valid_until=until, necessity="nodig")


def test_sharing_by_the_reporter_is_not_allowed(act):
    made, to = factories.signal(), people.municipality().organisation
    given = factories.share(factories.signal(made.reported_by), to)
    until = timezone.now() + timedelta(days=1)

    with act(made.reported_by), pytest.raises(NotAllowed), transaction.atomic():
        services.give_share(made, by=made.reported_by, **a_share(to))
    with act(people.municipality_member()):
        receiver = people.municipality_member()
        assert Share.objects.count() == 1
        with pytest.raises(NotAllowed), transaction.atomic():
            services.end_share(given, by=receiver, reason="x")
        with pytest.raises(NotAllowed), transaction.atomic():
            services.extend_share(given, by=receiver, valid_until=until, necessity="x")


def test_identity_opens_for_one_person_for_an_hour(act):
    desk, other, made = people.coordinator(), people.expert(), factories.signal()
    with as_owner():
        party = Party.objects.create(signal=made, label="persoon A", why="nodig")
        PartyIdentity.objects.create(party=party, name="Kees Geheim")
    with act(desk):
        grant = services.open_identity(party, by=desk, reason="Bellen met de wijkagent")

    assert timedelta(minutes=59) < grant.until - timezone.now() <= timedelta(hours=1)
    with act(desk):
        assert PartyIdentity.objects.get().name == "Kees Geheim"
    with act(other):
        assert PartyIdentity.objects.count() == 0


def test_identity_is_not_opened_by_the_reporter(act):
    made = factories.signal()
    with as_owner():
        party = Party.objects.create(signal=made, label="persoon A", why="nodig")

    with act(made.reported_by):
        with pytest.raises(NotAllowed), transaction.atomic():
            services.open_identity(party, by=made.reported_by, reason="nieuwsgierig")
        assert Grant.objects.count() == 0


def test_reporter_reads_once_that_there_is_a_follow_up(act):
    desk, made = people.coordinator(), factories.signal()

    with act(desk):
        mark_followed_up(made, by=desk)
        mark_followed_up(made, by=desk)

    with act(made.reported_by):
        assert Signal.objects.get().safe_status == SafeStatus.FOLLOWED_UP
        assert [event.text for event in Event.objects.all()] == ["Er is vervolg gegeven"]


def test_share_that_is_over_cannot_be_extended(act):
    desk, town = people.coordinator(), people.municipality().organisation
    given = factories.share(
        factories.signal(), town, by=desk, shared_at=timezone.now() - timedelta(days=9), days=-1
    )

    with act(desk), pytest.raises(WrongState, match="al voorbij"):
        services.extend_share(
            given, by=desk, valid_until=timezone.now() + timedelta(days=5), necessity="Nog nodig"
        )
