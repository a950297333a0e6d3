"""Templates of tasks: what a house usually agrees upon, to be given out at any moment of a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from cases.models.parts import Part
from partners.models import Organisation, OrganisationKind

Person = settings.AUTH_USER_MODEL
MOST_DAYS = 260  # a year of working days


class TaskTemplate(models.Model):
    """Tasks that a house often gives together, under one name: kept by who keeps its standard texts."""

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    name = models.CharField("naam", max_length=60)
    is_active = models.BooleanField("in gebruik", default=True)

    log_kind = "task_template"

    class Meta:
        verbose_name = "sjabloon"
        verbose_name_plural = "sjablonen"
        ordering = ("name",)
        constraints = (models.UniqueConstraint("house", Lower("name"), name="cases_tasktemplate_name"),)

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cases:template", args=[self.pk])


class TemplateTask(models.Model):
    """One task of a template: what, how many working days later, and which kind of organisation usually does it."""

    template = models.ForeignKey(TaskTemplate, models.PROTECT, related_name="tasks", verbose_name="sjabloon")
    position = models.PositiveSmallIntegerField("volgorde")
    text = models.CharField("taak", max_length=300)
    days = models.PositiveSmallIntegerField("werkdagen later", default=10)
    kind = models.CharField("door", max_length=20, choices=OrganisationKind, blank=True)

    class Meta:
        verbose_name = "taak in een sjabloon"
        verbose_name_plural = "taken in een sjabloon"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                name="cases_templatetask_whole", condition=~Q(text="") & Q(days__gte=1, days__lte=MOST_DAYS)
            ),
        )

    def __str__(self):
        return self.text


class TemplateUse(models.Model):
    """That a template was given out in a case, under the name it had; one form gives it out once."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="template_uses", verbose_name="onderdeel")
    form = models.UUIDField("formulier", editable=False)
    name = models.CharField("sjabloon", max_length=60)
    number = models.PositiveSmallIntegerField("aantal afspraken")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "gebruik van een sjabloon"
        verbose_name_plural = "gebruik van sjablonen"
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=["part", "form"], name="cases_templateuse_once"),)
