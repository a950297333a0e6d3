"""Situations around housing, distrust of government and young people."""

from desk.demo.texts import Scene

HOUSING = (
    Scene(
        "bca",
        "ot",
        "talk",
        "[Onvrede|Boosheid] over [toewijzing|voorrang] van woningen",
        "{N} woningzoekenden zeiden {wanneer} dat '[anderen|nieuwkomers] altijd voorgaan'.",
        (
            "Een van hen wacht al [zeven|negen|elf] jaar en woont [bij ouders|op een camping].",
            "Er gaat een lijst rond met [woningen die 'zijn weggegeven'|aantallen die niet kloppen].",
            "Twee bezoekers [filmden het gesprek|wilden de naam van de medewerker].",
        ),
        "Het gaat om een echte nood; [het verhaal erbij maakt van een groep de schuldige|de cijfers "
        "uitleggen helpt maar deels].",
    ),
    Scene(
        "wha",
        "ot",
        "street",
        "[Spanning|Onrust] rond huisvesting in de wijk",
        "Rond [de tijdelijke woningen|een pand met arbeidsmigranten] {waar} is {wanneer} een groep van {n} "
        "bewoners verhaal gaan halen.",
        (
            "Er is [op ramen gebonsd|geroepen dat zij 'weg moeten'|een container omgegooid].",
            "Aanleiding was [geluid in het weekend|een parkeerplek|een gerucht over uitbreiding].",
            "De bewoners van het pand [bleven binnen|begrepen niet waar het om ging].",
        ),
        "Zonder afspraken met de verhuurder [komt dit terug|wordt het bij de volgende aanleiding erger].",
        "Een week later hebben beide groepen samen opgeruimd.",
    ),
    Scene(
        "cwa",
        "n",
        "online",
        "Berichten tegen woningbouwplan in buurtgroep",
        "In een buurtgroep wordt een [woningbouwplan|plan voor flexwoningen] gekoppeld aan '[een plan om "
        "ons te vervangen|wat ze in de stad verborgen houden]'.",
        (
            "Er staat een [tekening met een leugen over aantallen|foto van een andere gemeente] bij.",
            "Bewoners die vragen stellen, worden '[naïef|betaald door de gemeente]' genoemd.",
            "De wethouder wordt uitgenodigd om '[het dorp in de ogen te kijken|zelf te komen wonen]'.",
        ),
        "Het plan zelf is te bespreken; [de gedachte erachter wordt van buiten aangedragen|het verhaal "
        "eromheen groeit].",
    ),
    Scene(
        "ch",
        "ot",
        "meeting",
        "[Verstoorde|Grimmige] avond over woningbouw",
        "Op een avond over [flexwoningen|een bouwplan|een kamerverhuurpand] namen {n} mensen het woord "
        "over en lieten anderen niet uitspreken.",
        (
            "Een buurvrouw die vóór het plan is, werd [uitgejouwd|gevraagd waar zij woont].",
            "Er is gezegd dat 'de raad [hier nog spijt van krijgt|wel zal voelen wat het dorp vindt]'.",
            "Een ondernemer stelde voor om [samen een beter plan te maken|een dorpsberaad te houden].",
        ),
        "De voorstanders [zullen de volgende keer niet komen|zeggen niets meer].",
        "Aan de kleine tafels werd wel goed gesproken.",
    ),
    Scene(
        "za",
        "t",
        "told",
        "[Gezin|Alleenstaande] zonder woning verliest vertrouwen",
        "In een gesprek vertelde iemand die al lang op een woning wacht dat [hij|zij] 'klaar is met [de "
        "overheid|regels]'.",
        (
            "Er is een [huurschuld|uitzetting aangekondigd].",
            "[Hij|Zij] zoekt de laatste tijd veel [filmpjes op over de overheid|contact met een groep die "
            "niet meer betaalt].",
            "De kinderen gaan [nog gewoon naar school|al twee weken niet naar school].",
        ),
        "De nood is concreet; wie nu helpt, [wint ook het vertrouwen terug|voorkomt erger].",
        vulnerable="Dreigend verlies van woonruimte; kinderen in het gezin.",
    ),
)

GOVERNMENT = (
    Scene(
        "ba",
        "o",
        "talk",
        "Bezoeker [erkent de gemeente niet|noemt zich soeverein]",
        "Een bezoeker [legde een brief neer waarin staat dat de gemeente 'niet bestaat'|weigerde zich te "
        "legitimeren omdat hij 'vrij mens' is|"
        "wilde zich laten uitschrijven 'uit het systeem'].",
        (
            "De brief [dreigt met een schadeclaim aan medewerkers|heeft zegels en vingerafdrukken|is van "
            "een voorbeeld op internet overgenomen].",
            "De bezoeker bleef [vriendelijk maar vasthoudend|lang praten en filmde daarbij].",
            "Dit is de [tweede|derde|vierde] brief van deze soort [deze maand|dit kwartaal].",
        ),
        "[Ik zie vooral schulden en eenzaamheid erachter.|De brieven worden dreigender van toon.]",
        "De bezoeker heeft zijn document daarna gewoon betaald en opgehaald.",
        subject="person",
        party="Zonder aanduiding is niet te volgen of het om dezelfde bezoeker gaat.",
    ),
    Scene(
        "wa",
        "ot",
        "talk",
        "[Deurwaarder|Medewerker] weggestuurd met verwijzing naar eigen recht",
        "Bij een [ontruiming|controle|huisbezoek] stonden {n} mensen te wachten die zeiden dat hier "
        "'[eigen recht geldt|de wet niet geldt]'.",
        (
            "Er is [gefilmd en live uitgezonden|een 'aanklacht' voorgelezen].",
            "Enkele aanwezigen kwamen [van ver buiten de regio|uit drie verschillende gemeenten].",
            "De bewoner zelf leek [overvallen door de belangstelling|niet blij met alle mensen].",
        ),
        "De groep [helpt elkaar snel ter plaatse|trekt mensen met schulden aan].",
        "Iedereen vertrok nadat de bewoner daarom vroeg.",
        subject="group",
        party="Het gaat om een groep die vaker op deze manier optreedt.",
    ),
    Scene(
        "cwj",
        "n",
        "online",
        "[Geruchten|Verhalen] over [verkiezingen|vaccinatie|verborgen plannen]",
        "Op een kanaal met volgers uit {gem} wordt beweerd dat [de uitslag van een stemming "
        "vaststaat|kinderen op school ongevraagd worden geprikt|"
        "de gemeente stiekem meet wie waar rijdt].",
        (
            "Er staat bij dat '[zij zullen boeten|er een dag van afrekening komt|wij weten wie jullie "
            "zijn]'.",
            "[Een foto van het gemeentehuis|Een brief met een nagemaakt logo] is toegevoegd.",
            "Het wordt gedeeld in groepen over [opvoeding|gezondheid|de buurt].",
        ),
        "Mensen die ik anders nuchter vind, [delen dit nu ook|vragen mij of het waar is].",
        "Onder het bericht staan ook veel reacties die het tegenspreken.",
    ),
    Scene(
        "wc",
        "t",
        "told",
        "Lokale politicus [thuis opgezocht|lastiggevallen]",
        "Een [raadslid|wethouder] vertelde dat {n} mensen {wanneer} [voor het huis stonden|het gezin "
        "aanspraken in de winkel|foto's van het huis maakten].",
        (
            "Er is een [brief in de bus gedaan|pakketje zonder afzender gevonden].",
            "Het ging over [een besluit van vorig jaar|de opvang|een vergunning].",
            "Het gezin [wil geen aangifte doen|overweegt te stoppen].",
        ),
        "Dit raakt [het werk van de hele raad|ook de kinderen].",
        "Volgens een buurman was het een eenmalig bezoek en bleef het netjes.",
        threat="Ongewenst bezoek bij het huis van een bestuurder.",
    ),
    Scene(
        "lzj",
        "ot",
        "talk",
        "Kind thuisgehouden uit wantrouwen",
        "Een [ouder|gezin] houdt een kind [thuis van school|weg bij controles] omdat 'het systeem niet te "
        "vertrouwen is'.",
        (
            "Er wordt verwezen naar [een eigen schooltje|een netwerk van ouders die zelf lesgeven].",
            "Gesprekken met school [zijn afgebroken|lopen nog, met één leraar].",
            "Het kind zelf [mist zijn vrienden|vertelt verhalen die bij zijn leeftijd niet passen].",
        ),
        "Er is zorg om het kind; de gedachte erachter is [niet verboden|van de ouders, de leerplicht "
        "blijft].",
        "Het contact met de huisarts is wel goed.",
        vulnerable="Schoolgaand kind dat weinig andere volwassenen ziet.",
    ),
    Scene(
        "wh",
        "ot",
        "mark",
        "Stickers en posters tegen [overheid|instanties]",
        "{Waar} zijn stickers en posters geplakt met een verwijzing naar een [kanaal|site] tegen de "
        "overheid.",
        (
            "Ook op [camera's|zendmasten|stemborden] zijn ze gevonden.",
            "Onder een sticker zat [een scheermesje|lijm met glas], waardoor weghalen gevaarlijk is.",
            "Op één poster staat een foto van het gemeentehuis met een [kruis|vizier] erover.",
        ),
        "Dit is [georganiseerder dan eerdere stickers|ook in buurgemeenten gezien].",
    ),
    Scene(
        "hc",
        "o",
        "street",
        "[Medewerker|Handhaver] gefilmd en uitgedaagd",
        "{N} mensen met camera's liepen {wanneer} achter [twee handhavers|een medewerker van de gemeente] "
        "aan en stelden steeds dezelfde vragen.",
        (
            "De beelden stonden [dezelfde avond|een uur later] online, met [naam en gezicht|dreigende "
            "reacties eronder].",
            "Er werd gevraagd naar [de eed|een bewijs dat de gemeente een bedrijf is].",
            "De medewerker is daarna [door een collega opgehaald|met verlof gegaan].",
        ),
        "Het doel lijkt [het filmpje zelf|anderen uitlokken tot een fout].",
    ),
)

YOUTH = (
    Scene(
        "whj",
        "ot",
        "street",
        "Spanning tussen groepen jongeren",
        "Twee groepen jongeren van ieder {n} stonden {waar} {wanneer} tegenover elkaar en [daagden elkaar "
        "uit|filmden elkaar|gooiden met vuurwerk].",
        (
            "Het ging over [een filmpje van vorige week|een ruzie tussen twee broers|een geleende scooter].",
            "Een deel van hen kwam uit [een andere kern|een buurgemeente].",
            "Jongere kinderen bleven kijken en [riepen mee|deden hen na].",
        ),
        "De [groepen zoeken elkaar op|oudere jongens jutten de jongere op]; [overdag is er niets te "
        "merken|het gaat om stoer zijn].",
        "Op school kunnen de jongens wel samen door een deur.",
    ),
    Scene(
        "jlc",
        "n",
        "online",
        "Jongeren verspreiden [beledigend|kwetsend] materiaal",
        "In groepsapps van jongeren uit {gem} gaan [plaatjes|filmpjes|stickers] rond waarin een "
        "[bevolkingsgroep|docent|klasgenoot] belachelijk wordt gemaakt.",
        (
            "Wie er iets van zegt, wordt [uit de groep gezet|zelf het onderwerp].",
            "Een deel is gemaakt met [een app die gezichten verwisselt|een stem die wordt nagemaakt].",
            "De groep heeft {n} leden die [het meeste plaatsen|ook buiten school met elkaar omgaan]; de "
            "rest kijkt mee.",
        ),
        "De meesten vinden het [grappig|spannend] en zien niet [wat het doet|waar het materiaal vandaan "
        "komt].",
        "Na een les over online pesten is er minder geplaatst.",
    ),
    Scene(
        "whj",
        "ot",
        "street",
        "Vuurwerk en brandjes [in de wijk|door groep jongeren]",
        "{N} jongeren staken {waar} {wanneer} [vuurwerk af|een container aan|vuurwerk af naar "
        "voorbijgangers].",
        (
            "Een [buschauffeur|winkelier|buurvrouw] is [geschrokken|net niet geraakt].",
            "Er wordt in een groep opgeroepen om [op een vaste avond terug te komen|de politie te lokken].",
            "Ouders die gingen kijken, [namen hun kinderen mee|werden uitgelachen].",
        ),
        "Een kleine groep bepaalt de sfeer; [de rest komt voor de spanning|er is in de avond niets anders "
        "te doen].",
        "Sinds het jongerenwerk er 's avonds is, blijft het rustiger.",
    ),
    Scene(
        "jzl",
        "t",
        "told",
        "Jongere [onder druk gezet|klem] in groep",
        "Een [jongen|meisje] van {leeftijd} vertelde dat [vrienden|oudere jongens] druk zetten om [mee te "
        "doen|iets te bewaren|geld over te maken].",
        (
            "[Hij|Zij] durft [niet meer alleen naar huis|de telefoon niet uit te zetten].",
            "Thuis [weten zij het niet|is er al veel zorg om een broer].",
            "Er is gedreigd met [een filmpje|'een bezoek'].",
        ),
        "De jongere wil eruit, maar [weet niet hoe|is bang voor wraak].",
        "De jongere heeft twee vrienden die hem of haar goed steunen.",
        subject="person",
        party="Zonder aanduiding is vervolg met het jongerenwerk niet mogelijk.",
        vulnerable="Minderjarige, weinig steun thuis.",
    ),
    Scene(
        "lj",
        "o",
        "talk",
        "Harde grappen over geweld in [klas|groep]",
        "In een groep van {n} jongens worden grappen gemaakt over [aanslagen|geweld tegen meisjes|wapens].",
        (
            "Een van hen [tekent steeds dezelfde symbolen|citeert een bekende dader|kent veel details].",
            "Meisjes uit de groep [gaan elders zitten|zeggen er niets meer van].",
            "De jongens zeggen dat 'iedereen online zo praat'.",
        ),
        "De meesten doen stoer; [om één van hen maak ik mij zorgen|ik weet niet waar de grens ligt].",
        "Zodra ik er één apart spreek, is de toon heel anders.",
    ),
    Scene(
        "hwba",
        "ot",
        "street",
        "Medewerkers lastiggevallen door groep jongeren",
        "Een groep van {n} jongeren [blokkeerde de ingang|schold medewerkers uit|bleef na sluiting zitten] "
        "{waar}.",
        (
            "Zij zeiden dat zij '[toch nergens welkom zijn|hier de baas zijn]'.",
            "Een medewerker is [bespuugd|op de foto gezet|bang geworden].",
            "Aanleiding is het sluiten van [hun vaste plek|de sporthal op zondag].",
        ),
        "Zonder eigen plek [verplaatst het zich|blijft dit terugkomen].",
        "Met de jongerenwerker erbij gingen zij direct weg.",
    ),
)

SCENES = {
    "wonen": HOUSING,
    "antioverheid en complotdenken": GOVERNMENT,
    "jeugd en groepsdruk": YOUTH,
}
