"""What a file is, by its content; and what is refused, each with its own sentence."""

import zlib

import pytest

from signals.files import Refused, clean_copy, kind_of, shown_name
from signals.files.refused import WHY
from tests import files

PROGRAM = b"MZ\x90\x00" + bytes(500)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TEMPLATE = (
    b'<Relationship Type="http://x/relationships/attachedTemplate" Target="t.dotm" TargetMode="External"/>'
)
OTHER_QUOTES = (
    b"<Relationship Type='http://x/relationships/attachedTemplate' Target='a>b' TargetMode = 'External'/>"
)
BEACON = b'<Relationship Type="http://x/relationships/image" Target="http://x/p.png" TargetMode="external"/>'
XLINK = '<text xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="d" xmlns:text="t">{}</text>'
LINK = b'<Relationship Type="http://x/relationships/hyperlink" Target="http://x/" TargetMode="External"/>'


@pytest.mark.parametrize("kind", files.EVERY_KIND)
def test_every_kind_is_known_by_its_content_and_has_a_copy(kind):
    content = files.EVERY_KIND[kind]()

    assert kind_of(content) == kind
    assert clean_copy(content, kind)[1] == kind


def test_picture_of_an_iphone_becomes_a_jpeg():
    assert kind_of(files.IPHONE) == "heic"

    copy, kind = clean_copy(files.IPHONE, "heic")

    assert (kind, kind_of(copy)) == ("jpeg", "jpeg")
    assert files.CAMERA.encode() not in copy


REFUSALS = {
    "nothing in it": (lambda: b"", "empty"),
    "text": (lambda: b"Beste mensen, dit is een brief.", "unknown"),
    "a program called foto.jpg": (lambda: PROGRAM, "program"),
    "a shell script": (lambda: b"#!/bin/sh\nrm -rf /", "program"),
    "old Word": (lambda: OLD, "old_office"),
    "Word with a password": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "PDF with a password": (lambda: files.pdf(password="geheim"), "encrypted"),
    "OpenDocument with a password": (
        lambda: files.open_document(**{"META-INF__manifest.xml": "<encryption-data/>"}),
        "encrypted",
    ),
    "picture that is also a zip": (lambda: files.picture() + files.packed({"a": "b"}), "two_faces"),
    "PDF that is also a zip": (lambda: files.pdf() + files.packed({"a": "b"}), "two_faces"),
    "picture that is also a PDF": (lambda: files.picture(comment=b"%PDF-1.4"), "two_faces"),
    "picture that is also a page": (lambda: files.picture(comment=b"<script>x</script>"), "two_faces"),
    "half a picture": (lambda: files.picture(size=(900, 900))[:3000], "broken"),
    "half a PNG": (lambda: files.noisy_picture(9000)[:5000], "broken"),
    "picture of nonsense": (lambda: b"\xff\xd8\xff\xe0" + bytes(300), "broken"),
    "half a PDF without an end": (lambda: b"%PDF-1.7\n" + bytes(300), "broken"),
    "half a picture of an iPhone": (lambda: files.IPHONE[:-40], "broken"),
    "half a zip": (lambda: files.office()[:-60], "broken"),
    "half a wav": (lambda: files.sound_wav()[:-400], "broken"),
    "half an ogg": (lambda: files.sound_ogg()[:-4], "broken"),
    "half an m4a": (lambda: files.sound_m4a()[:-4], "broken"),
    "mp3 of nonsense": (lambda: files.sound_mp3(frames=0) + bytes(5000), "broken"),
    "film": (lambda: files.sound_m4a(handler=b"vide"), "film"),
    "zip bomb": (files.bomb, "bomb"),
    "zip of very many parts": (lambda: files.office(**{f"p{n}": "" for n in range(3001)}), "bomb"),
    "zip in a document": (lambda: files.office(**{"word__a.zip": "PK"}), "bomb"),
    "ordinary zip": (lambda: files.packed({"brief.txt": "x"}), "unknown"),
    "Word with macros": (lambda: files.office(**{"word__vbaProject.bin": "x"}), "macro"),
    "Word that says it has macros": (
        lambda: files.office(
            **{"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
        ),
        "macro",
    ),
    "OpenDocument with macros": (lambda: files.open_document(Basic__Standard__x="x"), "macro"),
    "Word with a program in it": (lambda: files.office(**{"word__embeddings__oleObject1.bin": "x"}), "macro"),
    "Word with a template from outside": (
        lambda: files.office(**{"word___rels__settings.xml.rels": TEMPLATE}),
        "outside",
    ),
    "Word with such a template in other quotes": (
        lambda: files.office(**{"word___rels__settings.xml.RELS": OTHER_QUOTES}),
        "outside",
    ),
    "Word with a picture that is fetched": (
        lambda: files.office(**{"word___rels__document.xml.rels": BEACON}),
        "outside",
    ),
    "OpenDocument with a picture that is fetched": (
        lambda: files.open_document(**{"content.xml": XLINK.format('<draw:image xlink:href="http://x/p"/>')}),
        "outside",
    ),
    "Word with relations that are no XML": (
        lambda: files.office(**{"word___rels__document.xml.rels": "<half"}),
        "broken",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_refused_with_a_reason(name):
    make, reason = REFUSALS[name]
    content = make()

    with pytest.raises(Refused) as refused:
        clean_copy(content, kind_of(content))

    assert refused.value.reason == reason


def test_picture_of_too_many_pixels_is_refused_before_it_is_drawn():
    content = bytearray(files.picture("PNG", tagged=False))
    content[16:24] = (20_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")

    with pytest.raises(Refused) as refused:
        clean_copy(bytes(content), "png")

    assert refused.value.reason == "too_many_pixels"


def test_word_with_an_ordinary_link_is_taken():
    assert kind_of(files.office(**{"word___rels__document.xml.rels": LINK})) == "docx"


def test_open_document_with_a_link_and_a_picture_of_its_own_is_taken():
    text = XLINK.format('<text:a xlink:href="http://x/"/><draw:image xlink:href="Pictures/1.png"/>')

    assert kind_of(files.open_document(**{"content.xml": text})) == "odt"


def test_every_sentence_fits_and_ends_as_one():
    assert [sentence for sentence in WHY.values() if len(sentence) > 200 or not sentence.endswith(".")] == []


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("foto.exe", "jpeg", "foto.jpg"),
        ("foto.JPEG", "jpeg", "foto.JPEG"),
        ("verslag v1.2", "pdf", "verslag v1.2.pdf"),
        ("../../etc/passwd", "docx", "passwd.docx"),
        ("C:\\Users\\ik\\brief.docx", "docx", "brief.docx"),
        ("gpj.\u202eexe.jpg", "jpeg", "gpj. exe.jpg"),
        ("een\r\nX: y.pdf", "pdf", "een X y.pdf"),
        ("", "png", "bestand.png"),
        ("   .pdf", "pdf", "pdf.pdf"),
        ("a" * 300 + ".pdf", "pdf", "a" * 96 + ".pdf"),
    ],
)
def test_name_that_is_shown_is_clean_and_true(name, kind, shown):
    assert shown_name(name, kind) == shown
