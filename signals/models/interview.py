"""What somebody who is involved told, what was agreed with him, and whether talking is safe for him."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from signals.models.report import Party, Signal

Person = settings.AUTH_USER_MODEL


class Safety(models.TextChoices):
    YES = "yes", "ja"
    NO = "no", "nee"
    UNSURE = "unsure", "niet zeker"


class Interview(models.Model):
    """A talk with somebody involved in a signal. Kept as written: a correction is a new one that points at it."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="interviews", verbose_name="signaal")
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="interviews", verbose_name="betrokkene"
    )
    with_whom = models.CharField("met wie", max_length=120, blank=True)
    held_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="door")
    held_by_words = models.CharField("door een andere organisatie", max_length=120, blank=True)
    held_on = models.DateField("wanneer")
    why = models.TextField("waarom")
    told = models.TextField("wat is verteld")
    agreed = models.TextField("wat is afgesproken")
    is_safe = models.CharField("veilig voor degene met wie het was", max_length=10, choices=Safety)
    safety = models.TextField("wat wij daaraan doen", blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="correctie op"
    )
    correction = models.TextField("waarom gecorrigeerd", blank=True)
    kept_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="vastgelegd door")

    class Meta:
        verbose_name = "gesprek met een betrokkene"
        verbose_name_plural = "gesprekken met betrokkenen"
        ordering = ("-held_on", "-id")
        constraints = (
            models.CheckConstraint(
                name="signals_interview_with_somebody",
                condition=Q(party__isnull=False) | ~Q(with_whom=""),
            ),
            models.CheckConstraint(
                name="signals_interview_by_one",
                condition=Q(held_by__isnull=False, held_by_words="")
                | Q(held_by__isnull=True) & ~Q(held_by_words=""),
            ),
            models.CheckConstraint(
                name="signals_interview_has_words",
                condition=~Q(why="") & ~Q(told="") & ~Q(agreed=""),
            ),
            models.CheckConstraint(
                name="signals_interview_unsafe_has_words",
                condition=Q(is_safe=Safety.YES) | ~Q(safety=""),
            ),
            models.CheckConstraint(
                name="signals_interview_correction_has_reason",
                condition=Q(corrects__isnull=True, correction="")
                | Q(corrects__isnull=False) & ~Q(correction=""),
            ),
        )

    @property
    def by_whom(self):
        return self.held_by.name if self.held_by else self.held_by_words
