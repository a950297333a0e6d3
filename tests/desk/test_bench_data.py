"""The data for measuring is filled past the triggers; it must look as if it was not."""

import pytest
from django.db import connection

from desk.management.commands.bench_data import BULKY, Command
from tests.conftest import as_owner

pytestmark = pytest.mark.django_db

SHAPE = """
SELECT indexdef FROM pg_indexes WHERE tablename = ANY (%(tables)s)
UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ANY (%(tables)s::regclass[])
UNION ALL SELECT tgname::text || tgenabled::text FROM pg_trigger
  WHERE tgrelid = ANY (%(tables)s::regclass[]) AND NOT tgisinternal
ORDER BY 1
"""


def rows_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"tables": list(BULKY)})
        return cursor.fetchall()


def test_measuring_data_has_the_readers_of_the_rule_and_leaves_the_tables_as_they_were():
    with as_owner():
        before = rows_of(SHAPE)
        house, coordinator = Command().people()

        Command().signals(house, coordinator, 120)

        assert rows_of("SELECT thing, id FROM zvh.wrong_audiences()") == []
        assert rows_of("SELECT count(*) FROM signals_weighing WHERE state = 'done'") == [
            (68,)
        ]  # of 49–120, without every twentieth
        assert rows_of("SELECT count(*) FROM signals_signal_themes") == [(120,)]
        assert rows_of(SHAPE) == before


def test_meeting_for_the_papers_has_thirty_items_and_is_made_once():
    with as_owner():
        Command().people()

        Command().papers()
        Command().papers()

        assert rows_of("SELECT count(*), count(DISTINCT meeting_id) FROM meetings_agendaitem") == [(30, 1)]
        assert rows_of("SELECT count(*) FROM meetings_tableplace") == [(240,)]
