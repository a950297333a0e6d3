"""What waits for one person: the parts of the overview, each a small list, in a fixed number of queries."""

from itertools import chain
from math import ceil

from django.urls import reverse
from django.utils import timezone

from cases import queries as case_queries
from meetings import queries as meeting_queries
from partners import queries as partner_queries
from partners.roles import Permission, Role, has_permission
from signals import queries as signal_queries
from signals.models import Share, Signal

WEEKS_ON_MAP = 12
SHADES = 5
LIMIT = 7
MOST_ADVICES = 100


def overview(user):
    """The context of the page; a part that is not for this person is absent or empty."""
    roles = {membership.role for membership in user.current_memberships}
    now = timezone.localtime()
    parts = {
        "greeting": _greeting(now.hour),
        "today": now.date(),
        "can_report": has_permission(user, Permission.SIGNAL_REPORT),
        "has_role": bool(roles),
        "actions": case_queries.my_open_actions(user, LIMIT),
        "partner_requests": case_queries.requests_for(user),
        **_around(user, roles),
    }
    for wanted, part in PARTS:
        if roles & wanted:
            parts |= part(user)
    return parts


def _around(user, roles):
    """The map and the next meetings, not for who only reports: he has one button and his own signals."""
    if roles <= {Role.REPORTER}:
        return {"next_meetings": [], "tiles": [], "shows_region": False}
    return {"next_meetings": meeting_queries.dates_only([]), "shows_region": True, **_map(user)}


def _greeting(hour):
    if hour < 12:
        return "Goedemorgen"
    return "Goedemiddag" if hour < 18 else "Goedenavond"


# -- the map


def _map(user):
    """Numbers only, of the first house of the reader; small ones are hidden from who may not see the rows."""
    house_id = min(signal_queries.houses_of(user), default=None)
    if house_id is None:
        return {"tiles": []}
    weighs_for = {membership.organisation_id for membership in user.membership_for(Permission.SIGNAL_WEIGH)}
    return {
        "tiles": _tiles(house_id, can_open=has_permission(user, Permission.SIGNAL_REPORT)),
        "weeks_on_map": WEEKS_ON_MAP,
        "most_weeks_on_map": WEEKS_ON_MAP + 4,
        "numbers_hidden": house_id not in weighs_for,
    }


def _tiles(house_id, *, can_open):
    counts = signal_queries.municipality_counts(house_id, WEEKS_ON_MAP)
    most = max((count or 1 for count in counts.values()), default=0)
    return [_tile(town, counts, most, can_open) for town in signal_queries.open_municipalities([house_id])]


def _tile(town, counts, most, can_open):
    count = counts.get(town.pk, 0)
    return {
        "name": town.name,
        "column": town.column,
        "row": town.row,
        "count_label": "1–2" if count is None else str(count),
        "level": _level(1 if count is None else count, most),
        "url": f"{reverse('signals:list')}?gemeente={town.pk}" if can_open else "",
        "highlighted": False,
    }


def _level(count, most):
    """The shade of a tile, darkest for the most; a handful of signals is never dark."""
    return ceil(SHADES * count / max(most, SHADES))


# -- parts per role


def _desk(user):
    to_weigh, to_confirm, stopped = signal_queries.weighings_waiting(user, LIMIT)
    return {
        "is_desk": True,
        "to_weigh": to_weigh,
        "to_confirm": to_confirm,
        "stopped": stopped,
        "very_late_before": signal_queries.very_late_before(),
        "news": signal_queries.news_for_desk(user, LIMIT),
    }


def _preparation(user):
    """What the next agenda still needs, and what was promised and is late."""
    meeting = meeting_queries.next_to_prepare()
    advices = meeting_queries.open_advices().order_by().values("pk")[:MOST_ADVICES]
    parts = [advices, *signal_queries.clock_parts()]
    late, candidates, (advice_count, *counted) = meeting_queries.waiting_counts(meeting, parts)
    return {
        "clocks": signal_queries.clocks(counted),
        "advice_count": advice_count,
        "to_prepare": meeting,
        "candidate_count": candidates,
        "most_candidates": meeting_queries.MOST_CANDIDATES,
        "late_count": late,
    }


def _expert(user):
    """Who is no coordinator besides: of that one the clocks are counted with the rest."""
    if any(one.role == Role.COORDINATOR for one in user.current_memberships):
        return {}
    *_, counted = meeting_queries.waiting_counts(None, signal_queries.clock_parts())
    return {"clocks": signal_queries.clocks(counted)}


def _participant(user):
    return {"is_participant": True, "items": meeting_queries.items_asked(user)}


def _newest(user):
    return {
        "newest": list(Signal.objects.select_related("municipality").order_by("-submitted_at", "-id")[:LIMIT])
    }


def _reporter(user):
    return {
        "is_reporter": True,
        "own_signals": signal_queries.own_signals(user, LIMIT),
        "questions": signal_queries.open_questions(user, LIMIT),
    }


def _cases(user):
    return {"is_director": True, "cases": case_queries.my_cases(user, LIMIT)}


def _privacy(user):
    ending = Share.objects.filter(ended_at__isnull=True, valid_until__gt=timezone.now())
    return {
        "is_privacy": True,
        "ending_shares": ending.select_related("organisation").order_by("valid_until")[:LIMIT],
        "to_confirm_roles": partner_queries.to_confirm_by(user)[:LIMIT],
    }


def _administration(user):
    manages = has_permission(user, Permission.PEOPLE_MANAGE)
    return {"is_administrator": manages, "to_confirm_roles": partner_queries.to_confirm_by(user)[:LIMIT]}


PARTS = (
    ({Role.COORDINATOR, Role.EXPERT}, _desk),
    ({Role.COORDINATOR}, _preparation),
    ({Role.EXPERT}, _expert),
    ({Role.PARTICIPANT}, _participant),
    ({Role.COORDINATOR, Role.EXPERT, Role.PARTICIPANT}, _newest),
    ({Role.REPORTER, Role.PARTICIPANT}, _reporter),
    ({Role.CASE_DIRECTOR}, _cases),
    ({Role.PRIVACY_OFFICER}, _privacy),
    ({Role.ADMINISTRATOR, Role.COORDINATOR}, _administration),
)


def signals_on(parts):
    """The signals of which this overview shows the title, for the log."""
    weighings = [*parts.get("to_weigh", []), *parts.get("to_confirm", []), *parts.get("stopped", [])]
    asked = [*parts.get("questions", []), *chain(*parts.get("news", {}).values())]
    shown = [
        *(row.signal for row in weighings + asked),
        *parts.get("own_signals", []),
        *parts.get("newest", []),
    ]
    return list({signal.pk: signal for signal in shown}.values())
