"""Real files for the tests, small, made here: what people send, and what somebody makes up to do harm."""

import base64
import io
import struct
import wave
import zipfile
import zlib

import pikepdf
from PIL import Image

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PLACE = {1: "N", 2: (52.0, 38.0, 30.0), 3: "E", 4: (5.0, 3.0, 40.0)}
CAMERA = "Toestel van iemand"
IPHONE = zlib.decompress(
    base64.b64decode(
        "eNpdkDtLA0EQx2fvknhFTAQjhiAxCoKvJqAg2BwaC4t0Fpae9yAD91guRzg78w2stLW2UDtBC7ER+4AfQiwsUxjizN0pkmF3Z+Y3"
        "/51lBwAWnOhMdmw0gcxDp8mxh4YDIK48OzIgtaWO5YZZDBLNCCZsC90gadLSQQHBkXhKPVmVGJPBH9nhjeg7ScbVOUrsVAbQ6ZlN"
        "+AcFSw5iTOQliZEHmRLeUYaS/ANKMyAf0919oTK6SET1L/geDYcAZfWEblR1URTjMQtUVqi86o+KblBxY0+Iicp1o5+//Dhcu/WV"
        "WlFj9MaHpp+SfqolXsL7ZZ2emTUDN/RNNyY8DYVzQhXsSjv7sJ7tGYkxMlA1jbrBPErvd8oCRK6vqDkKaxjaToZLptU1k6nyf489"
        "y+DxV1bFXb462l25eR4Oyq+LxjZ8bhIvpGNqt2GdMg2EKCfzneWu3O4osLuR7TZ6ht9A2zN8C+AHc4VaRw=="
    )
)  # a blue square with a camera in its labels; Pillow cannot write this kind
CONTENT_TYPES = (
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation"),
}


def picture(form="JPEG", size=(120, 80), *, tagged=True, **options):
    """A photo, unless told otherwise with the place and the camera in it."""
    image = Image.new("RGB", size, "#2a7482")
    exif = Image.Exif()
    if tagged:
        exif[0x010F] = CAMERA
        exif.get_ifd(0x8825).update(PLACE)
        options["exif"] = exif
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


def noisy_picture(least):
    """A PNG of at least so many bytes: noise does not pack."""
    side = int((least / 3) ** 0.5) + 20
    made = io.BytesIO()
    Image.effect_noise((side, side * 3), 100).save(made, "PNG", compress_level=0)
    return made.getvalue()


def pdf(*, password="", script=False, attached=False):
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = CAMERA
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            document.Root.OpenAction = document.make_indirect(action)
        if attached:
            document.attachments["geheim.txt"] = b"verstopt"
        photo = pikepdf.Stream(document, picture())
        photo.update(
            {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 120, "/Height": 80}
        )
        photo.update(
            {"/ColorSpace": pikepdf.Name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode}
        )
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=photo))
        encryption = pikepdf.Encryption(user=password, owner=password) if password else False
        document.save(made, encryption=encryption)
    return made.getvalue()


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def office(kind="docx", **more):
    """A document of Word, Excel or PowerPoint as far as we look; `more` are parts, with / written as __."""
    main, words = MAIN[kind]
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.format(words),
        main: f"<text>{'Wat er gebeurde. ' * 20}</text>",
        "docProps/core.xml": f"<creator>{CAMERA}</creator>",
    }
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def open_document(kind="text", **more):
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<text/>",
        "meta.xml": f"<creator>{CAMERA}</creator>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def bomb():
    """A Word document of a few hundred kilobytes that unpacks to 300 MB."""
    return office(word__media__leeg="0" * 300_000_000)


def sound_wav(seconds=0.1):
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(int(16000 * seconds)))
    return made.getvalue()


def sound_mp3(frames=5):
    """Silent frames of 128 kbit/s behind a label."""
    label = b"ID3\x04\x00\x00" + bytes([0, 0, 0, 20]) + bytes(20)
    return label + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def box(name, content):
    return struct.pack(">I", len(content) + 8) + name + content


def sound_m4a(handler=b"soun"):
    head = box(b"ftyp", b"M4A \x00\x00\x00\x00isom")
    return head + box(b"moov", box(b"trak", bytes(8) + handler)) + box(b"mdat", bytes(50))


def sound_ogg():
    packet = b"\x01vorbis" + bytes(23)
    return b"OggS\x00\x02" + bytes(20) + bytes([1, len(packet)]) + packet


EVERY_KIND = {
    "jpeg": picture,
    "png": lambda: picture("PNG"),
    "webp": lambda: picture("WEBP"),
    "pdf": pdf,
    "docx": office,
    "xlsx": lambda: office("xlsx"),
    "pptx": lambda: office("pptx"),
    "odt": open_document,
    "ods": lambda: open_document("spreadsheet"),
    "mp3": sound_mp3,
    "m4a": sound_m4a,
    "wav": sound_wav,
    "ogg": sound_ogg,
}
