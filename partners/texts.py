"""The standard texts with which a new house starts; later its administrator keeps them at /beheer/teksten/."""

from partners.models import TextKind

FIRST_TEXTS = (
    (
        TextKind.QUESTION,
        "Wanneer en waar precies",
        "Dank voor uw signaal {nummer}. Om het goed te kunnen wegen, willen wij nog iets weten.\n\n"
        "Weet u op welke dag en hoe laat dit was, en waar precies? Weet u het niet zeker, schrijf dat dan ook op.\n\n"
        "Liever bellen? {telefoon}.",
    ),
    (
        TextKind.QUESTION,
        "Zelf gezien of gehoord",
        "Dank voor uw signaal. Heeft u dit zelf gezien of gehoord, of vertelde iemand het u?\n\n"
        "Namen zijn niet nodig. Een omschrijving is genoeg, zoals 'een collega' of 'een buurtbewoner'.",
    ),
    (
        TextKind.MESSAGE,
        "Ontvangen en gelezen",
        "Dank voor uw melding van {datum}. Wij hebben die gelezen. Vaak is er geen actie nodig; samen met andere "
        "meldingen geeft die wel een beeld.\n\n"
        "Gebeurt er iets nieuws? Schrijf dat hier met dezelfde code. Is er nu gevaar? Bel 112.",
    ),
    (
        TextKind.MESSAGE,
        "Uw veiligheid",
        "Voelt u zich zelf veilig? Is er nu gevaar, bel dan 112. Wilt u praten over wat voor u veilig is, bel ons dan: "
        "{telefoon}. U hoeft uw naam niet te zeggen.",
    ),
    (
        TextKind.OUTSIDE,
        "Eén open vraag",
        "Dag,\n\nWij zijn {huis}. Wij proberen goed te begrijpen wat er speelt, en denken dat u ons kunt helpen.\n\n"
        "Onze vraag: \n\n"
        "Schrijf alleen op wat u zelf zag of hoorde. Namen zijn niet nodig. U bent niet verplicht te antwoorden.\n\n"
        "Antwoorden kan tot en met {einddatum}. Bellen mag ook: {telefoon}.",
    ),
    (
        TextKind.BEFOREHAND,
        "Wat weet u en wat deed u",
        "Wat weet uw organisatie over deze situatie? Wat deed u al? Schrijf alleen wat voor dit punt nodig is.",
    ),
    (
        TextKind.BEFOREHAND,
        "Wat kunt u bijdragen",
        "Wat kan uw organisatie hier de komende weken doen, en wat heeft u daarvoor van anderen nodig?",
    ),
)
