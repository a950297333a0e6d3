"""What stands in the plans of the demonstration: goals, how one sees them reached, and interventions."""

from dataclasses import dataclass

from cases.models import GoalKind as K
from cases.models import GoalState as S
from cases.models import InterventionEffect as E
from cases.models import InterventionState as I
from cases.models import LifeArea as A


@dataclass(frozen=True)
class Work:
    """An intervention; `days` are its first and last day counted from the opening of the case."""

    text: str
    reason: str
    who: int  # which of the organisations that take part
    days: tuple
    state: str = I.RUNNING
    ended: str = ""
    effect: str = ""
    result: str = ""


@dataclass(frozen=True)
class Aim:
    """A goal; `before` is what stood there at first."""

    kind: str
    area: str
    text: str
    sign: str
    before: str = ""
    state: str = S.OPEN
    reason: str = ""
    work: tuple = ()


OF_A_PERSON = (
    Aim(
        *(K.RISK, A.NETWORK),
        text="Hij of zij ziet de groep die tot haat aanzet niet meer dan één keer per week.",
        sign="De wijkagent en de jongerenwerker zien de groep zonder hem of haar, drie weken achter elkaar.",
        before="Geen contact meer met de groep die tot haat aanzet.",
        work=(
            Work(
                "Elke week een gesprek met een jongerenwerker die de groep kent",
                "Er is al vertrouwen; praten over de groep lukt alleen met iemand van buiten school.",
                *(1, (10, 400)),
            ),
            Work(
                "Huisbezoek door de wijkagent, samen met een ouder",
                "De ouders willen zelf betrokken zijn.",
                *(1, (6, 40)),
                state=I.DONE,
                effect=E.PARTLY,
                result="Het gesprek was goed; een tweede bezoek wilde de familie niet.",
            ),
        ),
    ),
    Aim(
        *(K.RISK, A.MEANING),
        text="Hij of zij praat over geweld als iets waar je ook tegen kunt zijn.",
        sign="Noemt in een gesprek uit zichzelf een reden tegen geweld.",
        work=(
            Work(
                "Gesprekken met een geestelijk verzorger naar eigen keuze",
                "De vragen gaan over zin en rechtvaardigheid, niet over gedrag alleen.",
                *(2, (30, 420)),
                state=I.PLANNED,
            ),
        ),
    ),
    Aim(
        *(K.PROTECTIVE, A.WORK),
        text="Een plek waar hij of zij overdag wordt verwacht.",
        sign="Vier van de vijf dagen aanwezig op school, stage of werk.",
        work=(
            Work(
                "Stage van drie dagen per week met een vaste begeleider",
                "Wil met de handen werken; de begeleider kent dit soort trajecten.",
                *(0, (20, 380)),
            ),
        ),
    ),
    Aim(
        *(K.PROTECTIVE, A.FAMILY),
        text="Thuis is er één volwassene bij wie hij of zij terecht kan.",
        sign="De ouder vertelt dat er over moeilijke dingen wordt gepraat.",
        state=S.REACHED,
        reason="De moeder en een oom zijn er nu om de beurt; dat gaat al twee maanden goed.",
    ),
    Aim(
        *(K.PROTECTIVE, A.INCOME),
        text="De schulden lopen niet verder op.",
        sign="Er is een betalingsregeling die drie maanden is nagekomen.",
        state=S.DROPPED,
        reason="Er bleken geen schulden te zijn; het ging om één oude rekening.",
    ),
)
OF_A_PHENOMENON = (
    Aim(
        *(K.RISK, A.SAFETY),
        text="Op de bekende plekken zijn er geen bedreigingen meer.",
        sign="Vier weken zonder melding van bedreiging.",
        before="Minder bedreigingen op de bekende plekken.",
        work=(
            Work(
                "Zichtbaar toezicht op vaste avonden, met steeds dezelfde gezichten",
                "Bewoners zeggen dat onbekende handhavers de sfeer juist slechter maken.",
                *(1, (7, 390)),
            ),
        ),
    ),
    Aim(
        *(K.RISK, A.MEANING),
        text="Verhalen die niet kloppen krijgen binnen twee dagen een rustig antwoord.",
        sign="De gemeente legt per verhaal vast wat en wanneer zij antwoordde.",
        work=(
            Work(
                "Eén vaste woordvoerder en een lijst met vragen en antwoorden",
                "Verschillende antwoorden voedden het wantrouwen.",
                *(0, (3, 30)),
                state=I.STOPPED,
                ended="De lijst werd niet bijgehouden; het gesprek op straat werkt beter.",
                effect=E.NOT,
                result="Wie de verhalen deelde, las de lijst niet.",
            ),
        ),
    ),
    Aim(
        *(K.PROTECTIVE, A.NETWORK),
        text="Bewoners die rust willen, weten elkaar te vinden.",
        sign="Een groep van minstens tien bewoners komt elke maand bij elkaar.",
        work=(
            Work(
                "Buurtgesprekken in kleine groepen, aan de keukentafel",
                "In een volle zaal spreekt alleen wie boos is.",
                *(0, (14, 365)),
            ),
        ),
    ),
)
