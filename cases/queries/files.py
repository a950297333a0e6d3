"""Cases: the list, one case with what stands on its page, and who can read it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import Action, ActionState, Case, CasePartner, CaseSignal, Director, Part
from partners.models import Organisation
from partners.roles import Permission
from zvh.sql import value


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
    directs = Director.objects.filter(membership__in=membership_ids(user), ended_at=None)
    joined = CasePartner.objects.filter(
        organisation__in=organisation_ids(user, Permission.CONTRIBUTE), left_at=None
    )
    return Q(coordinator=user) | Q(pk__in=directs.values("case")) | Q(pk__in=joined.values("case"))


def membership_ids(user):
    return [membership.pk for membership in user.current_memberships]


def organisation_ids(user, permission):
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


def with_read_parts(cases):
    """With `read_parts`: the kinds of the parts that the reader reads. Every page of a case asks it."""
    parts = Part.objects.filter(case=OuterRef("pk")).order_by("kind").values("kind")
    return cases.annotate(read_parts=ArraySubquery(parts))


def case_files():
    """Cases with everything that stands on their page."""
    around = ("house", "municipality", "theme", "coordinator", "opened_by", "closed_by")
    return with_read_parts(Case.objects.select_related(*around)).prefetch_related(
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


def orphaned_cases():
    """Numbers of the restricted cases of the reader's houses whose coordinator works there no longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.orphaned_cases()")
        return [number for (number,) in cursor.fetchall()]


def my_cases(user, limit=5):
    """The running cases in which this person has a part, newest first."""
    return list(find_cases(user, mine=True, closed_at=None)[:limit])
