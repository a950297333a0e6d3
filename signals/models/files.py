"""Files that belong to a signal: photos, documents and sound."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from signals.models.report import Draft, Signal

Person = settings.AUTH_USER_MODEL
MOST_BYTES = 25_000_000


class FileState(models.TextChoices):
    UPLOADING = "uploading", "nog niet helemaal verstuurd"
    CHECKING = "checking", "wordt gecontroleerd"
    UNSCANNED = "unscanned", "nog niet gescand"
    CLEAN = "clean", "gecontroleerd"
    RELEASED = "released", "vrijgegeven zonder scan"
    REFUSED = "refused", "geweigerd"


OPEN = (FileState.CLEAN, FileState.RELEASED)


class FileKind(models.TextChoices):
    JPEG = "jpeg", "foto"
    PNG = "png", "afbeelding"
    WEBP = "webp", "afbeelding"
    HEIC = "heic", "foto"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"
    PPTX = "pptx", "PowerPoint"
    ODT = "odt", "tekst"
    ODS = "ods", "rekenblad"
    MP3 = "mp3", "geluid"
    M4A = "m4a", "geluid"
    WAV = "wav", "geluid"
    OGG = "ogg", "geluid"


class Attachment(models.Model):
    """A file added to a signal, or to the draft of one. The row says what it is; the bytes lie in the vault.

    Until it is open (scanned, or released with a reason) only who added it and the desk know that it exists.
    """

    token = models.UUIDField(default=uuid4, unique=True, editable=False)
    signal = models.ForeignKey(
        Signal, models.PROTECT, null=True, related_name="attachments", verbose_name="signaal"
    )
    draft = models.ForeignKey(  # may be gone: a tick removes what is left of it
        Draft, models.DO_NOTHING, null=True, db_constraint=False, related_name="+", verbose_name="concept"
    )
    uploaded_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="toegevoegd door", db_index=False
    )
    uploaded_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)
    touched_at = models.DateTimeField("laatst veranderd", default=timezone.now, editable=False)
    name = models.CharField("naam", max_length=120)
    stamp = models.CharField("kenmerk van het bestand bij de verzender", max_length=40, blank=True)
    size = models.PositiveIntegerField("grootte (bytes)")
    received = models.PositiveIntegerField("ontvangen (bytes)", default=0)
    kind = models.CharField("soort", max_length=8, choices=FileKind, blank=True)
    state = models.CharField("stand", max_length=10, choices=FileState, default=FileState.UPLOADING)
    is_open = models.GeneratedField(
        expression=Q(state__in=OPEN), output_field=models.BooleanField(), db_persist=True
    )
    refusal = models.CharField("waarom geweigerd", max_length=200, blank=True)
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name="vrijgegeven door", db_index=False
    )
    released_at = models.DateTimeField("vrijgegeven op", null=True, editable=False)
    release_reason = models.TextField("waarom vrijgegeven", blank=True)
    thumbnail = models.BinaryField("klein beeld", null=True)

    log_kind = "attachment"

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering = ("uploaded_at", "id")
        indexes = (
            models.Index(
                fields=["touched_at"],
                name="signals_attachment_unsettled",
                condition=~Q(state__in=OPEN),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="signals_attachment_one_place",
                condition=Q(signal__isnull=True, draft__isnull=False)
                | Q(signal__isnull=False, draft__isnull=True),
            ),
            models.CheckConstraint(
                name="signals_attachment_size",
                condition=Q(size__gt=0, size__lte=MOST_BYTES, received__lte=models.F("size")),
            ),
            models.CheckConstraint(
                name="signals_attachment_released_pair",
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False) & ~Q(release_reason=""),
            ),
            models.CheckConstraint(
                name="signals_attachment_released_by_somebody",
                condition=~Q(state=FileState.RELEASED) | Q(released_at__isnull=False),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        parent = self.signal.get_absolute_url() if self.signal_id else self._draft_url()
        return f"{parent}#bestanden"

    def _draft_url(self):
        return f"{reverse('signals:new')}?concept={self.draft_id}"

    @property
    def number(self):
        """Of its signal: that is how the log names it."""
        return self.signal.number if self.signal_id else ""

    @property
    def house_ids(self):
        return {self.signal.house_id} if self.signal_id else set()


class Original(models.Model):
    """That the file as it came is kept, beside the copy people read. Shown only to who holds a grant for it."""

    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="+", verbose_name="bestand"
    )  # goes with a file that is not yet a record

    class Meta:
        verbose_name = "origineel"
        verbose_name_plural = "originelen"
