"""Reports that the demonstration is sure to have: one rise, and something in every state for its accounts.

A fate names a state of the weighing or an outcome; `agenda` puts the signal on the coming agenda.
"""

from dataclasses import dataclass

RISE_TOWN, RISE_THEME = "Hollands Kroon", "asiel en opvang"
RISE_PLACE = "Wieringerwerf"


@dataclass(frozen=True)
class Line:
    """One planted report; `scene` is its place among the scenes of the theme, `who` an account."""

    days_ago: int
    town: str
    theme: str
    who: str
    scene: int
    fate: str = ""


def _rise(days_ago, who, scene, fate):
    return Line(days_ago, RISE_TOWN, RISE_THEME, who, scene, fate)


# (days ago, account, scene, fate): in the last four weeks fourteen reports by seven reporters
RISE = [
    _rise(26, "balie.hollandskroon", 3, "trend_only"),
    _rise(22, "communicatie.hollandskroon", 2, "agenda"),
    _rise(18, "wijkagent.schagen", 1, "trend_only"),
    _rise(15, "handhaver.hollandskroon", 1, "agenda"),
    _rise(13, "jongerenwerk.hollandskroon", 6, "trend_only"),
    _rise(12, "wijkagent.schagen", 4, "agenda"),
    _rise(11, "communicatie.hollandskroon", 2, "agenda"),
    _rise(9, "balie.hollandskroon", 3, "trend_only"),
    _rise(8, "wijkagent2.schagen", 5, "on_agenda"),
    _rise(6, "leraar.kop", 6, "to_confirm"),
    _rise(5, "handhaver.hollandskroon", 1, "weighing"),
    _rise(4, "wijkagent.schagen", 0, "asked"),
    _rise(3, "wijkagent2.schagen", 4, "new"),
    _rise(2, "communicatie.hollandskroon", 2, "new"),
]
YOUTH = "jeugd en groepsdruk"
RACISM = "racisme en discriminatie"
OTHERS = [
    # the officer of Hoorn: something in every state, and one question that waits for him
    Line(1, "Hoorn", YOUTH, "wijkagent.hoorn", 0, "new"),
    Line(4, "Hoorn", RACISM, "wijkagent.hoorn", 0, "weighing"),
    Line(6, "Hoorn", YOUTH, "wijkagent.hoorn", 2, "asked"),
    Line(16, "Hoorn", YOUTH, "wijkagent.hoorn", 0, "agenda"),
    Line(24, "Hoorn", "wonen", "wijkagent.hoorn", 1, "care_route"),
    Line(31, "Hoorn", "antioverheid en complotdenken", "wijkagent.hoorn", 5, "no_action"),
    Line(75, "Hoorn", YOUTH, "wijkagent.hoorn", 0, "on_agenda"),
    # youth work in Hoorn: on the coming agenda, and one still to be weighed
    Line(14, "Hoorn", YOUTH, "jongerenwerk.hoorn", 1, "agenda"),
    Line(3, "Hoorn", YOUTH, "jongerenwerk.hoorn", 3, "weighing"),
    Line(40, "Hoorn", "internationale conflicten", "jongerenwerk.hoorn", 0, "care_route"),
    # two on the coming agenda in Alkmaar
    Line(17, "Alkmaar", RACISM, "handhaver.alkmaar", 1, "agenda"),
    Line(13, "Alkmaar", RACISM, "wijkagent.alkmaar", 5, "agenda"),
    # two that wait longer than they should
    Line(11, "Den Helder", RACISM, "handhaver.denhelder", 0, "new"),
    Line(10, "Schagen", "klimaat en stikstof", "communicatie.schagen", 1, "weighing"),
    # what led to the case on the coming agenda
    Line(232, "Den Helder", YOUTH, "jongerenwerk.denhelder", 3),
    Line(225, "Den Helder", YOUTH, "leraar.kop", 3),
    # recently handed on
    Line(21, "Den Helder", "rechts-extremisme", "jongerenwerk.denhelder", 2, "police"),
    Line(19, "Alkmaar", "antioverheid en complotdenken", "leraar.alkmaar", 4, "care_route"),
    Line(27, "Den Helder", "wonen", "maatschappelijkwerk", 4, "care_route"),
    Line(29, "Alkmaar", "jihadisme", "leraar.alkmaar", 3, "police"),
]
PLANTED = RISE + OTHERS
