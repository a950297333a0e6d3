"""The log, its seal, the ledger of the tick, and what every guarded row carries."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Value
from django.utils import timezone


class Principals(ArrayField):
    """Numbers that stand for readers; kept by the database alone (see audit/policies.sql)."""

    def __init__(self, **kwargs):
        kwargs = {"base_field": models.IntegerField(), "default": list, "editable": False} | kwargs
        kwargs.setdefault("db_default", Value([], output_field=ArrayField(models.IntegerField())))
        super().__init__(**kwargs)


class Guarded(models.Model):
    """A row that states itself who may read it: the database keeps and checks these columns."""

    audience = Principals()
    barred = Principals()
    audience_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        indexes = (
            GinIndex(fields=["audience"], name="%(app_label)s_%(class)s_aud"),
            models.Index(
                fields=["audience_until"],
                name="%(app_label)s_%(class)s_due",
                condition=models.Q(audience_until__isnull=False),
            ),
        )


class Result(models.TextChoices):
    DONE = "done", "gedaan"
    REFUSED = "refused", "geweigerd"
    FAILED = "failed", "mislukt"


class Entry(models.Model):
    """One line of the log: who did what to which record, when and with what result. Never its text."""

    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    action = models.CharField("handeling", max_length=40)
    kind = models.CharField("soort", max_length=20, blank=True)
    object_id = models.BigIntegerField("object", null=True)
    number = models.CharField("nummer", max_length=20, blank=True)
    result = models.CharField("uitkomst", max_length=10, choices=Result, default=Result.DONE)
    origin = models.CharField("herkomst", max_length=20, default="web")
    actor_id = models.BigIntegerField("wie", null=True)
    organisation_id = models.BigIntegerField("namens", null=True)
    principals = Principals()
    details = models.JSONField("getallen", default=dict)
    audience = Principals()

    class Meta:
        verbose_name = "logregel"
        verbose_name_plural = "logregels"
        indexes = (
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
            models.Index(fields=["kind", "object_id", "-at"], name="audit_entry_object"),
            GinIndex(fields=["audience"], name="audit_entry_aud"),
        )


class Seal(models.Model):
    """A link of the chain over the log: changing, removing or swapping a line breaks it."""

    n = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "zegel"
        verbose_name_plural = "zegels"


class TickRun(models.Model):
    """When a recurring task last ran, so that running the tick twice does nothing twice."""

    name = models.CharField(primary_key=True, max_length=40)
    done_at = models.DateTimeField()

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
