"""Situations around extremist utterances and conflicts abroad. Belief or appearance is never the signal."""

from desk.demo.texts import Scene

RIGHT = (
    Scene(
        "whjl",
        "ot",
        "mark",
        "Extremistische [leuzen|tekens] in openbare ruimte",
        "{Waar} zijn [symbolen die naar geweld tegen minderheden verwijzen|leuzen over 'zuiverheid'] "
        "[gekrast|gespoten|geplakt].",
        (
            "Er staat een [code|verwijzing naar een kanaal] bij.",
            "Een bewoner van wie familie in de oorlog is omgekomen, [belde huilend op|kwam langs].",
            "Het is dezelfde stijl als {waar2}.",
        ),
        "Dit is [geen gewone baldadigheid, denk ik|mogelijk nagedaan zonder te weten wat het betekent].",
        "Een jongen uit de buurt heeft gezegd dat het 'maar een grap' was.",
    ),
    Scene(
        "jlw",
        "no",
        "online",
        "Jongeren in online groep met [geweldverheerlijking|haat]",
        "{N} jongeren zitten in een [chatgroep|spelgroep] waarin [geweld tegen minderheden wordt "
        "toegejuicht|een aanslagpleger als held wordt neergezet].",
        (
            "Nieuwe leden moeten [een eigen filmpje maken|laten zien dat zij 'durven'].",
            "De beheerder lijkt [veel ouder|uit het buitenland te komen].",
            "Eén jongen [deelt handleidingen|praat over een 'plan'], een ander [is er net uit "
            "gestapt|vroeg om hulp].",
        ),
        "Wat als humor begint, [wordt langzaam ernst|sluit jongeren af van anderen].",
        "Het gaat vooral om doorgestuurde beelden, niet om eigen plannen.",
        subject="group",
        party="Het gaat om een vaste groep die online en op school samen optrekt.",
    ),
    Scene(
        "zjl",
        "t",
        "told",
        "Jongere raakt in ban van haat",
        "Een jongen van {leeftijd} zegt in gesprekken dat '[er een oorlog komt|minderheden het land "
        "overnemen]' en dat geweld dan mag.",
        (
            "Hij heeft [zijn oude vrienden niet meer|zijn kamer vol beelden hangen].",
            "Hij [traint veel en praat over 'klaar zijn'|bestelt kleding met codes].",
            "Zijn [moeder|oma] [vroeg zelf om hulp|herkent hem niet meer].",
        ),
        "Achter de woorden zie ik [veel angst|pesten op school]; het tempo baart mij zorgen.",
        "Hij komt nog naar afspraken en lacht soms om zichzelf.",
        subject="person",
        party="Zonder aanduiding kan het wijkteam geen hulp aanbieden.",
        threat="Uitspraak dat geweld tegen minderheden mag als 'het begint'.",
        vulnerable="Langdurig gepest, weinig contact met leeftijdgenoten.",
    ),
    Scene(
        "wha",
        "ot",
        "street",
        "[Bijeenkomst|Samenkomst] met extremistische leuzen",
        "{N} mensen in [donkere kleding|kleding met codes] kwamen {waar} {wanneer} bijeen en riepen leuzen "
        "over '[eigen volk|zuivering]'.",
        (
            "Er zijn foto's gemaakt voor een [kanaal|oproep].",
            "Twee [tieners|plaatselijke jongens] liepen mee en [kregen een trui|droegen de vlag].",
            "De verhuurder van het zaaltje [wist niet waar het om ging|heeft de volgende keer geweigerd].",
        ),
        "De groep [zoekt jongeren via sport|laat zich vaker in de regio zien].",
        subject="group",
        party="Het gaat om een groep met een vaste naam en werkwijze; de naam staat niet in dit signaal.",
    ),
    Scene(
        "ca",
        "n",
        "online",
        "Online haat onder bericht van gemeente",
        "Onder een bericht over [een herdenking|een vlag op het gemeentehuis] staan berichten die geweld "
        "tegen [aanwezigen|een minderheid] goedpraten.",
        (
            "{N} accounts plaatsen [dezelfde plaatjes|tekst in codes].",
            "Er wordt [een datum genoemd|gevraagd wie er komt].",
            "De vereniging twijfelt nu of [de herdenking doorgaat|sprekers met naam worden genoemd].",
        ),
        "Het meeste komt van buiten; [een paar schrijvers zijn hier bekend|het doel is angst].",
        "Na een melding zijn de berichten snel weggehaald.",
    ),
)

JIHADISM = (
    Scene(
        "jlw",
        "nt",
        "online",
        "[Geweldsfilmpjes|Verheerlijking van aanslag] gedeeld door jongeren",
        "Een jongen van {leeftijd} stuurt in een groep filmpjes door waarin [een aanslag wordt "
        "geprezen|geweld tegen 'ongelovigen' wordt goedgepraat].",
        (
            "Anderen [reageren met vuur en hartjes|vragen hem te stoppen].",
            "Hij zegt dat 'de mensen hier [het verdienen|gewaarschuwd zijn]'.",
            "Zijn [broer|trainer] heeft hem erop aangesproken.",
        ),
        "Het gaat mij om het goedpraten van geweld, niet om zijn geloof; [hij lijkt het spannend te "
        "vinden|hij krijgt dit van iemand aangereikt].",
        "De filmpjes komen uit een groep waarin van alles wordt gedeeld.",
        subject="person",
        party="Het is steeds dezelfde jongen; zonder aanduiding is hulp niet te regelen.",
    ),
    Scene(
        "zj",
        "t",
        "told",
        "Ouders bezorgd over [plan om te vertrekken|nieuwe contacten] van kind",
        "[Een moeder|Een vader] vertelde dat het kind van {leeftijd} praat over vertrekken naar een "
        "strijdgebied.",
        (
            "Er is [een paspoort aangevraagd|geld opgenomen|veel contact met iemand die zij alleen online "
            "kent].",
            "Het kind noemt familie '[verraders|slap]' als zij het niet eens zijn met geweld.",
            "De ouders [zoeken hulp en willen meewerken|zijn bang dat zij het verkeerd doen].",
        ),
        "De ouders zijn de beste steun die er is; zij vragen om [snel een gesprek|iemand die dit kent].",
        "De geloofsbeleving van het gezin is hierin juist een steun, vertellen de ouders.",
        subject="person",
        party="Gezin vraagt zelf om hulp en weet van dit signaal.",
        vulnerable="Jong, beïnvloedbaar, veel alleen online.",
    ),
    Scene(
        "wa",
        "t",
        "told",
        "[Druk|Intimidatie] van geloofsgenoten door kleine groep",
        "Het bestuur van een gebedshuis vertelde dat {n} mensen [bezoekers onder druk zetten om geweld "
        "goed te keuren|een spreker hebben bedreigd].",
        (
            "Het bestuur heeft hen [de deur gewezen|twee keer aangesproken].",
            "De groep [deelt folders uit bij de ingang|spreekt jongeren na afloop aan].",
            "Een bezoeker is [in een bericht 'afvallige' genoemd|bang voor wraak].",
        ),
        "Het bestuur treedt zelf op en vraagt om rugdekking; [de gemeenschap is hier het doelwit|dit is "
        "geen zorg over het gebedshuis].",
        subject="group",
        party="Het gaat om een kleine groep die steeds samen optreedt.",
        threat="Bedreiging van een spreker.",
    ),
    Scene(
        "lj",
        "t",
        "told",
        "Leerling praat [geweld goed|over 'wij tegen hen']",
        "Een leerling van {leeftijd} zei dat [een aanslag 'begrijpelijk' was|mensen die beledigen "
        "'gestraft' moeten worden].",
        (
            "De klas [viel stil|ging er hard tegenin].",
            "De leerling [trok het later deels terug|zei dat de docent 'ook partij is'].",
            "Sinds [een maand|de vakantie] zondert de leerling zich af.",
        ),
        "Ik hoor [vooral woede over onrecht|woorden van een ander]; ik wil weten of anderen dit ook zien.",
        "Een dag later had de leerling spijt en maakte dat ook duidelijk aan de klas.",
        subject="person",
        party="Zonder aanduiding is een gesprek met mentor en wijkteam niet mogelijk.",
    ),
    Scene(
        "wac",
        "t",
        "told",
        "[Zorgen van bewoner|Melding] over uiterlijk, zonder ander gedrag",
        "Een bewoner meldde zich omdat een [buurman|jongere in de straat] er sinds kort anders uitziet en "
        "vaker naar een gebedshuis gaat.",
        (
            "De bewoner heeft [geen uitspraken of gedrag gezien|hem nooit gesproken].",
            "De aanleiding was [een bericht in het nieuws|een filmpje over een andere stad].",
        ),
        "Er is geen gedrag dat op geweld wijst; ik leg het vast om te laten zien dat deze vraag leeft, "
        "niet om de persoon te volgen.",
        "Kleding en geloof zeggen op zichzelf niets. De buurman groet en helpt in de straat.",
        often=0.3,
    ),
    Scene(
        "jlcw",
        "n",
        "online",
        "[Geweld|Aanslag] geprezen in [openbare groep|kanaal] met jonge volgers",
        "In een [openbare groep|kanaal] met volgers uit {gem} staan berichten die [een aanslag "
        "prijzen|oproepen om te strijden].",
        (
            "De berichten zijn [in goed Nederlands geschreven|vormgegeven als een spel].",
            "Wie reageert, krijgt een [persoonlijk bericht|uitnodiging voor een besloten groep].",
            "Een bekende [imam|voorganger] uit de regio weerspreekt de berichten; zijn reactie is "
            "[weggehaald|veel gedeeld].",
        ),
        "Het gaat om het prijzen van geweld; [wie erachter zit, weet ik niet|de toon is gericht op "
        "jongeren die zich buitengesloten voelen].",
        "De meeste reacties wijzen het geweld af.",
    ),
    Scene(
        "whl",
        "ot",
        "mark",
        "Briefjes met oproep tot geweld",
        "{Waar} zijn briefjes gevonden met een [oproep om geweld te gebruiken tegen "
        "'afvalligen'|verwijzing naar een groep die aanslagen pleegt].",
        (
            "Op de briefjes staat een [code om te scannen|link die inmiddels niet meer werkt].",
            "Het bestuur van een gebedshuis in de buurt heeft zelf [gebeld en afstand genomen|briefjes "
            "weggehaald].",
            "Er zijn er {n} gevonden.",
        ),
        "Ik weet niet of dit van hier komt; [de oproep is wel ernstig|de briefjes lijken op wat elders is "
        "gevonden].",
        "Het kan ook bedoeld zijn om een bevolkingsgroep zwart te maken.",
    ),
)

LEFT = (
    Scene(
        "wh",
        "ot",
        "mark",
        "Vernieling en leuzen bij bedrijf",
        "Bij een [bedrijf|kantoor van een bedrijf] zijn {wanneer} [sloten dichtgelijmd|ramen beklad|banden "
        "leeggelopen] met een oproep tot '[directe actie|verzet]'.",
        (
            "Er is een [verklaring online gezet|foto gedeeld] door een onbekende groep.",
            "Medewerkers zijn [met naam genoemd|op de parkeerplaats gefilmd].",
            "Een bewaker is [geduwd|uitgescholden].",
        ),
        "De actie is [voorbereid|meer dan protest]; de meeste actievoerders in de regio nemen hier afstand "
        "van.",
        "Het kan ook een ruzie met een oud-medewerker zijn.",
    ),
    Scene(
        "cwa",
        "n",
        "online",
        "Oproep tot [geweld|vernieling] bij demonstratie",
        "In een kanaal voor een [demonstratie|tegendemonstratie] in {gem} wordt opgeroepen om '[de straat "
        "terug te pakken|ze op te wachten]'.",
        (
            "Er wordt gevraagd om [gezichten te bedekken|telefoons thuis te laten|stenen mee te nemen].",
            "De organisatie van de demonstratie [neemt afstand|heeft zelf gebeld].",
            "{N} accounts roepen juist op tot vreedzaam protest.",
        ),
        "Een kleine kern [reist van buiten de regio|is uit op een treffen].",
    ),
    Scene(
        "jla",
        "t",
        "told",
        "Jongvolwassene vindt geweld voor goed doel te verdedigen",
        "Een jongvolwassene zei [in een gesprek|bij een bijeenkomst] dat '[sabotage de enige taal "
        "is|bestuurders pas luisteren als het brandt]'.",
        (
            "Er is een [stapel pamfletten|lijst met bedrijven] getoond.",
            "Twee anderen [schrokken|probeerden het gesprek te keren].",
            "De jongvolwassene [slaapt in een kraakpand|is gestopt met de studie].",
        ),
        "Ik zie [vooral wanhoop over de toekomst|veel betrokkenheid die een verkeerde kant op gaat].",
        "Tot nu toe gaat het om woorden.",
        subject="person",
        party="Nodig om bij een volgend gesprek te weten dat het om dezelfde persoon gaat.",
    ),
    Scene(
        "hwb",
        "ot",
        "street",
        "[Kraakactie|Ontruiming] met harde kern",
        "Bij een [gekraakt pand|leegstaand kantoor] {waar} stonden {n} mensen met [bedekte "
        "gezichten|schilden] tegenover [handhavers|de eigenaar].",
        (
            "Er is met [verf|flessen] gegooid.",
            "Buren [steunen de bewoners|durven niet langs het pand].",
            "De bewoners zelf [wilden praten|zeiden dat de anderen 'niet bij ons horen'].",
        ),
        "De bewoners en de harde kern zijn [twee verschillende groepen|niet hetzelfde].",
    ),
)

CONFLICTS = (
    Scene(
        "jl",
        "ot",
        "talk",
        "Jongeren verdeeld door oorlog in het buitenland",
        "Een gesprek over een oorlog in het buitenland liep uit op [geschreeuw|tranen|een duw] tussen {n} "
        "[leerlingen|jongeren].",
        (
            "Een [jongen|meisje] met familie in het gebied zei dat 'niemand hier [het snapt|iets doet]'.",
            "Twee jongeren kozen kant met [een vlag|een leus die de ander als bedreiging hoort].",
            "Een docent durft het onderwerp [niet meer aan|alleen met een collega erbij aan].",
        ),
        "Er is veel verdriet; [wie geen woorden heeft, wordt hard|jongeren vragen om een plek om te praten].",
        "Na het gesprek gaven zij elkaar een hand.",
    ),
    Scene(
        "whc",
        "o",
        "street",
        "Spanning bij bijeenkomst over conflict elders",
        "Bij een [demonstratie|wake] over een conflict in het buitenland {waar} stonden {n} tegenstanders "
        "die [leuzen terugriepen|een vlag afpakten].",
        (
            "Er zijn teksten geroepen die [door een bevolkingsgroep als bedreiging worden gevoeld|geweld "
            "prijzen].",
            "De organisatie [hield zich aan alle afspraken|sprak eigen deelnemers aan].",
            "Voorbijgangers met een keppel of hoofddoek zijn [nageroepen|gefilmd].",
        ),
        "De mensen hier hebben geen deel aan het conflict, maar [krijgen er wel last van|voelen zich niet "
        "meer veilig].",
        "De wake zelf was ingetogen en goed geregeld.",
    ),
    Scene(
        "whz",
        "ot",
        "talk",
        "Inwoners aangesproken op conflict in buitenland",
        "Een [winkelier|gezin] met wortels in een land in oorlog wordt [door klanten|door buren|in "
        "berichten] verantwoordelijk gehouden voor wat daar gebeurt.",
        (
            "Er is [een ei tegen de ruit gegooid|een bericht 'wij weten je te vinden' gestuurd].",
            "De kinderen [verzwijgen waar zij vandaan komen|gaan met de auto naar school].",
            "Andere winkeliers [steunen hen|zwijgen].",
        ),
        "Zij willen [vooral gewoon hun werk doen|dat iemand hardop zegt dat dit niet kan].",
    ),
    Scene(
        "cja",
        "n",
        "online",
        "Haatberichten over conflict in [lokale groep|reacties]",
        "Onder een bericht over [hulpgoederen|een herdenking|een vlag op het gemeentehuis] gaan {n} "
        "accounts uit {gem} elkaar te lijf over een oorlog elders.",
        (
            "Er is een [foto van een lokale vrijwilliger|adres van een vereniging] geplaatst.",
            "Een deel van de beelden is [oud|nagemaakt].",
            "Twee [verenigingen|bestuurders] vragen de gemeente om [bescherming|een uitspraak].",
        ),
        "Het [splijt groepen die hier altijd samenwerkten|gaat allang niet meer over de oorlog zelf].",
        "Een oproep van beide verenigingen tot rust wordt veel gedeeld.",
    ),
    Scene(
        "zab",
        "t",
        "told",
        "Gemeenschap voelt druk uit [land van herkomst|buitenland]",
        "Een [bewoner|bezoeker] vertelde dat hij onder druk wordt gezet om [geld te geven|namen door te "
        "geven|niet te demonstreren].",
        (
            "Er is gebeld met familie [in het land van herkomst|op hun oude adres].",
            "{N} anderen [maken hetzelfde mee, maar zwijgen|zijn gestopt met de vereniging].",
            "Hij durft [geen aangifte te doen|alleen hier te praten].",
        ),
        "De angst is echt; ik kan niet beoordelen [wie erachter zit|hoe groot dit is].",
        subject="person",
        party="Nodig om veilig contact te kunnen houden; naam is bij mij bekend.",
        vulnerable="Afhankelijk van familie in het buitenland.",
    ),
)

SCENES = {
    "rechts-extremisme": RIGHT,
    "jihadisme": JIHADISM,
    "links-extremisme": LEFT,
    "internationale conflicten": CONFLICTS,
}
