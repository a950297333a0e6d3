"""Signals that were weighed for the agenda and not talked about since; what belongs together is one proposal."""

from collections import defaultdict

from django.db.models import Count, F, Q
from django.utils import timezone

from meetings.models import ItemKind
from meetings.proposals.order import Parts
from meetings.proposals.proposal import Proposal, Thing, counted, without_names
from meetings.queries import weighed_for_agenda
from signals.models import Answer, Link, LinkKind
from signals.queries import sources_of

MOST = 60  # signals
MARKS = ("local_safety", "surroundings", "several_chains")


def weighed_signals(house_id, meeting):
    weighings = {one.signal_id: one for one in _waiting(house_id)}
    groups, merged = _together(weighings)
    sources = sources_of([one.signal for one in weighings.values()])
    for group in groups:
        yield _proposal([weighings[pk] for pk in group], sum(merged[pk] for pk in group), sources)


def _waiting(house_id):
    """Their weighings, each with how many answers came since."""
    found = weighed_for_agenda().filter(house=house_id)
    found = found.annotate(
        answers=Count(
            "signal__questions",
            filter=Q(signal__questions__answered_at__gt=F("decided_at")),
            distinct=True,
        ),
        from_outside=Count(
            "signal__outside_questions",
            filter=Q(signal__outside_questions__answered_at__gt=F("decided_at")),
            distinct=True,
        ),
    )
    people = found.select_related("signal__municipality", "signal__organisation")
    return people.prefetch_related("signal__themes").defer("search", "signal__search")[:MOST]


def _together(waiting):
    """(groups of ids of signals that are linked, {id: how many were merged into it})."""
    ends = Link.objects.filter(ended_at__isnull=True).filter(Q(signal__in=waiting) | Q(other__in=waiting))
    group_of, merged = {pk: {pk} for pk in waiting}, defaultdict(int)
    for one, other, kind in ends.values_list("signal", "other", "kind"):
        if one in waiting and other in waiting:
            joined = group_of[one] | group_of[other]
            group_of.update(dict.fromkeys(joined, joined))
        elif kind == LinkKind.MERGED and other in waiting:
            merged[other] += 1
    return [sorted(group) for pk, group in group_of.items() if pk == min(group)], merged


def _proposal(weighings, merged, sources):
    signals = [one.signal for one in weighings]
    first = min(signal.submitted_at for signal in signals)
    days = (timezone.now() - first).days
    newest = max(weighings, key=lambda one: len(_marks(one)))
    return Proposal(
        kind="signaal",
        title=without_names(newest.signal.title, f"Signaal uit {newest.signal.municipality.name}"),
        reason=_reason(signals, len(signals) + merged, days),
        parts=Parts(
            marks=frozenset().union(*(_marks(one) for one in weighings)),
            days=days,
            sources=max(sources[one.pk].total if one.pk in sources else 1 for one in signals),
            new_facts=sum(one.answers + one.from_outside for one in weighings),
        ),
        things=tuple(Thing(f"signaal-{one.signal_id}", one.decided_at, one.signal_id) for one in weighings),
        signals=tuple(signals),
        organisations=_organisations(signals),
        theme_ids=frozenset(theme.pk for signal in signals for theme in signal.themes.all()),
        municipality_ids=frozenset(signal.municipality_id for signal in signals),
        item_kind=ItemKind.SIGNAL,
        minutes=20 if len(signals) > 1 else 15,
    )


def _marks(weighing):
    marks = {name for name in MARKS if getattr(weighing, name) == Answer.YES}
    return frozenset(marks | ({"has_threat"} if weighing.signal.has_threat else set()))


def _organisations(signals):
    """The municipalities they are about, and who reported."""
    found = [signal.municipality.organisation_id for signal in signals]
    found += [signal.organisation_id for signal in signals]
    return tuple(dict.fromkeys(pk for pk in found if pk))


def _reason(signals, number, days):
    """'4 signalen uit 2 wijken, eerste 12 dagen oud'"""
    age = "van vandaag" if days < 1 else f"{counted(days, 'dag', 'dagen')} oud"
    first = f", eerste {age}" if number > 1 else f", {age}"
    return f"{counted(number, 'signaal', 'signalen')} uit {_where(signals)}{first}"


def _where(signals):
    towns = {signal.municipality.name for signal in signals}
    if len(towns) > 1:
        return f"{len(towns)} gemeenten"
    places = {signal.place.strip().lower() for signal in signals} - {""}
    return f"{len(places)} wijken" if len(places) > 1 else towns.pop()
