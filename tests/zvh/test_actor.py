import os
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from signals.models import Signal
from tests import factories, people
from zvh.actor import current

pytestmark = pytest.mark.django_db


def test_signal_is_seen_by_its_reporter_and_the_desk_and_not_by_another(act):
    made = factories.signal()

    seen = {}
    for name, user in {
        "reporter": made.reported_by,
        "desk": people.coordinator(),
        "other": people.outsider(),
    }.items():
        with act(user):
            seen[name] = Signal.objects.filter(pk=made.pk).exists()

    assert seen == {"reporter": True, "desk": True, "other": False}


def test_nobody_in_all_its_forms_sees_nothing():
    factories.signal()

    assert Signal.objects.count() == 0
    for value in ("", "{}", "{NULL}"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('zvh.principals', %s, true)", [value])
        assert Signal.objects.count() == 0, value


def test_acting_as_nests_and_restores(act):
    made = factories.signal()
    desk = people.coordinator()

    with act(made.reported_by):
        with act(people.outsider()):
            assert Signal.objects.count() == 0
        assert Signal.objects.count() == 1
        with pytest.raises(ValueError, match="boem"), act(desk):
            raise ValueError("boem")
        assert Signal.objects.count() == 1
    assert Signal.objects.count() == 0
    assert current.get().user_id is None


def test_serving_role_cannot_switch_the_guard_off(act):
    factories.signal()
    for statement in (
        "ALTER TABLE signals_signal DISABLE ROW LEVEL SECURITY",
        "DROP POLICY see ON signals_signal",
        "SET session_replication_role = replica",
        "DELETE FROM signals_signal",
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_seal",
        "SELECT * FROM partners_key",
    ):
        with (
            act(people.coordinator()),
            connection.cursor() as cursor,
            pytest.raises(ProgrammingError),
            transaction.atomic(),
        ):
            cursor.execute(statement)


def test_website_refuses_to_serve_as_the_owner():
    asked = [sys.executable, "-c", "import zvh.asgi"]

    refused = subprocess.run(
        asked, env=os.environ | {"ZVH_ROLE": "owner"}, capture_output=True, text=True, check=False
    )

    assert refused.returncode == 1
    assert "nooit als eigenaar" in refused.stderr
