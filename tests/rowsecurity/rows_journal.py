"""Writes the journals of a world to the database. See rows.py."""

from django.utils import timezone

from cases.models import JournalCorrection, JournalEntry, JournalReader
from tests.rowsecurity.making import make, when


def build_journal(world):
    make(
        JournalEntry,
        world,
        "journal_entries",
        occurred_at=when(-1),
        written_at=lambda n, one: timezone.now(),
        written_by_id=lambda n, one: world["memberships"][one["membership"]]["user"] + 1,
        source="gesprek",
        text="tekst",
        visible_to=lambda n, one: one["visible_to"],
    )
    make(JournalReader, world, "journal_readers", name="")
    for n, one in enumerate(world["journal_corrections"], start=1):
        JournalCorrection.objects.create(
            pk=n, earlier_id=one["earlier"] + 1, later_id=one["later"] + 1, reason="reden"
        )
