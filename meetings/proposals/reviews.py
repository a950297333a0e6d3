"""Cases of which the review falls before this meeting or was forgotten, and that stand on no agenda."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from cases.models import Case, CasePartner
from meetings.models import AgendaItem, ItemKind
from meetings.proposals.order import Parts
from meetings.proposals.proposal import Proposal, Thing
from zvh.templatetags.words import short_date

MOST = 30
QUESTION = "Is de aanpak nog nodig en in verhouding, en werkt die?"


def is_due(meeting):
    """A case without a day for its next review was to be closed, and still runs."""
    return Q(review_on__lte=timezone.localtime(meeting.starts_at).date()) | Q(review_on__isnull=True)


def reviews_due(house_id, meeting):
    for case in _due(house_id, meeting):
        yield _proposal(case)


def _due(house_id, meeting):
    """Only cases that the reader sees, and no shielded one."""
    waiting = AgendaItem.objects.filter(case=OuterRef("pk"), meeting__final_at__isnull=True)
    found = Case.objects.filter(is_due(meeting), house=house_id, closed_at=None, is_restricted=False)
    partners = Prefetch("partners", CasePartner.objects.filter(left_at__isnull=True))
    return found.exclude(Exists(waiting)).prefetch_related(partners).order_by("review_on", "pk")[:MOST]


def _proposal(case):
    day = case.review_on
    days = (timezone.localdate() - day).days if day else 0
    reason = f"evaluatie nodig op {short_date(day)}" if day else "de laatste evaluatie zei: sluiten"
    return Proposal(
        kind="evaluatie",
        title=f"Casus {case.number}: evaluatie",
        reason=f"{reason}, {days} dagen te laat" if days > 0 else reason,
        parts=Parts(marks=frozenset({"is_case"}), days=max(days, 0)),
        things=(Thing(f"evaluatie-{case.pk}-{day}", case.opened_at, case_id=case.pk),),
        case=case,
        organisations=tuple(one.organisation_id for one in case.partners.all()),
        question=QUESTION,
        item_kind=ItemKind.CASE,
        minutes=15,
    )
