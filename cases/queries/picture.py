"""The picture of a case as it was known on a day: per life area who judges what, and where they differ."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.models import LifeArea, Observation, TriggerFactor
from cases.queries.months import Months, strips_of

RECENT = timedelta(days=184)  # half a year: older judgements do not contradict newer ones


@dataclass(frozen=True)
class Standing:
    """An entry that stands, with what it took the place of, newest first."""

    entry: object
    replaced: list = field(default_factory=list)


@dataclass(frozen=True)
class Area:
    """One life area: the newest judgement, or one of each organisation where they differ; and what else was said."""

    area: LifeArea
    judgements: list
    others: list
    differs: bool
    is_old: bool


@dataclass(frozen=True)
class Picture:
    """What a page shows. Nothing in it is a sum, a mean or a rank."""

    day: date
    areas: list
    silent: list
    triggers: list
    months: Months
    strips: list


def picture_of(case, day=None, until=None):
    """The picture as it was known at the end of `day` (today), with strips up to the month `until` (year, month)."""
    day = day or timezone.localdate()
    observations = _standing(_known(Observation, case, day))
    triggers = _standing(_known(TriggerFactor, case, day))
    months = Months.up_to(until, day, [one.entry.day for one in observations + triggers])
    areas = [_area(area, observations, day) for area in LifeArea]
    return Picture(
        day=day,
        areas=[area for area in areas if area.judgements],
        silent=[area.area for area in areas if not area.judgements],
        triggers=triggers,
        months=months,
        strips=strips_of(months, [one.entry for one in observations], [one.entry for one in triggers]),
    )


def correction_of(entry):
    """What took the place of this entry, or None."""
    found = type(entry).objects.filter(corrects=entry)
    return found.select_related("organisation", "written_by").first()


def _known(model, case, day):
    """What was written by the end of that day, newest first."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    known = model.objects.filter(part__case=case, written_at__lt=end)
    return list(known.select_related("organisation", "written_by"))


def _standing(entries):
    """Without what was corrected by then: that is kept with its correction."""
    by_number = {one.pk: one for one in entries}
    corrected = {one.corrects_id for one in entries}
    return [Standing(one, _replaced(one, by_number)) for one in entries if one.pk not in corrected]


def _replaced(entry, by_number):
    found = []
    while entry.corrects_id:
        entry = by_number[entry.corrects_id]
        found.append(entry)
    return found


def _area(area, observations, day):
    said = [one for one in observations if one.entry.area == area]
    recent = _newest_of_each(one for one in said if one.entry.day > day - RECENT)
    differs = len({one.entry.level for one in recent}) > 1
    judgements = recent if differs else said[:1]
    return Area(
        area=area,
        judgements=judgements,
        others=[one for one in said if one not in judgements],
        differs=differs,
        is_old=bool(said) and not recent,
    )


def _newest_of_each(observations):
    """One of each organisation, in the order of their names: none goes before another."""
    newest = {}
    for one in observations:
        newest.setdefault(one.entry.organisation_id, one)
    return sorted(newest.values(), key=lambda one: one.entry.organisation.name)
