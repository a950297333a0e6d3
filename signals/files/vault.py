"""Where files lie: encrypted, under random names, on disk or in any store that Django knows (STORAGES["attachments"]).

Each file has a folder of its own, named by its token: `copy`, `original`, and while it comes in `part-…`. A file is
AES-256-GCM with its own nonce, bound to its place: one that is changed, or put in the place of another, does not open.
"""

import hashlib
import os
from base64 import urlsafe_b64decode
from contextlib import suppress
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages

COPY, ORIGINAL = "copy", "original"
MARK = b"zvh1"
NONCE = 12


class Unreadable(Exception):
    """The file is gone, was changed, or was written with a key we do not have."""


def keys():
    """{short name: key}; the first one writes, all of them read. A new key is put in front."""
    found = [urlsafe_b64decode(key) for key in settings.FILES_KEYS]
    return {hashlib.sha256(key).digest()[:4]: key for key in found}


def seal(content, name):
    called, key = next(iter(keys().items()))
    nonce = os.urandom(NONCE)
    return MARK + called + nonce + AESGCM(key).encrypt(nonce, content, name.encode())


def unseal(sealed, name):
    key = keys().get(sealed[4:8])
    if sealed[:4] != MARK or key is None:
        raise Unreadable(name)
    try:
        return AESGCM(key).decrypt(sealed[8 : 8 + NONCE], sealed[8 + NONCE :], name.encode())
    except InvalidTag as changed:
        raise Unreadable(name) from changed


def _store():
    return storages["attachments"]


def keep(token, what, content):
    """Store these bytes; what was there under that name is replaced."""
    name = f"{token}/{what}"
    _store().delete(name)
    stored = _store().save(name, ContentFile(seal(content, name)))
    if stored != name:
        raise Unreadable(name)


def take(token, what):
    """The bytes that were stored."""
    name = f"{token}/{what}"
    try:
        with _store().open(name) as file:
            return unseal(file.read(), name)
    except OSError as gone:
        raise Unreadable(name) from gone


def part_name(offset):
    return f"part-{offset:010d}"


def names_of(token):
    try:
        return sorted(_store().listdir(str(token))[1])
    except FileNotFoundError:
        return []


def take_parts(token):
    """What came in, put together in order."""
    return b"".join(take(token, name) for name in names_of(token) if name.startswith("part-"))


def drop(token, *, only_parts=False):
    """Remove the files of this token."""
    for name in names_of(token):
        if not only_parts or name.startswith("part-"):
            _store().delete(f"{token}/{name}")
    if not only_parts:
        with suppress(OSError):
            _store().delete(str(token))  # on disk the empty folder too


def tokens(*, before):
    """Every token of which the files lie there since before this moment."""
    try:
        found = _store().listdir("")[0]
    except FileNotFoundError:
        return []
    return [token for token in found if _newest(token) < before]


def _newest(token):
    moments = [_store().get_modified_time(f"{token}/{name}") for name in names_of(token)]
    return max(moments, default=datetime.min.replace(tzinfo=UTC))
