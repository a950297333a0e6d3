"""Access that is given for a while: a key to somebody without an account, a grant to a person."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.models.people import User


class Key(models.Model):
    """Gives somebody without an account access to one thing, for one purpose, until a day."""

    class Purpose(models.TextChoices):
        RECEIPT = "receipt", "ontvangstcode van een melding"
        DRAFT = "draft", "melding in wording"
        OUTSIDE = "outside", "vraag aan een buitenstaander"
        REGISTER = "register", "signalen uit een oud register"
        MEETING = "meeting", "antwoord op een uitnodiging"

    digest = models.CharField(max_length=64, unique=True, editable=False)
    purpose = models.CharField("doel", max_length=20, choices=Purpose)
    created_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    until = models.DateTimeField("geldig tot")

    class Meta:
        verbose_name = "sleutel"
        verbose_name_plural = "sleutels"


class Grant(models.Model):
    """One person may for a short time open one thing that otherwise stays closed, with a reason."""

    class Kind(models.TextChoices):
        PARTY_IDENTITY = "party_identity", "identiteit van een betrokkene"
        CONTACT = "contact", "contactgegevens van een melder zonder account"
        ORIGINAL = "original", "origineel van een bestand"
        MASKED_TEXT = "masked_text", "verborgen deel van een tekst"
        CASE_IDENTITY = "case_identity", "identiteit van een betrokkene in een casus"

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name="wie")
    kind = models.CharField("soort", max_length=20, choices=Kind)
    object_id = models.BigIntegerField("object")
    reason = models.TextField("reden")
    given_at = models.DateTimeField("gegeven op", default=timezone.now, editable=False)
    until = models.DateTimeField("geldig tot")

    log_kind = "grant"

    class Meta:
        verbose_name = "machtiging"
        verbose_name_plural = "machtigingen"
        indexes = (models.Index(fields=["kind", "object_id"], name="partners_grant_object"),)
        constraints = (models.CheckConstraint(name="partners_grant_has_reason", condition=~Q(reason="")),)
