"""How the reports of the demonstration are put together: sentences with choices, filled from one generator.

A text may hold choices `[a|b|c]`, also nested, and slots such as `{waar}`.
"""

import re
from dataclasses import dataclass
from random import Random

from partners.models import Function
from signals.models import KnownBy

_CHOICE = re.compile(r"\[([^\[\]]*)\]")

# One letter per function, so that a scene names briefly who may report it.
FUNCTIONS = {
    "w": Function.NEIGHBOURHOOD_OFFICER,
    "h": Function.ENFORCEMENT_OFFICER,
    "j": Function.YOUTH_WORKER,
    "b": Function.COUNTER_STAFF,
    "c": Function.COMMUNICATION,
    "l": Function.TEACHER,
    "z": Function.CARE_WORKER,
    "a": Function.OTHER,
}
LETTERS = {function: letter for letter, function in FUNCTIONS.items()}
KNOWN = {"o": KnownBy.OBSERVED, "t": KnownBy.TOLD, "n": KnownBy.ONLINE}


@dataclass(frozen=True)
class Scene:
    """One kind of situation: who may report it, how it is known, and the sentences it is told in.

    `by` are letters of FUNCTIONS, `known` letters of KNOWN, `ending` a key of ENDINGS.
    """

    by: str
    known: str
    ending: str
    title: str
    core: str
    details: tuple
    meaning: str
    against: str = ""
    threat: str = ""
    subject: str = "none"
    party: str = ""
    vulnerable: str = ""
    often: float = 1

    @property
    def weight(self):
        """Most reports are about a place, an event or a measure."""
        return self.often * (0.35 if self.party else 1)


def generator(*name):
    """A generator of its own for each thing, so that one more draw here changes nothing there."""
    return Random("-".join(("zvh-demo", *map(str, name))))  # noqa: S311 - a made-up world needs no secrets


def expand(text, rng, **slots):
    """Resolve the choices from the inside out, then fill the slots."""
    while match := _CHOICE.search(text):
        chosen = rng.choice(match.group(1).split("|"))
        text = text[: match.start()] + chosen + text[match.end() :]
    return text.format(**slots) if slots else text


WHERE = (
    "bij het winkelcentrum",
    "op het dorpsplein",
    "bij het station",
    "in het park",
    "bij de sporthal",
    "bij de bibliotheek",
    "naast het buurthuis",
    "bij de supermarkt",
    "op het schoolplein",
    "bij het zwembad",
    "langs de vaart",
    "bij het busstation",
    "op de markt",
    "bij de voetbalvelden",
    "in de winkelstraat",
    "bij de speeltuin",
    "achter het gemeentehuis",
    "bij de haven",
    "bij de rotonde aan de rand van de wijk",
    "onder het viaduct",
    "bij de skatebaan",
    "naast het gezondheidscentrum",
)
HOW_MANY = (
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "een tiental",
    "ongeveer twaalf",
    "ongeveer vijftien",
    "een stuk of twintig",
)
WHEN = (
    "aan het eind van de middag",
    "in de vroege avond",
    "rond acht uur 's avonds",
    "tegen tien uur 's avonds",
    "aan het begin van de middag",
    "halverwege de ochtend",
    "op een doordeweekse avond",
    "op zaterdagmiddag",
    "op vrijdagavond",
    "rond lunchtijd",
    "in het weekend",
)

# How the reporter knows it, by function and way of knowing.
CONTEXT = {
    "wo": (
        "Ik zag dit zelf tijdens mijn ronde [in de wijk|met een collega|op de fiets].",
        "Ik was [toevallig|voor een andere melding|voor een afspraak] in de buurt en ben blijven kijken.",
        "Ik heb [kort|rustig] met de aanwezigen gesproken.",
    ),
    "wt": (
        "Een bewoner vertelde mij dit [op straat|tijdens het wijkspreekuur|aan de telefoon].",
        "[Een ondernemer|De beheerder van het buurthuis|Een voorzitter van een vereniging] belde mij "
        "hierover.",
        "Ik hoorde het van [twee bewoners, los van elkaar|een buurtpreventieteam|een collega van de "
        "surveillance].",
    ),
    "wn": (
        "Het bericht is [openbaar te lezen|in een groep met enkele honderden leden gedeeld].",
        "[Een collega|Een bewoner] stuurde mij een schermafdruk.",
    ),
    "ho": (
        "Gezien tijdens [de avonddienst|de dagdienst|een controle op parkeren|de ronde door het centrum].",
        "Wij waren er met twee handhavers en hebben [mensen aangesproken|afstand gehouden en gekeken].",
        "Ik kwam hierop uit [bij een melding over afval|bij een controle van een vergunning].",
    ),
    "ht": (
        "Een [winkelier|marktkoopman|bewoner] sprak ons hierover aan.",
        "De melding kwam binnen via [de meldlijn openbare ruimte|het servicepunt|de buitendienst].",
        "Een collega van [groen|beheer|de parkeercontrole] gaf dit aan ons door.",
    ),
    "jo": (
        "Ik was erbij tijdens [de inloop|een activiteit|het straathoekwerk].",
        "Het gebeurde [in ons gebouw|terwijl wij een toernooi hielden|tijdens een kookavond].",
        "Ik heb er daarna met [twee jongeren|de groep|een van hen] over doorgepraat.",
    ),
    "jt": (
        "[Een meisje|Een jongen] uit de groep vertelde mij dit [tijdens de inloop|na afloop|onderweg naar "
        "huis].",
        "Een ouder [belde|mailde|kwam langs] omdat [zij|hij] zich zorgen maakt.",
        "Een vrijwilliger van het jongerencentrum gaf dit aan mij door.",
    ),
    "jn": (
        "Jongeren lieten mij het bericht op hun telefoon zien.",
        "Ik zag het bericht voorbijkomen in een groep waarin wij als jongerenwerk meelezen, met medeweten "
        "van de groep.",
    ),
    "bo": (
        "Dit gebeurde aan de balie [burgerzaken|van het gemeentehuis|werk en inkomen].",
        "Ik heb de bezoeker [rustig te woord gestaan|een afspraak met een collega aangeboden].",
        "Een collega stond ernaast en hoorde hetzelfde.",
    ),
    "bt": (
        "Een bezoeker vertelde dit tijdens [een afspraak|het ophalen van een document].",
        "De beveiliger van het gemeentehuis gaf dit aan mij door.",
    ),
    "co": (
        "Ik was als [gespreksleider|verslaglegger|organisator] aanwezig.",
        "Ik zat in de zaal en heb aantekeningen gemaakt.",
    ),
    "ct": (
        "[Een wijkraad|Een dorpsraad|Een ondernemersvereniging] belde ons hierover.",
        "Het klantcontactcentrum zette [drie|vijf|meerdere] vragen hierover door.",
    ),
    "cn": (
        "Het viel op bij het volgen van reacties op [een bericht van de gemeente|ons nieuws|een "
        "persbericht].",
        "Het bericht is [in een dag tientallen keren gedeeld|vooral door mensen van buiten de gemeente "
        "gedeeld|na een avond verwijderd].",
    ),
    "lo": (
        "Het gebeurde in [een les|de mentorles|de pauze|de gang na de les].",
        "Ik heb er daarna met [de mentor|de leerlingen|een collega] over gesproken.",
    ),
    "lt": (
        "Een leerling vertelde dit [na de les|tijdens een mentorgesprek].",
        "[Een ouder|De conciërge|Een collega] vertelde mij dit.",
    ),
    "ln": (
        "Leerlingen lieten mij het bericht zien.",
        "Het bericht gaat rond in [een groepsapp van de klas|meerdere klassen]; ik heb het zelf gelezen.",
    ),
    "zo": (
        "Ik zag dit tijdens [een huisbezoek|een spreekuur|een groepsbijeenkomst].",
        "Ik was hierbij aanwezig vanuit mijn werk; inhoud van de behandeling laat ik weg.",
    ),
    "zt": (
        "Een [cliënt|familielid van een cliënt|mantelzorger] vertelde dit en vindt goed dat ik het meld.",
        "Ik hoorde dit van een collega uit [het wijkteam|de thuiszorg|het maatschappelijk werk].",
    ),
    "zn": ("Een cliënt liet mij het bericht zien en vroeg wat hij ermee moest.",),
    "ao": (
        "Dit viel op tijdens [een controle van woningen|een huisbezoek|een gesprek op kantoor|een "
        "bijeenkomst met bewoners].",
        "Een collega en ik waren hierbij allebei aanwezig.",
    ),
    "at": (
        "[Een bewoner|Een huurder|Een vrijwilliger] vertelde dit aan mij.",
        "Wij kregen hierover [twee|drie|enkele] telefoontjes.",
    ),
    "an": (
        "Een bewoner stuurde ons een schermafdruk.",
        "Het bericht is openbaar; ik heb het zelf gelezen.",
    ),
}

SEEN = (
    "Ik heb het [zelf gezien|vanmorgen gezien|tijdens mijn dienst gezien] en [een foto gemaakt|de "
    "beheerder gebeld].",
    "Een collega en ik hebben het [samen bekeken|ter plaatse vastgelegd].",
    "Ik kwam er [op weg naar een afspraak|tijdens mijn ronde|in de pauze] langs.",
)

# How it ended, by kind of scene.
ENDINGS = {
    "street": (
        "Na [een kwartier|een half uur|ruim een uur] was iedereen weer weg.",
        "Er is niets vernield en er is niemand aangeraakt.",
        "[Voorbijgangers|Omstanders] [liepen door|keken even en gingen verder|reageerden nauwelijks].",
        "Toen wij hen aanspraken, [liepen zij rustig weg|werd het gesprek weer normaal|gaven zij antwoord].",
        "Dit was [voor het eerst|de tweede keer in een maand|de derde week op rij].",
    ),
    "mark": (
        "Het is [dezelfde dag|de volgende ochtend] [verwijderd|overgeschilderd|weggehaald].",
        "Er zijn geen getuigen bekend.",
        "In de straten eromheen is [niets soortgelijks|nog één zo'n tekst] gevonden.",
        "Er zijn foto's gemaakt voordat het is weggehaald.",
        "De eigenaar [is ingelicht|doet nog geen aangifte|heeft aangifte gedaan].",
    ),
    "talk": (
        "Het gesprek eindigde [rustig|zonder ruzie|met een handdruk].",
        "De toon was [fel, maar niet bedreigend|geëmotioneerd|eerder moe dan boos].",
        "Er zijn geen namen van anderen genoemd.",
        "Er is afgesproken om [volgende week|binnenkort|over een maand] verder te praten.",
    ),
    "told": (
        "Er is afgesproken om [volgende week|binnenkort|over een maand] verder te praten.",
        "Ik heb vooral geluisterd en [met toestemming|na overleg] dit signaal gemaakt.",
        "Namen van anderen zijn niet genoemd.",
        "Het gesprek duurde [een half uur|ruim een uur] en verliep [rustig|emotioneel].",
        "Er is nog niemand anders over ingelicht.",
    ),
    "online": (
        "Er wordt niemand bij naam genoemd.",
        "Er staan [enkele tientallen|ruim honderd|minder dan twintig] reacties onder, [voor en tegen|de "
        "meeste instemmend|veel daarvan van dezelfde accounts].",
        "Sommige reacties zijn [inmiddels verwijderd|door de beheerder afgesloten].",
        "Het is niet duidelijk of de schrijvers in deze gemeente wonen.",
    ),
    "meeting": (
        "De bijeenkomst is [gewoon afgemaakt|een kwartier eerder gestopt].",
        "Er was [geen politie nodig|een wijkagent aanwezig, die niet hoefde op te treden].",
        "Na afloop bleef een deel van de mensen nog [rustig napraten|buiten staan].",
        "Er is beloofd om de antwoorden binnen [een week|twee weken] te sturen.",
    ),
}

STEPS = (
    "Besproken met mijn leidinggevende.",
    "Doorgegeven aan [de wijkagent|de adviseur veiligheid van de gemeente|het jongerenwerk].",
    "De plek is opgenomen in de ronde van [handhaving|de politie|het jongerenwerk].",
    "Gesproken met de direct betrokkenen; zij weten dat ik dit meld.",
    "Een foto gemaakt en [de eigenaar|de beheerder] ingelicht.",
    "Een afspraak gemaakt voor een vervolggesprek.",
    "Nog niets, omdat ik eerst wil weten of anderen dit ook zien.",
)
AGAINST = (
    "Het kan ook een eenmalige uiting zijn.",
    "Andere mensen die ik sprak, hebben hier niets van gemerkt.",
    "Het is niet zeker dat het steeds om dezelfde mensen gaat.",
    "De sfeer in de buurt is verder goed.",
    "Degene die mij dit vertelde, was er zelf niet bij.",
    "In eerdere weken was het juist rustiger dan anders.",
)


def compose(scene, letter, known, rng, slots):
    """The facts: two to four sentences, how it is known first or last."""
    told = [expand(scene.core, rng, **slots)]
    told += [
        expand(text, rng, **slots)
        for text in rng.sample(scene.details, rng.choice((1, 1, 2) if scene.ending != "told" else (2,)))
    ]
    endings = ENDINGS[scene.ending]
    if scene.ending == "told":  # the scene names its source itself
        contexts = endings
    elif scene.ending == "mark" and known == "o":
        contexts = SEEN
    else:
        contexts = CONTEXT[letter + known]
    context = expand(rng.choice(contexts), rng, **slots)
    ending = expand(rng.choice(endings), rng, **slots)
    if len(told) == 3 or scene.ending == "told":
        told.append(context)
    elif rng.random() < 0.5:
        told += [context, ending]
    else:
        told += [ending, context] if rng.random() < 0.4 else [context]
    return " ".join(told)
