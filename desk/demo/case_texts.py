"""The twenty cases: what each is about, on which ground, and how it ended."""

from dataclasses import dataclass

from cases.models import CaseGround as G
from cases.models import CaseKind as K

MAIN, SECOND, THIRD = "casusregisseur", "casusregisseur2", "casusregisseur3"


@dataclass(frozen=True)
class Plan:
    """One case. `meeting` is the index of the meeting that decided on it; without one the coordinator opened it."""

    title: str
    kind: str
    theme: str
    town: str
    ground: str
    director: str
    partners: str  # keys of organisations, apart from the municipality
    meeting: int | None = None
    days_ago: int = 0
    parties: str = ""  # label:relation, the main one first
    informed: str = ""
    result: str = ""
    restricted: bool = False


TOLD = "Ingelicht in een gesprek met de casusregisseur en iemand die vertrouwd is."
NOT_YET = "Nog niet: inlichten zou de veiligheid van een familielid in gevaar brengen."
CASES = (
    Plan(
        "Onrust rond noodopvang in de wijk",
        K.PHENOMENON,
        "asiel en opvang",
        "Alkmaar",
        G.OWN_TASK,
        SECOND,
        "politie|jongerenwerk alkmaar|wonen",
        3,
        result="De onrust is afgenomen na gesprekken in kleine groepen; de wijkraad houdt het contact vast.",
    ),
    Plan(
        "Jongen die geweld tegen minderheden goedpraat",
        K.PERSON,
        "rechts-extremisme",
        "Dijk en Waard",
        G.WET_PGA,
        MAIN,
        "politie|om|reclassering|ggz",
        6,
        parties="Persoon A:hoofdbetrokkene|Moeder:steunfiguur",
        informed=TOLD,
        result="Terug op school, contact met de groep verbroken; de mentor is vast aanspreekpunt.",
    ),
    Plan(
        "Groepen jongeren bij het station",
        K.PHENOMENON,
        "jeugd en groepsdruk",
        "Hoorn",
        G.OWN_TASK,
        MAIN,
        "politie|jongerenwerk hoorn|scholen west",
        9,
        result="Vaste avonden in de sporthal; in drie maanden geen confrontaties meer.",
    ),
    Plan(
        "Gezin dat kinderen thuishoudt uit wantrouwen",
        K.PERSON,
        "antioverheid en complotdenken",
        "Medemblik",
        G.WGS,
        SECOND,
        "raad|maatschappelijk werk|scholen west",
        12,
        parties="Ouder A:hoofdbetrokkene|Kind 1:minderjarige",
        informed=TOLD,
        result="Kinderen volgen weer onderwijs; hulp bij schulden loopt via het wijkteam.",
    ),
    Plan(
        "Bedreiging van bestuurders na raadsbesluit",
        K.PHENOMENON,
        "antioverheid en complotdenken",
        "Schagen",
        G.OWN_TASK,
        THIRD,
        "politie|om",
        15,
        result="Normerende gesprekken gevoerd; bestuurders kennen de weg bij een nieuw voorval.",
    ),
    Plan(
        "Stichting die jongeren werft voor een harde lijn",
        K.ORGANISATION,
        "jihadisme",
        "Alkmaar",
        G.WGS,
        MAIN,
        "politie|om|jongerenwerk alkmaar",
        18,
        parties="Stichting A:hoofdbetrokkene",
        informed="Het bestuur is schriftelijk ingelicht en heeft gereageerd.",
    ),
    Plan(
        "Jonge vrouw met plan om te vertrekken",
        K.PERSON,
        "jihadisme",
        "Den Helder",
        G.WET_PGA,
        MAIN,
        "politie|om|reclassering|ggz",
        20,
        parties="Persoon B:hoofdbetrokkene|Ouders:steunfiguren",
        informed=TOLD,
    ),
    Plan(
        "Haat tegen een gebedshuis en zijn bezoekers",
        K.PHENOMENON,
        "racisme en discriminatie",
        "Hoorn",
        G.OWN_TASK,
        SECOND,
        "politie|om|jongerenwerk hoorn",
        22,
    ),
    Plan(
        "Ondernemers onder druk rond stikstof",
        K.PHENOMENON,
        "klimaat en stikstof",
        "Hollands Kroon",
        G.OWN_TASK,
        THIRD,
        "politie|maatschappelijk werk",
        25,
    ),
    Plan(
        "Online groep die geweld prijst",
        K.PHENOMENON,
        "rechts-extremisme",
        "Alkmaar",
        G.WGS,
        MAIN,
        "politie|om|scholen alkmaar|jongerenwerk alkmaar",
        27,
    ),
    Plan(
        "Man die medewerkers van de gemeente bedreigt",
        K.PERSON,
        "antioverheid en complotdenken",
        "Dijk en Waard",
        G.WET_PGA,
        SECOND,
        "politie|om|ggz",
        29,
        parties="Persoon C:hoofdbetrokkene",
        informed=TOLD,
    ),
    Plan(
        "Spanning tussen scholieren over een oorlog elders",
        K.PHENOMENON,
        "internationale conflicten",
        "Alkmaar",
        G.OWN_TASK,
        SECOND,
        "scholen alkmaar|jongerenwerk alkmaar|politie",
        31,
    ),
    Plan(
        "Jongen klem in een groep die werft",
        K.PERSON,
        "jeugd en groepsdruk",
        "Den Helder",
        G.WGS,
        MAIN,
        "jongerenwerk den helder|raad|politie|reclassering|om",
        days_ago=210,
        parties="Persoon D:hoofdbetrokkene|Broer:familielid",
        informed=TOLD,
    ),
    Plan(
        "Pand met arbeidsmigranten en boze buurt",
        K.PHENOMENON,
        "wonen",
        "Medemblik",
        G.OWN_TASK,
        THIRD,
        "wonen|politie",
        days_ago=420,
        result="Afspraken met de verhuurder en een buurtcontact; de rust is terug.",
    ),
    Plan(
        "Vrouw die met eigen recht dreigt bij ontruiming",
        K.PERSON,
        "wonen",
        "Alkmaar",
        G.WGS,
        MAIN,
        "wonen|maatschappelijk werk|politie",
        days_ago=330,
        parties="Persoon E:hoofdbetrokkene",
        informed=TOLD,
        result="Ontruiming voorkomen; betalingsregeling en begeleiding lopen.",
    ),
    Plan(
        "Vereniging onder druk vanuit het buitenland",
        K.ORGANISATION,
        "internationale conflicten",
        "Hoorn",
        G.WGS,
        MAIN,
        "politie|om",
        days_ago=160,
        parties="Vereniging A:hoofdbetrokkene",
        informed="Het bestuur vroeg zelf om hulp.",
        restricted=True,
    ),
    Plan(
        "Bedrijf dat doelwit is van vernieling",
        K.ORGANISATION,
        "links-extremisme",
        "Hollands Kroon",
        G.OWN_TASK,
        THIRD,
        "politie|om",
        days_ago=130,
        parties="Bedrijf A:hoofdbetrokkene",
        informed="De directie is ingelicht en doet mee.",
    ),
    Plan(
        "Broers die elkaar meetrekken in haat",
        K.PERSON,
        "rechts-extremisme",
        "Schagen",
        G.WGS,
        MAIN,
        "raad|politie|reclassering|ggz",
        days_ago=95,
        parties="Persoon F:hoofdbetrokkene|Persoon G:broer",
        informed=NOT_YET,
    ),
    Plan(
        "Oudere man met wapens en complotdenken",
        K.PERSON,
        "antioverheid en complotdenken",
        "Hoorn",
        G.WGS,
        SECOND,
        "politie|ggz|om",
        days_ago=60,
        parties="Persoon H:hoofdbetrokkene",
        informed=NOT_YET,
    ),
    Plan(
        "Nageroepen bewoners van de opvang",
        K.PHENOMENON,
        "asiel en opvang",
        "Den Helder",
        G.OWN_TASK,
        THIRD,
        "politie|jongerenwerk den helder",
        days_ago=34,
    ),
)
CRITERIA = {
    G.WET_PGA: "Meerdere partners zien [gedrag dat past bij radicalisering|het goedpraten van geweld en het "
    "afstand nemen van anderen]; de "
    "gezagsdriehoek heeft het advies overgenomen.",
    G.WGS: "Meer dan één leefgebied en meer dan één keten is geraakt; [een enkele organisatie komt er niet "
    "uit|eerdere hulp werkte niet].",
    G.OWN_TASK: "De gemeente is verantwoordelijk voor [de openbare orde|de rust in de wijk]; partners "
    "helpen vanuit hun eigen taak.",
}
PROPORTIONALITY = (
    "Er worden alleen gegevens gedeeld die nodig zijn voor [de afspraken|de veiligheid]; [er zijn geen "
    "namen nodig|alleen de deelnemers lezen mee].",
    "De ernst van wat gezien is weegt zwaarder dan de inbreuk; elk half jaar wordt bekeken of dit zo blijft.",
)
SUBSIDIARITY = (
    "Gesprekken door [de wijkagent|het jongerenwerk|de gemeente] alleen hielpen [niet genoeg|maar kort].",
    "Vrijwillige hulp is aangeboden en [deels|niet] aangenomen; zonder afstemming werken partners langs "
    "elkaar heen.",
)
REASONS = (
    "De situatie kan niet wachten op het volgende informatieoverleg.",
    "De betrokken organisaties vroegen zelf om regie; het overleg is achteraf ingelicht.",
)
# (action, effect)
ACTIONS = (
    (
        "Gesprek voeren met de hoofdbetrokkene en iemand die hij vertrouwt",
        "Eerste gesprek was goed; een tweede is afgesproken.",
    ),
    ("Contact leggen met school en werk", "Er is een vast aanspreekpunt en een plek om terug te komen."),
    (
        "Ouders en familie steunen met een vaste hulpverlener",
        "De familie belt nu zelf als het spannend wordt.",
    ),
    ("Nagaan of er online nieuwe uitingen zijn", "Geen nieuwe uitingen gevonden."),
    ("Buurt en vereniging bijpraten zonder namen te noemen", "De onrust nam af; de vereniging doet mee."),
    ("Een vast moment in de week voor de groep regelen", "Er komen elke week vijftien jongeren."),
    ("Afspraken maken over wat te doen bij een nieuw voorval", "Iedereen heeft het belschema."),
    ("Hulp bij schulden en wonen laten starten", "De aanmelding is gedaan en het eerste gesprek geweest."),
    ("Bekijken of er strafbare feiten zijn", "Geen strafbaar feit; wel een normerend gesprek."),
)
