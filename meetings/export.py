"""The register of decisions as CSV. Read piece by piece, each piece again as the person who asked."""

from django.utils import timezone

from meetings.queries import decisions
from signals.export import PIECE, csv_text, defused
from zvh.actor import acting_as

MORE = "Er zijn meer besluiten dan er in één bestand gaan: dit zijn de eerste 10.000. Kies meer filters."
CONTENT_TYPE = "text/csv; charset=utf-8"

# heading, and the value of a decision
COLUMNS = (
    ("Overleg", lambda one: f"{timezone.localtime(one.item.meeting.starts_at):%d-%m-%Y}"),
    ("Agendapunt", lambda one: one.item.title),
    ("Soort", lambda one: one.get_kind_display()),
    ("Besluit", lambda one: one.text),
    ("Redenen", lambda one: one.reasons),
    ("Organisatie", lambda one: one.organisation or ""),
    ("Wie het zegt", lambda one: one.speaker),
    ("Dag", lambda one: _day(one.planned_on)),
    ("Vastgelegd op", lambda one: f"{timezone.localtime(one.recorded_at):%d-%m-%Y}"),
    ("Driehoek", lambda one: one.get_driehoek_answer_display()),
    ("Driehoek op", lambda one: _day(one.driehoek_on)),
    ("Driehoek: wie", lambda one: one.driehoek_who),
    ("Driehoek: reden", lambda one: one.driehoek_reason),
    ("Casus", lambda one: one.case.number if one.case else ""),
)


def _day(day):
    return f"{day:%d-%m-%Y}" if day else ""


def name():
    return f"besluiten-{timezone.localdate():%Y-%m-%d}.csv"


def csv_of(user, ids, *, more):
    """Pieces of the file as a Dutch spreadsheet reads it: semicolons, UTF-8 with a mark."""
    yield "\ufeff".encode() + csv_text([[heading for heading, _ in COLUMNS]]).encode()
    for start in range(0, len(ids), PIECE):
        with acting_as(user):
            lines = _lines(ids[start : start + PIECE])
        yield csv_text(lines).encode()
    if more:
        yield csv_text([[MORE]]).encode()


def _lines(ids):
    """In this order; what this person may not read any more is left out."""
    found = decisions().select_related("item__meeting").in_bulk(ids)
    return [[defused(value(found[pk])) for _, value in COLUMNS] for pk in ids if pk in found]
