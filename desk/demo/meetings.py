"""The information meetings: thirty-five behind, one about to come, three ahead."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import groupby
from random import Random

from desk.demo import meeting_texts as words
from desk.demo.coming import SUBJECTS
from desk.demo.texts import expand, generator
from meetings.models import DecisionKind, ItemKind, Meeting, MeetingState, Series
from partners.models import OrganisationKind
from partners.workdays import is_workday
from signals.models import Outcome, SafeStatus, WeighingState

PAST, AHEAD, WEEKS = 35, 3, 3
COMING = PAST
CARE_THEMES = {"jihadisme", "rechts-extremisme", "wonen"}
JUSTICE_THEMES = {"jihadisme", "rechts-extremisme", "links-extremisme", "antioverheid en complotdenken"}


@dataclass
class Item:
    """An agenda item that is still to be saved, with everything that hangs on it."""

    title: str
    kind: str = ItemKind.SIGNAL
    theme: str = ""
    text: str = ""
    minutes: int = 15
    is_open: bool = False
    reports: list = field(default_factory=list)
    table: list = field(default_factory=list)  # (organisation, question)
    contributions: list = field(default_factory=list)  # (organisation, text, released)
    case: object = None
    decision: str = ""
    opens: object = None  # the case that comes out of the decision
    information: str = ""
    interpretation: str = ""
    conclusion: str = ""


@dataclass
class Gathering:
    """A meeting that is still to be saved."""

    index: int
    meeting: Meeting
    rng: Random
    released_at: object
    items: list = field(default_factory=list)

    @property
    def is_past(self):
        return self.index < PAST


def build_gatherings(region, people, clock):
    """The meetings of the series, on Thursdays; a day off moves to the next working day."""
    coming = clock.today + timedelta(days=8 + (3 - clock.day(-8).weekday()) % 7)
    first = coming - timedelta(weeks=WEEKS * PAST)
    series = Series(
        house=region.house,
        name="Informatieoverleg",
        first_on=first,
        weeks=WEEKS,
        starts=time(9, 30),
        place="Hertog Aalbrechtweg 22, Alkmaar",
    )
    return [
        _gathering(index, first + timedelta(weeks=WEEKS * index), series, people, clock)
        for index in range(PAST + 1 + AHEAD)
    ]


def invited(region):
    """The municipalities and partners who sit at the table themselves; a base team comes with its district."""
    left_out = {
        one.pk
        for key, one in region.organisations.items()
        if one.kind == OrganisationKind.OTHER or key.startswith("team ")
    }
    return [one for one in region.partners if one.pk not in left_out]


def _gathering(index, day, series, people, clock):
    while not is_workday(day):
        day += timedelta(days=1)
    starts_at = clock.on(day, 9, 30)
    meeting = Meeting(
        series=series, house=series.house, starts_at=starts_at, minutes=series.minutes, place=series.place
    )
    released_at = clock.on(day - timedelta(days=7), 15) if index < PAST else clock.at(2, 15)
    return Gathering(index, meeting, generator("meeting", index), released_at)


def finish(gathering, people, clock):
    """The steps of a meeting as they were taken; saved when everything hangs on it."""
    meeting, by = gathering.meeting, people["procesregisseur"]
    if gathering.index > COMING:
        return
    meeting.state, meeting.released_at, meeting.released_by = MeetingState.RELEASED, gathering.released_at, by
    if gathering.is_past:
        meeting.state = MeetingState.FINAL
        meeting.held_at, meeting.held_by = meeting.ends_at + timedelta(minutes=10), by
        final_at = meeting.ends_at + timedelta(days=5, hours=4)
        meeting.final_at, meeting.final_by = min(final_at, clock.latest), by


# -- what is on the agenda


def put_on_agendas(gatherings, reports, region):
    """Every report weighed for the agenda goes to the first meeting released after that; some still wait."""
    for report in reports:
        weighing = report.weighing
        if weighing.state != WeighingState.DONE or weighing.outcome != Outcome.ON_AGENDA:
            continue
        if report.fate == "agenda":
            report.meeting = gatherings[COMING]
        elif not report.meeting:
            report.meeting = next((g for g in gatherings[:PAST] if g.released_at > weighing.decided_at), None)
    for gathering in gatherings[:PAST]:
        _past_agenda(gathering, [r for r in reports if r.meeting is gathering], region)


def _past_agenda(gathering, reports, region):
    rng = gathering.rng
    gathering.items = fixed_items(rng, rng.choice(reports).theme if reports else "wonen", is_past=True)
    reports = sorted((r for r in reports if not r.case), key=lambda r: (r.theme, r.signal.number))
    for theme, same in groupby(reports, key=lambda r: r.theme):
        gathering.items.append(_signal_item(list(same), theme, region, rng))
    if len(gathering.items) < 5:
        title, theme = words.TOPICS[gathering.index % len(words.TOPICS)]
        towns = rng.sample(list(region.towns)[:16], 2)
        item = Item(title, ItemKind.TOPIC, theme, "Gesprek naar aanleiding van het regionale beeld.")
        item.table = table_for(theme, towns, region, rng)
        gathering.items.append(item)
    for item in gathering.items[len(words.FIXED) :]:
        minute(item, rng, is_person=any(r.scene.subject == "person" for r in item.reports))


def fixed_items(rng, theme, *, is_past):
    opening, picture = (
        Item(title, ItemKind.FIXED, minutes=minutes, is_open=True) for title, minutes in words.FIXED
    )
    if is_past:
        opening.information = expand(rng.choice(words.OPENING), rng)
        picture.information = expand(rng.choice(words.PICTURE), rng, theme=theme)
    return [opening, picture]


def _signal_item(reports, theme, region, rng):
    towns = sorted({report.town for report in reports})
    title = reports[0].signal.title if len(reports) == 1 else f"{theme.capitalize()}: {len(reports)} signalen"
    item = Item(f"{title} ({' en '.join(towns[:2])})"[:120], theme=theme, reports=reports)
    item.text = (
        f"Gewogen op {len(reports)} signaal{'' if len(reports) == 1 else 'en'}; samen duiden wat er speelt."
    )
    item.text = item.text.replace("signaalen", "signalen")
    item.minutes = min(30, 10 + 5 * len(reports))
    item.table = table_for(theme, towns, region, rng)
    return item


def table_for(theme, towns, region, rng):
    organisations = region.organisations
    chosen = [region.town_organisation(town) for town in towns[:3]] + [organisations["politie"]]
    if theme in JUSTICE_THEMES or rng.random() < 0.4:
        chosen.append(organisations["om"])
    if theme in CARE_THEMES or rng.random() < 0.2:
        chosen += [organisations["reclassering"], organisations["ggz"]]
    if theme == "jeugd en groepsdruk":
        chosen += [organisations["jongerenwerk hoorn"], organisations["raad"]]
    return [(one, rng.choice(words.QUESTIONS[one.kind])) for one in chosen]


# -- what was said


def minute(item, rng, *, is_person=False):
    """The contributions and minutes of an item of a past meeting, and its decision when it has none yet."""
    said = words.CONTRIBUTIONS | (words.ON_A_PERSON if is_person else {})
    for organisation, _ in item.table:
        if rng.random() < 0.7:
            text = expand(rng.choice(said[organisation.kind]), rng)
            item.contributions.append((organisation, text, True))
    item.decision = item.decision or rng.choices(list(words.WEIGHTS), list(words.WEIGHTS.values()))[0]
    names = [organisation.short_name for organisation, _, _ in item.contributions]
    contributed = (
        f"Inbreng van {' en '.join(names[:2])} is besproken." if names else "Er was geen inbreng vooraf."
    )
    item.information = expand(rng.choice(words.INFORMATION), rng, contributed=contributed)
    interpretation = words.INTERPRETATION_OF_A_PERSON if is_person else words.INTERPRETATION
    item.interpretation = expand(rng.choice(interpretation), rng)
    item.conclusion = words.CONCLUSION[DecisionKind(item.decision)]
    for report in item.reports:
        report.signal.safe_status = SafeStatus.DISCUSSED


# -- the coming one


def coming_agenda(gathering, reports, case, region):
    gathering.items = fixed_items(gathering.rng, "", is_past=False)
    for subject in SUBJECTS:
        item = Item(
            subject.title.format(number=case.number),
            subject.kind,
            subject.theme,
            subject.text,
            subject.minutes,
        )
        item.case = case if subject.kind == ItemKind.CASE else None
        item.reports = [r for r in reports if r.meeting is gathering and r.town == subject.town]
        item.table = [(region.organisation(key), question) for key, question in subject.table]
        item.contributions = [(region.organisation(key), text, out) for key, text, out in subject.said]
        gathering.items.append(item)
