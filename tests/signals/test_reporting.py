"""From draft to signal: by the services."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction

from signals import services
from signals.models import (
    Draft,
    Party,
    PartyIdentity,
    SafeStatus,
    Signal,
    WeighingState,
)
from tests import people
from tests.conftest import as_owner
from tests.signals.steps import submitted
from zvh.exceptions import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


def test_submit_makes_a_signal_with_number_weighing_themes_and_first_event(act):
    officer, desk = people.officer(), people.coordinator()

    with act(officer):
        made = submitted(officer)

    with act(desk):
        assert made.number.startswith("S-")
        assert made.house == people.house()
        assert made.safe_status == SafeStatus.RECEIVED
        assert [theme.name for theme in made.themes.all()] == ["wonen"]
        assert made.weighing.state == WeighingState.NEW
        assert [event.text for event in made.events.all()] == ["Gemeld"]


def test_submit_takes_the_draft_away(act):
    officer = people.officer()
    with act(officer):
        draft = services.save_draft(None, by=officer, fields={"title": "Leus"})

        submitted(officer, draft)

        assert Draft.objects.count() == 0


def test_submit_twice_makes_one_signal(act):
    officer = people.officer()
    with act(officer):
        where = services.Where(form=uuid4())
        first = submitted(officer, where=where)

        with pytest.raises(WrongState, match=first.number), transaction.atomic():
            submitted(officer, where=where)

        assert Signal.objects.count() == 1


def test_submit_of_a_draft_that_was_sent_elsewhere_says_so(act):
    officer = people.officer()
    with act(officer):
        draft = services.save_draft(None, by=officer, fields={})
        submitted(officer, draft)
        draft.pk = draft.pk or 1

        with pytest.raises(WrongState, match="al verstuurd"), transaction.atomic():
            submitted(officer, draft, title="Iets anders")


def test_submit_for_a_membership_of_another_is_not_allowed(act):
    officer, other = people.officer(), people.municipality_member()
    with act(officer), pytest.raises(NotAllowed), transaction.atomic():
        submitted(officer, membership=other.memberships.first())


def test_submit_by_an_administrator_is_not_allowed(act):
    administrator = people.administrator()
    with act(administrator), pytest.raises(NotAllowed), transaction.atomic():
        submitted(administrator)


def test_submit_with_a_threat_warns_the_desk_without_saying_what(act, django_capture_on_commit_callbacks):
    officer = people.officer()

    with django_capture_on_commit_callbacks(execute=True), act(officer):
        made = submitted(officer, has_threat=True, threat="Ik steek het aan.")

    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["huis@test.example"], f"Spoed: signaal {made.number}")
    ]
    assert "steek" not in mail.outbox[0].body


def test_name_of_a_party_is_kept_and_not_even_its_reporter_reads_it(act):
    officer, desk = people.officer(), people.coordinator()
    party = {"label": "persoon A", "kind": "person", "why": "Riep het hardst.", "name": "Kees Geheim"}
    with act(officer):
        submitted(officer, parties=[party])

        assert Party.objects.count() == 1
        assert PartyIdentity.objects.count() == 0

    with act(desk):
        assert PartyIdentity.objects.count() == 0
    with as_owner():
        assert PartyIdentity.objects.get().name == "Kees Geheim"


def test_draft_is_discarded_by_its_writer_alone(act):
    officer, other = people.officer(), people.officer("Ander")
    with act(officer):
        draft = services.save_draft(None, by=officer, fields={"title": "Leus"})

    with act(other):
        assert Draft.objects.count() == 0
        with pytest.raises(NotAllowed), transaction.atomic():
            services.discard_draft(draft, by=other)
    with act(officer):
        services.discard_draft(draft, by=officer)
        assert Draft.objects.count() == 0


def test_house_of_a_reporter_without_municipality_is_that_of_his_partnership(act):
    officer = people.officer()

    with act(officer):
        assert services.house_of(None, officer.memberships.first()) == people.house().pk
