"""The regions with which a house can start: their municipalities, neighbours and themes, as plain data.

Only where a house begins: afterwards its administrator changes all of it on the pages of administration.
Source of names, codes, districts, tiles and neighbours: the list of sixteen municipalities that the house of this
region gave, with the codes of CBS (Gemeentelijke indeling). Dijk en Waard exists since 1 January 2022.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.text import slugify

NORTH = "Kop van Noord-Holland"
WEST = "West-Friesland"
ALKMAAR = "Regio Alkmaar"


@dataclass(frozen=True)
class Place:
    """A municipality as a house starts with it; `column` and `row` of the tile map count from 0."""

    district: str
    column: int
    row: int
    cbs_code: str
    valid_from: date | None = None


@dataclass(frozen=True)
class Region:
    """`municipalities` by name; `neighbours` names each pair once; `themes`: name and what is (not) a signal."""

    name: str
    municipalities: dict[str, Place]
    neighbours: dict[str, tuple[str, ...]]
    themes: dict[str, str] = field(default_factory=dict)


MUNICIPALITIES = {
    "Texel": Place(NORTH, 0, 0, "GM0448"),
    "Den Helder": Place(NORTH, 0, 1, "GM0400"),
    "Schagen": Place(NORTH, 0, 2, "GM0441"),
    "Hollands Kroon": Place(NORTH, 1, 2, "GM1911"),
    "Medemblik": Place(WEST, 2, 2, "GM0420"),
    "Opmeer": Place(WEST, 2, 3, "GM0432"),
    "Stede Broec": Place(WEST, 3, 3, "GM0532"),
    "Enkhuizen": Place(WEST, 4, 3, "GM0388"),
    "Koggenland": Place(WEST, 2, 4, "GM1598"),
    "Hoorn": Place(WEST, 3, 4, "GM0405"),
    "Drechterland": Place(WEST, 4, 4, "GM0498"),
    "Bergen NH": Place(ALKMAAR, 0, 3, "GM0373"),
    "Dijk en Waard": Place(ALKMAAR, 1, 3, "GM1980", valid_from=date(2022, 1, 1)),
    "Alkmaar": Place(ALKMAAR, 1, 4, "GM0361"),
    "Castricum": Place(ALKMAAR, 0, 5, "GM0383"),
    "Heiloo": Place(ALKMAAR, 1, 5, "GM0399"),
}
NEIGHBOURS = {
    "Texel": ("Den Helder",),
    "Den Helder": ("Schagen", "Hollands Kroon"),
    "Schagen": ("Hollands Kroon", "Bergen NH", "Dijk en Waard"),
    "Hollands Kroon": ("Medemblik", "Opmeer", "Dijk en Waard"),
    "Medemblik": ("Opmeer", "Hoorn", "Koggenland", "Drechterland", "Stede Broec", "Enkhuizen"),
    "Opmeer": ("Dijk en Waard", "Koggenland"),
    "Dijk en Waard": ("Alkmaar", "Bergen NH", "Koggenland"),
    "Alkmaar": ("Bergen NH", "Heiloo", "Castricum", "Koggenland"),
    "Heiloo": ("Castricum", "Bergen NH"),
    "Bergen NH": ("Castricum",),
    "Koggenland": ("Hoorn",),
    "Hoorn": ("Drechterland",),
    "Drechterland": ("Stede Broec", "Enkhuizen"),
    "Stede Broec": ("Enkhuizen",),
}

# theme: what is and what is not a signal
THEMES = {
    "asiel en opvang": "Wel: dreiging, haat of oproepen tot geweld rond opvang of bewoners. "
    "Niet: bezwaar maken, een mening over het besluit of een vreedzame demonstratie.",
    "klimaat en stikstof": "Wel: intimidatie, blokkades met gevaar of vernieling, van welke kant ook. "
    "Niet: zorgen om het bedrijf, protest met vergunning of een mening over beleid.",
    "racisme en discriminatie": "Wel: haat, leuzen, uitsluiting of geweld tegen een groep. "
    "Niet: een ruzie waarin afkomst geen rol speelt.",
    "wonen": "Wel: dreiging of haat rond toewijzing, nieuwbouw of bewoners. "
    "Niet: boosheid over wachttijden of een klacht over overlast alleen.",
    "antioverheid en complotdenken": "Wel: dreiging tegen mensen in dienst van de overheid, kinderen in de "
    "knel, "
    "oproepen tot geweld. Niet: kritiek, wantrouwen of een ongewone mening.",
    "rechts-extremisme": "Wel: geweld of haat goedpraten vanuit extreemrechtse ideeën, werven van jongeren. "
    "Niet: een politieke voorkeur of stem.",
    "jihadisme": "Wel: geweld goedpraten, werven, willen uitreizen, anderen onder druk zetten. "
    "Niet: geloof, gebed, kleding, baard of een bezoek aan een gebedshuis.",
    "links-extremisme": "Wel: geweld, vernieling of intimidatie vanuit extreemlinkse ideeën. "
    "Niet: actievoeren, kraken zonder geweld of een politieke voorkeur.",
    "internationale conflicten": "Wel: haat of dreiging hier vanwege een conflict elders, druk uit het "
    "buitenland. "
    "Niet: rouw, meeleven, een vlag of een vreedzame wake.",
    "jeugd en groepsdruk": "Wel: groepen die elkaar of anderen bedreigen, druk om mee te doen, "
    "verheerlijken van geweld. "
    "Niet: rondhangen, lawaai of kattenkwaad.",
}

REGIONS = {
    slugify(region.name): region
    for region in (Region("Noord-Holland Noord", MUNICIPALITIES, NEIGHBOURS, THEMES),)
}


def known_region(name):
    """The region with this name, written as 'Noord-Holland Noord' or 'noord-holland-noord'; else None."""
    return REGIONS.get(slugify(name))
