"""Where the bytes lie: encrypted, bound to their place, and gone when they are dropped."""

import base64
from uuid import uuid4

import pytest

from signals.files import vault

CONTENT = b"Op de foto staat een deur. " * 50
TOKEN, OTHER = uuid4(), uuid4()
OLD, NEW = (base64.urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture
def on_disk(settings, tmp_path):
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"attachments": store}
    return tmp_path


def test_bytes_on_disk_are_not_the_bytes(on_disk):
    vault.keep(TOKEN, vault.ORIGINAL, CONTENT)

    lying = (on_disk / str(TOKEN) / "original").read_bytes()
    assert CONTENT[:20] not in lying
    assert vault.take(TOKEN, vault.ORIGINAL) == CONTENT


def test_file_that_was_changed_does_not_open(on_disk):
    vault.keep(TOKEN, vault.COPY, CONTENT)
    path = on_disk / str(TOKEN) / "copy"
    lying = bytearray(path.read_bytes())
    lying[-1] ^= 1
    path.write_bytes(lying)

    with pytest.raises(vault.Unreadable):
        vault.take(TOKEN, vault.COPY)


def test_file_in_the_place_of_another_does_not_open(on_disk):
    for token in (TOKEN, OTHER):
        vault.keep(token, vault.COPY, CONTENT)
    (on_disk / str(OTHER) / "copy").rename(on_disk / str(TOKEN) / "copy")

    with pytest.raises(vault.Unreadable):
        vault.take(TOKEN, vault.COPY)


def test_file_that_is_gone_does_not_open(on_disk):
    with pytest.raises(vault.Unreadable):
        vault.take(TOKEN, vault.COPY)


def test_new_key_writes_and_the_old_one_still_reads(on_disk, settings):
    settings.FILES_KEYS = [OLD]
    vault.keep(TOKEN, vault.COPY, CONTENT)
    settings.FILES_KEYS = [NEW, OLD]
    assert vault.take(TOKEN, vault.COPY) == CONTENT

    settings.FILES_KEYS = [NEW]
    with pytest.raises(vault.Unreadable):
        vault.take(TOKEN, vault.COPY)


def test_keeping_again_replaces(on_disk):
    vault.keep(TOKEN, vault.part_name(0), b"eerst")
    vault.keep(TOKEN, vault.part_name(0), b"daarna")
    vault.keep(TOKEN, vault.part_name(6), b" nog")

    assert vault.take_parts(TOKEN) == b"daarna nog"


def test_drop_leaves_nothing(on_disk):
    for what in (vault.COPY, vault.ORIGINAL, vault.part_name(0)):
        vault.keep(TOKEN, what, CONTENT)

    vault.drop(TOKEN, only_parts=True)
    assert vault.names_of(TOKEN) == ["copy", "original"]

    vault.drop(TOKEN)
    assert list(on_disk.iterdir()) == []
