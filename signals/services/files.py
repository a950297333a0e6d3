"""Files of a signal: they come in by parts, are checked and cleaned in the background, and open once they are safe.

The signal (or draft) is locked before its files. Bytes go to the vault; what a transaction that fails leaves there, a
tick removes.
"""

from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from partners.models import Grant
from partners.roles import Permission, has_permission
from partners.services.grants import give_grant
from partners.steps import require
from signals import tasks
from signals.files import vault
from signals.files.kinds import clean_name
from signals.models import Attachment, Draft, FileState, Signal
from signals.services.filechecks import thumbnail
from signals.services.timeline import tell
from signals.transitions import FILE_TRANSITIONS
from zvh.exceptions import NotAllowed, WrongState

MOST_FILES = 10
MOST_PART = 5_000_000  # bytes of a part, each in a request of its own
FULL = (
    "Er horen al tien bestanden bij dit signaal, meer kan niet. Haal er een weg, of voeg ze samen in één PDF."
)


class WrongPlace(Exception):
    """This part does not follow on what we have: `received` bytes."""

    def __init__(self, received):
        super().__init__("Dit deel sluit niet aan.")
        self.received = received


@transaction.atomic
def start_upload(parent, *, by, name, size, stamp=""):
    """A place for a file of `size` bytes at a signal or a draft; one that was broken off goes on where it was.

    `stamp` is what the sender knows the file by (when it was last changed), so that only the same file goes on.
    """
    of = _take_parent(parent, by)
    name = clean_name(name)
    mine = Attachment.objects.filter(**of, uploaded_by=by, state=FileState.UPLOADING)
    begun = stamp and mine.filter(name=name, size=size, stamp=stamp).first()
    if begun:
        return begun
    if Attachment.objects.filter(**of).exclude(state=FileState.REFUSED).count() >= MOST_FILES:
        raise WrongState(FULL, back_to=parent)
    return Attachment.objects.create(**of, uploaded_by=by, name=name, size=size, stamp=stamp)


def _take_parent(parent, by):
    """Lock the signal or the draft, so that of two eleventh files neither slips in; returns it as a filter."""
    if isinstance(parent, Draft):
        if parent.writer_id != by.pk:
            raise NotAllowed
        Draft.objects.select_for_update().get(pk=parent.pk)
        return {"draft_id": parent.pk}
    if not may_add(by, parent):
        raise NotAllowed
    Signal.objects.select_for_update(of=("self",)).get(pk=parent.pk)
    return {"signal_id": parent.pk}


def may_add(user, signal):
    """The reporter to his own signal, the desk to those of its house."""
    return has_permission(user, Permission.FILE_ADD, signal) or has_permission(
        user, Permission.FILE_ADD_DESK, signal
    )


@transaction.atomic
def add_part(file, *, by, offset, content):
    """Keep the bytes from `offset` on. Raises WrongPlace when they do not follow on what is there."""
    file = _take(file, by)
    if file.state != FileState.UPLOADING:
        raise WrongState("Dit bestand is al helemaal verstuurd.", back_to=file)
    if offset != file.received or not 0 < len(content) <= min(MOST_PART, file.size - file.received):
        raise WrongPlace(file.received)
    vault.keep(file.token, vault.part_name(offset), content)
    file.received += len(content)
    if file.received == file.size:
        file.state = FileState.CHECKING
        check = partial(tasks.check_file.apply_async, [file.pk], headers={"zvh_actor": by.pk})
        transaction.on_commit(check)
    _save(file, "received", "state")
    return file


def _take(file, by):
    file = Attachment.objects.select_for_update(of=("self",)).select_related("signal").get(pk=file.pk)
    if file.uploaded_by_id != by.pk:
        raise NotAllowed
    return file


def _save(file, *names):
    file.touched_at = timezone.now()
    file.save(update_fields=[*names, "touched_at"])


@transaction.atomic
def add_file(parent, *, by, upload):
    """A whole file that came with a form. `upload` is Django's uploaded file, at most 25 MB."""
    file = start_upload(parent, by=by, name=upload.name, size=upload.size)
    for content in upload.chunks(MOST_PART):
        file = add_part(file, by=by, offset=file.received, content=content)
    return file


@transaction.atomic
def drop_file(file, *, by):
    """Take back what is not a record yet: of a draft, not whole, or refused."""
    file = _take(file, by)
    log("drop_file", file)
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.drop_attachment(%s)", [file.pk])
        (dropped,) = cursor.fetchone()
    if not dropped:
        message = "Dit bestand hoort al bij het signaal. Vraag het veiligheidshuis om het weg te halen."
        raise WrongState(message, back_to=file)
    transaction.on_commit(partial(vault.drop, file.token))


def move_files(draft, signal, *, by):
    """What was added to a draft belongs to its signal from now on; what never came in whole stays behind.

    Called within the transaction that sends the draft.
    """
    whole = Attachment.objects.filter(draft_id=draft.pk, uploaded_by=by).exclude(
        state__in=[FileState.UPLOADING, FileState.REFUSED]
    )
    return whole.update(signal=signal, draft=None)


@transaction.atomic
def release_file(file, *, by, reason):
    """Open a file that no scanner looked at; every reader of the signal sees by whom and why."""
    require(by, Permission.FILE_RELEASE, file)
    Signal.objects.select_for_update(of=("self",)).get(pk=file.signal_id)
    file = Attachment.objects.select_for_update(of=("self",)).select_related("signal").get(pk=file.pk)
    FILE_TRANSITIONS["release_file"].check(by, file)
    file.state = FILE_TRANSITIONS["release_file"].target
    file.released_by, file.released_at, file.release_reason = by, timezone.now(), reason
    file.thumbnail = thumbnail(file)
    _save(file, "state", "released_by", "released_at", "release_reason", "thumbnail")
    tell(file.signal, "Bestand vrijgegeven zonder scan", by=by, for_desk=True)
    log("release_file", file)
    return file


@transaction.atomic
def open_original(file, *, by, reason):
    """Let one person read the file as it came for an hour, with a reason; returns the grant."""
    require(by, Permission.FILE_OPEN_ORIGINAL, file)
    if not file.is_open:
        message = (
            "Dit bestand is nog niet gescand. Het origineel gaat pas open als het is gescand of vrijgegeven."
        )
        raise WrongState(message, back_to=file)
    grant = give_grant(Grant.Kind.ORIGINAL, file.pk, to=by, reason=reason)
    tell(file.signal, "Origineel van een bestand geopend", by=None, for_desk=True)  # who: in the log
    log("open_original", file, grant=grant.pk)
    return grant
