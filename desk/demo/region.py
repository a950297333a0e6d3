"""The region: two houses, their municipalities and partners, themes, and the rules for sharing."""

from dataclasses import dataclass, field

from cases.first_templates import FIRST_TEMPLATES
from cases.services import start_templates
from partners.models import House, Organisation, OrganisationKind, Partnership, Theme
from partners.region import MUNICIPALITIES, NEIGHBOURS, THEMES, Place
from partners.services.regions import start_municipalities, start_themes
from partners.services.texts import start_texts
from partners.texts import FIRST_TEXTS
from signals.rules import start_rules

# municipality: (thousands of inhabitants, villages and quarters)
TOWNS = {
    "Texel": (14, "Den Burg|De Koog|Oudeschild"),
    "Den Helder": (57, "Nieuw Den Helder|De Schooten|Julianadorp|centrum|Huisduinen"),
    "Schagen": (47, "Schagen centrum|Warmenhuizen|'t Zand|Petten|Tuitjenhorn"),
    "Hollands Kroon": (49, "Wieringerwerf|Anna Paulowna|Middenmeer|Hippolytushoef|Winkel"),
    "Medemblik": (46, "Medemblik|Wognum|Andijk|Wervershoof|Abbekerk"),
    "Opmeer": (12, "Opmeer|Spanbroek|Hoogwoud"),
    "Stede Broec": (22, "Bovenkarspel|Grootebroek|Lutjebroek"),
    "Enkhuizen": (19, "binnenstad|Kadijken|Gommerwijk"),
    "Koggenland": (23, "Obdam|Avenhorn|De Goorn|Ursem"),
    "Hoorn": (75, "binnenstad|Grote Waal|Kersenboogerd|Risdam|Blokker"),
    "Drechterland": (20, "Hoogkarspel|Venhuizen|Hem"),
    "Bergen NH": (30, "Bergen|Schoorl|Egmond aan Zee"),
    "Dijk en Waard": (89, "Heerhugowaard centrum|Rivierenwijk|Zuid-Scharwoude|Broek op Langedijk"),
    "Alkmaar": (112, "centrum|Overdie|De Mare|Oudorp|Daalmeer|De Rijp"),
    "Castricum": (36, "Castricum|Akersloot|Limmen"),
    "Heiloo": (24, "Heiloo centrum|Ypestein|Zuiderloo"),
}

# The base team of the police that serves a municipality.
TEAMS = {
    "Den Helder": "Texel|Den Helder",
    "Schagen": "Schagen|Hollands Kroon",
    "Hoorn": "Hoorn|Medemblik|Koggenland|Opmeer",
    "Enkhuizen": "Enkhuizen|Stede Broec|Drechterland",
    "Alkmaar": "Alkmaar|Bergen NH|Heiloo|Castricum",
    "Heerhugowaard": "Dijk en Waard",
}
TEAM_OF = {town: team for team, towns in TEAMS.items() for town in towns.split("|")}

K = OrganisationKind
# key: (name, short name, kind)
PARTNERS = {
    "politie": ("Politie Noord-Holland Noord", "Politie", K.POLICE),
    "om": ("Openbaar Ministerie Noord-Holland", "OM", K.PROSECUTION),
    "reclassering": ("Reclassering Noord-Holland Noord", "Reclassering", K.PROBATION),
    "raad": ("Raad voor de Kinderbescherming Noord-Holland", "RvdK", K.CHILD_PROTECTION),
    "jongerenwerk hoorn": ("Jongerenwerk Hoorn", "Jongerenwerk Hoorn", K.YOUTH_WORK),
    "jongerenwerk alkmaar": ("Jongerenwerk Alkmaar", "Jongerenwerk Alkmaar", K.YOUTH_WORK),
    "jongerenwerk den helder": ("Jongerenwerk Den Helder", "Jongerenwerk Den Helder", K.YOUTH_WORK),
    "jongerenwerk polder": ("Jongerenwerk Hollands Kroon", "Jongerenwerk HK", K.YOUTH_WORK),
    "ggz": ("GGZ regio", "GGZ", K.CARE),
    "maatschappelijk werk": ("Maatschappelijk werk regio", "Maatsch. werk", K.CARE),
    "scholen west": ("Scholengroep West-Friesland", "Scholen WF", K.OTHER),
    "scholen alkmaar": ("Scholengroep regio Alkmaar", "Scholen Alkmaar", K.OTHER),
    "scholen kop": ("Scholengroep Kop van Noord-Holland", "Scholen Kop", K.OTHER),
    "wonen": ("Woningcorporatie regio", "Corporatie", K.OTHER),
} | {f"team {name}": (f"Politie, basisteam {name}", f"Basisteam {name}", K.POLICE) for name in TEAMS}

HOUSE = {
    "region": "Noord-Holland Noord",
    "address": "Hertog Aalbrechtweg 22",
    "postcode_city": "1823 DL Alkmaar",
    "telephone": "072 204 21 70",
    "email": "veiligheidshuis@vrnhn.nl",
}
FAR_HOUSE = {
    "region": "Voorbeeldregio Oeverdam",
    "address": "Voorbeeldstraat 1",
    "postcode_city": "0000 AA Oeverdam",
    "telephone": "000 000 00 00",
    "email": "huis@oeverdam.example",
}
FAR_TOWN = "Oeverdam"
FAR_MUNICIPALITIES = {FAR_TOWN: Place("Oeverdam", 0, 0, "GM9901")}


@dataclass
class Region:
    """Everything that has a place, by short key."""

    house: Organisation = None
    far_house: Organisation = None
    organisations: dict = field(default_factory=dict)
    towns: dict = field(default_factory=dict)
    themes: dict = field(default_factory=dict)
    far_theme: Theme = None

    def town_organisation(self, name):
        return self.towns[name].organisation

    def organisation(self, key):
        """By the key of a partner, the name of a municipality, or 'huis' and 'far' for the houses."""
        houses = {"huis": self.house, "far": self.far_house}
        return houses.get(key) or self.organisations.get(key) or self.town_organisation(key)

    @property
    def partners(self):
        """Everybody who works with the house, in a fixed order."""
        return [town.organisation for name, town in self.towns.items() if name != FAR_TOWN] + [
            self.organisations[key] for key in PARTNERS
        ]


def build_region():
    region = Region()
    region.house = _house("Zorg- en Veiligheidshuis", "ZVH", HOUSE)
    region.far_house = _house("Zorg- en Veiligheidshuis Oeverdam", "ZVH Oeverdam", FAR_HOUSE)
    for key, (name, short, kind) in PARTNERS.items():
        region.organisations[key] = Organisation.objects.create(name=name, short_name=short, kind=kind)
    region.towns = start_municipalities(region.house, MUNICIPALITIES, NEIGHBOURS)
    region.towns |= start_municipalities(region.far_house, FAR_MUNICIPALITIES, {})
    region.themes = start_themes(region.house, THEMES)
    region.far_theme = start_themes(region.far_house, {"wonen": THEMES["wonen"]})["wonen"]
    for house in (region.house, region.far_house):
        start_texts(house, FIRST_TEXTS)
        start_templates(house, FIRST_TEMPLATES)
    _work_together(region)
    start_rules()
    return region


def _house(name, short, profile):
    made = Organisation.objects.create(name=name, short_name=short, kind=K.HOUSE)
    House.objects.create(organisation=made, **profile)
    return made


def _work_together(region):
    partners = (region.organisations[key] for key in PARTNERS)
    Partnership.objects.bulk_create(
        Partnership(organisation=partner, house=region.house) for partner in partners
    )
