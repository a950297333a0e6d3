"""The list of signals: filters, search, one page at a time. Nothing is counted beyond a thousand."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from partners.workdays import workdays_before
from signals.models import SETTLED, Draft, Signal, Weighing, WeighingState
from signals.queries.search import Excerpt, excerpts, of_each, ranked, sources
from signals.queries.words import Words

PAGE_SIZE = 25
COUNT_CAP = 1000
LATE, VERY_LATE, STILL = "late", "very_late", "still"
CLOCKS = ((LATE, "te laat"), (VERY_LATE, "veel te laat"), (STILL, "klok staat stil"))
VERY = 5  # working days after the day
NO_EXCERPT = Excerpt()
NEWEST, OLDEST, DUE, RELEVANT = "newest", "oldest", "due", "relevant"
OPEN = {"state__in": sorted(set(WeighingState) - SETTLED)}
# name of a filter → what it compares with, the same in the table and in the views of search
COMPARED = {
    "municipality": "municipality",
    "safe_status": "safe_status",
    "function": "reporter_function",
    "organisation": "organisation",
    "subject_kind": "subject_kind",
    "channel": "channel",
    "known_by": "known_by",
    "threat": "has_threat",
    "reported_from": "submitted_at__gte",
    "reported_until": "submitted_at__lt",
    "observed_from": "observed_on__gte",
    "observed_until": "observed_on__lte",
    "regime": "regime",
    "source": "source_reliability",
    "information": "information_reliability",
}


@dataclass(frozen=True)
class Row:
    """One line of the list; the weighing is None for who may not see it."""

    signal: Signal
    weighing: Weighing | None
    excerpt: Excerpt = NO_EXCERPT

    @property
    def late(self):
        return late_in_words(self.weighing)

    @property
    def due_on(self):
        weighing = self.weighing
        return weighing.due_on if weighing and weighing.state not in SETTLED else None

    @property
    def stop(self):
        """Why and until when its clock stands still; for the desk alone."""
        return self.weighing.stop if self.weighing else None


@dataclass(frozen=True)
class Page:
    """What the pager needs, with a count that stops at a thousand."""

    number: int
    rows: list
    has_next: bool
    count: int

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def count_in_words(self):
        return "1 signaal" if self.count == 1 else f"{capped(self.count)} signalen"


def capped(count):
    """A number of signals in words; beyond a thousand nobody counts."""
    return "1.000+" if count > COUNT_CAP else str(count)


def late_in_words(weighing):
    """'4 dagen te laat'; empty when in time or done, or while the clock stands still."""
    if weighing is None or weighing.state in SETTLED or weighing.stop_id:
        return ""
    days = (timezone.localdate() - weighing.due_on).days
    if days < 1:
        return ""
    if weighing.due_on <= very_late_before():
        return f"veel te laat: {days} dagen"
    return "1 dag te laat" if days == 1 else f"{days} dagen te laat"


def very_late_before():
    """The last day that is more than five working days ago: what was due then is very late."""
    return workdays_before(timezone.localdate(), VERY)


def drafts_of(user):
    return Draft.objects.filter(writer=user).order_by("-updated_at")[:10]


def narrow(found, *, theme=None, state="", outcome="", **filters):
    """Only what fits; an empty filter leaves everything."""
    compared = {COMPARED[name]: value for name, value in filters.items() if value not in (None, "")}
    found = found.filter(**compared)
    if theme:
        themed = Signal.themes.through.objects.filter(signal=OuterRef("pk"), theme=theme)
        found = found.filter(Exists(themed))
    weighed = weighed_as(state) | ({"outcome": outcome} if outcome else {})
    return found.filter(_with_weighing(**weighed)) if weighed else found


def weighed_as(state):
    """What a weighing compares with in this state: one of its own, or that of its clock."""
    clocks = {
        LATE: {"stop__isnull": True, "due_on__lt": timezone.localdate()},
        VERY_LATE: {"stop__isnull": True, "due_on__lte": very_late_before()},
        STILL: {"stop__isnull": False},
    }
    if state in clocks:
        return OPEN | clocks[state]
    return {"state": state} if state else {}


def _with_weighing(**conditions):
    return Exists(Weighing.objects.filter(signal=OuterRef("pk"), **conditions))


@dataclass(frozen=True)
class Search:
    """What somebody looks for: words, filters and an order. Everything comes from rows that he may see."""

    typed: str = ""
    sort: str = ""
    filters: dict = field(default_factory=dict)

    @cached_property
    def words(self):
        return Words(self.typed) if self.typed.strip() else None

    def narrowed(self, found):
        found = narrow(found, **self.filters)
        return found.filter(_with_weighing(**OPEN)) if self.sort == DUE else found

    def page(self, number):
        """One page, with the excerpts of a search; the count stops at a thousand."""
        start = (number - 1) * PAGE_SIZE
        if self.words:
            ids = self._ranked()
            here, count = ids[start : start + PAGE_SIZE + 1], len(ids)
        else:
            found = list(self.capped_ids()[0].values_list("pk", flat=True))
            here, count = self._slice(found, start, start + PAGE_SIZE + 1), len(found)
        return Page(number, rows_of(here[:PAGE_SIZE], words=self.words), len(here) > PAGE_SIZE, count)

    def _slice(self, found, start, end):
        """A part of the list. Where `found` are all its ids only those are put in order.

        What is rare would else be looked for through all that is newer.
        """
        ordered = self._ordered() if len(found) > COUNT_CAP else self._ordered().filter(pk__in=found)
        return list(ordered[start:end])

    def ids(self, limit):
        """The first of them, in the order of the list."""
        return self._ranked()[:limit] if self.words else list(self._ordered()[:limit])

    def capped_ids(self):
        """Querysets of the ids, in any order and each capped: together they are what is counted."""
        if self.words:
            return [hits.values("pk") for hits in sources(self.words, self.narrowed)]
        return [self.narrowed(Signal.objects.order_by()).values("pk")[: COUNT_CAP + 1]]

    def _ordered(self):
        found = narrow(Signal.objects.all(), **self.filters)
        if self.sort == DUE:  # joined and not merely asked for: the index of the weighing knows the order
            found = found.filter(**{f"weighing__{name}": value for name, value in OPEN.items()})
            found = found.order_by("weighing__due_on", "-submitted_at")
        else:
            found = found.order_by(
                *(("submitted_at", "id") if self.sort == OLDEST else ("-submitted_at", "-id"))
            )
        return found.values_list("pk", flat=True)

    def _ranked(self):
        found = ranked(self.words, self.narrowed)
        if self.sort == DUE:
            due = dict(Weighing.objects.filter(signal__in=found).values_list("signal", "due_on"))
            return sorted(found, key=lambda pk: (due[pk], -found[pk][1].timestamp()))
        if self.sort in (NEWEST, OLDEST):
            return sorted(found, key=lambda pk: found[pk][1], reverse=self.sort == NEWEST)
        return sorted(found, key=lambda pk: found[pk], reverse=True)  # of equal rank the newest first


def count_each(searches):
    """How many signals each of these finds, capped, all in one query."""
    parts = [search.capped_ids() for search in searches]
    return [min(count, COUNT_CAP + 1) for count in of_each("(SELECT count(*) FROM ({}) ids)", parts)]


def rows_of(ids, *, words=None):
    """The lines of these signals, in this order; what can no longer be seen is left out."""
    weighings = Prefetch("weighing", Weighing.objects.select_related("stop").defer("search"))
    shown = Signal.objects.select_related("municipality", "organisation").defer("search")
    signals = shown.prefetch_related("themes", weighings).in_bulk(ids)
    found = excerpts(words, ids) if words else {}
    return [
        Row(signals[pk], getattr(signals[pk], "weighing", None), found.get(pk, NO_EXCERPT))
        for pk in ids
        if pk in signals
    ]
