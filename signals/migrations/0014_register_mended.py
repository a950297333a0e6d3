import hashlib
import hmac

from django.conf import settings
from django.db import migrations, models

LENGTH_OF_HASH = 66


def hash_references(apps, schema_editor):
    """A reference stood in plain in what a row is known by; the row must be known again by its hash."""
    rows = apps.get_model("signals", "RegisterRow").objects.filter(identity__startswith="k:")
    for row in rows.iterator():
        if len(row.identity) != LENGTH_OF_HASH:
            row.identity = "k:" + _hash_of(row.identity.removeprefix("k:"))
            row.save(update_fields=["identity"])


def _hash_of(text):
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def clear_again(apps, schema_editor):
    """What was cleared before kept words of the file."""
    apps.get_model("signals", "RegisterImport").objects.filter(cleared_at__isnull=False).update(
        name="", headers=[], sheets=[], sheet="", columns={}, choices={}
    )


class Migration(migrations.Migration):
    dependencies = [("signals", "0013_masks")]

    operations = [
        migrations.AddField(
            "registerimport",
            "remembered",
            models.JSONField(default=dict, verbose_name="velden per merk van een kolom"),
        ),
        migrations.RunPython(hash_references, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(clear_again, migrations.RunPython.noop, elidable=True),
    ]
