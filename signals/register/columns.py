"""Which field of a signal a column holds: the fields, and the Dutch names by which columns are recognised."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_FACTS = 10_000
LINE, PROBLEM = (
    "Rij in het vorige bestand",
    "Wat klopt er niet",
)  # columns of our own file of rows with errors
OURS = {LINE, PROBLEM}


@dataclass(frozen=True)
class Field:
    """A field that a column can fill. `names` are how registers call it, the surest first."""

    name: str
    label: str
    names: tuple
    longest: int = LONGEST_FACTS
    is_required: bool = False
    is_chosen: bool = False  # one of a list: what is not recognised gets a choice


FIELDS = (
    Field(
        "observed_on",
        "Datum van het voorval",
        (
            *("datum", "gezien op", "datum voorval", "datum incident", "datum gebeurtenis", "wanneer"),
            *("incidentdatum", "datum signaal", "voorvaldatum"),
        ),
        is_required=True,
    ),
    Field("municipality", "Gemeente", ("gemeente", "gemeentenaam"), is_required=True, is_chosen=True),
    Field(
        "facts",
        "Omschrijving",
        (
            *("omschrijving", "gezien of gehoord", "wat is er gezien of gehoord", "beschrijving", "feiten"),
            *("inhoud", "wat", "toelichting", "signaal", "melding", "tekst"),
        ),
        is_required=True,
    ),
    Field("title", "Titel", ("titel", "waar gaat het om", "onderwerp", "kop", "korte omschrijving"), 120),
    Field(
        "reported_on",
        "Datum van de melding",
        (
            *("gemeld op", "datum melding", "meldingsdatum", "ontvangen op", "datum ontvangst", "melddatum"),
            *("datum ontvangen", "binnengekomen op", "datum binnenkomst"),
        ),
    ),
    Field("place", "Plaats of wijk", ("plaats of wijk", "wijk", "plaats", "locatie", "buurt", "waar"), 120),
    Field("themes", "Thema", ("thema", "thema s", "themas", "categorie", "rubriek"), is_chosen=True),
    Field(
        "reporter_function",
        "Functie van de melder",
        ("functie van de melder", "functie melder", "functie", "melder", "soort melder"),
        is_chosen=True,
    ),
    Field(
        "organisation",
        "Organisatie van de melder",
        (
            *("organisatie van de melder", "organisatie melder", "organisatie", "gemeld door", "partner"),
            *("melder organisatie", "herkomst", "bron"),
        ),
        is_chosen=True,
    ),
    Field("meaning", "Betekenis volgens de melder", ("betekenis", "duiding", "interpretatie")),
    Field("trigger", "Aanleiding", ("aanleiding", "triggerfactor", "trigger"), 200),
    Field("threat", "Dreiging", ("dreiging", "bedreiging")),
    Field(
        "steps_taken",
        "Wat is er al gedaan",
        ("al gedaan", "wat is er al gedaan", "genomen stappen", "acties", "actie"),
    ),
    Field(
        "outcome",
        "Uitkomst van de weging",
        ("uitkomst", "afdoening", "besluit", "resultaat", "weging", "status"),
        is_chosen=True,
    ),
    Field(
        "reference",
        "Kenmerk van het huis",
        (
            *("kenmerk", "nummer", "registratienummer", "volgnummer", "zaaknummer", "dossiernummer", "nr"),
            *("meldnummer", "id"),
        ),
        60,
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
REQUIRED = [field.name for field in FIELDS if field.is_required]
CHOSEN = [field.name for field in FIELDS if field.is_chosen]
TEXTS = (
    "title",
    "facts",
    "place",
    "meaning",
    "trigger",
    "threat",
    "steps_taken",
)  # where people write of people


def folded(text):
    """Without case, accents, and signs between words: how names and values are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        re.findall(r"[a-z0-9]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    )


def proposed(headers):
    """{number of the column as text: field}: each field once, the surest name first."""
    names = [folded(header) for header in headers]
    found = {}
    for field in FIELDS:
        places = [names.index(name) for name in field.names if name in names]
        place = next((place for place in places if str(place) not in found), None)
        if place is not None:
            found[str(place)] = field.name
    return found
