"""All that is kept, to see that something is nowhere any more."""

from django.db import connection

from tests.conftest import as_owner


def everything():
    """All that is kept in any table of the database, as one text."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')  # noqa: S608 - our own names
            found.append(cursor.fetchone()[0] or "")
    return "\n".join(found)
