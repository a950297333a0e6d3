"""The files of a signal or a draft as a page shows them."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from partners.models import Grant
from partners.roles import Permission, has_permission
from signals.files.cleaning import AUDIO, PICTURES
from signals.models import Attachment, FileState
from signals.transitions import FILE_TRANSITIONS, available

ICONS = {"pdf": "file-text", "docx": "file-text", "odt": "file-text", "pptx": "presentation"}
ICONS |= {"xlsx": "file-spreadsheet", "ods": "file-spreadsheet"}
ICONS |= dict.fromkeys(PICTURES, "image") | dict.fromkeys(AUDIO, "audio-lines")
NOT_YET_A_RECORD = (FileState.UPLOADING, FileState.REFUSED)


@dataclass(frozen=True)
class FileRow:
    """A file, what this reader may do with it, and until when the original is open to him."""

    file: Attachment
    can_drop: bool
    can_release: bool = False
    can_open_original: bool = False
    original_until: datetime | None = None

    @property
    def icon(self):
        return ICONS.get(self.file.kind, "file")

    @property
    def size(self):
        """In words: '340 kB', '2,4 MB'."""
        return size_in_words(self.file.size)

    @property
    def percent(self):
        return 100 * self.file.received // self.file.size

    @property
    def thumbnail(self):
        """The small picture as an address that needs no request of its own; only of a file that is open."""
        small = self.file.thumbnail if self.file.is_open else None
        return f"data:image/jpeg;base64,{b64encode(small).decode()}" if small else ""

    @property
    def is_shown(self):
        """Whether the browser shows it by itself; anything else is only downloaded."""
        return self.file.is_open and self.file.kind in PICTURES

    @property
    def waits_for_scan(self):
        return self.file.state == FileState.UNSCANNED

    @property
    def is_partial(self):
        return self.file.state == FileState.UPLOADING

    @property
    def is_busy(self):
        return self.file.state == FileState.CHECKING


def size_in_words(size):
    if size < 1_000_000:
        return f"{max(size // 1000, 1)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def files_of_draft(draft_id, user):
    """Rows of a draft (or none yet); only its writer sees them."""
    if not draft_id:
        return []
    files = Attachment.objects.filter(draft_id=draft_id, uploaded_by=user)
    return [FileRow(file, can_drop=True) for file in files]


def files_of_signal(signal, user):
    """Rows of what this reader sees of the files of a signal, in one query."""
    return [_row(file, signal, user) for file in _with_grants(signal.attachments.all(), user)]


def row_of(file, user):
    """One row, for when it changes on the page."""
    if file.signal_id is None:
        return FileRow(file, can_drop=True)
    return _row(_with_grants(Attachment.objects, user).get(pk=file.pk), file.signal, user)


def _row(file, signal, user):
    file.signal = signal
    can_open = file.is_open and file.kind not in AUDIO
    return FileRow(
        file,
        can_drop=file.uploaded_by_id == user.pk and file.state in NOT_YET_A_RECORD,
        can_release=bool(available(FILE_TRANSITIONS, user, file)),
        can_open_original=can_open and has_permission(user, Permission.FILE_OPEN_ORIGINAL, file),
        original_until=file.original_until if can_open else None,
    )


def _with_grants(files, user):
    """Each with the moment until which this person has its original open, or None."""
    grants = Grant.objects.filter(
        user=user, kind=Grant.Kind.ORIGINAL, object_id=OuterRef("pk"), until__gt=timezone.now()
    )
    until = Subquery(grants.order_by("-until").values("until")[:1])
    return files.select_related("released_by").annotate(original_until=until)
