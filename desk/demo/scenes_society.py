"""Situations around reception of asylum seekers, climate and discrimination."""

from desk.demo.texts import Scene

RECEPTION = (
    Scene(
        "whca",
        "ot",
        "meeting",
        "[Felle reacties|Boze vragen|Onrust] bij avond over opvang",
        "Tijdens een [inloopavond|bewonersavond|informatieavond] over de opvanglocatie riepen {n} bezoekers "
        "[door de sprekers heen|dat er niet naar hen wordt geluisterd|dat het besluit allang vaststaat].",
        (
            "Enkele bezoekers [filmden de zaal|liepen boos weg|spraken de wethouder op luide toon aan].",
            "Een deel van de groep kwam volgens [bewoners|de organisatie] niet uit het dorp.",
            "De meeste bewoners [stelden vragen over verkeer en de school|wilden vooral weten hoe lang de "
            "opvang blijft].",
        ),
        "[Ik denk dat|Mijn indruk is dat] de meeste mensen vooral laat zijn geïnformeerd en dat een kleine "
        "groep "
        "[de confrontatie zoekt|anderen probeert mee te krijgen].",
        "Veel bewoners bleven na afloop rustig napraten en bedankten voor de uitleg.",
    ),
    Scene(
        "whbj",
        "ot",
        "mark",
        "[Teksten|Uitingen] tegen [komst opvang|opvanglocatie]",
        "{Waar} [zijn flyers in de bussen gedaan|is een spandoek opgehangen|zijn stickers geplakt] tegen de "
        "komst van de "
        "opvang.",
        (
            "De tekst roept op om [naar de raadsvergadering te komen|'zelf in actie te komen'|niet met de "
            "gemeente te praten].",
            "Er staat geen afzender op, alleen een [verwijzing naar een besloten groep|telefoonnummer dat "
            "niet werkt].",
            "Een bewoner zag {n} mensen [met een auto rondgaan|de straat in lopen], {wanneer}.",
        ),
        "De [flyers|teksten] zien er verzorgd uit; [iemand heeft hier tijd en geld in gestoken|dit lijkt "
        "niet van één bewoner te komen].",
    ),
    Scene(
        "cwjla",
        "n",
        "online",
        "Oproep in [appgroep|buurtgroep] over opvang",
        "In een [openbare buurtgroep|groepsapp van het dorp|groep over de opvang] staat een oproep om "
        "[{wanneer} bij de locatie te verzamelen|met veel mensen naar het gemeentehuis te gaan|de "
        "toegangsweg vol auto's te zetten].",
        (
            "Er wordt geschreven dat '[praten geen zin meer heeft|de gemeente alleen naar geluid "
            "luistert|wij dit dorp zelf moeten beschermen]'.",
            "Twee leden vragen of het [vreedzaam blijft|met vergunning is]; zij krijgen [geen "
            "antwoord|boze reacties].",
            "De oproep wordt gedeeld door accounts die [ook in andere gemeenten actief zijn|pas kort "
            "bestaan].",
        ),
        "[Als dit doorgaat, verwacht ik meer dan de buurt zelf.|Ik verwacht een kleine opkomst, maar wel "
        "van mensen die spanning zoeken.]",
        "Eerdere oproepen in deze groep hadden nauwelijks opkomst.",
    ),
    Scene(
        "bc",
        "ot",
        "talk",
        "[Emotionele|Boze] vragen over opvang aan [de balie|de gemeente]",
        "{N} inwoners vroegen op één dag [wanneer de opvang open gaat|waarom zij geen brief kregen|of het "
        "besluit nog kan worden teruggedraaid].",
        (
            "Een van hen zei [geen vertrouwen meer te hebben in de gemeente|'dat het een keer misgaat'|dat "
            "zijn kinderen er niet van slapen].",
            "Twee van hen hadden [dezelfde uitgeprinte tekst bij zich|gehoord dat er veel meer mensen "
            "komen dan is besloten].",
            "Vooral de vragen over [huisvesting van eigen kinderen|veiligheid rond de school] kwamen terug.",
        ),
        "Het gerucht over [grotere aantallen|een tweede locatie] gaat sneller rond dan onze uitleg.",
        "De meeste bezoekers waren na uitleg gerustgesteld.",
    ),
    Scene(
        "whca",
        "ot",
        "meeting",
        "Dreigende taal bij [inloopavond|bijeenkomst] opvanglocatie",
        "Tijdens een bijeenkomst over de opvang zeiden twee mannen dat zij 'ervoor zorgen dat het gebouw "
        "er niet komt'.",
        (
            "{N} anderen [klapten|lachten|stonden erbij en zwegen].",
            "Zij keken daarbij naar [de wethouder|een medewerker van de gemeente|de eigenaar van het "
            "gebouw].",
            "Een medewerker van de gemeente vertelt dat hij [op de parkeerplaats is gevolgd|daarna niet "
            "alleen naar zijn auto durfde].",
        ),
        "De woorden waren [niet zomaar grootspraak, denk ik|fel, maar ik weet niet of zij iets van plan "
        "zijn].",
        "De mannen gingen na een gesprek met de organisatie gewoon zitten.",
        threat="Uitspraak dat men 'ervoor zorgt dat het gebouw er niet komt'.",
    ),
    Scene(
        "hzjw",
        "ot",
        "street",
        "Bewoners van opvang [nageroepen|uitgescholden]",
        "Bewoners van de [opvang|noodopvang] zijn {waar} {wanneer} [nageroepen|uitgescholden|bekogeld met "
        "blikjes] door {n} mensen.",
        (
            "Het ging om [een gezin met kinderen|twee vrouwen|een groepje jongeren], dat doorliep.",
            "Een voorbijganger [zei er iets van|bracht hen naar de bus] en kreeg zelf ook een verwensing.",
            "De bewoners lopen sindsdien [een andere route|alleen nog samen] naar de winkel.",
        ),
        "[De drempel om dit hardop te doen wordt lager.|Het lijken steeds dezelfde mensen te zijn.]",
        "Winkeliers vertellen dat de omgang met de bewoners verder goed is.",
    ),
    Scene(
        "lj",
        "o",
        "talk",
        "Jongeren verdeeld over opvang",
        "Een gesprek over de opvang liep uit op een ruzie tussen [twee groepjes leerlingen|een paar "
        "jongens|vrienden].",
        (
            "Een [jongen|meisje] zei dat '[thuis niemand nog met de buren praat|je hier niet meer mag "
            "zeggen wat je vindt]'.",
            "{N} jongeren gebruikten woorden die zij [van een filmpje|van volwassenen] kennen.",
            "Twee jongeren met een familie die zelf is gevlucht, [zeiden niets meer|liepen weg].",
        ),
        "Jongeren nemen over wat er thuis wordt gezegd; een gesprek in de groep helpt, denk ik.",
    ),
)

CLIMATE = (
    Scene(
        "wh",
        "ot",
        "street",
        "Borden en spandoeken langs de weg over maatregelen",
        "Sinds [gisteren|dit weekend|begin deze week] staan er borden met spandoeken langs [de provinciale "
        "weg|de "
        "toegangsweg naar het dorp|een viaduct] tegen de [stikstofregels|nieuwe maatregelen].",
        (
            "Op één bord staat een tekst over [een bestuurder, zonder naam|'de laatste waarschuwing'].",
            "{N} mensen met [trekkers|bestelbusjes] stonden erbij en groetten voorbijgangers.",
            "De borden staan [op eigen grond|in de berm, zonder toestemming].",
        ),
        "De meeste mensen willen gezien worden; de tekst over de bestuurder gaat [een stap verder|mij te "
        "ver].",
        "De sfeer was gemoedelijk en er werd koffie uitgedeeld.",
    ),
    Scene(
        "ca",
        "ot",
        "meeting",
        "[Moedeloosheid|Boosheid] op bijeenkomst over [stikstof|de toekomst van het landelijk gebied]",
        "Op een bijeenkomst over [stikstof|natuurherstel|het gebiedsplan] zeiden {n} ondernemers dat zij "
        "[geen uitweg meer zien|niet meer meedoen aan gesprekken|zich weggezet voelen].",
        (
            "Een van hen zei dat 'als niemand luistert, het maar [hard|zonder regels] moet'.",
            "Een jonge ondernemer vertelde dat [de overname van het bedrijf niet doorgaat|de bank hem niet "
            "meer helpt].",
            "Aan een tafel werd gevraagd [wie er meedoet met een blokkade|wie nog met de provincie praat].",
        ),
        "Ik zie vooral [zorgen om het bestaan|verdriet]; [bij enkelen slaat dat om in haat|een enkeling "
        "zoekt de confrontatie].",
        "De meeste ondernemers vroegen om een vervolggesprek met de gemeente.",
    ),
    Scene(
        "cwa",
        "n",
        "online",
        "Berichten over [blokkade|actie] vanwege maatregelen",
        "In een besloten [kanaal|groep] wordt gesproken over een [blokkade van een "
        "distributiecentrum|actie bij een woning van een bestuurder|langzaamrijactie].",
        (
            "Iemand vraagt om [adressen|kentekens]; een ander schrijft dat dit [niet de bedoeling is|'nu "
            "wel mag'].",
            "Er worden [tijden en plekken|taken] verdeeld voor [zaterdag|vrijdagavond|de komende week].",
            "Een deel van de schrijvers roept op om [het netjes te houden|vergunning te vragen].",
        ),
        "De toon is in [twee weken|een maand] veel harder geworden.",
        "De organisatoren hebben zelf contact gezocht met de gemeente.",
    ),
    Scene(
        "z",
        "t",
        "told",
        "Zorgen over [ondernemer|gezin] dat vastloopt op nieuwe regels",
        "In een gesprek kwam naar voren dat spanning over [de stikstofregels|de toekomst van het bedrijf] "
        "een gezin "
        "[uit elkaar trekt|uit de slaap houdt].",
        (
            "Er wordt gesproken over 'de overheid die ons [kapot|weg] wil hebben'.",
            "Er is [minder contact met de buren|ruzie met een buurman die wel heeft verkocht].",
            "Hulp wordt [tot nu toe afgehouden|nu voor het eerst aangenomen].",
        ),
        "Dit is allereerst een zorgvraag; ik meld het omdat ik het [vaker hoor|in drie gezinnen zie].",
    ),
    Scene(
        "wh",
        "ot",
        "street",
        "[Actievoerders|Activisten] en [omwonenden|ondernemers] tegenover elkaar",
        "Bij een [klimaatactie|actie tegen een bedrijf] {waar} stonden {n} actievoerders tegenover [boze "
        "omwonenden|medewerkers van het bedrijf].",
        (
            "Er is [geduwd|geschreeuwd|met water gegooid].",
            "Twee actievoerders hadden zich [vastgemaakt aan een hek|op de weg gezet].",
            "Een omwonende zei dat hij 'de volgende keer [niet blijft kijken|zijn trekker haalt]'.",
        ),
        "Beide kanten [filmden elkaar en zetten dat online|voelen zich niet serieus genomen].",
        "Er is na afloop nog gewoon met elkaar gesproken.",
    ),
    Scene(
        "bc",
        "ot",
        "talk",
        "Vragen over maatregel stikstof",
        "{N} inwoners vroegen deze week naar de [nieuwe maatregel|gevolgen voor hun vergunning].",
        (
            "Twee van hen [verhieven hun stem|weigerden weg te gaan zonder toezegging].",
            "Een bezoeker zei dat hij 'de sleutels van zijn bedrijf wel [op tafel|bij de burgemeester op "
            "de stoep] legt'.",
            "Er gaat een verhaal rond dat [er al een lijst met bedrijven is|vergunningen worden "
            "ingetrokken].",
        ),
        "Wij kunnen niet uitleggen wat er precies verandert, en dat voedt [het wantrouwen|de geruchten].",
    ),
)

DISCRIMINATION = (
    Scene(
        "whjb",
        "ot",
        "mark",
        "[Leus|Kwetsende tekst] tegen bevolkingsgroep",
        "Op [een gevel|een bushokje|een elektriciteitskast|de muur van een school] {waar} staat een "
        "[tekst|leus] tegen een "
        "bevolkingsgroep.",
        (
            "De tekst is [met een sjabloon gemaakt|snel met stift geschreven|ongeveer een meter breed].",
            "Bewoners uit de straat [zijn geschrokken|hebben er foto's van gedeeld|vragen om een camera].",
            "Vorige maand stond er {waar2} een [vergelijkbare|andere] tekst.",
        ),
        "[Het raakt bewoners hard, ook wie het niet betreft.|De maker wil vooral opvallen, denk ik.]",
    ),
    Scene(
        "whz",
        "ot",
        "mark",
        "Incident bij gebedshuis",
        "Bij een [gebedshuis|ontmoetingscentrum] is {wanneer} een [ruit beschadigd|kwetsende tekst op de "
        "deur gezet|zak met afval neergelegd].",
        (
            "Het bestuur vertelt dat dit [de tweede keer in een jaar|voor het eerst] is.",
            "Bezoekers [durven 's avonds niet meer alleen te komen|willen er geen aandacht aan geven].",
            "Buren hebben [geholpen met schoonmaken|bloemen gebracht].",
        ),
        "Het bestuur wil rust; [jongeren uit de gemeenschap zijn boos|er is vooral behoefte aan zichtbare "
        "steun].",
        "De schade kan ook door uitgaanspubliek zijn gemaakt.",
    ),
    Scene(
        "jlw",
        "ot",
        "street",
        "Jongere uitgescholden om [afkomst|wie hij is]",
        "{N} jongeren hebben {waar} {wanneer} een leeftijdgenoot uitgescholden om zijn "
        "[afkomst|huidskleur|geloof].",
        (
            "Er is een filmpje van gemaakt dat [rondgaat op school|inmiddels is verwijderd].",
            "Omstanders [lachten mee|grepen na een tijdje in].",
            "De jongere wil [niet meer naar training|er niet over praten].",
        ),
        "Voor de groep is het 'een grap'; [de norm verschuift|voor de jongere zelf is het dat niet].",
        "De jongens hebben uit zichzelf excuses gemaakt.",
    ),
    Scene(
        "cjl",
        "n",
        "online",
        "Kwetsende [berichten|plaatjes] over bevolkingsgroep",
        "Onder een bericht over [een buurtfeest|een nieuwe winkel|een sportclub] staan reacties die een "
        "bevolkingsgroep "
        "[uitmaken voor dieven|het land uit wensen|belachelijk maken].",
        (
            "De reacties komen van [enkele accounts die elkaar steunen|mensen met naam en foto].",
            "Een inwoner die er iets van zei, kreeg [persoonlijke berichten|zijn werkgever genoemd].",
            "De beheerder heeft [de reacties gesloten|niet gereageerd].",
        ),
        "Zulke reacties [worden gewoner|houden mensen weg uit het gesprek].",
    ),
    Scene(
        "bza",
        "t",
        "told",
        "[Gevoel van uitsluiting|Ervaren discriminatie] vanwege naam",
        "Een [bezoeker|bewoner] vertelde dat [hij|zij] bij een [uitzendbureau|verhuurder|vereniging] is "
        "geweigerd vanwege zijn of haar naam.",
        (
            "[Drie|Vier] anderen in de familie maakten hetzelfde mee.",
            "Er is [geen klacht ingediend, 'dat helpt toch niet'|wel een klacht gestuurd, zonder antwoord].",
            "De uitspraak 'wij horen er dus niet bij' viel [meerdere keren|aan het eind van het gesprek].",
        ),
        "Wie dit vaak genoeg meemaakt, [haakt af|zoekt het bij wie wel luistert].",
    ),
    Scene(
        "wha",
        "ot",
        "street",
        "Ruzie tussen [buren|bewoners] met discriminerende woorden",
        "Een ruzie over [geluid|parkeren|een schutting] liep {waar} uit op woorden over [afkomst|geloof].",
        (
            "{N} buurtgenoten kwamen erbij staan en kozen partij.",
            "Er is geroepen dat '[jullie hier niet thuishoren|het hier vroeger beter was]'.",
            "Beide gezinnen zeggen al [maanden|een jaar] last van elkaar te hebben.",
        ),
        "De aanleiding is klein, maar [de straat raakt verdeeld|het krijgt nu een andere lading].",
        "Buurtbemiddeling was al begonnen en liep goed.",
    ),
)

SCENES = {
    "asiel en opvang": RECEPTION,
    "klimaat en stikstof": CLIMATE,
    "racisme en discriminatie": DISCRIMINATION,
}
