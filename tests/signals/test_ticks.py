from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from audit.tick import TASKS
from signals.models import Draft
from signals.ticks import clear_drafts
from tests import people
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db


def test_clear_drafts_removes_what_nobody_touched_for_a_week(act):
    officer = people.officer()
    with as_owner():
        for days in (6, 8):
            touched = timezone.now() - timedelta(days=days)
            Draft.objects.create(writer=officer, fields={"title": f"{days}"}, updated_at=touched)

    assert clear_drafts() == 1

    with act(officer):
        assert [draft.title for draft in Draft.objects.all()] == ["6"]


def test_clear_drafts_is_part_of_the_tick():
    assert "clear_drafts" in {task.name for task in TASKS}


def test_nobody_but_the_tick_claims_the_reminders(act):
    claim = "SELECT * FROM zvh.claim_reminders(current_date)"

    with act(people.coordinator()), pytest.raises(ProgrammingError), transaction.atomic():
        connection.cursor().execute(claim)
