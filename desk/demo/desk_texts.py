"""What the desk writes when it weighs, asks and shares."""

from partners.models import OrganisationKind as K
from signals.models import Outcome

QUESTIONS = (
    (
        "Heeft u dit zelf gezien, of heeft iemand het u verteld?",
        "[Ik heb het zelf gezien, samen met een collega.|Een bewoner vertelde het; ik heb het daarna zelf "
        "nagekeken.]",
    ),
    (
        "Weet u of het om dezelfde mensen gaat als de vorige keer?",
        "[Een deel wel, maar er waren ook nieuwe gezichten bij.|Dat durf ik niet te zeggen.]",
    ),
    (
        "Zijn er sindsdien nieuwe voorvallen geweest?",
        "[Nee, het is sindsdien rustig.|Ja, nog één keer, op dezelfde plek.]",
    ),
    (
        "Wie weet hier in uw organisatie nog meer van?",
        "[Mijn leidinggevende en een collega uit hetzelfde gebied.|Alleen ik; ik heb het wel vastgelegd.]",
    ),
    (
        "Is er iets wat juist op het tegendeel wijst?",
        "[Ja, de meeste mensen die ik sprak hebben er geen last van.|Niet dat ik weet.]",
    ),
    (
        "Kunt u vertellen hoe de mensen om wie het gaat er zelf over denken?",
        "[Zij schrokken van hun eigen woorden.|Zij willen graag een gesprek, maar niet op het gemeentehuis.]",
    ),
)
REASONS = {
    Outcome.TREND_ONLY: (
        "Eenmalig en zonder dreiging. Wel bruikbaar voor het beeld van [dit thema|deze gemeente|de "
        "afgelopen maand].",
        "Past in een patroon dat wij al volgen; op zichzelf is [geen stap nodig|er niets te doen].",
        "[De melder heeft zelf al goed gehandeld.|De eigen organisatie pakt het op.] Wij nemen het mee in "
        "het trendbeeld.",
    ),
    Outcome.NO_ACTION: (
        "Een mening of protest binnen de grenzen van de wet. Er is geen gedrag dat een risico geeft.",
        "Te weinig concreet en [tegengesproken door de omgeving|niet bevestigd bij navraag].",
        "Gewone overlast, [al bekend bij de gemeente|opgelost door de wijk]; geen zaak voor dit huis.",
        "Wat is gezien, past bij [geloof of gewoonte|puberteit|een uit de hand gelopen ruzie] en is geen "
        "zorg.",
    ),
    Outcome.ON_AGENDA: (
        "Meer dan één organisatie ziet dit; samen duiden is nodig voordat iemand iets doet.",
        "Gevolgen voor de omgeving zijn groot en [er komt een volgend moment aan|het neemt toe].",
        "Concreet en recent, en [het raakt meer leefgebieden|de eigen aanpak van één partner is niet "
        "genoeg].",
    ),
    Outcome.CARE_ROUTE: (
        "Eerst een zorgvraag: de gemeente kan [hulp aanbieden|het wijkteam laten aansluiten].",
        "[Er is een minderjarige in beeld|Er is verlies van inkomen of woning]; de zorgroute van de "
        "gemeente is passend.",
    ),
    Outcome.POLICE: (
        "Mogelijk strafbaar [(bedreiging)|(vernieling)|(opruiing)]; de politie of het OM beoordeelt dit.",
        "De dreiging is concreet genoeg om door te geven; wij blijven het volgen.",
    ),
}
NOTES = (
    "Gebeld met de melder; het verhaal is [helder|feitelijk en rustig].",
    "Vergeleken met [twee|drie] eerdere signalen: [geen verband gevonden|mogelijk dezelfde aanleiding].",
    "Let op: [de toon van het stuk is stellig, de waarneming zelf is beperkt|de helft is van horen zeggen].",
    "Bij de volgende weging eerst kijken of dit terugkomt.",
)
_SAFETY = (
    "Beoordelen of er een strafbaar feit of acuut gevaar is.",
    "Alleen deze organisatie kan dit beoordelen; zonder het signaal weet zij er niet van.",
)
_CARE = (
    "Hulp of een gesprek aanbieden aan wie het betreft.",
    "Het huis kan zelf geen hulp bieden; met minder gegevens is geen gesprek mogelijk.",
)
_ORDER = (
    "De openbare orde en de rust in de wijk bewaken.",
    "De gemeente neemt besluiten over plek en moment en moet daarvoor weten wat er speelt.",
)
PURPOSES = {
    K.MUNICIPALITY: (_CARE, _ORDER),
    K.POLICE: (_SAFETY, _ORDER),
    K.PROSECUTION: (_SAFETY,),
    K.PROBATION: (
        (
            "Het toezicht dat al loopt hierop afstemmen.",
            "De reclassering begeleidt al in deze omgeving en zou anders langs elkaar heen werken.",
        ),
    ),
    K.YOUTH_WORK: (
        (
            "Op straat het gesprek aangaan met de groep.",
            "Het jongerenwerk kent de groep; zonder plek en moment kan het niets doen.",
        ),
    ),
    K.CARE: (_CARE,),
    K.CHILD_PROTECTION: (_CARE,),
}
END_REASONS = (
    "De ontvanger heeft het opgepakt; verder delen is niet meer nodig.",
    "Bij de ontvanger is geen vervolg nodig gebleken.",
    "De situatie is voorbij.",
)
IDENTITIES = (
    ("Ruben Oosterlinde", "ongeveer 17 jaar"),
    ("Jelle van der Zandt", "ongeveer 24 jaar"),
    ("Amira Haverland", "ongeveer 16 jaar"),
    ("Koen Duinmeijer", "ongeveer 41 jaar"),
    ("Sanne Polderman", "ongeveer 19 jaar"),
    ("Ilyas Noorderwind", "ongeveer 15 jaar"),
    ("Marcel Kustra", "ongeveer 53 jaar"),
    ("Dewi Waterhof", "ongeveer 22 jaar"),
)
