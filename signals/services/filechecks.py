"""What happens to a file that came in: scanned, recognised, cleaned, stored. As who added it, without a request.

Looking at it takes seconds and holds no lock; only what it found is written under the locks, signal before file.
"""

import logging
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from signals.files import Refused, apart, scanner, shown_name, thumbnail_of, vault
from signals.files.cleaning import AUDIO
from signals.models import Attachment, FileState, Signal
from signals.services.timeline import tell

FOUND = ("kind", "name", "state", "refusal", "thumbnail")
logger = logging.getLogger(__name__)


@transaction.atomic
def check_file(pk):
    """Check a file that came in whole, or let a scanner look that was not there before. Twice does nothing twice."""
    states = (FileState.CHECKING, FileState.UNSCANNED)
    file = Attachment.objects.filter(pk=pk, state__in=states).first()
    if file is None:
        return
    before, reason = file.state, ""
    try:
        _look(file)
    except Refused as refused:
        reason = refused.reason
        file.state, file.refusal, file.thumbnail = FileState.REFUSED, str(refused), None
    except vault.Unreadable:  # a key that is not here, or a store that lost it: a person must look
        logger.exception("bestand %s is niet te openen", file.pk)
    _write(file, before, reason)


def _look(file):
    if file.state == FileState.CHECKING:
        _take_in(file)
    else:
        _scan_again(file)


def _take_in(file):
    content = _received(file)
    is_scanned = _scan(content)
    kind, copy, copy_kind = apart.cleaned(content)
    vault.keep(file.token, vault.COPY, copy)
    if kind not in AUDIO:
        vault.keep(file.token, vault.ORIGINAL, content)
    file.kind, file.name = kind, shown_name(file.name, copy_kind)
    file.state = FileState.CLEAN if is_scanned else FileState.UNSCANNED
    file.thumbnail = thumbnail_of(copy, copy_kind) if is_scanned else None


def _received(file):
    content = vault.take_parts(file.token)
    if len(content) != file.size:
        raise Refused("other_size")
    return content


def _scan(content):
    """Whether a scanner found it clean; False when there is none, or none that answers."""
    if not scanner.is_there():
        return False
    try:
        if scanner.finds_virus(content):
            raise Refused("virus")
    except scanner.ScannerAway:
        return False
    return True


def _scan_again(file):
    """Later, when a scanner has come: what is scanned is the file as it came."""
    what = vault.COPY if file.kind in AUDIO else vault.ORIGINAL
    if _scan(vault.take(file.token, what)):
        file.state, file.thumbnail = FileState.CLEAN, thumbnail(file)


def _write(found, before, reason):
    """What was found, unless somebody released or took the file meanwhile."""
    if found.signal_id:
        Signal.objects.select_for_update(of=("self",)).get(pk=found.signal_id)
    files = Attachment.objects.select_for_update(of=("self",)).select_related("signal")
    file = files.filter(pk=found.pk, state=before).first()
    if file is None:
        return
    for name in FOUND:
        setattr(file, name, getattr(found, name))
    file.touched_at = timezone.now()
    file.save(update_fields=[*FOUND, "touched_at"])
    if file.state == FileState.REFUSED:
        transaction.on_commit(partial(vault.drop, file.token))
        log("refuse_file", file, reason=reason)
    elif before == FileState.CHECKING and file.state != before:
        _welcome(file)


def _welcome(file):
    if file.kind not in AUDIO:
        with connection.cursor() as cursor:
            cursor.execute("SELECT zvh.keep_original(%s)", [file.pk])
    transaction.on_commit(partial(vault.drop, file.token, only_parts=True))
    if file.signal_id:
        tell(file.signal, "Bestand toegevoegd", by=file.uploaded_by)
    log("add_file", file)


def thumbnail(file):
    """A small picture of the working copy, or None; only made when the file opens."""
    kind = "jpeg" if file.kind == "heic" else file.kind
    return thumbnail_of(vault.take(file.token, vault.COPY), kind)
