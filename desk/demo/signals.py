"""1,200 reports of two years, with season, over municipalities, themes and reporters."""

from bisect import bisect
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random

from desk.demo import scenes_extremism, scenes_society, scenes_trust, texts
from desk.demo.planted import PLANTED, RISE_PLACE, RISE_THEME, RISE_TOWN
from desk.demo.region import FAR_TOWN, TOWNS
from partners.models import Function
from partners.workdays import add_workdays
from signals.models import (
    Channel,
    InformationReliability,
    Regime,
    Signal,
    SourceReliability,
    SubjectKind,
)
from signals.models.weighing import WORKDAYS_TO_WEIGH

SIGNALS = 1200
FAR_SIGNALS = 8
RISE_BASE = 50  # in the municipality of the planted rise, before it: about one in two weeks
DAYS = 729

SCENES = scenes_society.SCENES | scenes_trust.SCENES | scenes_extremism.SCENES
SHARES_OF_THEMES = {
    "asiel en opvang": 13,
    "klimaat en stikstof": 10,
    "racisme en discriminatie": 13,
    "wonen": 9,
    "antioverheid en complotdenken": 14,
    "rechts-extremisme": 9,
    "jihadisme": 6,
    "links-extremisme": 4,
    "internationale conflicten": 10,
    "jeugd en groepsdruk": 12,
}
# theme: {month: how much more than usual}
SEASON = {
    "asiel en opvang": {9: 1.3, 10: 1.4, 11: 1.4},
    "klimaat en stikstof": {1: 1.7, 2: 1.8, 3: 1.4, 9: 1.8, 7: 0.5, 8: 0.5},
    "racisme en discriminatie": {3: 1.3, 11: 1.5, 12: 1.4},
    "wonen": {5: 1.3, 6: 1.3},
    "antioverheid en complotdenken": {1: 1.4, 3: 1.4, 10: 1.3},
    "rechts-extremisme": {4: 1.5, 5: 1.8},
    "links-extremisme": {5: 1.6, 6: 1.6},
    "internationale conflicten": {5: 1.5, 10: 1.9, 11: 1.4},
    "jeugd en groepsdruk": {12: 2.6, 1: 1.6, 10: 1.3, 7: 1.3, 8: 1.3},
}
COUNTRYSIDE = {"Hollands Kroon", "Schagen", "Koggenland", "Opmeer", "Medemblik", "Drechterland"}
MORE = (
    {("klimaat en stikstof", town): 2.2 for town in COUNTRYSIDE}
    | {("wonen", "Texel"): 2.5}
    | {("links-extremisme", "Alkmaar"): 2}
)
OFTEN = {"w": 4, "h": 3, "j": 3, "b": 2, "c": 2, "l": 2, "z": 2, "a": 1}
TRIGGERS = {
    "asiel en opvang": ("komst opvanglocatie", "raadsbesluit over de opvang", "verlenging van de noodopvang"),
    "klimaat en stikstof": ("landelijke maatregel", "gebiedsplan van de provincie", "rechterlijke uitspraak"),
    "racisme en discriminatie": ("incident elders in het land", "wedstrijd", "intocht"),
    "wonen": ("plan voor flexwoningen", "toewijzing van nieuwbouw"),
    "antioverheid en complotdenken": ("verkiezingen", "landelijke maatregel", "brief van de gemeente"),
    "rechts-extremisme": ("herdenking", "incident elders in het land"),
    "jihadisme": ("aanslag in het buitenland", "gebeurtenis in het buitenland"),
    "links-extremisme": ("aangekondigde demonstratie", "ontruiming"),
    "internationale conflicten": ("gebeurtenis in het buitenland", "herdenking"),
    "jeugd en groepsdruk": ("filmpje dat rondgaat", "sluiting van een jongerenplek", "schoolfeest"),
}
ALSO = {
    "asiel en opvang": "antioverheid en complotdenken",
    "klimaat en stikstof": "antioverheid en complotdenken",
    "racisme en discriminatie": "internationale conflicten",
    "wonen": "asiel en opvang",
    "rechts-extremisme": "racisme en discriminatie",
    "jihadisme": "jeugd en groepsdruk",
    "internationale conflicten": "racisme en discriminatie",
    "jeugd en groepsdruk": "racisme en discriminatie",
}


@dataclass
class Report:
    """A signal that is still to be saved, with what the rest of the world needs to know about it."""

    signal: Signal
    rng: Random
    theme: str
    town: str
    scene: texts.Scene
    days_ago: int
    fate: str = ""
    also: str = ""
    told: list = field(default_factory=list)  # lines of the timeline: (moment, user, text, for_desk)
    shares: list = field(default_factory=list)
    weighing: object = None
    question: object = None
    meeting: object = None
    case: object = None


def build_reports(region, people, clock):
    """All reports in order of time, numbered; not saved."""
    moments = {theme: _season(theme, clock) for theme in SHARES_OF_THEMES}
    reports = [_planted(index, line, region, people, clock) for index, line in enumerate(PLANTED)]
    for index in range(RISE_BASE):
        rng = texts.generator("base", index)
        days_ago = 30 + int((DAYS - 30) * (index + rng.random()) / RISE_BASE)
        reports.append(_report(rng, RISE_TOWN, RISE_THEME, days_ago, region, people, clock))
    for index in range(SIGNALS - len(reports)):
        rng = texts.generator(index)
        theme, town = _theme_and_town(rng)
        days_ago = 1 + bisect(moments[theme], rng.random() * moments[theme][-1])
        reports.append(_report(rng, town, theme, days_ago, region, people, clock))
    for index in range(FAR_SIGNALS):
        rng = texts.generator("far", index)
        reports.append(_report(rng, FAR_TOWN, "wonen", 12 + index * 45, region, people, clock))
    reports.sort(key=lambda report: report.signal.submitted_at)
    _number(reports)
    return reports


def _season(theme, clock):
    weights = []
    for days_ago in range(1, DAYS + 1):
        day = clock.day(days_ago)
        weight = SEASON.get(theme, {}).get(day.month, 1) * (1.15 - 0.3 * days_ago / DAYS)
        if theme == "jeugd en groepsdruk" and (day.month, day.day) >= (12, 27):
            weight *= 2
        weights.append(weight)
    return list(accumulate(weights))


def _theme_and_town(rng):
    pairs, weights = [], []
    for theme, share in SHARES_OF_THEMES.items():
        for town, (people, _) in TOWNS.items():
            if (theme, town) != (RISE_THEME, RISE_TOWN):
                pairs.append((theme, town))
                weights.append(share * people * MORE.get((theme, town), 1))
    return rng.choices(pairs, weights)[0]


def _planted(index, line, region, people, clock):
    rng = texts.generator("planted", index)
    report = _report(
        rng, line.town, line.theme, line.days_ago, region, people, clock, who=line.who, scene=line.scene
    )
    report.fate = line.fate
    if line.theme == RISE_THEME and report.signal.place:
        report.signal.title = report.signal.title.replace(report.signal.place, RISE_PLACE)
        report.signal.place = RISE_PLACE
    return report


def _report(rng, town, theme, days_ago, region, people, clock, *, who=None, scene=None):
    scene = _scene(rng, theme, town, people, scene)
    membership = people.membership(who) if who else _reporter(rng, scene, town, people, clock.at(days_ago, 0))
    if membership.function not in OUTSIDE_OFFICE_HOURS and not who:
        days_ago += max(0, clock.day(days_ago).weekday() - 4)
    submitted = clock.at(days_ago, rng.randint(8, 17), rng.randint(0, 59))
    house = region.far_house if town == FAR_TOWN else region.house
    signal = Signal(
        house=house,
        municipality=region.towns[town],
        reported_by=membership.user,
        membership=membership,
        organisation=membership.organisation,
        reporter_function=membership.function,
        submitted_at=submitted,
        weigh_before=add_workdays(clock.day(days_ago), WORKDAYS_TO_WEIGH),
        observed_on=clock.day(days_ago + rng.choice((0, 0, 0, 1, 1, 2, 3, 5))),
    )
    _write(signal, scene, theme, town, rng)
    also = ALSO.get(theme, "") if rng.random() < 0.15 and town != FAR_TOWN else ""
    return Report(signal, rng, theme, town, scene, days_ago, also=also)


OUTSIDE_OFFICE_HOURS = {
    Function.NEIGHBOURHOOD_OFFICER,
    Function.ENFORCEMENT_OFFICER,
    Function.YOUTH_WORKER,
}


def _scene(rng, theme, town, people, wanted):
    scenes = SCENES[theme]
    if wanted is not None:
        return scenes[wanted]
    possible = [
        scene
        for scene in scenes
        if any((town, texts.FUNCTIONS[letter]) in people.reporters for letter in scene.by)
    ]
    return rng.choices(possible, [scene.weight for scene in possible])[0]


def _reporter(rng, scene, town, people, moment):
    letters = [letter for letter in scene.by if (town, texts.FUNCTIONS[letter]) in people.reporters]
    letter = rng.choices(letters, [OFTEN[letter] for letter in letters])[0]
    able = people.reporters[town, texts.FUNCTIONS[letter]]
    chosen = rng.choice(able)
    has_left = chosen.ended_at is not None and chosen.ended_at <= moment
    return able[0] if has_left else chosen


# -- what the report says


def _write(signal, scene, theme, town, rng):
    letter = texts.LETTERS[signal.reporter_function]
    letter = letter if letter in scene.by else scene.by[0]
    possible = [known for known in scene.known if letter + known in texts.CONTEXT] or ["o"]
    known = rng.choice(possible)
    slots = _slots(rng, town)
    signal.facts = texts.compose(scene, letter, known, rng, slots)
    signal.meaning = texts.expand(scene.meaning, rng, **slots) if rng.random() < 0.88 else ""
    signal.known_by = texts.KNOWN[known]
    signal.channel = Channel.ONLINE if scene.ending == "online" else Channel.OFFLINE
    signal.place = "" if scene.subject == "person" else _place(rng, town)
    signal.title = texts.expand(scene.title, rng)
    if signal.place and rng.random() < 0.45:
        signal.title += f", {signal.place}"
    signal.subject_kind = SubjectKind(scene.subject)
    signal.has_threat, signal.threat = bool(scene.threat), scene.threat
    signal.vulnerability = scene.vulnerable if rng.random() < 0.8 else ""
    signal.steps_taken = texts.expand(rng.choice(texts.STEPS), rng) if rng.random() < 0.5 else ""
    signal.trigger = _trigger(rng, theme, signal.observed_on)
    signal.regime = _regime(rng, letter, signal)
    _judge_source(signal, scene, known, rng)


def _slots(rng, town):
    place, other = rng.sample(texts.WHERE, 2)
    number = rng.choice(texts.HOW_MANY)
    return {
        "waar": place,
        "Waar": place.capitalize(),
        "waar2": other,
        "n": number,
        "N": number.capitalize(),
        "wanneer": rng.choice(texts.WHEN),
        "gem": town,
        "leeftijd": rng.choice(("veertien", "vijftien", "zestien", "zeventien")),
    }


def _place(rng, town):
    return "Oeverdam-Oost" if town == FAR_TOWN else rng.choice(TOWNS[town][1].split("|"))


def _trigger(rng, theme, day):
    chosen, chance = rng.choice(TRIGGERS[theme]), rng.random()
    if theme == "jeugd en groepsdruk" and (
        (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 5)
    ):
        return "jaarwisseling"
    return chosen if chance < 0.5 else ""


def _regime(rng, letter, signal):
    chance = rng.random()
    if letter == "w" or (letter == "h" and chance < 0.2):
        return Regime.WPG if letter == "h" or chance < 0.9 else Regime.AVG
    if signal.organisation.kind == "probation" and chance < 0.6:
        return Regime.WJSG
    return Regime.AVG


Source, Information = SourceReliability, InformationReliability
RELIABILITY = {
    "o": [(Source.RELIABLE, Information.SEEN)] * 6 + [(Source.RELIABLE, Information.CORROBORATED)],
    "t": [
        (Source.RELIABLE, Information.FROM_OTHERS),
        (Source.UNTESTED, Information.FROM_OTHERS),
        (Source.RELIABLE, Information.CORROBORATED),
        (Source.UNTESTED, Information.NOT_KNOWN),
    ],
    "n": [
        (Source.UNTESTED, Information.SEEN),
        (Source.UNTESTED, Information.NOT_KNOWN),
        (Source.RELIABLE, Information.SEEN),
    ],
}


def _judge_source(signal, scene, known, rng):
    signal.source_reliability, signal.information_reliability = rng.choice(RELIABILITY[known])
    chance, general = rng.random(), texts.expand(rng.choice(texts.AGAINST), rng)
    if chance < 0.03 and known != "o":
        signal.source_reliability = Source.UNRELIABLE
        signal.information_reliability = Information.SUSPECTED_FALSE
        signal.contradiction = "Ik heb dit nagevraagd en kreeg tegenstrijdige antwoorden. " + general
    elif chance < 0.4 and scene.against:
        signal.contradiction = scene.against
    elif chance > 0.9:
        signal.contradiction = general


def _number(reports):
    counts = {}
    for report in reports:
        year = report.signal.submitted_at.year
        counts[year] = counts.get(year, 0) + 1
        report.signal.number = f"S-{year}-{counts[year]:04d}"
