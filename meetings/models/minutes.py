"""What is said about minutes after the meeting: amendments while they are a draft, errata once they are final."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from meetings.models.items import AgendaItem
from partners.models import Organisation

Person = settings.AUTH_USER_MODEL


class AmendmentState(models.TextChoices):
    OPEN = "open", "wacht op antwoord"
    ACCEPTED = "accepted", "overgenomen"
    REJECTED = "rejected", "niet overgenomen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class AmendedField(models.TextChoices):
    INFORMATION = "information", "informatie"
    INTERPRETATION = "interpretation", "duiding"
    CONCLUSION = "conclusion", "conclusie"
    REMARK = "remark", "opmerking"


class Amendment(models.Model):
    """What somebody who was there wants changed in the draft minutes of one item: a text, or a remark about it."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="amendments", verbose_name="agendapunt")
    field = models.CharField("onderdeel", max_length=20, choices=AmendedField)
    before = models.TextField("stond er", blank=True)  # when it was proposed; once accepted: what it replaced
    text = models.TextField("voorstel", blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    proposed_at = models.DateTimeField("voorgesteld op", default=timezone.now, editable=False)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="voorgesteld door")
    state = models.CharField("stand", max_length=10, choices=AmendmentState, default=AmendmentState.OPEN)
    reason = models.TextField("antwoord", blank=True)
    handled_at = models.DateTimeField("behandeld op", null=True, editable=False)
    handled_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="behandeld door"
    )

    class Meta:
        verbose_name = "voorstel bij het verslag"
        verbose_name_plural = "voorstellen bij het verslag"
        ordering = ("proposed_at", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_amendment_handled_pair",
                condition=Q(handled_at__isnull=True, handled_by__isnull=True, state=AmendmentState.OPEN)
                | Q(handled_at__isnull=False, handled_by__isnull=False) & ~Q(state=AmendmentState.OPEN),
            ),
            models.CheckConstraint(
                name="meetings_amendment_has_reason",
                condition=~Q(state=AmendmentState.REJECTED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="meetings_amendment_remark_has_text",
                condition=~Q(field=AmendedField.REMARK) | ~Q(text=""),
            ),
        )

    def get_absolute_url(self):
        return f"{self.item.meeting.minutes_url}#{self.item.anchor}"

    @property
    def house_id(self):
        return self.item.meeting.house_id

    @property
    def leader_ids(self):
        return self.item.leader_ids

    @property
    def organisation_ids(self):
        return {self.organisation_id}

    @property
    def is_open(self):
        return self.state == AmendmentState.OPEN

    @property
    def is_remark(self):
        return self.field == AmendedField.REMARK

    @property
    def now(self):
        """What stands in the minutes now; nothing beside a remark."""
        return "" if self.is_remark else getattr(self.item, self.field)


class Erratum(models.Model):
    """What must be read with final minutes of one item: they themselves do not change."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="errata", verbose_name="agendapunt")
    text = models.TextField("erratum")
    reason = models.TextField("reden")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "erratum"
        verbose_name_plural = "errata"
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(name="meetings_erratum_has_reason", condition=~Q(text="") & ~Q(reason="")),
        )
