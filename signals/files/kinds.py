"""What a file really is, decided by its content alone. A name proves nothing.

The list of what we take is short and each kind is read as a whole afterwards (Pillow, qpdf, the parts of a zip, the
frames of a sound), so a library that guesses among thousands of kinds would decide nothing that is not decided here.
"""

import io
import re
import unicodedata
import zipfile

from signals.files import audio, office
from signals.files.refused import Refused

__all__ = ["NAMES", "Refused", "kind_of", "shown_name"]

# What other files are called that people often try, by their first bytes.
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"L\x00\x00\x00\x01\x14",
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
PAGE = re.compile(rb"<(!doctype|html|script|svg|\?php|iframe)", re.IGNORECASE)

# kind -> (ending of its name, content type). A picture of an iPhone is given back as JPEG.
NAMES = {
    "jpeg": ("jpg", "image/jpeg"),
    "png": ("png", "image/png"),
    "webp": ("webp", "image/webp"),
    "heic": ("heic", "image/heic"),
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pptx": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "odt": ("odt", "application/vnd.oasis.opendocument.text"),
    "ods": ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    "mp3": ("mp3", "audio/mpeg"),
    "m4a": ("m4a", "audio/mp4"),
    "wav": ("wav", "audio/wav"),
    "ogg": ("ogg", "audio/ogg"),
}
ENDINGS = {ending for ending, _ in NAMES.values()} | {
    "jpeg",
    "heif",
    "oga",
    "exe",
    "com",
    "scr",
    "html",
    "js",
}
LONGEST_NAME = 100


def kind_of(content):
    """The kind of this file, a key of NAMES; raises Refused with a reason for what we do not take."""
    if not content:
        raise Refused("empty")
    kind = _by_first_bytes(content)
    if kind is None:
        raise Refused(_why_unknown(content))
    if kind == "zip":
        return office.kind_of(content)
    _refuse_second_face(content, kind)
    if kind in audio.CHECKS:
        audio.CHECKS[kind](content)
    return kind


def _by_first_bytes(content):
    head = content[:16]
    if head.startswith((b"RIFF", b"PK\x03\x04")) or head[4:8] == b"ftyp":
        return _container(head)
    if head.startswith(b"ID3") or (head[0] == 0xFF and len(head) > 1 and head[1] & 0xE6 == 0xE2):
        return "mp3"
    starts = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png", b"%PDF-": "pdf", b"OggS": "ogg"}
    return next((kind for start, kind in starts.items() if head.startswith(start)), None)


def _container(head):
    """Kinds that share their first bytes."""
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(b"RIFF"):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12])
    return "heic" if head[8:12] in HEIC_BRANDS else "m4a"


def _why_unknown(content):
    if content.startswith(OLD_OFFICE):
        return "encrypted" if ENCRYPTED_PART in content else "old_office"
    return "program" if content.startswith(PROGRAMS) else "unknown"


def _refuse_second_face(content, kind):
    """A file that is two things at once is made to mislead: also a zip, a PDF, or a web page."""
    is_page = PAGE.search(content[:1024]) and kind != "pdf"
    is_pdf = kind != "pdf" and b"%PDF-" in content[:1024]
    if is_page or is_pdf or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused("two_faces")


def clean_name(name):
    """A name to show: no folders, nothing invisible, nothing that turns the reading direction, not too long."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)
    name = re.sub(r'[<>:"|?*]', "", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    return name[-LONGEST_NAME:].lstrip(" .") or "bestand"


def shown_name(name, kind):
    """The cleaned name with the ending of what the file really is: 'foto.exe' that is a picture reads 'foto.jpg'."""
    stem, _, ending = clean_name(name).rpartition(".")
    right = NAMES[kind][0]
    if not stem or ending.lower() not in ENDINGS:
        stem = clean_name(name)
    return f"{stem}.{ending if ending.lower() in {right, 'jpeg'} and kind == 'jpeg' else right}"
