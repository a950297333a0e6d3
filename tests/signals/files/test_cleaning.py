"""What stays behind: the working copy tells nothing about who made it, and can do nothing."""

import io
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from signals.files import clean_copy, thumbnail_of
from tests import files


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_picture_loses_place_and_camera(form):
    content = files.picture(form)
    assert files.CAMERA.encode() in content

    copy, _ = clean_copy(content, form.lower())

    picture = Image.open(io.BytesIO(copy))
    assert dict(picture.getexif()) == {}
    assert dict(picture.getexif().get_ifd(0x8825)) == {}
    assert files.CAMERA.encode() not in copy
    assert picture.size == (120, 80)


def test_picture_loses_remarks():
    copy, _ = clean_copy(files.picture(comment=b"gemaakt door iemand"), "jpeg")

    assert b"gemaakt door iemand" not in copy


def test_picture_keeps_standing_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    copy, _ = clean_copy(files.picture(tagged=False, exif=exif), "jpeg")

    assert Image.open(io.BytesIO(copy)).size == (80, 120)


def test_picture_keeps_being_transparent():
    made = io.BytesIO()
    Image.new("RGBA", (9, 9), (1, 2, 3, 0)).save(made, "PNG")

    copy, _ = clean_copy(made.getvalue(), "png")

    assert Image.open(io.BytesIO(copy)).mode == "RGBA"


def test_large_picture_becomes_smaller():
    copy, _ = clean_copy(files.picture(size=(5000, 40)), "jpeg")

    assert Image.open(io.BytesIO(copy)).size == (4096, 33)


def test_thumbnail_is_a_few_kilobytes_of_jpeg():
    small = thumbnail_of(files.picture(size=(2000, 1000)), "jpeg")

    assert Image.open(io.BytesIO(small)).size == (160, 80)
    assert len(small) < 8000
    assert thumbnail_of(files.pdf(), "pdf") is None


def test_pdf_loses_maker_script_and_files():
    content = files.pdf(script=True, attached=True)
    assert b"app.alert" in content

    copy, _ = clean_copy(content, "pdf")

    with pikepdf.open(io.BytesIO(copy)) as document:
        assert dict(document.docinfo) == {}
        assert "/OpenAction" not in document.Root
        assert len(document.attachments) == 0
        photo = document.pages[0].Resources.XObject.Foto
        assert files.CAMERA.encode() not in photo.read_raw_bytes()
        assert Image.open(io.BytesIO(photo.read_raw_bytes())).size == (120, 80)
        everything = b"".join(one.unparse(resolved=True) for one in document.objects)
    assert b"alert" not in everything
    assert b"verstopt" not in everything
    assert files.CAMERA.encode() not in copy


@pytest.mark.parametrize("action", ["URI", "Launch", "SubmitForm", "GoToR", "JavaScript", "ImportData"])
def test_pdf_link_that_does_something_does_it_no_more(action):
    made = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        link.A = pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), URI="http://x.example/", F="x")
        page.obj.Annots = pikepdf.Array([link, pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment)])
        document.save(made)

    copy, _ = clean_copy(made.getvalue(), "pdf")

    with pikepdf.open(io.BytesIO(copy)) as document:
        (kept,) = document.pages[0].Annots
        assert "/A" not in kept


@pytest.mark.parametrize("make", [files.office, files.open_document])
def test_office_loses_its_maker_and_keeps_its_text(make):
    content = make()
    kind = "docx" if make is files.office else "odt"

    copy, _ = clean_copy(content, kind)

    with zipfile.ZipFile(io.BytesIO(copy)) as parts, zipfile.ZipFile(io.BytesIO(content)) as before:
        assert parts.namelist() == before.namelist()
        assert not any(files.CAMERA.encode() in parts.read(name) for name in parts.namelist())
        text = "word/document.xml" if kind == "docx" else "content.xml"
        assert parts.read(text) == before.read(text)


def test_sound_stays_as_it_came():
    assert clean_copy(files.sound_mp3(), "mp3") == (files.sound_mp3(), "mp3")


def test_photo_in_a_document_loses_its_labels():
    content = files.office(**{"word__media__image1.jpeg": files.picture()})

    copy, _ = clean_copy(content, "docx")

    with zipfile.ZipFile(io.BytesIO(copy)) as parts:
        photo = parts.read("word/media/image1.jpeg")
    assert files.CAMERA.encode() not in photo
    assert Image.open(io.BytesIO(photo)).size == Image.open(io.BytesIO(files.picture())).size


@pytest.mark.parametrize("filters", [["/DCTDecode"], ["/FlateDecode", "/DCTDecode"]])
def test_photo_in_a_pdf_loses_its_labels_however_it_is_packed(filters):
    made = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        raw = files.picture() if len(filters) == 1 else zlib.compress(files.picture())
        photo = pikepdf.Stream(document, raw)
        photo.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
        photo.update({"/Width": 120, "/Height": 80, "/ColorSpace": pikepdf.Name.DeviceRGB})
        photo["/BitsPerComponent"] = 8
        photo["/Filter"] = pikepdf.Array([pikepdf.Name(name) for name in filters])
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Foto=photo))
        document.save(made, compress_streams=False)

    copy, _ = clean_copy(made.getvalue(), "pdf")

    with pikepdf.open(io.BytesIO(copy)) as document:
        photo = document.pages[0].Resources.XObject.Foto
        assert files.CAMERA.encode() not in photo.read_raw_bytes()
        assert pikepdf.PdfImage(photo).as_pil_image().size == (120, 80)
