"""The list of signals: filters, search, one page at a time. Nothing is counted beyond a thousand."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F
from django.utils import timezone

from signals.models import SETTLED, Draft, Signal, SignalSearch, Weighing, WeighingState

PAGE_SIZE = 25
COUNT_CAP = 1000
SEARCH_CAP = 1000
LATE = "late"


@dataclass(frozen=True)
class Row:
    """One line of the list; the weighing is None for who may not see it."""

    signal: Signal
    weighing: Weighing | None

    @property
    def late(self):
        return late_in_words(self.weighing)

    @property
    def due_on(self):
        weighing = self.weighing
        return weighing.due_on if weighing and weighing.state not in SETTLED else None


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
        if self.count > COUNT_CAP:
            return "1.000+ signalen"
        return "1 signaal" if self.count == 1 else f"{self.count} signalen"


def late_in_words(weighing):
    """'4 dagen te laat'; empty when in time or done."""
    if weighing is None or weighing.state in SETTLED:
        return ""
    days = (timezone.localdate() - weighing.due_on).days
    if days < 1:
        return ""
    return "1 dag te laat" if days == 1 else f"{days} dagen te laat"


def drafts_of(user):
    return Draft.objects.filter(writer=user).order_by("-updated_at")[:10]


def find_signals(*, theme=None, municipality=None, state="", safe_status=""):
    """The signals that fit the filters, newest first."""
    found = Signal.objects.order_by("-submitted_at", "-id")
    if theme:
        found = found.filter(themes=theme)
    if municipality:
        found = found.filter(municipality=municipality)
    if safe_status:
        found = found.filter(safe_status=safe_status)
    return _in_state(found, state)


def _in_state(found, state):
    if state == LATE:
        open_states = set(WeighingState) - SETTLED
        return found.filter(weighing__state__in=open_states, weighing__due_on__lt=timezone.localdate())
    return found.filter(weighing__state=state) if state else found


def page_of(found, number, *, words=""):
    """One page of the signals found; with words the best fitting first."""
    start = (number - 1) * PAGE_SIZE
    if words:
        ids = _ranked(found, words)
        here, count = ids[start : start + PAGE_SIZE + 1], len(ids)
    else:
        here = list(found.values_list("pk", flat=True)[start : start + PAGE_SIZE + 1])
        count = found.order_by()[: COUNT_CAP + 1].count()  # in any order: it need not sort
    return Page(number, _rows(here[:PAGE_SIZE]), len(here) > PAGE_SIZE, count)


def _ranked(found, words):
    """Ids of the hits among the newest thousand, best first; a number is found by itself."""
    by_number = found.filter(number=words.upper()).values_list("pk", flat=True)
    if by_number := list(by_number):
        return by_number
    query = SearchQuery(words, config="dutch", search_type="websearch")
    hits = SignalSearch.objects.filter(search=query).order_by("-submitted_at")
    ranks = dict(hits.annotate(rank=SearchRank(F("search"), query)).values_list("pk", "rank")[:SEARCH_CAP])
    fitting = found.filter(pk__in=ranks).values_list("pk", flat=True)
    return sorted(fitting, key=lambda pk: -ranks[pk])  # stable: of equal rank the newest first


def _rows(ids):
    shown = Signal.objects.select_related("municipality", "organisation").defer("search")
    signals = shown.prefetch_related("themes", "weighing").in_bulk(ids)
    return [Row(signals[pk], getattr(signals[pk], "weighing", None)) for pk in ids if pk in signals]
