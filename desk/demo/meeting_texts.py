"""What is asked, brought in, said and decided at the information meetings."""

from meetings.models import DecisionKind as D
from partners.models import OrganisationKind as K

FIXED = (("Opening en vaststellen verslag", 5), ("Landelijk en regionaal beeld", 15))
OPENING = (
    "Het verslag van het vorige overleg is [zonder wijzigingen|met één aanvulling] vastgesteld. De acties "
    "zijn doorgenomen.",
    "Welkom aan de nieuwe deelnemers. Het verslag is vastgesteld; [twee acties lopen door|alle acties zijn "
    "gereed].",
)
PICTURE = (
    "Landelijk [neemt het aantal demonstraties toe|is het beeld stabiel]. In de regio valt op dat [{theme} "
    "vaker wordt "
    "gemeld|de meldingen over {theme} afnemen].",
    "Uit het regionale beeld: vooral {theme}. [Meer meldingen uit West-Friesland.|De Kop is rustiger dan "
    "in het vorige kwartaal.]",
    "Besproken wat de komende weken spanning kan geven: [een raadsbesluit, een wedstrijd en een "
    "herdenking|een aangekondigde "
    "demonstratie|de schoolvakantie en een evenement].",
)
TOPICS = (
    ("Online onrust: wie leest mee en wie reageert", "jeugd en groepsdruk"),
    ("Weerbaarheid van raadsleden en wethouders", "antioverheid en complotdenken"),
    ("Terugblik op demonstraties in de regio", "klimaat en stikstof"),
    ("Vertrouwen van bewoners in de informatie van de gemeente", "asiel en opvang"),
    ("Samenwerking met scholen bij spanningen in de klas", "internationale conflicten"),
    ("Melden van discriminatie: drempels en kansen", "racisme en discriminatie"),
)
QUESTIONS = {
    K.MUNICIPALITY: (
        "Wat weet u over de aanleiding en wat heeft de gemeente al gedaan?",
        "Welke besluiten of bijeenkomsten staan gepland en hoe zijn bewoners ingelicht?",
        "Wat ziet het wijkteam in deze buurt?",
    ),
    K.POLICE: (
        "Wat ziet de wijkagent en is er een ontwikkeling in meldingen?",
        "Zijn er aanwijzingen voor organisatie of deelname van buiten de regio?",
    ),
    K.PROSECUTION: (
        "Is er mogelijk sprake van strafbare feiten, en wat kan wel en niet worden opgepakt?",
        "Welke ruimte is er bij uitingen zoals deze?",
    ),
    K.PROBATION: ("Lopen er toezichten in deze omgeving en wat valt daarin op?",),
    K.CHILD_PROTECTION: ("Zijn er zorgen over minderjarigen die u kunt delen?",),
    K.YOUTH_WORK: (
        "Wat hoort u van jongeren en wat helpt volgens u?",
        "Kent u de groep en is er iemand naar wie zij luisteren?",
    ),
    K.CARE: ("Wat ziet u in uw praktijk, zonder namen, en welk aanbod past?",),
    K.OTHER: ("Wat merkt u in uw werk en wat heeft u nodig?",),
}
CONTRIBUTIONS = {
    K.MUNICIPALITY: (
        "De gemeente heeft [een brief gestuurd|een gesprek gehad met de wijkraad|een spreekuur ingesteld]. "
        "Bewoners vragen vooral om "
        "[eerdere informatie|een vast aanspreekpunt].",
        "Het wijkteam kent de buurt goed. Er zijn [geen|enkele] zorgen over gezinnen; [de vereniging wil "
        "helpen|de dorpsraad doet mee].",
        "Er staat [een bijeenkomst|een raadsvergadering] gepland. Wij verwachten [een volle zaal|een "
        "beperkte opkomst] en stemmen dit af met de politie.",
    ),
    K.POLICE: (
        "In de afgelopen weken [drie|vijf|twee] meldingen die hierbij passen. [Geen aanwijzing voor "
        "organisatie van buiten.|Een deel van de "
        "deelnemers komt van buiten de gemeente.]",
        "De wijkagent heeft [met bewoners gesproken|de plek in de ronde opgenomen]. De sfeer is "
        "[gespannen, maar rustig|verbeterd].",
    ),
    K.PROSECUTION: (
        "De uitlatingen zijn [grof, maar op dit moment niet strafbaar|mogelijk strafbaar; aangifte is "
        "nodig]. Wij denken mee over [normstellende gesprekken|een snelle afhandeling].",
    ),
    K.PROBATION: (
        "Er [loopt één toezicht|lopen geen toezichten] in deze omgeving. Wat wij zien past bij "
        "[groepsgedrag|persoonlijke problemen], minder bij een overtuiging.",
    ),
    K.CHILD_PROTECTION: ("Er zijn geen nieuwe onderzoeken. Wij adviseren om ouders vroeg te betrekken.",),
    K.YOUTH_WORK: (
        "Jongeren zeggen dat zij [nergens terechtkunnen|zich niet gehoord voelen]. Een [vaste "
        "avond|gesprek met de wethouder] zou helpen.",
        "Wij kennen de groep. Er zijn [twee jongeren met invloed|oudere broers] met wie wij in gesprek zijn.",
    ),
    K.CARE: (
        "In algemene zin zien wij meer [spanning en slecht slapen|eenzaamheid]; aanbod is er binnen twee "
        "weken.",
    ),
    K.OTHER: (
        "In ons werk merken wij [weinig|meer vragen]. Wij doen graag mee aan een gezamenlijk bericht.",
    ),
}
# The same, where it is about one person: never more than the table needs.
ON_A_PERSON = {
    K.MUNICIPALITY: (
        "Het wijkteam is [bekend met het gezin|nog niet betrokken]. Er is [hulp aangeboden|een gesprek "
        "gepland]; leerplicht en werk zijn nagegaan.",
        "Via de gemeente is [steun bij schulden|een plek voor dagbesteding] mogelijk. De familie wil meewerken.",
    ),
    K.POLICE: (
        "De wijkagent kent de persoon [van één melding|uit gesprekken op straat]. Geen aanwijzing voor een plan.",
        "In het afgelopen half jaar [één melding|twee meldingen]; [de toon is harder geworden|sindsdien is het "
        "rustig].",
    ),
    K.PROSECUTION: (
        "Er [loopt geen zaak|is één aangifte in behandeling]. [Een normerend gesprek is mogelijk.|Wij wachten "
        "de beoordeling af.]",
    ),
    K.PROBATION: (
        "Er [loopt geen toezicht|is eerder toezicht geweest, dat goed verliep]. Wij kunnen meedenken over "
        "begeleiding.",
    ),
    K.CARE: (
        "[Aanmelding is nog niet gedaan|Er is een eerste gesprek geweest]. Zonder toestemming delen wij alleen of "
        "er contact is.",
    ),
    K.YOUTH_WORK: ("De jongerenwerker heeft [af en toe|wekelijks] contact en wordt vertrouwd.",),
}
INFORMATION = (
    "[Gemeente en politie|De organisaties aan tafel] [vullen elkaars beeld aan|hebben een vergelijkbaar "
    "beeld]. {contributed} "
    "[Er zijn geen nieuwe voorvallen.|Sinds de melding was er nog één voorval.]",
    "De signalen zijn doorgenomen. {contributed} [Een deel is bevestigd, een deel niet.|De feiten worden "
    "door niemand tegengesproken.]",
)
INTERPRETATION = (
    "[Het gaat vooral om|De tafel ziet] [zorgen die niet worden gehoord|groepsgedrag|een kleine kern die "
    "anderen meeneemt]; "
    "[geen aanwijzing voor een plan|de meeste mensen staan in het midden].",
    "Verschillende verklaringen besproken: [een gerucht|een incident elders|een verandering in de wijk]. "
    "[De lichtste verklaring past het best.|Nog "
    "onvoldoende bekend om te kiezen.]",
    "Wat pleit voor zorg: [het neemt toe|het raakt kwetsbare mensen]. Wat ertegen pleit: [de omgeving "
    "spreekt het zelf tegen|het is beperkt tot één plek].",
)
INTERPRETATION_OF_A_PERSON = (
    "[Achter de woorden staat vooral een persoonlijk probleem.|Er is sprake van een zoektocht en van verkeerde "
    "vrienden.] Beschermend: [familie en school|werk en een vaste hulpverlener].",
    "De tafel ziet [geleidelijke verharding|wisselend gedrag]. Wat ertegen pleit: [er is nog contact|hulp wordt "
    "niet afgewezen].",
)
CONCLUSION = {
    D.NO_FOLLOW_UP: "Geen vervolg; het onderwerp gaat van de agenda.",
    D.FOLLOW: "Volgen. Het punt komt terug als er iets verandert.",
    D.MORE_INFORMATION: "Eerst meer weten; over drie weken opnieuw.",
    D.CARE_ROUTE: "Overdragen aan de zorgroute van de gemeente.",
    D.APPROACH: "Samen aanpakken in een casus.",
    D.ADVICE: "Advies aan de gezagsdriehoek.",
    D.POLICE: "Politie en OM beoordelen dit verder.",
    D.COMMUNICATION: "Gemeente en partners geven samen uitleg.",
}
# kind: (decision, reasons)
DECISIONS = {
    D.NO_FOLLOW_UP: (
        (
            "Er komt geen vervolg op dit punt.",
            "De situatie is voorbij en de betrokken organisaties zien geen risico meer.",
        ),
        (
            "De tafel laat dit punt los.",
            "Het gaat om uitingen die binnen de wet vallen en die niet toenemen.",
        ),
    ),
    D.FOLLOW: (
        (
            "De gemeente en de politie volgen dit en melden veranderingen.",
            "Het beeld is nog pril; meer doen is op dit moment niet in verhouding.",
        ),
        (
            "Dit punt wordt gevolgd tot na de volgende aanleiding.",
            "Er komt een moment aan waarop de spanning kan oplopen.",
        ),
    ),
    D.MORE_INFORMATION: (
        (
            "De partners halen gericht informatie op bij hun mensen in de wijk.",
            "De signalen spreken elkaar tegen en zijn vooral van horen zeggen.",
        ),
    ),
    D.CARE_ROUTE: (
        (
            "De gemeente biedt hulp aan via het wijkteam.",
            "Er is vooral een zorgvraag; de gemeente heeft daarvoor de taak en het aanbod.",
        ),
    ),
    D.APPROACH: (
        (
            "Er komt een gezamenlijke aanpak onder leiding van een casusregisseur.",
            "Meer dan één leefgebied en keten is geraakt; lichtere stappen hielpen niet genoeg.",
        ),
    ),
    D.ADVICE: (
        (
            "Advies aan de gezagsdriehoek om rond de komende momenten extra toezicht te houden.",
            "De partners zien de spanning oplopen; alleen de driehoek kan hierover besluiten.",
        ),
    ),
    D.POLICE: (
        (
            "De politie beoordeelt de uitlatingen; het OM beslist over vervolg.",
            "Er is mogelijk sprake van een strafbaar feit.",
        ),
    ),
    D.COMMUNICATION: (
        (
            "De gemeente geeft samen met partners uitleg over wat er wel en niet gebeurt.",
            "De onrust komt vooral voort uit geruchten; uitleg is de lichtste stap die helpt.",
        ),
    ),
}
WEIGHTS = {
    D.FOLLOW: 36,
    D.NO_FOLLOW_UP: 20,
    D.MORE_INFORMATION: 16,
    D.COMMUNICATION: 14,
    D.CARE_ROUTE: 9,
    D.POLICE: 5,
    D.ADVICE: 3,
}
# kind: [(action, effect)]
ACTIONS = {
    D.FOLLOW: (
        (
            "Plek opnemen in de ronde en na twee weken terugkoppelen",
            "Het is rustig gebleven; de buurt voelt zich gezien.",
        ),
        ("Bij de vereniging navragen hoe het beeld nu is", "Het bestuur herkent het beeld niet meer."),
    ),
    D.NO_FOLLOW_UP: (
        ("Melder bedanken en uitleggen dat er geen vervolg komt", "Melder begrijpt het besluit."),
    ),
    D.MORE_INFORMATION: (
        ("Navragen bij wijkagent, jongerenwerk en school wat zij zien", "Geen bevestiging gevonden."),
        ("Nagaan of de oproep online nog wordt gedeeld", "De oproep is verwijderd en niet teruggekomen."),
    ),
    D.CARE_ROUTE: (
        ("Gezin uitnodigen voor een gesprek met het wijkteam", "Het gezin heeft hulp aangenomen."),
        ("Maatschappelijk werk laten aansluiten", "Eerste gesprek is geweest; vervolg is afgesproken."),
    ),
    D.APPROACH: (
        ("Deelnemers voor het eerste casusoverleg aanmelden", "Alle organisaties hebben iemand aangewezen."),
    ),
    D.ADVICE: (
        ("Advies aan de driehoek opstellen en toelichten", "Het advies is besproken in de driehoek."),
    ),
    D.POLICE: (
        (
            "Uitlatingen beoordelen en terugkoppelen aan de tafel",
            "Beoordeeld; er volgt een normerend gesprek.",
        ),
    ),
    D.COMMUNICATION: (
        ("Vragen en antwoorden op de website zetten", "Ruim gelezen; minder vragen aan de balie."),
        (
            "Bewoners uitnodigen voor een gesprek in kleine groepen",
            "Veertig bewoners kwamen; de toon was goed.",
        ),
        ("Ondernemers en verenigingen persoonlijk bellen", "Het gerucht over aantallen is rechtgezet."),
    ),
}
PGA_ADVICE = (
    "Advies aan de gezagsdriehoek om een persoonsgerichte aanpak op de wet PGA te starten.",
    "Meerdere partners zien los van elkaar gedrag dat past bij radicalisering; vrijwillige hulp is niet "
    "aangenomen.",
)
DRIEHOEK = (
    ("yes", "Het advies is overgenomen; de aanpak is nodig en er is geen lichter middel."),
    ("changed", "Overgenomen, met de opdracht om ook het gezin te ondersteunen."),
)
DRIEHOEK_NO = (("no", "Eerst wordt een gesprek door de wijkagent en de gemeente geprobeerd."),)

# Promised at the last meeting: (account, action, days until it is due)
PROMISES = (
    ("politie", "Wijkagenten vragen wat zij bij de uitgaansplekken zien", 4),
    ("politie", "Overzicht maken van meldingen rond de opvang", -2),
    ("om", "Uitleggen welke uitingen wel en niet strafbaar zijn", 6),
    ("reclassering", "Nagaan of lopende toezichten met dit onderwerp te maken hebben", 5),
    ("hoorn", "Met de beheerder van de sporthal praten over de vrijdagavond", 3),
    ("hoorn", "Bewoners van de wijk een brief sturen met een aanspreekpunt", -3),
    ("alkmaar", "Op bezoek gaan bij het bestuur van het gebedshuis", 2),
    ("denhelder", "Wijkteam vragen hoe het met het gezin gaat", 7),
    ("jongerenwerk.hoorn", "Met de groep in gesprek gaan over het filmpje", 5),
    ("wijkagent.hoorn", "De plek bij het station opnemen in de ronde", 6),
    ("expert", "Uitleg maken over de codes die jongeren gebruiken", 8),
    ("procesregisseur", "Driehoek bijpraten over de stijging in Hollands Kroon", 1),
)
IN_PERSON = {"wijkagent.hoorn", "expert", "procesregisseur", "jongerenwerk.hoorn"}
