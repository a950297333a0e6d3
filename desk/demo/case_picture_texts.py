"""What stands in the picture of two cases: of a person over ten months, and around a phenomenon. All invented."""

from dataclasses import dataclass

from cases.models import AreaLevel, Factor, LifeArea, Turn
from signals.models import KnownBy

Z, S, K = AreaLevel.CONCERN, AreaLevel.STABLE, AreaLevel.STRENGTH
SEEN, TOLD_BY, ONLINE = KnownBy.OBSERVED, KnownBy.TOLD, KnownBy.ONLINE
YOUTH, POLICE, COUNCIL, PROBATION = "jongerenwerk den helder", "politie", "raad", "reclassering"
YOUTH_ALKMAAR = "jongerenwerk alkmaar"


@dataclass(frozen=True)
class Said:
    """One observation: who, about what and how long ago, what he makes of it and why."""

    organisation: str
    area: str
    level: str
    days_ago: int
    reasons: str
    source: str
    known_by: str = SEEN
    signs_for: str = ""
    signs_against: str = ""


@dataclass(frozen=True)
class Happened:
    """One trigger factor."""

    organisation: str
    factor: str
    turn: str
    days_ago: int
    text: str
    source: str
    known_by: str = TOLD_BY


OF_PERSON = (
    Said(
        YOUTH,
        LifeArea.NETWORK,
        Z,
        292,
        "Hij is elke avond bij de groep op het plein. Oude vrienden ziet hij niet meer.",
        "jongerenwerker",
        SEEN,
        "Hij zegt afspraken met anderen af.",
    ),
    Said(
        POLICE, LifeArea.NETWORK, Z, 238, "Twee keer gezien met de groep bij een confrontatie.", "wijkagent"
    ),
    Said(
        YOUTH,
        LifeArea.NETWORK,
        Z,
        160,
        "De groep haalt hem thuis op. Hij durft geen nee te zeggen.",
        "jongerenwerker",
    ),
    Said(
        POLICE,
        LifeArea.NETWORK,
        Z,
        47,
        "De groep zoekt hem nog op, vooral online.",
        "wijkagent",
        ONLINE,
        "Drie berichten in twee weken.",
        "Op straat liep hij twee keer zelf weg.",
    ),
    Said(
        YOUTH,
        LifeArea.NETWORK,
        K,
        33,
        "Hij traint twee keer in de week en neemt een vriend mee.",
        "jongerenwerker en trainer",
        SEEN,
        "De trainer ziet hem lachen met de anderen.",
        "Zijn telefoon gaat nog steeds vaak.",
    ),
    Said(
        COUNCIL,
        LifeArea.FAMILY,
        Z,
        262,
        "Moeder werkt veel en de ruzies met zijn broer lopen hoog op.",
        "moeder",
        TOLD_BY,
    ),
    Said(
        COUNCIL,
        LifeArea.FAMILY,
        S,
        130,
        "Er is meer rust. De broer woont door de week bij een oom.",
        "moeder en broer",
        TOLD_BY,
        "",
        "In het weekend is er nog ruzie.",
    ),
    Said(
        COUNCIL,
        LifeArea.FAMILY,
        K,
        40,
        "Moeder belt zelf als het spannend wordt, en hij eet weer thuis.",
        "moeder",
        TOLD_BY,
    ),
    Said(YOUTH, LifeArea.EDUCATION, Z, 205, "Hij mist drie van de vijf dagen.", "mentor van school", TOLD_BY),
    Said(
        YOUTH,
        LifeArea.EDUCATION,
        S,
        118,
        "Hij is drie dagen op school, met een rooster op maat.",
        "mentor van school",
        TOLD_BY,
    ),
    Said(
        YOUTH,
        LifeArea.EDUCATION,
        K,
        28,
        "Hij is er alle dagen en wil het jaar halen.",
        "mentor van school",
        TOLD_BY,
        "Hij vroeg zelf om bijles.",
    ),
    Said(
        PROBATION,
        LifeArea.MEANING,
        Z,
        190,
        "Hij herhaalt leuzen van de groep en deelt filmpjes.",
        "eerste gesprek met de reclassering",
    ),
    Said(
        PROBATION,
        LifeArea.MEANING,
        S,
        75,
        "Hij praat over meer dan de groep en stelt vragen bij wat hij eerder deelde.",
        "gesprek met de reclassering",
        SEEN,
        "",
        "Als het over zijn neef gaat, wordt hij boos.",
    ),
    Said(POLICE, LifeArea.JUSTICE, Z, 232, "Aangehouden bij een vechtpartij.", "wijkagent"),
    Said(POLICE, LifeArea.JUSTICE, S, 52, "Geen nieuwe meldingen sinds de zomer.", "politiesysteem"),
    Said(
        YOUTH,
        LifeArea.WORK,
        S,
        24,
        "De stage bij het sportpark is rond, maar nog niet begonnen.",
        "gemeente",
        TOLD_BY,
    ),
)
CORRECTED = Said(
    POLICE, LifeArea.SAFETY, Z, 150, "Hij dreigde met een mes.", "melding van een buurtbewoner", TOLD_BY
)
CORRECTION = Said(
    POLICE,
    LifeArea.SAFETY,
    Z,
    150,
    "Hij stond erbij toen een ander met een mes dreigde.",
    "twee getuigen",
    TOLD_BY,
    "",
    "Hij trok de ander weg.",
)
WHY_CORRECTED = "Uit de verklaringen blijkt dat hij het zelf niet was."
OF_PERSON_HAPPENED = (
    Happened(
        YOUTH,
        Factor.DEATH,
        Turn.TURNING_POINT,
        300,
        "Zijn neef overleed. Daarna zocht hij de groep op, die hem opving.",
        "moeder",
    ),
    Happened(
        POLICE,
        Factor.AUTHORITIES,
        Turn.CATALYST,
        232,
        "Na de aanhouding voelde hij zich vernederd; de groep gaf hem aanzien.",
        "wijkagent",
    ),
    Happened(
        YOUTH,
        Factor.OTHER_MESO,
        Turn.TURNING_POINT,
        96,
        "De trainer vroeg hem terug voor het eerste elftal.",
        "trainer",
    ),
)
OF_PHENOMENON = (
    Said(
        YOUTH_ALKMAAR,
        LifeArea.EDUCATION,
        Z,
        150,
        "Filmpjes van de groep gaan rond in drie klassen.",
        "veiligheidscoördinator van school",
        TOLD_BY,
    ),
    Said(
        YOUTH_ALKMAAR,
        LifeArea.EDUCATION,
        S,
        36,
        "Na de lessen over online groepen is het rustiger. Mentoren weten wat zij kunnen doen.",
        "veiligheidscoördinator van school",
        TOLD_BY,
    ),
    Said(
        YOUTH_ALKMAAR,
        LifeArea.NETWORK,
        Z,
        88,
        "Jongeren die weinig andere plekken hebben, vinden elkaar in deze groep.",
        "jongerenwerkers",
        SEEN,
        "In het weekend is er niets te doen in de wijk.",
    ),
    Said(
        YOUTH_ALKMAAR,
        LifeArea.MEANING,
        Z,
        84,
        "Zij zoeken een verhaal waarin zij tellen. De groep geeft dat.",
        "gesprekken op straat",
        TOLD_BY,
        "",
        "Een deel kijkt alleen en doet niet mee.",
    ),
    Said(
        POLICE,
        LifeArea.SAFETY,
        S,
        30,
        "Geen oproepen tot geweld meer gezien sinds de eigenaar van het kanaal is aangesproken.",
        "digitale wijkagent",
        ONLINE,
    ),
)
OF_PHENOMENON_HAPPENED = (
    Happened(
        POLICE,
        Factor.ATTACK,
        Turn.CATALYST,
        120,
        "Na beelden van een aanslag in het buitenland groeide de groep in een week sterk.",
        "digitale wijkagent",
        ONLINE,
    ),
)
