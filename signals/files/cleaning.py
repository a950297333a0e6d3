"""The working copy that people read: a picture drawn anew, a PDF without anything that acts or tells who made it."""

import base64
import io
import warnings
import zlib

import pi_heif
import pikepdf
from PIL import Image, ImageOps

from signals.files import office
from signals.files.jpeg import without_labels
from signals.files.refused import Refused

PICTURES = {"jpeg", "png", "webp", "heic"}
OFFICE = {"docx", "xlsx", "pptx", "odt", "ods"}
AUDIO = {"mp3", "m4a", "wav", "ogg"}
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 4096
SMALL_SIDE = (160, 160)
FORMATS = {"jpeg": ["JPEG", "MPO"], "png": ["PNG"], "webp": ["WEBP"], "heic": ["HEIF"]}

# What a PDF may not carry: things that act, other files, and who made it when and with what.
MOST_BYTES_OF_A_PHOTO = 60_000_000
DROPPED = (
    "/AA",
    "/OpenAction",
    "/JS",
    "/JavaScript",
    "/EmbeddedFiles",
    "/EF",
    "/AF",
    "/XFA",
    "/Metadata",
    "/PieceInfo",
)
DROPPED += (
    "/LastModified",
    "/Collection",
    "/Perms",
    "/Thumb",
    "/M",
    "/CreationDate",
    "/ModDate",
    "/RichMediaContent",
)
ACTING = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}

pi_heif.register_heif_opener(thumbnails=False)


def clean_copy(content, kind):
    """(bytes to read, kind they have). Sound stays as it is; raises Refused for what cannot be read whole."""
    if kind in PICTURES:
        return _clean_picture(content, kind)
    if kind == "pdf":
        return _clean_pdf(content), kind
    return (office.without_maker(content) if kind in OFFICE else content), kind


def _opened(content, kind):
    """The pixels of a picture, upright. The number of pixels is read before any is made."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of labels that are wrong; they are dropped
        try:
            picture = Image.open(io.BytesIO(content), formats=FORMATS[kind])
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            return ImageOps.exif_transpose(picture)
        except Refused:
            raise
        except Image.DecompressionBombError as huge:
            raise Refused("too_many_pixels") from huge
        except Exception as broken:  # Pillow raises many kinds for a file that somebody made up
            raise Refused("broken") from broken


def _clean_picture(content, kind):
    picture = _opened(content, kind)
    kind = "jpeg" if kind == "heic" else kind
    mode = "RGB" if kind == "jpeg" or not picture.has_transparency_data else "RGBA"
    picture = picture.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _written(picture, kind), kind


def _written(picture, kind, **options):
    """Only pixels: Pillow would write some labels it found once more."""
    picture.info = {}
    options = {"jpeg": {"quality": 88}, "webp": {"quality": 88}}.get(kind, {}) | options
    made = io.BytesIO()
    picture.save(made, kind.upper(), **options)
    return made.getvalue()


def thumbnail_of(copy, kind):
    """A few kilobytes of JPEG to recognise a picture by; None of anything else."""
    if kind not in PICTURES:
        return None
    picture = _opened(copy, "jpeg" if kind == "heic" else kind).convert("RGB")
    picture.thumbnail(SMALL_SIDE)
    return _written(picture, "jpeg", quality=70)


def _clean_pdf(content):
    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            _strip(pdf)
            pdf.save(made, deterministic_id=True, encryption=False)
    except pikepdf.PasswordError as closed:
        raise Refused("encrypted") from closed
    except Refused:
        raise
    except Exception as broken:  # qpdf and pikepdf raise many kinds for a file that somebody made up
        raise Refused("broken") from broken
    return made.getvalue()


def _strip(pdf):
    if len(pdf.pages) == 0:
        raise Refused("broken")
    del pdf.docinfo
    for thing in pdf.objects:
        _strip_thing(thing)
    for page in pdf.pages:
        _drop_acting_notes(page)


def _strip_thing(thing, depth=0):
    """What this object holds itself; what it points to comes along as an object of its own."""
    if depth > 20:
        raise Refused("broken")
    if isinstance(thing, pikepdf.Array):
        children = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        _strip_keys(thing)
        children = [thing[key] for key in list(thing.keys())]
    else:
        return
    for child in children:
        if isinstance(child, pikepdf.Object) and not child.is_indirect:
            _strip_thing(child, depth + 1)


def _strip_keys(thing):
    for key in DROPPED:
        if key in thing:
            del thing[key]
    action = thing.get("/A")
    if isinstance(action, pikepdf.Dictionary) and "/S" in action and action["/S"] != "/GoTo":
        del thing["/A"]
    if isinstance(thing, pikepdf.Stream) and "/DCTDecode" in _filters(thing):
        _strip_photo(thing)


def _filters(stream):
    named = stream.get("/Filter", [])
    return [str(one) for one in named] if isinstance(named, pikepdf.Array | list) else [str(named)]


def _strip_photo(stream):
    """A photo may be packed once more; that is undone first, for its labels stand inside."""
    *packed, _ = _filters(stream)
    photo = stream.read_raw_bytes()
    for name in packed:
        if name not in UNPACK:
            raise Refused("broken")
        photo = UNPACK[name](photo)
    stream.write(without_labels(photo), filter=pikepdf.Name.DCTDecode)


def _inflate(packed):
    opener = zlib.decompressobj()
    made = opener.decompress(packed, MOST_BYTES_OF_A_PHOTO)
    if opener.unconsumed_tail:
        raise Refused("bomb")
    return made


UNPACK = {
    "/FlateDecode": _inflate,
    "/ASCII85Decode": lambda packed: base64.a85decode(packed.strip().removesuffix(b"~>")),
    "/ASCIIHexDecode": lambda packed: bytes.fromhex(packed.decode("ascii").partition(">")[0]),
}


def _drop_acting_notes(page):
    notes = page.obj.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        kept = [note for note in notes if str(note.get("/Subtype", "")) not in ACTING]
        page.obj["/Annots"] = pikepdf.Array(kept)
