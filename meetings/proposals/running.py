"""Open cases that no meeting talked about for some time, of which no review is due, and that stand on no agenda."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cases.models import ActionState, Case, CasePartner, CaseState
from meetings.models import AgendaItem, ItemKind
from meetings.proposals.order import Parts
from meetings.proposals.proposal import Proposal, Thing, counted
from meetings.proposals.reviews import is_due

RESTS = timedelta(weeks=6)  # two meetings in the rhythm of the house
MOST = 30
QUESTION = "Hoe loopt het, wat is te laat en wat is er nodig?"


def running_cases(house_id, meeting):
    for case in _quiet(house_id).exclude(is_due(meeting))[:MOST]:
        yield _proposal(case)


def _quiet(house_id):
    """With the moment since which nobody talked about it; only cases that the reader sees, and no shielded one."""
    items = AgendaItem.objects.filter(case=OuterRef("pk"))
    last = items.filter(meeting__final_at__isnull=False).order_by("-meeting__starts_at")
    open_ones = Case.objects.filter(house=house_id, state=CaseState.OPEN, is_restricted=False)
    late = Q(actions__state=ActionState.OPEN, actions__due_on__lt=timezone.localdate())
    found = open_ones.annotate(
        quiet_since=Coalesce(Subquery(last.values("meeting__starts_at")[:1]), "opened_at"),
        late_count=Count("actions", filter=late),
    )
    found = found.filter(quiet_since__lt=timezone.now() - RESTS)
    found = found.exclude(Exists(items.filter(meeting__final_at__isnull=True)))
    partners = Prefetch("partners", CasePartner.objects.filter(left_at__isnull=True))
    return found.prefetch_related(partners).order_by("quiet_since", "pk")


def _proposal(case):
    days = (timezone.now() - case.quiet_since).days
    late = f", {counted(case.late_count, 'actie', 'acties')} te laat" if case.late_count else ""
    return Proposal(
        kind="casus",
        title=f"Casus {case.number}: voortgang",
        reason=f"{days // 7} weken niet besproken{late}",
        parts=Parts(marks=frozenset({"is_case"}), days=days, new_facts=min(case.late_count, 1)),
        things=(Thing(f"casus-{case.pk}", case.opened_at, case_id=case.pk),),
        case=case,
        organisations=tuple(one.organisation_id for one in case.partners.all()),
        question=QUESTION,
        item_kind=ItemKind.CASE,
        minutes=15,
    )
