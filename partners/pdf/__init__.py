"""A paper as a PDF for one reader, with his name on every page; tagged for screen readers (PDF/UA-1)."""

import json
from pathlib import Path

import typst

from partners.models import House
from partners.pdf.letters import printable
from zvh.templatetags.words import listing, moment

TEMPLATE = Path(__file__).parent / "paper.typ"
COPY = "Persoonlijk exemplaar"
LEAD = "{copy} van {reader}, gemaakt op {made}. Geef dit niet door: {warning}"


def paper_pdf(*, title, number, warning, sections, house_id, reader, at):
    """The bytes of a PDF. `number` stands above every page; `sections` are those of partners/pdf/parts.py."""
    who, made = _who(reader), moment(at)
    house = House.objects.select_related("organisation").get(organisation=house_id)
    data = {
        "title": title,
        "number": number,
        "copy": COPY,
        "reader": who,
        "made": made,
        "house": house.organisation.name,
        "lead": LEAD.format(copy=COPY, reader=who, made=made, warning=warning),
        "sections": sections,
        "address": "\n".join(
            [house.organisation.name, house.address, house.postcode_city, house.telephone, house.email]
        ),
    }
    return compiled(data, at)


def _who(reader):
    organisations = {membership.organisation.name: None for membership in reader.current_memberships}
    return f"{reader.name}, {listing(organisations)}" if organisations else reader.name


def compiled(data, at):
    try:
        return _made(data, at)
    except typst.TypstError:  # letters that have a shape by themselves, but not on each other
        return _made(data, at, only_plain=True)


def _made(data, at, *, only_plain=False):
    """Compile without network, files or fonts of this machine; what people wrote goes in as data."""
    shown = json.dumps(_printable(data, only_plain))
    return typst.compile(
        TEMPLATE.read_bytes(),
        root=str(TEMPLATE.parent),
        format="pdf",
        sys_inputs={"data": shown},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=at.replace(microsecond=0),
    )


def _printable(value, only_plain):
    """Every text in the data as the fonts can show it."""
    if isinstance(value, dict):
        return {name: _printable(one, only_plain) for name, one in value.items()}
    if isinstance(value, list):
        return [_printable(one, only_plain) for one in value]
    return printable(value, only_plain=only_plain) if isinstance(value, str) else value
