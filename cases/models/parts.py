"""The parts of a case: what an organisation that takes part reads of it, one by one."""

from django.db import models

from audit.models import Guarded
from cases.models.approach import Case, PartKind


class Part(Guarded):
    """One part of a case: read by who works in the case, and by the organisations whose profile gives it.

    Made by the database with the case. What stands in a part has the part as its gate.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="parts", verbose_name="casus")
    kind = models.CharField("onderdeel", max_length=12, choices=PartKind)

    class Meta(Guarded.Meta):
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        constraints = (models.UniqueConstraint(fields=["case", "kind"], name="cases_part_once"),)
