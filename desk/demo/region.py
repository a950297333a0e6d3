"""The region: two houses, their municipalities and partners, themes, and the rules for sharing."""

from dataclasses import dataclass, field
from datetime import date

from partners.models import House, Municipality, Organisation, OrganisationKind, Partnership, Theme
from signals.models import LegalGround, Regime, SharingRule

NORTH = "Kop van Noord-Holland"
WEST = "West-Friesland"
ALKMAAR = "Regio Alkmaar"

# name: (district, column, row, CBS code, thousands of inhabitants, villages and quarters)
MUNICIPALITIES = {
    "Texel": (NORTH, 0, 0, "GM0448", 14, "Den Burg|De Koog|Oudeschild"),
    "Den Helder": (NORTH, 0, 1, "GM0400", 57, "Nieuw Den Helder|De Schooten|Julianadorp|centrum|Huisduinen"),
    "Schagen": (NORTH, 0, 2, "GM0441", 47, "Schagen centrum|Warmenhuizen|'t Zand|Petten|Tuitjenhorn"),
    "Hollands Kroon": (
        NORTH,
        1,
        2,
        "GM1911",
        49,
        "Wieringerwerf|Anna Paulowna|Middenmeer|Hippolytushoef|Winkel",
    ),
    "Medemblik": (WEST, 2, 2, "GM0420", 46, "Medemblik|Wognum|Andijk|Wervershoof|Abbekerk"),
    "Opmeer": (WEST, 2, 3, "GM0432", 12, "Opmeer|Spanbroek|Hoogwoud"),
    "Stede Broec": (WEST, 3, 3, "GM0532", 22, "Bovenkarspel|Grootebroek|Lutjebroek"),
    "Enkhuizen": (WEST, 4, 3, "GM0388", 19, "binnenstad|Kadijken|Gommerwijk"),
    "Koggenland": (WEST, 2, 4, "GM1598", 23, "Obdam|Avenhorn|De Goorn|Ursem"),
    "Hoorn": (WEST, 3, 4, "GM0405", 75, "binnenstad|Grote Waal|Kersenboogerd|Risdam|Blokker"),
    "Drechterland": (WEST, 4, 4, "GM0498", 20, "Hoogkarspel|Venhuizen|Hem"),
    "Bergen": (ALKMAAR, 0, 3, "GM0373", 30, "Bergen|Schoorl|Egmond aan Zee"),
    "Dijk en Waard": (
        ALKMAAR,
        1,
        3,
        "GM1980",
        89,
        "Heerhugowaard centrum|Rivierenwijk|Zuid-Scharwoude|Broek op Langedijk",
    ),
    "Alkmaar": (ALKMAAR, 1, 4, "GM0361", 112, "centrum|Overdie|De Mare|Oudorp|Daalmeer|De Rijp"),
    "Castricum": (ALKMAAR, 0, 5, "GM0383", 36, "Castricum|Akersloot|Limmen"),
    "Heiloo": (ALKMAAR, 1, 5, "GM0399", 24, "Heiloo centrum|Ypestein|Zuiderloo"),
}
NEIGHBOURS = {
    "Texel": "Den Helder",
    "Den Helder": "Schagen|Hollands Kroon",
    "Schagen": "Hollands Kroon|Bergen|Dijk en Waard",
    "Hollands Kroon": "Medemblik|Opmeer|Dijk en Waard",
    "Medemblik": "Opmeer|Hoorn|Koggenland|Drechterland|Stede Broec|Enkhuizen",
    "Opmeer": "Dijk en Waard|Koggenland",
    "Dijk en Waard": "Alkmaar|Bergen|Koggenland",
    "Alkmaar": "Bergen|Heiloo|Castricum|Koggenland",
    "Heiloo": "Castricum|Bergen",
    "Bergen": "Castricum",
    "Koggenland": "Hoorn",
    "Hoorn": "Drechterland",
    "Drechterland": "Stede Broec|Enkhuizen",
    "Stede Broec": "Enkhuizen",
}
VALID_FROM = {"Dijk en Waard": date(2022, 1, 1)}

# The base team of the police that serves a municipality.
TEAMS = {
    "Den Helder": "Texel|Den Helder",
    "Schagen": "Schagen|Hollands Kroon",
    "Hoorn": "Hoorn|Medemblik|Koggenland|Opmeer",
    "Enkhuizen": "Enkhuizen|Stede Broec|Drechterland",
    "Alkmaar": "Alkmaar|Bergen|Heiloo|Castricum",
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

G = LegalGround
# regime: [(legal ground, longest term in days, receivers)]; no decision yet: the privacy officer confirms them
RULES = {
    Regime.AVG: [
        (G.MUNICIPAL_TASK, 180, [K.MUNICIPALITY, K.YOUTH_WORK]),
        (G.PARTNER_TASK, 90, [K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.CARE]),
        (
            G.WGS,
            180,
            [K.MUNICIPALITY, K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.YOUTH_WORK, K.CARE],
        ),
        (G.WET_PGA, 180, [K.MUNICIPALITY, K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.CARE]),
    ],
    Regime.WPG: [
        (G.WPG_PARTNERSHIP, 90, [K.MUNICIPALITY, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION]),
        (G.PARTNER_TASK, 90, [K.POLICE]),
    ],
    Regime.WJSG: [(G.WJSG_PROVISION, 60, [K.MUNICIPALITY, K.PROBATION, K.PROSECUTION])],
}
VITAL_DAYS = 14


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
    for name, (district, column, row, code, _, _) in MUNICIPALITIES.items():
        region.towns[name] = _town(name, region.house, code, district, column, row)
    region.towns[FAR_TOWN] = _town(FAR_TOWN, region.far_house, "GM9901", "Oeverdam", 0, 0)
    for name, others in NEIGHBOURS.items():
        region.towns[name].neighbours.add(*(region.towns[other] for other in others.split("|")))
    for position, (name, hint) in enumerate(THEMES.items(), start=1):
        region.themes[name] = Theme.objects.create(
            house=region.house, name=name, hint=hint, position=position
        )
    region.far_theme = Theme.objects.create(house=region.far_house, name="wonen", hint=THEMES["wonen"])
    _work_together(region)
    _rules()
    return region


def _house(name, short, profile):
    made = Organisation.objects.create(name=name, short_name=short, kind=K.HOUSE)
    House.objects.create(organisation=made, **profile)
    return made


def _town(name, house, code, district, column, row):
    organisation = Organisation.objects.create(name=f"Gemeente {name}", short_name=name, kind=K.MUNICIPALITY)
    return Municipality.objects.create(
        name=name,
        cbs_code=code,
        house=house,
        organisation=organisation,
        district=district,
        column=column,
        row=row,
        valid_from=VALID_FROM.get(name),
    )


def _work_together(region):
    pairs = [(organisation, region.house) for organisation in region.partners]
    far = region.towns[FAR_TOWN].organisation
    pairs.append((far, region.far_house))
    Partnership.objects.bulk_create(Partnership(organisation=one, house=house) for one, house in pairs)


def _rules():
    lines = [
        (regime, ground, kind, days)
        for regime, grounds in RULES.items()
        for ground, days, kinds in grounds
        for kind in kinds
    ]
    lines += [
        (regime, G.VITAL_INTEREST, kind, VITAL_DAYS) for regime in Regime for kind in K if kind != K.HOUSE
    ]
    SharingRule.objects.bulk_create(
        SharingRule(regime=regime, legal_ground=ground, receiver_kind=kind, max_days=days)
        for regime, ground, kind, days in lines
    )
