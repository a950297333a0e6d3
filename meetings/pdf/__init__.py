"""The papers of a meeting as PDF/UA-1: agenda, minutes or extract, list of decisions."""

from meetings.pdf.content import agenda_sections, decisions_sections, minutes_sections
from partners.pdf import paper_pdf
from zvh.templatetags.words import long_date

WARNING = (
    "op dit papier staat alleen wat deze lezer mag lezen, en anderen aan tafel lezen iets anders. "
    "Wie dit mag lezen, leest het met een eigen account."
)
TITLES = {
    "agenda": "Agenda",
    "verslag": "Verslag",
    "uittreksel": "Uittreksel van het verslag",
    "besluitenlijst": "Besluitenlijst",
}


def agenda_pdf(meeting, lines, seats, hidden, *, of_all, reader, at):
    """`of_all`: the questions to every organisation, and not only to the reader's own."""
    return _pdf(
        meeting, "agenda", agenda_sections(meeting, lines, seats, hidden, of_all), reader=reader, at=at
    )


def minutes_pdf(meeting, minutes, *, kind, reader, at, partner=None):
    sections = minutes_sections(meeting, minutes)
    return _pdf(
        meeting, kind, sections, more=f" voor {partner.name}" if partner else "", reader=reader, at=at
    )


def decisions_pdf(meeting, items, *, reader, at):
    return _pdf(meeting, "besluitenlijst", decisions_sections(items), reader=reader, at=at)


def _pdf(meeting, kind, sections, *, reader, at, more=""):
    return paper_pdf(
        title=f"{TITLES[kind]}{more}: {meeting.name}, {long_date(meeting.starts_at)}",
        number=f"{TITLES[kind]} {long_date(meeting.starts_at)}",
        warning=WARNING,
        sections=sections,
        house_id=meeting.house_id,
        reader=reader,
        at=at,
    )
