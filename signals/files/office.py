"""Office files are zips: counted before they are unpacked, refused when they can act, freed from who made them."""

import io
import re
import zipfile
from contextlib import contextmanager
from xml.etree import ElementTree

from signals.files.jpeg import without_labels
from signals.files.refused import Refused

MOST_PARTS = 3000
MOST_BYTES = 250_000_000  # unpacked, all parts together
HIGHEST_RATIO = 150  # unpacked to packed; sheets of one number reach a hundred
SMALL = 20_000_000  # below this a high ratio does no harm
LISTS = (
    ".rels",
    "[Content_Types].xml",
    "mimetype",
    "META-INF/manifest.xml",
)  # parts that are read as a whole
LARGEST_LIST = 5_000_000
MAIN_PART = {
    "word/document.xml": ("docx", b"wordprocessingml.document.main+xml"),
    "xl/workbook.xml": ("xlsx", b"spreadsheetml.sheet.main+xml"),
    "ppt/presentation.xml": ("pptx", b"presentationml.presentation.main+xml"),
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
CAN_DO_SOMETHING = re.compile(
    r"vbaproject|vbadata|activex|oleobject|macrosheets|(^|/)(basic|scripts)/.|\.(exe|dll|js|vbs|bat|cmd|ps1)$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//|\\\\)", re.IGNORECASE)
CORE = (
    b'<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
APP = (
    b'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
CUSTOM = (
    b'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
)
META = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    b' office:version="1.2"/>'
)
WITHOUT_MAKER = {
    "docProps/core.xml": CORE,
    "docProps/app.xml": APP,
    "docProps/custom.xml": CUSTOM,
    "meta.xml": META,
}
READ_AT_ONCE = 65_536


@contextmanager
def _opened(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield packed
    except Refused:
        raise
    except Exception as broken:  # a zip that somebody made up brings about many kinds
        raise Refused("broken") from broken


def kind_of(content):
    """docx, xlsx, pptx, odt or ods; raises Refused for any other zip, and for one that bursts or can do something."""
    with _opened(content) as packed:
        parts = packed.infolist()
        _refuse_bomb(parts, len(content))
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("encrypted")
        kind = _kind(packed, {part.filename for part in parts})
        if any(CAN_DO_SOMETHING.search(part.filename) for part in parts):
            raise Refused("macro")
        _refuse_what_is_fetched(packed, parts)
        return kind


def _refuse_bomb(parts, packed_size):
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES:
        raise Refused("bomb")
    if unpacked > SMALL and unpacked > HIGHEST_RATIO * max(packed_size, 1):
        raise Refused("bomb")
    if any(part.file_size > LARGEST_LIST for part in parts if part.filename.endswith(LISTS)):
        raise Refused("bomb")
    if any(part.filename.lower().endswith((".zip", ".7z", ".rar", ".gz")) for part in parts):
        raise Refused("bomb")


def _kind(packed, names):
    if "mimetype" in names:
        kind = OPEN_DOCUMENT.get(packed.read("mimetype").strip())
        if kind and b"encryption-data" in _read(packed, "META-INF/manifest.xml", names):
            raise Refused("encrypted")
    else:
        kind = _microsoft_kind(packed, names)
    if kind is None:
        raise Refused("unknown")
    return kind


def _microsoft_kind(packed, names):
    declared = _read(packed, "[Content_Types].xml", names)
    if b"macroEnabled" in declared:
        raise Refused("macro")
    found = (kind for part, (kind, words) in MAIN_PART.items() if part in names and words in declared)
    return next(found, None)


def _read(packed, name, names):
    return packed.read(name) if name in names else b""


def _refuse_what_is_fetched(packed, parts):
    """Names of parts ignore case (ECMA-376-2); the texts of an open document name what they show by its address."""
    for part in parts:
        name = part.filename.lower()
        if name.endswith(".rels") and _fetches(packed.read(part)):
            raise Refused("outside")
        if name in {"content.xml", "styles.xml"} and _shows_from_elsewhere(packed.read(part)):
            raise Refused("outside")


def _elements(xml):
    try:
        return list(ElementTree.fromstring(xml).iter())  # noqa: S314 - in a process of its own, with limits (apart.py)
    except ElementTree.ParseError as broken:
        raise Refused("broken") from broken


def _fetches(relations):
    """A template, picture or object that is fetched when the file opens. A plain link to a web page is none."""
    return any(
        one.get("TargetMode", "").lower() == "external" and not one.get("Type", "").endswith("/hyperlink")
        for one in _elements(relations)
    )


def _shows_from_elsewhere(text):
    return any(
        ELSEWHERE.match(address) and not one.tag.endswith("}a")
        for one in _elements(text)
        for name, address in one.attrib.items()
        if name.endswith("}href")
    )


def without_maker(content):
    """The same file without author, organisation, dates and titles. Names in comments and changes stay as text."""
    made = io.BytesIO()
    with _opened(content) as packed, zipfile.ZipFile(made, "w") as copy:
        for part in packed.infolist():
            plain = zipfile.ZipInfo(part.filename)
            plain.compress_type = part.compress_type
            if part.filename in WITHOUT_MAKER:
                copy.writestr(plain, WITHOUT_MAKER[part.filename])
            elif part.filename.lower().endswith((".jpg", ".jpeg")):
                copy.writestr(plain, without_labels(_whole(packed, part)))
            else:
                _pass_on(packed, part, copy, plain)
    return made.getvalue()


def _pass_on(packed, part, copy, plain):
    with copy.open(plain, "w") as target:
        for bit in _bits(packed, part):
            target.write(bit)


def _whole(packed, part):
    return b"".join(_bits(packed, part))


def _bits(packed, part):
    """A bit at a time: what it says about its size may be a lie."""
    left = part.file_size
    with packed.open(part) as source:
        while bit := source.read(READ_AT_ONCE):
            left -= len(bit)
            if left < 0:
                raise Refused("bomb")
            yield bit
