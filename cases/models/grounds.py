"""What each legal ground asks of a case, as points that are met or not. A privacy lawyer must confirm them."""

from django.db import models


class CaseGround(models.TextChoices):
    WET_PGA = "wet_pga", "wet PGA (radicalisering)"
    WGS = "wgs", "Wgs (complexe casus)"
    OWN_TASK = "own_task", "eigen taak van een partner"


class Criterion(models.TextChoices):
    """One point of a legal ground."""

    AREAS = "areas", "er zijn zorgen op meer leefgebieden"
    CHAINS = "chains", "meer ketens zijn nodig, zoals zorg én veiligheid"
    SURROUNDINGS = "surroundings", "de omgeving heeft er last van"
    SAFETY = "safety", "er is een ernstig lokaal veiligheidsprobleem"
    RADICALISATION = "radicalisation", "er zijn tekenen van radicalisering of terroristische activiteiten"
    DECIDED = "decided", "de gezagsdriehoek heeft het advies overgenomen"
    LEGAL_TASK = "legal_task", "een partner heeft hiervoor zelf een wettelijke taak; de uitleg noemt welke"


CRITERIA_OF = {
    CaseGround.WET_PGA: (Criterion.RADICALISATION, Criterion.DECIDED),
    CaseGround.WGS: (Criterion.AREAS, Criterion.CHAINS, Criterion.SURROUNDINGS, Criterion.SAFETY),
    CaseGround.OWN_TASK: (Criterion.LEGAL_TASK,),
}
NOT_ENOUGH = {
    CaseGround.WET_PGA: "Voor de wet PGA moeten beide punten kloppen. Kies anders een andere grondslag.",
    CaseGround.WGS: "Voor de Wgs zijn de eerste drie punten nodig, of een ernstig lokaal veiligheidsprobleem. "
    "Kies anders een andere grondslag.",
    CaseGround.OWN_TASK: "Zonder eigen wettelijke taak van een partner kan deze grondslag niet.",
}


def is_enough(ground, met):
    """Whether these points carry a case on this ground. For the WGS: the first three together, or the last."""
    needed = set(CRITERIA_OF[ground])
    if ground == CaseGround.WGS:
        return Criterion.SAFETY in met or needed - {Criterion.SAFETY} <= set(met)
    return needed <= set(met)
