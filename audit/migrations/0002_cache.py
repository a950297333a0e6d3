from django.db import migrations


class Migration(migrations.Migration):
    """The cache of an installation without Redis: a table of Django's own shape (createcachetable)."""

    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE audit_cache (
                cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
            CREATE INDEX audit_cache_expires ON audit_cache (expires);
            """,
            "DROP TABLE audit_cache",
        ),
    ]
