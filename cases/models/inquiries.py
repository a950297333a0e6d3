"""Is a party known in another case of the house? What can be compared, who asked, and which cases that touched."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.models.approach import Case
from cases.models.parties import CaseParty

Person = settings.AUTH_USER_MODEL


class CaseIdentityKey(models.Model):
    """The name of a party in a form that can be compared. Kept by the database, read by nobody."""

    party = models.OneToOneField(CaseParty, models.PROTECT, primary_key=True, related_name="+")
    key = models.CharField(max_length=64, db_index=True, editable=False)
    born_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "vergelijkbare identiteit van een casus"
        verbose_name_plural = "vergelijkbare identiteiten van casussen"


class CaseInquiry(models.Model):
    """Somebody asked from one case whether a party is known in another, and what he was told: hit or not."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiries", verbose_name="casus")
    number = models.CharField("nummer van de casus", max_length=16, editable=False)
    party = models.ForeignKey(CaseParty, models.PROTECT, related_name="inquiries", verbose_name="betrokkene")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    asked_at = models.DateTimeField("wanneer", default=timezone.now, editable=False)
    purpose = models.TextField("doel")
    is_hit = models.BooleanField("bekend", default=False)

    class Meta:
        verbose_name = "navraag in casussen"
        verbose_name_plural = "navragen in casussen"
        ordering = ("-asked_at", "-id")
        indexes = (models.Index(fields=["asked_by", "-asked_at"], name="cases_inquiry_of_day"),)
        constraints = (
            models.CheckConstraint(name="cases_caseinquiry_has_purpose", condition=~Q(purpose="")),
        )


class CaseInquiryHit(models.Model):
    """An inquiry touched this case: shown to its coordinator alone, never to who asked."""

    inquiry = models.ForeignKey(CaseInquiry, models.PROTECT, related_name="hits", verbose_name="navraag")
    case = models.ForeignKey(Case, models.PROTECT, related_name="inquiry_hits", verbose_name="casus")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="wie")
    mailed_at = models.DateTimeField("gemaild op", null=True, editable=False)

    class Meta:
        verbose_name = "geraakte casus"
        verbose_name_plural = "geraakte casussen"
        constraints = (models.UniqueConstraint(fields=["inquiry", "case"], name="cases_caseinquiryhit_once"),)
        indexes = (
            models.Index(fields=["id"], name="cases_hit_unmailed", condition=Q(mailed_at__isnull=True)),
        )
