"""The fingerprint of final minutes: over all rows, the same every time, and a change past the freeze is found."""

import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from meetings import services
from meetings.models import (
    Decision,
    DecisionKind,
    Meeting,
    MeetingState,
    Recusal,
)
from tests import factories
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

RELEASED, HELD, FINAL = MeetingState.RELEASED, MeetingState.HELD, MeetingState.FINAL


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def sql(query, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall() if cursor.description else []


# -- the fingerprint


def canonical(s):
    """The text that docs/verslag.md describes."""
    return sql("SELECT zvh.minutes_text(m) FROM meetings_meeting m WHERE id = %s", s.meeting.pk)[0][0]


def test_fingerprint_is_the_sha256_of_all_rows_also_those_the_finaliser_may_not_see(act, full):
    s = full(HELD)
    with as_owner():
        Recusal.objects.create(item=s.secret, user=s.coordinator, by=s.coordinator)

    with act(s.coordinator):
        services.finalise(s.meeting, by=s.coordinator)

    with as_owner():
        meeting = Meeting.objects.get(pk=s.meeting.pk)
        text = canonical(s)
    lines = [json.loads(line) for line in text.split("\n")]
    assert meeting.fingerprint == hashlib.sha256(text.encode()).hexdigest()
    assert [line[0] for line in lines] == (
        ["verslag"] + ["aanwezig"] * 2 + ["punt"] * 3 + ["besluit"] * 3 + ["actie"]
    )
    assert [line[4] for line in lines if line[0] == "punt"] == ["Opening", "Geheim punt", "Onrust wijk"]
    assert "Gemeentewoord" in text
    assert json.loads(lines[-1][3])[0] == "Bel de politie"


def test_text_of_the_fingerprint_is_the_same_every_time(full):
    s = full(FINAL)
    with as_owner():
        first = canonical(s)
        sql("SET LOCAL TimeZone = 'Asia/Tokyo'")
        sql("SET LOCAL DateStyle = 'German'")
        second = canonical(s)
        sql("SET LOCAL TimeZone = 'UTC'")

    assert first == second


CHANGES = {
    "text": "UPDATE meetings_agendaitem SET conclusion = 'Anders' WHERE information = 'Gemeentewoord'",
    "decision": "UPDATE meetings_decision SET text = 'Anders' WHERE text = 'Volg Gemeentewoord'",
    "decision gone": "DELETE FROM meetings_decision WHERE text = 'Volg Welkom'",
    "action": "UPDATE meetings_itemaction SET as_given = 'Anders'",
    "action gone": "DELETE FROM meetings_itemaction",
    "attendance": "UPDATE meetings_seat SET attendance = 'absent' WHERE id = (SELECT min(id) FROM meetings_seat)",
    "place": "UPDATE meetings_meeting SET place = 'Elders'",
}
TABLES = (
    "meetings_agendaitem",
    "meetings_decision",
    "meetings_itemaction",
    "meetings_seat",
    "meetings_meeting",
)


def tamper(change):
    """As the owner, with the freeze taken away."""
    with as_owner():
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        sql(change)
        for table in TABLES:
            sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize("name", CHANGES)
def test_change_past_the_freeze_is_found_by_command_and_page(login, capsys, full, name):
    s = full(FINAL)
    call_command("verify_minutes")
    assert capsys.readouterr().out == "Alle 1 vingerafdrukken kloppen.\n"
    assert "klopt met het verslag" in login(s.officer).get(url("minutes", s.meeting.pk)).content.decode()

    tamper(CHANGES[name])

    with pytest.raises(CommandError, match=f"overleg {s.meeting.pk}\\."):
        call_command("verify_minutes")
    assert "De vingerafdruk klopt niet" in login(s.officer).get(url("minutes", s.meeting.pk)).content.decode()


def test_what_follows_later_is_no_change(act, full, capsys):
    """The answer of the driehoek, a finished action and an erratum come after the minutes."""
    s = full(HELD)
    with as_owner():
        advice = Decision.objects.create(
            item=s.item, kind=DecisionKind.ADVICE, text="x", reasons="y", recorded_by=s.coordinator
        )
    factories.put_meeting(s.meeting, FINAL, by=s.coordinator)

    with act(s.coordinator):
        services.record_driehoek(
            advice, by=s.coordinator, on=timezone.localdate(), answer="yes", who="De driehoek", reason="z"
        )
        services.add_erratum(s.item, by=s.coordinator, text="Lees", reason="Fout")
    with as_owner():
        type(s.action).objects.filter(pk=s.action.pk).update(
            state="done", effect="Gebeld", done_at=timezone.now(), done_by=s.officer
        )

    call_command("verify_minutes")
    assert "kloppen" in capsys.readouterr().out


def test_nobody_writes_a_fingerprint_himself(act, full):
    s = full(FINAL)
    with as_owner():
        before = Meeting.objects.get(pk=s.meeting.pk).fingerprint

    with act(s.coordinator):
        Meeting.objects.filter(pk=s.meeting.pk).update(fingerprint="0" * 64)
    with as_owner():
        after = Meeting.objects.get(pk=s.meeting.pk).fingerprint
    assert (len(before), after) == (64, before)


def test_minutes_from_before_have_no_fingerprint_and_say_nothing(login, capsys, full):
    s = full(FINAL)
    tamper("UPDATE meetings_meeting SET fingerprint = ''")

    call_command("verify_minutes")

    page = login(s.officer).get(url("minutes", s.meeting.pk)).content.decode()
    assert "1 van voor deze controle, zonder vingerafdruk." in capsys.readouterr().out
    assert ("Vingerafdruk" in page, "klopt niet" in page) == (False, False)
