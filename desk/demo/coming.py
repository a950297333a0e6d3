"""The agenda of the coming meeting: something to do for every partner of the login page."""

from dataclasses import dataclass

from meetings.models import ItemKind


@dataclass(frozen=True)
class Subject:
    """One item: `town` is where its reports come from, `table` and `said` name organisations by key."""

    title: str
    text: str
    table: tuple  # (organisation, question)
    said: tuple = ()  # (organisation, contribution, released)
    kind: str = ItemKind.SIGNAL
    theme: str = ""
    town: str = ""
    minutes: int = 15


WHAT_TO_EXPECT = "Welke plekken en momenten vragen aandacht?"
SUBJECTS = (
    Subject(
        "Onrust rond beoogde opvanglocatie (Hollands Kroon)",
        "In vier weken veel meer signalen dan gebruikelijk, van verschillende melders. Samen duiden voor het "
        "raadsbesluit.",
        theme="asiel en opvang",
        town="Hollands Kroon",
        minutes=20,
        table=(
            ("Hollands Kroon", "Hoe zijn bewoners ingelicht en wat gebeurt er tot het raadsbesluit?"),
            ("politie", "Is er organisatie van buiten het dorp te zien?"),
            ("om", "Zijn de uitspraken over het gebouw mogelijk strafbaar?"),
            ("jongerenwerk polder", "Wat hoort u van jongeren in het dorp?"),
        ),
        said=(
            (
                "Hollands Kroon",
                "Alle huishoudens krijgen deze week een brief. Er komen gesprekken in kleine groepen; de "
                "dorpsraad doet mee. De meeste vragen gaan over verkeer en de school.",
                True,
            ),
            (
                "politie",
                "Zes meldingen in vier weken, waarvan twee met dreigende taal. Een deel van de bezoekers "
                "kwam "
                "niet uit het dorp.",
                True,
            ),
        ),
    ),
    Subject(
        "Jongeren verspreiden beledigend materiaal en zoeken elkaar op (Hoorn)",
        "Twee signalen, van wijkagent en jongerenwerk, over mogelijk dezelfde groep.",
        theme="jeugd en groepsdruk",
        town="Hoorn",
        table=(
            ("Hoorn", "Welke plekken en voorzieningen zijn er voor deze groep?"),
            ("politie", "Wat ziet de wijkagent sinds de vorige melding?"),
            ("jongerenwerk hoorn", "Kent u de groep en wie heeft daarin invloed?"),
        ),
        said=(
            (
                "Hoorn",
                "Wij bekijken of de sporthal op vrijdagavond open kan. Nog af te stemmen met de beheerder.",
                False,
            ),
            (
                "jongerenwerk hoorn",
                "Wij kennen de meeste jongeren. Twee van hen willen zelf een filmpje maken over wat het met "
                "je doet.",
                True,
            ),
        ),
    ),
    Subject(
        "Spanning rond gebedshuis en buurt (Alkmaar)",
        "Twee signalen uit dezelfde omgeving. Het bestuur van het gebedshuis vraagt om zichtbare steun.",
        theme="racisme en discriminatie",
        town="Alkmaar",
        table=(
            ("Alkmaar", "Hoe is het contact met het bestuur en met de buurt?"),
            ("politie", "Is er een verband tussen de voorvallen?"),
            ("om", "Wat kan er bij een volgende vernieling?"),
        ),
        said=(("om", "Bij aangifte pakken wij dit met voorrang op.", False),),
    ),
    Subject(
        "Voortgang casus {number}",
        "Waar staat de aanpak, wat is te laat en wat is er nodig?",
        kind=ItemKind.CASE,
        table=(
            ("Den Helder", "Hoe loopt de hulp in het gezin?"),
            ("reclassering", "Wat valt op in het toezicht?"),
            ("om", "Is er iets veranderd in de afdoening?"),
        ),
        said=(
            (
                "Den Helder",
                "Het wijkteam is twee keer langs geweest; de sfeer is beter. Werk is het volgende doel.",
                True,
            ),
        ),
    ),
    Subject(
        "Komende weken: evenementen en momenten van spanning",
        "Per gemeente: plekken, groepen, momenten. Doel is dat iedereen dezelfde lijst heeft.",
        kind=ItemKind.TOPIC,
        theme="jeugd en groepsdruk",
        minutes=20,
        table=(
            ("Hoorn", WHAT_TO_EXPECT),
            ("Alkmaar", WHAT_TO_EXPECT),
            ("Den Helder", WHAT_TO_EXPECT),
            ("politie", "Waar verwacht u inzet nodig te hebben?"),
            ("jongerenwerk hoorn", "Welke activiteiten zijn er voor jongeren?"),
            ("reclassering", "Zijn er voorwaarden die in deze weken aandacht vragen?"),
        ),
    ),
)
