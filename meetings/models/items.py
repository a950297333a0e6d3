"""What a meeting talks about: agenda items and their tables, contributions, minutes."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.models import Guarded
from cases.models import Action, Case
from meetings.models.planning import Meeting
from partners.models import Organisation
from signals.models import Signal

Person = settings.AUTH_USER_MODEL


class ItemKind(models.TextChoices):
    FIXED = "fixed", "vast"
    SIGNAL = "signal", "signaal"
    CASE = "case", "casus"
    TOPIC = "topic", "onderwerp"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["information", "interpretation", "conclusion"],
    model_name="ItemHistory",
)
class AgendaItem(Guarded):
    """What the table talks about, in which order and how long, and what was said: the minutes per item."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="overleg")
    position = models.PositiveSmallIntegerField("volgorde")
    kind = models.CharField("soort", max_length=10, choices=ItemKind, default=ItemKind.TOPIC)
    title = models.CharField("onderwerp", max_length=120)
    text = models.TextField("toelichting", blank=True)
    minutes = models.PositiveSmallIntegerField("minuten", default=15)
    is_open = models.BooleanField("voor alle genodigden", default=False)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="casus"
    )
    signals = models.ManyToManyField(
        Signal, through="ItemSignal", related_name="agenda_items", verbose_name="signalen"
    )
    information = models.TextField("informatie", blank=True)
    interpretation = models.TextField("duiding", blank=True)
    conclusion = models.TextField("conclusie", blank=True)

    log_kind = "item"

    class Meta(Guarded.Meta):
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(
                name="meetings_item_minutes", condition=Q(minutes__gte=1, minutes__lte=480)
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self):
        return f"punt-{self.pk}"

    @property
    def house_id(self):
        return self.meeting.house_id

    @property
    def leader_ids(self):
        return self.meeting.leader_ids

    @property
    def organisation_ids(self):
        return {place.organisation_id for place in self.places.all()}


class ItemSignal(models.Model):
    """A signal that an agenda item is about: opens the signal to the table, from release until final minutes."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="signal_links", verbose_name="agendapunt"
    )
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="item_links", verbose_name="signaal")

    class Meta:
        verbose_name = "signaal bij agendapunt"
        verbose_name_plural = "signalen bij agendapunt"
        constraints = (models.UniqueConstraint(fields=["item", "signal"], name="meetings_itemsignal_once"),)


class TablePlace(models.Model):
    """An organisation at the table of one item, and what it is asked beforehand."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="places", verbose_name="agendapunt")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    question = models.TextField("vraag vooraf", blank=True)

    class Meta:
        verbose_name = "plaats aan tafel"
        verbose_name_plural = "plaatsen aan tafel"
        ordering = ("organisation__name",)
        constraints = (
            models.UniqueConstraint(fields=["item", "organisation"], name="meetings_tableplace_once"),
        )


class Recusal(models.Model):
    """A person with a conflict of interest stepped out of an item, and is shut off from it and its papers."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name="agendapunt")
    user = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="persoon")
    at = models.DateTimeField("moment", default=timezone.now, editable=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door")
    ended_at = models.DateTimeField("doet weer mee sinds", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="teruggedraaid door"
    )
    end_reason = models.TextField("waarom teruggedraaid", blank=True)

    class Meta:
        verbose_name = "terugtrekking"
        verbose_name_plural = "terugtrekkingen"
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "user"], condition=Q(ended_at__isnull=True), name="meetings_recusal_once"
            ),
            models.CheckConstraint(
                name="meetings_recusal_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
            ),
        )


class Contribution(Guarded):
    """What an organisation has to say about an item: its own until it releases it to the table."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="contributions", verbose_name="agendapunt"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )
    text = models.TextField("inbreng")
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="geschreven door")
    released_at = models.DateTimeField("vrijgegeven op", null=True, editable=False)
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vrijgegeven door"
    )

    log_kind = "contribution"

    class Meta(Guarded.Meta):
        verbose_name = "inbreng"
        verbose_name_plural = "inbreng"
        constraints = (
            models.UniqueConstraint(fields=["item", "organisation"], name="meetings_contribution_once"),
            models.CheckConstraint(
                name="meetings_contribution_released_pair",
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
        )

    def get_absolute_url(self):
        return self.item.get_absolute_url()

    @property
    def organisation_ids(self):
        return {self.organisation_id}

    @property
    def is_released(self):
        return self.released_at is not None


class ItemAction(models.Model):
    """An action that was given at the table of an item."""

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="action_links", verbose_name="agendapunt"
    )
    action = models.OneToOneField(Action, models.PROTECT, related_name="item_link", verbose_name="actie")
    as_given = models.TextField(
        "zoals gegeven", blank=True, editable=False
    )  # by the database, for the minutes

    class Meta:
        verbose_name = "actie bij agendapunt"
        verbose_name_plural = "acties bij agendapunt"
