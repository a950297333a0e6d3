"""What pages read about cases and actions. The database decides who sees which row; nothing here does."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import (
    Action,
    ActionRequest,
    ActionState,
    Case,
    CasePartner,
    CaseSignal,
    CaseState,
    Director,
)
from partners.models import Organisation
from partners.roles import Permission
from zvh.sql import value

MOST_MEETINGS = 50

# -- cases


def houses_around(user):
    """The houses with which this person's organisations work: what filters may offer."""
    own = [membership.organisation_id for membership in user.current_memberships]
    return Organisation.objects.filter(Q(pk__in=own) | Q(partners__organisation__in=own)).values("pk")


def find_cases(user, *, words="", mine=False, **fields):
    """The cases that fit the filters, newest first, with how many of their actions are open and late."""
    found = Case.objects.filter(**fields)
    if words:
        found = found.filter(Q(number__icontains=words) | Q(title__icontains=words))
    if mine:
        found = found.filter(_takes_part(user))
    return _for_list(found)


def _takes_part(user):
    """He coordinates or directs it, or his organisation takes part."""
    directs = Director.objects.filter(membership__in=_membership_ids(user), ended_at=None)
    joined = CasePartner.objects.filter(
        organisation__in=_organisation_ids(user, Permission.CONTRIBUTE), left_at=None
    )
    return Q(coordinator=user) | Q(pk__in=directs.values("case")) | Q(pk__in=joined.values("case"))


def _membership_ids(user):
    return [membership.pk for membership in user.current_memberships]


def _organisation_ids(user, permission):
    return [membership.organisation_id for membership in user.membership_for(permission)]


def _for_list(cases):
    waiting = Action.objects.filter(case=OuterRef("pk"), state=ActionState.OPEN)
    late = waiting.filter(due_on__lt=timezone.localdate())
    return (
        cases.select_related("municipality", "theme")
        .prefetch_related("directors")
        .annotate(open_actions=_number_of(waiting), late_actions=_number_of(late))
        .order_by("-opened_at", "-pk")
    )


def _number_of(actions):
    counted = actions.order_by().values("case").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def case_files():
    """Cases with everything that stands on their page."""
    return Case.objects.select_related(
        "house", "municipality", "theme", "coordinator", "opened_by", "closed_by"
    ).prefetch_related(
        "parties",
        "named",
        "directors",
        Prefetch("partners", CasePartner.objects.select_related("organisation")),
    )


def signals_of(case):
    """The signals of a case that the reader may see."""
    links = CaseSignal.objects.filter(case=case).select_related("signal__municipality")
    return [link.signal for link in links.defer("signal__search").order_by("linked_at", "pk")]


def decisions_of(case):
    """The decisions it came from: rows of the meeting, which knows cases and not the other way round."""
    links = case.decision_links.select_related("decision__item__meeting")
    return [link.decision for link in links.order_by("decision__recorded_at", "pk")]


@dataclass(frozen=True)
class Reader:
    """Somebody who can see a case."""

    name: str
    why: str
    until: datetime | None


def readers_of(case):
    """Who can see this case and why; empty for who neither coordinates nor directs it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, why, until FROM zvh.case_readers(%s)", [case.pk])
        return [Reader(*row) for row in cursor.fetchall()]


def reads_case(case, membership_pk):
    """Whether the person of this membership reads the case by name."""
    return value("SELECT zvh.reads_case(%s, %s)", [case.pk, membership_pk])


# -- actions


@dataclass(frozen=True)
class ActionsOfCase:
    """The actions of a case, what waits first, and how far they are."""

    rows: list

    @property
    def done(self):
        return sum(action.state == ActionState.DONE for action in self.rows)

    @property
    def open(self):
        return sum(action.state == ActionState.OPEN for action in self.rows)

    @property
    def late(self):
        return sum(action.is_late for action in self.rows)

    @property
    def total(self):
        """What was dropped does not count."""
        return self.done + self.open


def actions_of(case):
    actions = case.actions.select_related("organisation").order_by("due_on", "pk")
    return ActionsOfCase(sorted(actions, key=lambda action: action.state != ActionState.OPEN))


def find_actions(user, *, whose, progress, organisation=None, case=None, meeting=None):
    """The actions that fit the filters: what waits in the order of its day, what is over newest first."""
    found = Action.objects.select_related("organisation", "case", "item_link__item__meeting__series")
    found = found.filter(_of(whose, user))
    wanted = {"organisation": organisation, "case": case, "item_link__item__meeting": meeting}
    found = found.filter(**{field: value for field, value in wanted.items() if value})
    if progress == "done":
        return found.exclude(state=ActionState.OPEN).order_by("-done_at", "-pk")
    found = found.filter(state=ActionState.OPEN).order_by("due_on", "pk")
    today = timezone.localdate()
    if progress == "week":
        return found.filter(due_on__gte=today, due_on__lte=end_of_week(today))
    return found.filter(due_on__lt=today) if progress == "late" else found


def end_of_week(day):
    return day + timedelta(days=6 - day.weekday())


def sources_of_actions():
    """What the filters offer: (organisations, cases, meetings) of which the reader sees an action, as choices."""
    seen = Action.objects.order_by()
    organisations = seen.values_list("organisation", "organisation__name").distinct()
    cases = seen.filter(case__isnull=False).values_list("case", "case__number", "case__title").distinct()
    at = "item_link__item__meeting__starts_at"
    meetings = seen.filter(**{f"{at}__isnull": False}).values_list("item_link__item__meeting", at)
    return (
        sorted(organisations, key=lambda one: one[1]),
        [(pk, f"{number} {title}") for pk, number, title in sorted(cases, key=lambda one: one[1])],
        [
            (pk, f"{timezone.localtime(starts_at):%d-%m-%Y}")
            for pk, starts_at in meetings.distinct().order_by(f"-{at}")[:MOST_MEETINGS]
        ],
    )


def by_lateness(actions):
    """[(heading, [actions])] of what waits: late, this week, later; of what is over one group."""
    today = timezone.localdate()
    names = ("Te laat", "Deze week", "Later", "Afgerond of vervallen")

    def place(action):
        if not action.is_open:
            return 3
        return 0 if action.is_late else 1 if action.due_on <= end_of_week(today) else 2

    groups = [[one for one in actions if place(one) == n] for n in range(len(names))]
    return [(name, group) for name, group in zip(names, groups, strict=True) if group]


def events_of(action):
    return list(action.events.select_related("by"))


def waiting_request(action):
    """The question about this action that waits for an answer, or None."""
    waiting = ActionRequest.objects.filter(action=action, answered_at__isnull=True)
    asked = waiting.select_related("organisation", "asked_by").first()
    if asked:
        asked.action = action
    return asked


def _of(whose, user):
    if whose == "mine":
        return _to_do_by(user)
    if whose == "given":
        return Q(given_by=user)
    if whose == "organisation":
        return Q(organisation__in={membership.organisation_id for membership in user.current_memberships})
    return Q()


def _to_do_by(user):
    """His own, and those of his organisation that nobody in particular has to do."""
    organisations = _organisation_ids(user, Permission.ACTION_DO_FOR)
    return Q(owner__in=_membership_ids(user)) | Q(owner=None, organisation__in=organisations)


# -- for the overview, and for the list


def orphaned_cases():
    """Numbers of the restricted cases of the reader's houses whose coordinator works there no longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.orphaned_cases()")
        return [number for (number,) in cursor.fetchall()]


def my_open_actions(user, limit=5):
    """What this person can do, the first day first."""
    return list(find_actions(user, whose="mine", progress="open")[:limit])


def my_cases(user, limit=5):
    """The running cases in which this person has a part, newest first."""
    return list(find_cases(user, mine=True, state=CaseState.OPEN)[:limit])
