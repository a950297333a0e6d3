"""Files with a few recent signals: drawings and papers made here, so that a page shows what a file looks like."""

import io
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from PIL import Image, ImageDraw

from signals.files import clean_copy, kind_of, thumbnail_of, vault
from signals.models import Attachment, FileState, Original

WALL, JOINT, PAPER, INK = "#9a5b45", "#c9b8a8", "#f3ead8", "#33414a"
RELEASED_BECAUSE = "De melder is bekend en de foto is nodig voor de weging van vandaag."


def save_files(reports, region, people):
    """A poster, a note and a photo that waits for the scanner; returns how many."""
    recent = [one for one in reports if one.signal.house == region.house and one.signal.reported_by_id]
    newest = sorted(recent, key=lambda one: one.signal.submitted_at)[-3:]
    made = [
        _file(newest[2], "affiche op de muur.png", _poster(), FileState.CLEAN),
        _file(newest[2], "notitie van de avond.pdf", _note(), FileState.CLEAN),
        _file(newest[1], "raam buurthuis.png", _poster(torn=True), FileState.UNSCANNED),
        _file(
            newest[0], "plein.png", _poster(size=(900, 600)), FileState.RELEASED, people["procesregisseur"]
        ),
    ]
    Attachment.objects.bulk_create(made)
    Original.objects.bulk_create(Original(attachment=file) for file in made)
    return len(made)


def _file(report, name, content, state, released_by=None):
    kind = kind_of(content)
    copy, _ = clean_copy(content, kind)
    at = report.signal.submitted_at + timedelta(minutes=4)
    file = Attachment(
        token=uuid5(NAMESPACE_URL, f"{report.signal.number}/{name}"),
        signal=report.signal,
        uploaded_by=report.signal.reported_by,
        uploaded_at=at,
        touched_at=at,
        name=name,
        size=len(content),
        received=len(content),
        kind=kind,
        state=state,
        thumbnail=None if state == FileState.UNSCANNED else thumbnail_of(copy, kind),
    )
    if released_by:
        file.released_by, file.released_at = released_by, at + timedelta(hours=2)
        file.release_reason = RELEASED_BECAUSE
    vault.keep(file.token, vault.COPY, copy)
    vault.keep(file.token, vault.ORIGINAL, content)
    return file


def _poster(size=(800, 600), *, torn=False):
    """A paper on a brick wall."""
    picture = Image.new("RGB", size, WALL)
    pen = ImageDraw.Draw(picture)
    for row, y in enumerate(range(0, size[1], 40)):
        pen.line([(0, y), (size[0], y)], JOINT, 4)
        for x in range(-40 * (row % 2), size[0], 80):
            pen.line([(x, y), (x, y + 40)], JOINT, 4)
    left, top, right, bottom = size[0] // 3, size[1] // 6, size[0] * 2 // 3, size[1] * 5 // 6
    corner = bottom - 120 if torn else bottom
    pen.polygon([(left, top), (right, top), (right, corner), (left, bottom)], PAPER)
    for line in range(5):
        y = top + 40 + 50 * line
        pen.line([(left + 30, y), (right - 30 - 25 * (line % 3), y)], INK, 14 if line == 0 else 6)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


def _note():
    """One page with two lines of text."""
    text = b"BT /F1 14 Tf 60 760 Td (Notitie van de avond) Tj 0 -30 Td (Rustig verlopen. Om 22.00 uur leeg.) Tj ET"
    made = io.BytesIO()
    with pikepdf.new() as paper:
        page = paper.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pikepdf.Stream(paper, text)
        paper.save(made, deterministic_id=True)
    return made.getvalue()
