"""What belongs together: links between signals, and questions whether somebody is known elsewhere."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from partners.models import Organisation
from signals.models.report import Party, Signal, SubjectKind

Person = settings.AUTH_USER_MODEL


class LinkKind(models.TextChoices):
    RELATED = "related", "hoort bij"
    PART = "part", "is onderdeel van"
    MERGED = "merged", "is samengevoegd met"


class Link(models.Model):
    """Two signals belong together: `signal` to `other`, its parent or the main one. Seen by who sees both."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="links", verbose_name="signaal")
    other = models.ForeignKey(Signal, models.PROTECT, related_name="linked", verbose_name="bij signaal")
    kind = models.CharField("soort", max_length=10, choices=LinkKind)
    reason = models.TextField("waarom")
    status_before = models.CharField("status ervoor", max_length=12, editable=False)
    made_at = models.DateTimeField("gekoppeld op", default=timezone.now, editable=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gekoppeld door")
    ended_at = models.DateTimeField("losgemaakt op", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="losgemaakt door"
    )
    end_reason = models.TextField("waarom losgemaakt", blank=True)

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(name="signals_link_of_two", condition=~Q(signal=F("other"))),
            models.CheckConstraint(name="signals_link_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="signals_link_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                Least("signal", "other"),
                Greatest("signal", "other"),
                condition=Q(ended_at__isnull=True),
                name="signals_link_once",
            ),
            models.UniqueConstraint(
                fields=["signal", "kind"],
                condition=Q(ended_at__isnull=True, kind__in=[LinkKind.PART, LinkKind.MERGED]),
                name="signals_link_one_parent",
            ),
        )

    def __str__(self):
        return f"{self.signal.number} {self.get_kind_display()} {self.other.number}"

    @property
    def house_id(self):
        return self.signal.house_id

    @property
    def number(self):
        return self.signal.number


class IdentityKey(models.Model):
    """The name of a party in a form that can be compared. Kept by the database, read by nobody."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="+")
    key = models.CharField(max_length=64, db_index=True, editable=False)
    born_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "vergelijkbare identiteit"
        verbose_name_plural = "vergelijkbare identiteiten"


class Inquiry(models.Model):
    """Somebody asked whether a person or organisation is known elsewhere: for what, and hit or not."""

    KINDS = ((SubjectKind.PERSON, "een persoon"), (SubjectKind.ORGANISATION, "een organisatie of groep"))

    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="voor")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    asked_at = models.DateTimeField("wanneer", default=timezone.now, editable=False)
    purpose = models.TextField("doel")
    kind = models.CharField("soort", max_length=15, choices=KINDS)
    term_hash = models.CharField("afdruk van de zoekterm", max_length=64)
    with_birth_date = models.BooleanField("met geboortedatum", default=False)
    is_hit = models.BooleanField("bekend", default=False)

    log_kind = "inquiry"

    class Meta:
        verbose_name = "navraag"
        verbose_name_plural = "navragen"
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["asked_by", "-asked_at"], name="signals_inquiry_of_day"),)
        constraints = (models.CheckConstraint(name="signals_inquiry_has_purpose", condition=~Q(purpose="")),)


class InquiryHit(models.Model):
    """An inquiry touched this signal: shown to the desk of its house, never to who asked."""

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="hits", verbose_name="navraag")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="inquiries", verbose_name="signaal")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")

    class Meta:
        verbose_name = "geraakt signaal"
        verbose_name_plural = "geraakte signalen"
        constraints = (models.UniqueConstraint(fields=["inquiry", "signal"], name="signals_inquiryhit_once"),)
