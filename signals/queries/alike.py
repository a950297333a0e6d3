"""Signals that are alike, in a fixed number of queries: few are looked at, all of them seen by the reader.

Looked at are, within eight weeks of the signal: the hundred nearest before and after it in its municipality, the
hundred newest with a word of its title, and for the desk those with the same party. likeness.py says which are alike.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import F, Func, TextField
from django.utils import timezone

from signals.models import Signal, SignalSearch
from signals.queries.likeness import LEAST, MOST_SHOWN, Likeness, Traits, likeness

WITHIN = timedelta(weeks=8)
NEAREST = 100
MOST_WORDS = 12  # of a title, to look for
MARKS = {"afgescherm", "afgeschermd", "verwijderd"}  # of what is hidden or gone: in every text the same
MARK_NUMBER = re.compile(r"\d{0,3}$")


@dataclass(frozen=True)
class Alike:
    """A signal that is like another, and why."""

    signal: Signal
    likeness: Likeness


class Stems(Func):
    """The stems of a text search column."""

    function = "tsvector_to_array"
    output_field = ArrayField(TextField())


def alike(signal):
    """Signals that are like this one, the most alike first."""
    same_party = _same_parties(signal)
    around = (signal.submitted_at - WITHIN, signal.submitted_at + WITHIN)
    near = _near(signal.municipality_id, signal.submitted_at, around)
    title, _ = _stems(signal.title, "")
    ids = {signal.pk, *near, *_with_word_of(title, around), *same_party}
    signals = _looked_at(ids)
    one = traits(signals.pop(signal.pk))
    return _most_alike(one, signals.values(), same_party)


def alike_typed(*, title, facts, place, municipality, themes, seen_on):
    """Recent signals that are like what somebody is typing; `themes` are {id: name}. Nothing is kept of it."""
    now = timezone.now()
    title_stems, stems = _stems(title, f"{facts} {place}")
    around = (now - WITHIN, now)
    ids = {*_near(municipality, now, around), *_with_word_of(title_stems, around)}
    typed = Traits(frozenset(title_stems + stems), municipality, place, seen_on, themes)
    return _most_alike(typed, _looked_at(ids).values(), ())


def _most_alike(one, signals, same_party):
    compared = [
        Alike(other, likeness(one, traits(other), same_party=other.pk in same_party)) for other in signals
    ]
    found = [pair for pair in compared if pair.likeness.points >= LEAST]
    found.sort(key=lambda pair: (-pair.likeness.points, _days_between(one, pair.signal), -pair.signal.pk))
    return found[:MOST_SHOWN]


def _days_between(one, other):
    return abs((other.observed_on - one.seen_on).days) if one.seen_on else 0


def traits(signal):
    return Traits(
        _words_of(signal.stems),
        signal.municipality_id,
        signal.place,
        signal.observed_on,
        {theme.pk: theme.name for theme in signal.themes.all()},
        frozenset(party.label for party in signal.parties.all()),
    )


def _words_of(stems):
    """Without the marks of what is hidden or gone, and their numbers; the brackets may stick to them."""
    bare = {stem: stem.strip("⟦⟧…") for stem in stems}
    if not MARKS & set(bare.values()):
        return frozenset(stems)
    return frozenset(stem for stem, word in bare.items() if word not in MARKS and not MARK_NUMBER.match(word))


def _near(municipality, moment, around):
    """Ids of the nearest in time, in this municipality."""
    if municipality is None:
        return []
    there = Signal.objects.filter(municipality=municipality, submitted_at__range=around)
    before = there.filter(submitted_at__lte=moment).order_by("-submitted_at").values("pk")[:NEAREST]
    after = there.filter(submitted_at__gt=moment).order_by("submitted_at").values("pk")[:NEAREST]
    return list(before.union(after, all=True).values_list("pk", flat=True))


def _with_word_of(stems, around):
    """Ids of the newest with one of these stems."""
    words = [f"'{stem}'" for stem in stems if stem.isalpha()][:MOST_WORDS]
    if not words:
        return []
    query = SearchQuery(" | ".join(words), config="simple", search_type="raw")
    found = SignalSearch.objects.filter(search=query, submitted_at__range=around)
    return list(found.order_by("-submitted_at").values_list("pk", flat=True)[:NEAREST])


def _stems(title, rest):
    """The Dutch stems of a title, and of the rest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(to_tsvector('dutch', %s)), tsvector_to_array(to_tsvector('dutch', %s))",
            [title, rest],
        )
        return cursor.fetchone()


def _looked_at(ids):
    shown = Signal.objects.only(
        "number", "title", "place", "observed_on", "submitted_at", "safe_status", "municipality__name"
    )
    shown = shown.select_related("municipality").annotate(stems=Stems(F("search")))
    return shown.prefetch_related("themes", "parties").in_bulk(ids)


def _same_parties(signal):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.same_parties(%s)", [signal.pk])
        return {number for (number,) in cursor.fetchall()}
