"""With whom a signal is shared: on which ground, for what, until when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from audit.models import Guarded
from partners.models import Organisation, OrganisationKind
from signals.models.report import Regime, Signal

Person = settings.AUTH_USER_MODEL


class LegalGround(models.TextChoices):
    MUNICIPAL_TASK = "municipal_task", "eigen taak van de gemeente (openbare orde, zorg)"
    PARTNER_TASK = "partner_task", "eigen wettelijke taak van de ontvanger"
    WGS = "wgs", "Wgs (complexe casus)"
    WET_PGA = "wet_pga", "wet PGA (radicalisering)"
    WPG_PARTNERSHIP = "wpg_partnership", "Wpg, samenwerkingsverband"
    WJSG_PROVISION = "wjsg_provision", "Wjsg, verstrekking"
    VITAL_INTEREST = "vital_interest", "vitaal belang (acuut gevaar)"


class SharingRuleQuerySet(models.QuerySet):
    def for_signal(self, signal):
        """Those in use for the regime of this signal."""
        return self.filter(regime=signal.regime, is_active=True)


class SharingRule(models.Model):
    """Under one regime, what may be shared with which kind of partner on which ground, and how long at most."""

    regime = models.CharField("regime", max_length=5, choices=Regime)
    legal_ground = models.CharField("grondslag", max_length=20, choices=LegalGround)
    receiver_kind = models.CharField("soort ontvanger", max_length=20, choices=OrganisationKind)
    max_days = models.PositiveSmallIntegerField("hoogstens (dagen)")
    is_active = models.BooleanField("in gebruik", default=True)
    decision = models.CharField(
        "besluit", max_length=200, blank=True, help_text="Leeg: te bevestigen door FG."
    )

    log_kind = "sharing_rule"
    objects = SharingRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "regel voor delen"
        verbose_name_plural = "regels voor delen"
        constraints = (
            models.UniqueConstraint(
                fields=["regime", "legal_ground", "receiver_kind"], name="signals_sharingrule_once"
            ),
        )

    def __str__(self):
        ground, receiver = self.get_legal_ground_display(), self.get_receiver_kind_display()
        return f"{self.get_regime_display()}: {ground}, aan {receiver}"

    @property
    def version(self):
        """What a form carries along, so that nobody undoes the change of another unseen."""
        return f"{self.max_days}|{self.is_active}|{self.decision}"


class Share(Guarded):
    """A signal is shown to another organisation: on a ground, for a purpose, because needed, until a day."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="shares", verbose_name="signaal")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="met wie")
    legal_ground = models.CharField("grondslag", max_length=20, choices=LegalGround)
    purpose = models.TextField("doel")
    necessity = models.TextField("waarom is delen nodig")
    shared_at = models.DateTimeField("gedeeld op", default=timezone.now, editable=False)
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gedeeld door")
    valid_until = models.DateTimeField("tot")
    ended_at = models.DateTimeField("gestopt op", null=True, editable=False)
    ended_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="gestopt door"
    )
    end_reason = models.TextField("reden van stoppen", blank=True)

    log_kind = "share"

    class Meta(Guarded.Meta):
        verbose_name = "deling"
        verbose_name_plural = "delingen"
        ordering = ("-shared_at",)
        constraints = (
            models.CheckConstraint(
                name="signals_share_has_purpose", condition=~Q(purpose="") & ~Q(necessity="")
            ),
            models.CheckConstraint(name="signals_share_ends", condition=Q(valid_until__gt=F("shared_at"))),
            models.CheckConstraint(
                name="signals_share_ended_pair",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["signal", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="signals_share_once",
            ),
        )

    def __str__(self):
        return f"{self.signal.number} met {self.organisation}"

    def get_absolute_url(self):
        return self.signal.get_absolute_url()

    @property
    def house_id(self):
        return self.signal.house_id

    @property
    def is_valid(self):
        return self.ended_at is None and self.valid_until > timezone.now()
