"""What the house asks somebody without an account, who reads one text and may answer it once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partners.models import Key, Organisation
from signals.models.report import Signal

Person = settings.AUTH_USER_MODEL


class OutsideState(models.TextChoices):
    OPEN = "open", "wacht op antwoord"
    ANSWERED = "answered", "beantwoord"
    WITHDRAWN = "withdrawn", "ingetrokken"
    SILENT = "silent", "geen antwoord"


class OutsideQuestion(models.Model):
    """The desk asks an outsider one thing, by a link that works for one answer; he reads the text and nothing else."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="outside_questions", verbose_name="signaal"
    )
    house = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="huis")
    key = models.OneToOneField(Key, models.PROTECT, related_name="+", editable=False)
    to_whom = models.CharField("aan wie", max_length=120)
    email = models.EmailField("e-mail", blank=True)
    text = models.TextField("vraag")
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="gevraagd door")
    valid_until = models.DateTimeField("te beantwoorden tot")
    state = models.CharField("stand", max_length=10, choices=OutsideState, default=OutsideState.OPEN)
    answer = models.TextField("antwoord", blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, editable=False)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="ingetrokken door"
    )
    withdraw_reason = models.TextField("waarom ingetrokken", blank=True)

    DAYS_OPEN = 14

    log_kind = "outside_question"

    class Meta:
        verbose_name = "vraag aan een buitenstaander"
        verbose_name_plural = "vragen aan buitenstaanders"
        ordering = ("-asked_at", "-id")
        indexes = (
            models.Index(
                fields=["valid_until"], name="signals_outside_due", condition=Q(state=OutsideState.OPEN)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="signals_outsidequestion_has_words", condition=~Q(text="") & ~Q(to_whom="")
            ),
            models.CheckConstraint(
                name="signals_outsidequestion_answered",
                condition=Q(state=OutsideState.ANSWERED, answered_at__isnull=False) & ~Q(answer="")
                | ~Q(state=OutsideState.ANSWERED) & Q(answered_at__isnull=True, answer=""),
            ),
            models.CheckConstraint(
                name="signals_outsidequestion_withdrawn_pair",
                condition=Q(
                    state=OutsideState.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                & ~Q(withdraw_reason="")
                | ~Q(state=OutsideState.WITHDRAWN)
                & Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdraw_reason=""),
            ),
        )

    def get_absolute_url(self):
        return self.signal.get_absolute_url()

    @property
    def is_silent(self):
        return self.state == OutsideState.SILENT
